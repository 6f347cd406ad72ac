import pytest

from newsroom.ops.setup import CannotSetUp, interpreters

from .fakes import make_failing_shim, make_program, make_python

PREFERRED = (3, 13)


def found_on(*folders):
    path = ":".join(map(str, folders))
    names = interpreters.candidates(path, places=())
    return [interpreter for name in names if (interpreter := interpreters.examine(name))]


def chosen_on(*folders):
    chosen = interpreters.choose(found_on(*folders), PREFERRED)
    return chosen and interpreters.version_text(chosen)


def test_it_takes_the_version_the_project_asks_for(tmp_path):
    make_python(tmp_path / "python3.12", "3.12.9")
    make_python(tmp_path / "python3.13", "3.13.1")
    make_python(tmp_path / "python3.14", "3.14.0")
    assert chosen_on(tmp_path) == "3.13.1"


@pytest.mark.parametrize("version", ["3.12.0", "3.14.2"])
def test_it_accepts_another_new_enough_version(tmp_path, version):
    make_python(tmp_path / "python3", version)
    assert chosen_on(tmp_path) == version


def test_it_refuses_an_interpreter_that_is_too_old(tmp_path):
    make_python(tmp_path / "python3", "3.11.7")
    assert chosen_on(tmp_path) is None


def test_it_passes_over_a_shim_that_fails(tmp_path):
    make_failing_shim(tmp_path / "shims" / "python3.13")
    make_python(tmp_path / "bin" / "python3.13", "3.13.0")
    assert chosen_on(tmp_path / "shims", tmp_path / "bin") == "3.13.0"


def test_it_passes_over_a_program_that_prints_nonsense(tmp_path):
    make_program(tmp_path / "python3.13", "echo Python 3.13.0")
    assert found_on(tmp_path) == []


def test_it_passes_over_a_broken_link(tmp_path):
    (tmp_path / "python3.13").symlink_to(tmp_path / "gone")
    assert found_on(tmp_path) == []


def test_it_remembers_the_file_behind_a_shim(tmp_path):
    make_python(tmp_path / "python3.13", "3.13.0", real="/opt/cpython/bin/python3.13")
    assert found_on(tmp_path)[0].path == "/opt/cpython/bin/python3.13"


def test_it_refuses_builds_that_wheels_do_not_fit(tmp_path):
    make_python(tmp_path / "python3.13", "3.13.0", plain=False)
    assert chosen_on(tmp_path) is None


def test_it_does_not_take_python_config_or_pythonw_for_an_interpreter(tmp_path):
    for name in ("python3-config", "python3.13t", "pythonw", "python2"):
        make_python(tmp_path / name, "3.13.0")
    assert interpreters.candidates(str(tmp_path), places=()) == []


def test_it_looks_beyond_the_path(tmp_path):
    make_python(tmp_path / "versions" / "3.13.0" / "bin" / "python3", "3.13.0")
    place = str(tmp_path / "versions" / "*" / "bin" / "python3")
    assert interpreters.candidates("", places=(place,)) == [str(tmp_path / "versions" / "3.13.0" / "bin" / "python3")]


def test_it_takes_the_interpreter_named_by_hand(tmp_path):
    named = make_python(tmp_path / "mine", "3.14.1")
    assert interpreters.found({"PYTHON": str(named), "PATH": ""})[0].path == str(named)


@pytest.mark.parametrize(("version", "told"), [("3.11.2", "is 3.11.2"), (None, "does not run")])
def test_it_refuses_a_named_interpreter_that_will_not_do(tmp_path, version, told):
    named = tmp_path / "mine"
    make_python(named, version) if version else make_failing_shim(named)
    with pytest.raises(CannotSetUp, match=f"PYTHON={named} {told}: name a Python 3.12 or newer"):
        interpreters.found({"PYTHON": str(named)})


def test_it_says_what_to_install_when_nothing_is_new_enough(tmp_path):
    make_python(tmp_path / "python3", "3.11.7")
    sentence = str(interpreters.none_new_enough(found_on(tmp_path)))
    assert "the newest here is 3.11.7" in sentence
    assert "install Python 3.13" in sentence


def test_it_says_so_when_no_interpreter_runs_at_all():
    assert "none runs here" in str(interpreters.none_new_enough([]))
