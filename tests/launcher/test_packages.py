import shutil
from pathlib import Path

import pytest

from newsroom.ops.setup import CannotSetUp, interpreters, packages

from .fakes import make_failing_shim, make_program, make_python


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A clone and a PATH with nothing on it but a few of the system's own tools."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for lock in (packages.RUN, packages.TEST):
        (clone / lock).write_text(f"{lock} of today")
    (clone / ".python-version").write_text("3.13\n")
    monkeypatch.setattr(packages, "ROOT", clone)
    monkeypatch.setattr(packages, "VENV", clone / ".venv")
    monkeypatch.setattr(packages, "PYTHON", clone / ".venv" / "bin" / "python")
    monkeypatch.setattr(packages, "TOOLS", clone / ".tools")
    monkeypatch.setattr(interpreters, "ROOT", clone)
    monkeypatch.setattr(interpreters, "PLACES", ())
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "cat", "mkdir", "cp", "echo", "chmod", "touch"):
        (tools / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.delenv("PYTHON", raising=False)
    return clone, tools


def make_uv(tools: Path, clone: Path, downloads: bool = False) -> Path:
    """Write a uv that makes an environment of a given interpreter and logs what it is asked."""
    python = make_python(clone.parent / "made" / "python", "3.13.0")
    script = f"""
echo "$@" >> {clone.parent}/uv.log
case "$1 $4" in
    "venv 3.13") {"true" if downloads else "exit 1"} ;;
esac
case "$1" in
    venv) mkdir -p {clone}/.venv/bin && cp {python} {clone}/.venv/bin/python ;;
esac"""
    return make_program(tools / "uv", script)


def asked_of_uv(clone: Path) -> str:
    log = clone.parent / "uv.log"
    return log.read_text() if log.exists() else ""


def test_it_makes_an_environment_and_installs_the_lock_file(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    packages.ensure(packages.RUN)
    asked = asked_of_uv(clone)
    assert f"venv --quiet --python {tools}/python3.13 {clone}/.venv" in asked
    assert "--require-hashes -r requirements.txt" in asked


def test_it_asks_nobody_when_everything_is_up_to_date(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    uv = make_uv(tools, clone)
    packages.ensure(packages.RUN)
    uv.unlink()
    before = asked_of_uv(clone)
    packages.ensure(packages.RUN)
    assert asked_of_uv(clone) == before


def test_installing_for_tests_serves_serving_too(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    packages.ensure(packages.TEST)
    before = asked_of_uv(clone)
    packages.ensure(packages.RUN)
    assert asked_of_uv(clone) == before


def test_it_installs_again_when_the_lock_file_changes(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    packages.ensure(packages.RUN)
    (clone / packages.RUN).write_text("requirements of tomorrow")
    packages.ensure(packages.RUN)
    assert asked_of_uv(clone).count("pip install") == 2


def test_it_makes_the_environment_anew_when_its_interpreter_is_gone(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    packages.ensure(packages.RUN)
    packages.PYTHON.unlink()
    packages.ensure(packages.RUN)
    assert asked_of_uv(clone).count("venv --quiet") == 2


def test_it_installs_again_after_an_install_that_failed(machine):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    uv = make_uv(tools, clone)
    make_program(uv, uv.read_text() + '\ntest "$1" != pip')
    with pytest.raises(CannotSetUp, match="The packages of requirements.txt could not be installed: connect"):
        packages.ensure(packages.RUN)
    assert not packages.stamp_of(packages.RUN).exists()


def test_it_passes_over_a_uv_that_is_only_a_shim(machine):
    _, tools = machine
    make_failing_shim(tools / "uv")
    assert packages.find_uv() is None


def test_it_finds_the_uv_it_fetched_earlier(machine):
    clone, _ = machine
    fetched = make_program(clone / ".tools" / "uv" / "bin" / "uv", "exit 0")
    assert packages.find_uv() == str(fetched)


def test_it_fetches_uv_with_the_pip_of_an_older_interpreter(machine):
    clone, tools = machine
    python = make_python(tools / "python3", "3.11.7")
    said = python.read_text()
    fetched = clone / ".tools" / "uv" / "bin"
    make_program(
        python,
        f"""if [ "$2" = pip ]; then
    if [ "$3" = install ]; then
        mkdir -p {fetched} && echo '#!/bin/sh' > {fetched}/uv && chmod +x {fetched}/uv
        echo "$PIP_USER $PIP_REQUIRE_VIRTUALENV $@" > {clone.parent}/pip.log
    fi
    exit 0
fi
{said}""",
    )
    assert packages.fetch_uv() == str(fetched / "uv")
    asked = (clone.parent / "pip.log").read_text()
    assert asked.startswith("0 0 -m pip install")
    assert "index" not in asked


def test_it_lets_uv_download_an_interpreter_when_none_is_new_enough(machine):
    clone, tools = machine
    make_python(tools / "python3", "3.11.7")
    make_uv(tools, clone, downloads=True)
    packages.ensure(packages.RUN)
    assert f"venv --quiet --python 3.13 {clone}/.venv" in asked_of_uv(clone)


def test_it_says_what_to_do_when_no_interpreter_can_be_had(machine):
    clone, tools = machine
    make_python(tools / "python3", "3.11.7")
    make_uv(tools, clone, downloads=False)
    with pytest.raises(CannotSetUp, match="needs Python 3.12 or newer, the newest here is 3.11.7"):
        packages.ensure(packages.RUN)


def test_it_falls_back_on_pip_where_uv_cannot_be_had(machine):
    clone, tools = machine
    environment = make_python(clone.parent / "made" / "python", "3.13.0")
    said = environment.read_text().split("\n", 1)[1]
    make_program(environment, f'if [ "$2" = pip ]; then echo "$@" >> {clone.parent}/pip.log; exit 0; fi\n{said}')
    make = f"mkdir -p {clone}/.venv/bin && cp {environment} {clone}/.venv/bin/python; exit 0"
    python = make_python(tools / "python3.13", "3.13.0")
    told = python.read_text().split("\n", 1)[1]
    make_program(python, f'case "$2" in pip) exit 1 ;; venv) {make} ;; esac\n{told}')
    packages.ensure(packages.RUN)
    asked = (clone.parent / "pip.log").read_text()
    assert "install --quiet --disable-pip-version-check --require-hashes -r requirements.txt" in asked
    assert packages.up_to_date(clone / packages.RUN, packages.stamp_of(packages.RUN))


def read_only(**kwargs):
    raise OSError(30, "Read-only file system")


def test_it_refuses_to_install_in_a_read_only_folder(machine, monkeypatch):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    monkeypatch.setattr(packages.folders.tempfile, "NamedTemporaryFile", read_only)
    with pytest.raises(CannotSetUp, match=f"Nothing can be written in {clone} .Read-only file system"):
        packages.ensure(packages.RUN)


def test_a_read_only_folder_is_no_hindrance_once_installed(machine, monkeypatch):
    clone, tools = machine
    make_python(tools / "python3.13", "3.13.0")
    make_uv(tools, clone)
    packages.ensure(packages.RUN)
    monkeypatch.setattr(packages.folders.tempfile, "NamedTemporaryFile", read_only)
    packages.ensure(packages.RUN)
