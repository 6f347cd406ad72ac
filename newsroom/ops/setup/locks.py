"""Compile the lock files from pyproject.toml and package.json, with hashes and without any address."""

import json
import os
import shutil
import subprocess

from . import ROOT, CannotSetUp
from .packages import RUN, TEST, fetch_uv, find_uv

COMPILE = ("--quiet", "--generate-hashes", "--no-emit-index-url", "--no-header", "--universal", "--python-version=3.12")
LOCKS = (RUN, TEST, "package-lock.json")


def compile_all(upgrade: bool) -> None:
    """Compile every lock file; versions already locked stay unless `upgrade` is asked for."""
    uv = find_uv() or fetch_uv()
    if not uv:
        raise CannotSetUp("Lock files are compiled by uv, which could not be fetched: install it and try again.")
    if not shutil.which("npm"):
        raise CannotSetUp("package-lock.json is compiled by npm: install Node (with npm) and try again.")
    more = ["--upgrade"] if upgrade else []
    compile_ = [uv, "pip", "compile", "pyproject.toml", *COMPILE, *more]
    for command in (
        [*compile_, "--output-file", RUN],
        # Held to the first file, so that tests run on the versions that are served.
        [*compile_, "--group", "dev", "--constraints", RUN, "--output-file", TEST],
        [
            "npm",
            "install",
            "--package-lock-only",
            "--ignore-scripts",
            "--omit-lockfile-registry-resolved",
            "--no-audit",
        ],
    ):
        if subprocess.run(command, cwd=ROOT, env={**os.environ, "NO_COLOR": "1"}).returncode != 0:
            raise CannotSetUp(f"'{' '.join(command)}' failed: the lock files may be half new, see git diff.")
    drop_pleas()
    refuse_addresses()


def drop_pleas() -> None:
    """Take out of package-lock.json where packages ask for money: addresses, of no use to an install."""
    lock = ROOT / "package-lock.json"
    said = json.loads(lock.read_text())
    for package in said["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(said, indent=2, ensure_ascii=False) + "\n")


def refuse_addresses() -> None:
    """Raise when a lock file names a host: it would bind everyone to the index of whoever compiled it."""
    for lock in LOCKS:
        for number, line in enumerate((ROOT / lock).read_text().splitlines(), start=1):
            if "://" in line or line.startswith(("--index", "--extra-index", "--find-links")):
                raise CannotSetUp(f"{lock}:{number} names an address: {line.strip()}")
