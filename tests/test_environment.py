"""Making the environments, with interpreters that only pretend and note what they are told."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SECONDS = 60
TOOLS = ("sh", "cmp", "cp", "mkdir", "rm", "find", "chmod", "dirname")
"""What the script and the interpreters below need of a system."""

INTERPRETER = """\
#!/bin/sh
for last; do :; done
case "${{PYTHONHOME:+elsewhere}} $1" in
"elsewhere -E"* | "elsewhere -I"*) ;;
elsewhere*)
    echo "Fatal Python error: Failed to import encodings module" >&2
    exit 1
    ;;
esac
case "$*" in
*version_info*) echo {version} ;;
*ensurepip*) exit {lacks_venv} ;;
*"-m venv"*)
    echo "{version}: $*" >>{log}
    rm -rf "$last"
    mkdir -p "$last/bin"
    cp "$0" "$last/bin/python"
    ;;
*"-m pip"*)
    echo "{version}: $*" >>{log}
    if [ -e {offline} ]; then
        echo "pip: no network" >&2
        exit 1
    fi
    case "$last" in
    */sam.txt)
        sam=$(dirname "$0")/sam
        echo "#!/bin/sh
echo \\"sam by \\$PYTHON: \\$*\\" >>{log}
mkdir -p .aws-sam/build
echo built >.aws-sam/build/template.yaml" >"$sam"
        chmod +x "$sam"
        ;;
    esac
    ;;
*) echo "{version}: $*" >>{log} ;;
esac
"""

SHIM = """\
#!/bin/sh
echo "pyenv: $0: command not found" >&2
exit 127
"""

EVERY_NAME = ["python3.13", "python3.12", "python3.11", "python3", "python"]


class Machine:
    """A project to work in, and a PATH with a few tools and the interpreters that a test puts there."""

    def __init__(self, root: Path) -> None:
        self.project = root / "project"
        self.path = root / "bin"
        self._log = root / "calls.log"
        self._offline = root / "offline"
        for folder in ("requirements", "lambda", "skill", "tests/dynalite"):
            (self.project / folder).mkdir(parents=True)
        self.path.mkdir()
        for name in TOOLS:
            tool = shutil.which(name)
            assert tool, f"{name} is needed to make an environment"
            (self.path / name).symlink_to(tool)
        shutil.copy(ROOT / "Makefile", self.project)
        shutil.copy(ROOT / "requirements" / "environment.sh", self.project / "requirements")
        (self.project / "tests" / "dynalite" / "package-lock.json").write_text("{}", encoding="utf-8")
        (self.project / "template.yaml").touch()
        for purpose in ("lambda", "local", "pins", "sam", "test", "web"):
            self.pin(f"for {purpose}", purpose)

    def pin(self, packages: str, purpose: str = "local") -> None:
        (self.project / "requirements" / f"{purpose}.txt").write_text(f"{packages}\n", encoding="utf-8")

    def interpreter(self, name: str, version: str, *, venv: bool = True) -> Path:
        return self._program(
            name,
            INTERPRETER.format(
                version=version,
                lacks_venv=0 if venv else 1,
                log=shlex.quote(str(self._log)),
                offline=shlex.quote(str(self._offline)),
            ),
        )

    def shim(self, name: str) -> Path:
        return self._program(name, SHIM)

    def go_offline(self) -> None:
        self._offline.touch()

    def go_online(self) -> None:
        self._offline.unlink()

    def environment(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs environment.sh for `make run`."""
        return self._run("sh", "requirements/environment.sh", ".venv", "requirements/local.txt", **variables)

    def make(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        make = shutil.which("make")
        assert make, "make is needed, as the README says"
        return self._run(make, *arguments, **variables)

    def calls(self) -> list[str]:
        """What interpreters were told to do, each with its version, since this was last asked."""
        calls = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return calls

    def installed_with(self) -> list[str]:
        """The versions whose pip was run since this was last asked."""
        return [call.partition(":")[0] for call in self.calls() if "-m pip install" in call]

    def _program(self, name: str, source: str) -> Path:
        program = self.path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(source, encoding="utf-8")
        program.chmod(0o755)
        return program

    def _run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.project,
            env={"PATH": str(self.path), **variables},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def complaint(ended: subprocess.CompletedProcess[str]) -> str:
    """The one line that a run that failed leaves behind."""
    assert ended.returncode != 0
    assert ended.stdout == ""
    [line] = ended.stderr.splitlines()
    return line


def test_an_environment_is_made_and_then_filled_with_what_is_pinned(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.environment()

    made, filled = machine.calls()
    assert ended.returncode == 0, ended.stderr
    assert "-m venv" in made
    assert made.endswith(" .venv")
    assert "-m pip install" in filled
    assert "--require-hashes" in filled
    assert filled.endswith(" requirements/local.txt")


@pytest.mark.parametrize("names", [EVERY_NAME[start:] for start in range(len(EVERY_NAME))], ids=lambda names: names[0])
def test_the_first_name_that_is_there_is_taken(machine: Machine, names: list[str]) -> None:
    versions = {"python3.13": "3.13", "python3.12": "3.12", "python3.11": "3.11", "python3": "3.12", "python": "3.11"}
    for name in names:
        machine.interpreter(name, versions[name])

    machine.environment()

    assert machine.installed_with() == [versions[names[0]]]


def test_a_shim_with_nothing_to_run_is_passed_over_in_silence(machine: Machine) -> None:
    machine.shim("python3.13")
    machine.shim("python3.12")
    machine.interpreter("python3.11", "3.11")

    ended = machine.environment()

    assert machine.installed_with() == ["3.11"]
    assert "pyenv" not in ended.stderr


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10", "3.14"])
def test_a_version_that_is_not_supported_is_passed_over(machine: Machine, version: str) -> None:
    machine.interpreter("python3", version)
    machine.interpreter("python", "3.11")

    machine.environment()

    assert machine.installed_with() == ["3.11"]


def test_a_name_that_promises_another_version_is_not_believed(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.14")
    machine.interpreter("python3", "3.12")

    machine.environment()

    assert machine.installed_with() == ["3.12"]


def test_an_interpreter_without_venv_is_passed_over(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13", venv=False)
    machine.interpreter("python3.12", "3.12")

    machine.environment()

    assert machine.installed_with() == ["3.12"]


def test_without_any_python_one_line_says_what_to_install(machine: Machine) -> None:
    line = complaint(machine.environment())

    assert "Python 3.11 to 3.13" in line
    assert "Found: none" in line
    assert "python3-venv" in line
    assert "PYTHON=" in line


def test_where_no_python_fits_one_line_says_what_was_found(machine: Machine) -> None:
    machine.shim("python3.13")
    machine.interpreter("python3", "3.9")
    machine.interpreter("python", "2.7", venv=False)

    line = complaint(machine.environment())

    assert "python3 (3.9)" in line
    assert "python (2.7 without venv)" in line
    assert "Install" in line
    assert machine.calls() == []


def test_where_only_venv_is_missing_one_line_says_so(machine: Machine) -> None:
    machine.interpreter("python3", "3.11", venv=False)

    line = complaint(machine.environment())

    assert "python3 (3.11 without venv)" in line
    assert "python3-venv" in line
    assert machine.calls() == []


def test_a_second_run_does_nothing_and_says_nothing(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")
    machine.environment()
    machine.calls()

    ended = machine.environment()

    assert machine.calls() == []
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_a_newer_python_on_the_machine_is_no_reason_to_install_again(machine: Machine) -> None:
    machine.interpreter("python3.11", "3.11")
    machine.environment()
    machine.interpreter("python3.13", "3.13")
    machine.calls()

    machine.environment()

    assert machine.calls() == []


def test_changed_pins_are_installed(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")
    machine.environment()
    machine.calls()
    machine.pin("newer packages")

    machine.environment()

    made, filled = machine.calls()
    assert "-m venv --clear" in made
    assert "-m pip install" in filled


def test_an_installation_that_was_broken_off_says_what_to_do_and_is_done_again(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")
    machine.go_offline()
    broken_off = machine.environment()
    machine.go_online()
    machine.calls()

    ended = machine.environment()

    assert broken_off.returncode != 0
    assert "Check the network" in broken_off.stderr.splitlines()[-1]
    assert machine.installed_with() == ["3.12"]
    assert ended.returncode == 0


def test_an_update_that_was_broken_off_is_not_taken_for_what_was_there_before(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")
    machine.environment()
    machine.pin("newer packages")
    machine.go_offline()
    machine.environment()
    machine.go_online()
    machine.pin("for local")
    machine.calls()

    machine.environment()

    assert machine.installed_with() == ["3.12"]


def test_an_environment_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")
    machine.environment()
    (machine.project / ".venv" / "bin" / "python").unlink()
    machine.calls()

    ended = machine.environment()

    assert machine.installed_with() == ["3.12"]
    assert ended.returncode == 0


def test_an_environment_whose_python_became_another_version_is_made_anew(machine: Machine) -> None:
    upgraded = machine.interpreter("python3", "3.11")
    machine.environment()
    machine.interpreter("python3", "3.13")
    shutil.copy(upgraded, machine.project / ".venv" / "bin" / "python")
    machine.calls()

    machine.environment()

    assert machine.installed_with() == ["3.13"]


@pytest.mark.parametrize("in_its_place", ["a file", "a link to nowhere"])
def test_what_stands_in_the_place_of_an_environment_is_named_and_left_alone(
    machine: Machine, in_its_place: str
) -> None:
    machine.interpreter("python3", "3.12")
    place = machine.project / ".venv"
    if in_its_place == "a file":
        place.touch()
    else:
        place.symlink_to("nowhere")

    line = complaint(machine.environment())

    assert line.startswith("The folder .venv cannot be made")
    assert machine.calls() == []
    assert not place.is_dir()


def test_the_interpreter_that_is_named_comes_before_any_other(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13")
    machine.interpreter("python3.11", "3.11")

    machine.environment(PYTHON="python3.11")

    assert machine.installed_with() == ["3.11"]


def test_an_interpreter_can_be_named_by_its_place(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13")
    elsewhere = machine.interpreter("my pythons/python", "3.12")

    machine.environment(PYTHON=str(elsewhere))

    assert machine.installed_with() == ["3.12"]


def test_naming_another_version_makes_the_environment_anew(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13")
    machine.interpreter("python3.11", "3.11")
    machine.environment()
    machine.calls()

    machine.environment(PYTHON="python3.11")
    machine.environment(PYTHON="python3.11")

    assert machine.installed_with() == ["3.11"]


@pytest.mark.parametrize("named", ["python3.9", "python3.13", "python3.12"], ids=["too old", "a shim", "not there"])
def test_an_interpreter_that_is_named_and_does_not_fit_is_refused_in_one_line(machine: Machine, named: str) -> None:
    machine.interpreter("python3", "3.11")
    machine.interpreter("python3.9", "3.9")
    machine.shim("python3.13")
    machine.environment()
    machine.calls()

    line = complaint(machine.environment(PYTHON=named))

    assert f"Looked for: {named}." in line
    assert machine.calls() == []


def test_make_run_makes_its_environment_and_starts_the_companion_in_it(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.make("run")

    made, filled, started = machine.calls()
    assert ended.returncode == 0, ended.stderr
    assert made.endswith(" .venv")
    assert filled.endswith(" requirements/local.txt")
    assert started == "3.12: -E -m skill.local"


def test_make_talk_and_make_run_share_their_environment(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    machine.make("talk")
    *installing, talking = machine.calls()
    machine.make("run")

    assert [call.split()[-1] for call in installing] == [".venv", "requirements/local.txt"]
    assert talking == "3.12: -E -m skill.local talk"
    assert machine.calls() == ["3.12: -E -m skill.local"]


def test_make_test_runs_every_check_in_an_environment_of_its_own(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.make("test")

    made, filled, *checks = machine.calls()
    assert ended.returncode == 0, ended.stderr
    assert made.endswith(" .venv-test")
    assert filled.endswith(" requirements/test.txt")
    assert [check.removeprefix("3.12: -E -m ") for check in checks] == [
        "ruff format --check",
        "ruff check",
        "mypy",
        "pytest",
    ]
    assert not (machine.project / ".venv").exists()


@pytest.mark.parametrize("target", ["run", "talk", "test"])
def test_what_the_shell_tells_python_for_another_project_is_passed_over(machine: Machine, target: str) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.make(target, PYTHONHOME="/another/project")

    assert (ended.returncode, "Fatal" in ended.stderr) == (0, False)
    assert machine.installed_with() == ["3.12"]


@pytest.mark.parametrize("in_environment", [True, False], ids=["PYTHON=... make run", "make run PYTHON=..."])
def test_make_hands_on_the_interpreter_that_is_named(machine: Machine, in_environment: bool) -> None:
    machine.interpreter("python3.13", "3.13")
    machine.interpreter("python3.11", "3.11")

    if in_environment:
        machine.make("run", PYTHON="python3.11")
    else:
        machine.make("run", "PYTHON=python3.11")

    assert machine.installed_with() == ["3.11"]


def test_the_bundle_is_made_by_the_one_version_that_will_do(machine: Machine) -> None:
    machine.interpreter("python3.12", "3.12")
    machine.interpreter("python3", "3.13")

    ended = machine.make("bundle")

    made, filled, built = machine.calls()
    assert ended.returncode == 0, ended.stderr
    assert made.startswith("3.13: ")
    assert filled.endswith(" requirements/sam.txt")
    assert built == f"sam by {machine.project}/.venv-sam/bin/python: build"


@pytest.mark.parametrize("how", ["PYTHON=... make bundle", "make bundle PYTHON=..."])
def test_the_interpreter_of_the_other_environments_does_not_make_the_bundle(machine: Machine, how: str) -> None:
    machine.interpreter("python3.11", "3.11")
    machine.interpreter("python3.13", "3.13")

    if how.startswith("PYTHON"):
        machine.make("bundle", PYTHON="python3.11")
    else:
        machine.make("bundle", "PYTHON=python3.11")

    assert machine.installed_with() == ["3.13"]


def test_an_interpreter_that_is_named_can_make_the_bundle(machine: Machine) -> None:
    elsewhere = machine.interpreter("my pythons/python", "3.13")

    machine.make("bundle", PYTHON=str(elsewhere))

    assert machine.installed_with() == ["3.13"]


def test_what_pyenv_has_not_switched_on_can_make_the_bundle(machine: Machine) -> None:
    machine.shim("python3.13")
    machine.interpreter("versions/3.13.5/bin/python", "3.13")

    machine.make("bundle", PYENV_ROOT=str(machine.path))

    assert machine.installed_with() == ["3.13"]


def test_a_bundle_is_made_again_when_a_source_has_changed_and_only_then(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13")
    source = machine.project / "skill" / "app.py"
    source.touch()
    machine.make("bundle")
    machine.calls()

    machine.make("bundle")
    unchanged = machine.calls()
    later = (machine.project / ".aws-sam" / "build" / "template.yaml").stat().st_mtime + 1
    os.utime(source, (later, later))
    machine.make("bundle")
    changed = machine.calls()

    assert unchanged == []
    assert [call.split()[-1] for call in changed] == ["build"]


def test_without_the_one_version_that_will_do_one_line_says_so(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.make("bundle")

    [line] = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    assert ended.returncode != 0
    assert line.startswith("Python 3.13 with venv is needed.")
    assert "python3 (3.12)" in line
    assert machine.calls() == []


def test_where_the_sam_cli_cannot_be_had_no_bundle_is_made(machine: Machine) -> None:
    machine.interpreter("python3.13", "3.13")
    machine.make("bundle")
    machine.pin("newer packages", "sam")
    (machine.project / "skill" / "app.py").touch()
    machine.go_offline()
    machine.calls()

    ended = machine.make("bundle")

    [*_, line] = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    assert ended.returncode != 0
    assert "Check the network" in line
    assert [call for call in machine.calls() if call.startswith("sam")] == []


def test_the_tests_run_without_a_bundle_where_none_can_be_made(machine: Machine) -> None:
    machine.interpreter("python3", "3.12")

    ended = machine.make("test")

    assert ended.returncode == 0, ended.stderr
    assert machine.calls()[-1] == "3.12: -E -m pytest"
    assert "Python 3.13 with venv is needed." in ended.stderr


def test_make_starts_nothing_where_no_python_fits(machine: Machine) -> None:
    machine.interpreter("python3", "3.9")

    ended = machine.make("run")

    [line] = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    assert ended.returncode != 0
    assert "python3 (3.9)" in line
    assert machine.calls() == []
