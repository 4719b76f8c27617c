# One name for each task, the same on a laptop and in CI.
# PYTHON=... names an interpreter; PORT=... and DATA=... reach the companion through the environment.
# Python's -E passes over PYTHONPATH and PYTHONHOME, which the shell may hold for another project.

tools := .venv-test/bin/python -E -m
dynalite := tests/dynalite/node_modules/.package-lock.json
compile := .venv-pins/bin/python -E -m uv pip compile --quiet --upgrade --universal --generate-hashes \
	--custom-compile-command "make pins" --python-version

bundle := .aws-sam/build/template.yaml
peer := dist/peer/template.yaml
bundled := template.yaml requirements/lambda.txt $(wildcard lambda/*) $(shell find skill -type f ! -name '*.pyc')

.PHONY: run talk serve test bundle bench format pins clean .venv .venv-web .venv-test .venv-sam .venv-pins

run: .venv
	@.venv/bin/python -E -m skill.local

talk: .venv
	@.venv/bin/python -E -m skill.local talk

# Behind TLS, with a table and the skill's id: docs/self-hosting.md.
serve: .venv-web
	@.venv-web/bin/python -E -m gunicorn --preload --no-control-socket --worker-class gthread --workers 2 --threads 32 \
		--forwarded-allow-ips '' --bind 127.0.0.1:8080 'skill.web:start()'

test: .venv-test $(dynalite)
	$(tools) ruff format --check
	$(tools) ruff check
	$(tools) mypy
	@$(MAKE) --no-print-directory bundle || echo "Without a bundle the tests that run it say so themselves." >&2
	$(tools) pytest

# What runs on Lambda, packed by the SAM CLI as `sam deploy` takes it.
bundle: $(bundle)

# How long a walker waits, beside what one would build without thinking: docs/performance.md.
bench: $(bundle) $(peer) $(dynalite) .venv-test
	@.venv-test/bin/python -E -m bench

format: .venv-test
	$(tools) ruff check --fix
	$(tools) ruff format

# The newest of everything that pyproject.toml allows. The smaller sets take their versions from the largest.
pins: .venv-pins
	$(compile) 3.11 --group pins --output-file requirements/pins.txt
	$(compile) 3.13 --group sam --output-file requirements/sam.txt
	$(compile) 3.11 pyproject.toml --extra local --extra web --group test --output-file requirements/test.txt
	$(compile) 3.11 pyproject.toml --extra local --no-annotate --constraints requirements/test.txt --output-file requirements/local.txt
	$(compile) 3.11 pyproject.toml --extra web --no-annotate --constraints requirements/test.txt --output-file requirements/web.txt
	$(compile) 3.11 pyproject.toml --no-annotate --constraints requirements/test.txt --output-file requirements/lambda.txt
	$(compile) 3.13 --group peer --no-annotate --constraints requirements/lambda.txt --output-file bench/peer/requirements.txt

clean:
	rm -rf .aws-sam dist .venv .venv-web .venv-test .venv-sam .venv-pins .mypy_cache .pytest_cache .ruff_cache tests/dynalite/node_modules
	find skill lambda tests bench -name __pycache__ -prune -exec rm -rf {} +

# Apart, so that testing never changes what `make run` runs on.
.venv:
	@sh requirements/environment.sh $@ requirements/local.txt

.venv-web:
	@sh requirements/environment.sh $@ requirements/web.txt

.venv-test:
	@sh requirements/environment.sh $@ requirements/test.txt

# The bundle is for one version of Python, that of the runtime in template.yaml.
.venv-sam:
	@sh requirements/environment.sh $@ requirements/sam.txt 3.13

.venv-pins:
	@sh requirements/environment.sh $@ requirements/pins.txt

# SAM runs a make of its own, which must not take over what this one was told.
$(bundle): $(bundled) | .venv-sam
	@rm -rf .aws-sam
	@MAKEFLAGS= PYTHON="$(CURDIR)/.venv-sam/bin/python" SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam build

$(peer): $(wildcard bench/peer/*) | .venv-sam
	@rm -rf $(dir $@)
	@PATH="$(CURDIR)/.venv-sam/bin:$$PATH" SAM_CLI_TELEMETRY=0 .venv-sam/bin/sam build \
		--template-file bench/peer/template.yaml --build-dir $(dir $@)

# Without npm the tests that need dynalite say so themselves.
$(dynalite): tests/dynalite/package-lock.json
	@! command -v npm >/dev/null || npm ci --prefix tests/dynalite --ignore-scripts --no-audit --no-fund --loglevel=error
