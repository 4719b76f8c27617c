# One name for each task, the same on a laptop and in CI.
# PYTHON=... names an interpreter; PORT=... and DATA=... reach the companion through the environment.
# Python's -E passes over PYTHONPATH and PYTHONHOME, which the shell may hold for another project.

tools := .venv-test/bin/python -E -m
dynalite := tests/dynalite/node_modules/.package-lock.json
compile := .venv-pins/bin/python -E -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make pins"

.PHONY: run talk test format pins clean .venv .venv-test .venv-pins

run: .venv
	@.venv/bin/python -E -m skill.local

talk: .venv
	@.venv/bin/python -E -m skill.local talk

test: .venv-test $(dynalite)
	$(tools) ruff format --check
	$(tools) ruff check
	$(tools) mypy
	$(tools) pytest

format: .venv-test
	$(tools) ruff check --fix
	$(tools) ruff format

# The newest of everything that pyproject.toml allows. The smaller sets take their versions from the largest.
pins: .venv-pins
	$(compile) --group pins --output-file requirements/pins.txt
	$(compile) pyproject.toml --extra local --extra web --group test --output-file requirements/test.txt
	$(compile) pyproject.toml --extra local --no-annotate --constraints requirements/test.txt --output-file requirements/local.txt
	$(compile) pyproject.toml --no-annotate --constraints requirements/test.txt --output-file requirements/lambda.txt

clean:
	rm -rf .venv .venv-test .venv-pins .mypy_cache .pytest_cache .ruff_cache tests/dynalite/node_modules
	find skill lambda tests -name __pycache__ -prune -exec rm -rf {} +

# Apart, so that testing never changes what `make run` runs on.
.venv:
	@sh requirements/environment.sh $@ requirements/local.txt

.venv-test:
	@sh requirements/environment.sh $@ requirements/test.txt

.venv-pins:
	@sh requirements/environment.sh $@ requirements/pins.txt

# Without npm the tests that need dynalite say so themselves.
$(dynalite): tests/dynalite/package-lock.json
	@! command -v npm >/dev/null || npm ci --prefix tests/dynalite --ignore-scripts --no-audit --no-fund --loglevel=error
