import re
import tomllib

import pytest
from packaging.requirements import Requirement

from newsroom.ops.setup import ROOT, CannotSetUp, locks, packages

PIN = re.compile(r"^([a-z0-9-]+)==([^ ]+)", re.MULTILINE)


def pins(lock):
    return dict(PIN.findall((ROOT / lock).read_text()))


def wanted():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [Requirement(text) for text in project["project"]["dependencies"]], [
        Requirement(text) for text in project["dependency-groups"]["dev"]
    ]


def test_no_lock_file_names_an_address():
    locks.refuse_addresses()


@pytest.mark.parametrize("line", ["# from https://host.example/simple", "--index-url host", "--find-links /wheels"])
def test_an_address_in_a_lock_file_is_found(tmp_path, monkeypatch, line):
    for lock in locks.LOCKS:
        (tmp_path / lock).write_text("django==6.1\n")
    (tmp_path / packages.TEST).write_text(f"django==6.1\n{line}\n")
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    with pytest.raises(CannotSetUp, match="requirements-dev.txt:2 names an address"):
        locks.refuse_addresses()


def test_every_requirement_is_locked_at_a_version_that_fits():
    serving, testing = wanted()
    for lock, requirements in ((packages.RUN, serving), (packages.TEST, serving + testing)):
        locked = pins(lock)
        unfit = [one for one in requirements if not one.specifier.contains(locked.get(one.name, "0"), prereleases=True)]
        assert unfit == [], f"{lock} is older than pyproject.toml: make lock"


def test_tests_run_on_the_versions_that_are_served():
    assert pins(packages.RUN).items() <= pins(packages.TEST).items()


@pytest.mark.parametrize("lock", [packages.RUN, packages.TEST])
def test_every_locked_package_has_hashes(lock):
    blocks = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE)
    assert [block.split("\n")[0] for block in blocks if block and "--hash=sha256:" not in block] == []
