import os
import shutil
import socket
import subprocess
import sys

import pytest

from newsroom.ops.setup import ROOT, packages

from .fakes import make_failing_shim, make_program


def bootstrap(*arguments, **environ):
    environ = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", **environ}
    return subprocess.run([ROOT / "bin" / "bootstrap", *arguments], capture_output=True, text=True, env=environ)


@pytest.fixture
def bare_clone(tmp_path):
    """A copy of what setting up needs, without `.venv`, and a PATH with a shell's tools alone."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "newsroom" / "ops" / "setup", clone / "newsroom" / "ops" / "setup")
    shutil.copytree(ROOT / "bin", clone / "bin")
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name))
    return clone, tools


def test_it_needs_nothing_but_the_standard_library():
    code = "import newsroom.ops.setup.__main__, sys; print(*{name.split('.')[0] for name in sys.modules})"
    # -S hides every installed package.
    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert set(ran.stdout.split()) - set(sys.stdlib_module_names) - {"__main__", "newsroom"} <= {"sitecustomize"}


def test_a_taken_port_is_one_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        ran = bootstrap("run", PORT=port, NEWSROOM_VAR=str(tmp_path / "var"))
    assert ran.returncode == 1
    assert ran.stderr.startswith(f"Port {port} on 127.0.0.1 is taken by another program")
    assert ran.stderr.count("\n") == 1
    assert not (tmp_path / "var").exists()


def test_an_unusable_data_folder_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    ran = bootstrap("run", PORT=str(free_port()), NEWSROOM_VAR=str(tmp_path / "file" / "var"))
    assert ran.returncode == 1
    assert "cannot be made" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_missing_chromium_is_one_sentence(tmp_path):
    ran = bootstrap("chromium", CHROMIUM=str(tmp_path / "gone"))
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1


def test_it_passes_over_a_shim_to_the_interpreter_it_hides(bare_clone):
    clone, tools = bare_clone
    make_failing_shim(clone / "shims" / "python3")
    make_program(tools / "python3", f'exec {sys.executable} "$@"')
    environ = bare(f"{clone / 'shims'}:{tools}")
    ran = subprocess.run([clone / "bin" / "bootstrap", "--help"], capture_output=True, text=True, env=environ)
    assert "usage: bin/bootstrap" in ran.stdout


def test_it_passes_over_shims_to_an_interpreter_that_runs(bare_clone):
    clone, tools = bare_clone
    make_failing_shim(tools / "python3")
    make_program(tools / "python3.12", f'exec {sys.executable} "$@"')
    ran = subprocess.run([clone / "bin" / "bootstrap", "--help"], capture_output=True, text=True, env=bare(tools))
    assert "usage: bin/bootstrap" in ran.stdout


def test_a_machine_without_python_gets_one_sentence(bare_clone):
    clone, tools = bare_clone
    ran = subprocess.run([clone / "bin" / "bootstrap", "setup"], capture_output=True, text=True, env=bare(tools))
    assert ran.stderr.startswith("No Python 3.11 or newer runs on this machine")


def test_a_second_setup_asks_no_network():
    assert packages.stamp_of(packages.TEST).exists(), "the tests are run by make test, which sets up"
    nowhere = {"UV_OFFLINE": "1", "PIP_NO_INDEX": "1"}
    ran = bootstrap("setup", **nowhere)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def bare(tools):
    return {"PATH": str(tools), "HOME": "/nonexistent"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
