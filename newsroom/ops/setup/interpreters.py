"""Find the Python that runs Newsroom, by running every one the machine seems to have."""

import glob
import json
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import ROOT, CannotSetUp

OLDEST = (3, 12)
NAME = re.compile(r"python(3(\.\d+)?)?$")
# Where version managers and system packages leave interpreters that are on nobody's PATH.
PLACES = (
    "~/.pyenv/versions/*/bin/python3",
    "~/.local/share/uv/python/*/bin/python3",
    "~/.local/share/mise/installs/python/*/bin/python3",
    "~/.asdf/installs/python/*/bin/python3",
    "/usr/bin/python3*",
    "/usr/local/bin/python3*",
    "/opt/*/bin/python3*",
    "/opt/python/*/bin/python3",
)
PROBE = """
import json, sys, sysconfig
print(json.dumps({
    "version": list(sys.version_info[:3]),
    "plain": sys.version_info.releaselevel == "final" and sys.implementation.name == "cpython"
        and not sysconfig.get_config_var("Py_GIL_DISABLED"),
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """An interpreter that ran: its own file (not a shim, not a virtual environment's) and version."""

    path: str
    version: tuple[int, int, int]
    plain: bool

    @property
    def new_enough(self) -> bool:
        """Tell whether wheels of the lock files fit it: a final CPython, with its lock, of 3.12 or newer."""
        return self.plain and self.version[:2] >= OLDEST


def preferred_version() -> tuple[int, int]:
    """Return the minor version that `.python-version` asks for."""
    major, minor = (ROOT / ".python-version").read_text().strip().split(".")[:2]
    return int(major), int(minor)


def candidates(path: str, places: tuple[str, ...] | None = None) -> list[str]:
    """Return every file that is named like a Python, in the folders of `path` and in the known places."""
    found = []
    for folder in path.split(os.pathsep):
        if folder and os.path.isdir(folder):
            names = sorted(name for name in os.listdir(folder) if NAME.match(name))
            found += [os.path.join(folder, name) for name in names]
    for place in PLACES if places is None else places:
        found += [name for name in sorted(glob.glob(os.path.expanduser(place))) if NAME.match(os.path.basename(name))]
    return list(dict.fromkeys(found))


def examine(candidate: str | Path) -> Interpreter | None:
    """Run a candidate and return what it says it is, or None when it does not run."""
    try:
        ran = subprocess.run(
            [str(candidate), "-I", "-c", PROBE], capture_output=True, text=True, timeout=20, cwd=ROOT, check=True
        )
        said = json.loads(ran.stdout)
        return Interpreter(said["executable"], tuple(said["version"]), said["plain"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError):
        return None


def found(environ: Mapping[str, str] | None = None) -> list[Interpreter]:
    """Return all interpreters that run, the one named by PYTHON alone when it is set."""
    environ = os.environ if environ is None else environ
    if named := environ.get("PYTHON"):
        interpreter = examine(named)
        if interpreter is None or not interpreter.new_enough:
            told = "does not run" if interpreter is None else f"is {version_text(interpreter)}"
            raise CannotSetUp(f"PYTHON={named} {told}: name a Python {version_text()} or newer, or unset PYTHON.")
        return [interpreter]
    running = [interpreter for name in candidates(environ.get("PATH", "")) if (interpreter := examine(name))]
    return list(dict.fromkeys(running))


def choose(interpreters: list[Interpreter], preferred: tuple[int, int]) -> Interpreter | None:
    """Return the preferred version if it is there, else the new enough one nearest to it."""
    fitting = [interpreter for interpreter in interpreters if interpreter.new_enough]
    return min(fitting, key=lambda one: (abs(one.version[1] - preferred[1]), -one.version[2]), default=None)


def version_text(interpreter: Interpreter | None = None) -> str:
    """Write a version as people do; without an interpreter, the oldest that will do."""
    return ".".join(map(str, interpreter.version if interpreter else OLDEST))


def none_new_enough(interpreters: list[Interpreter]) -> CannotSetUp:
    """Return the sentence for a machine where nothing will do and nothing could be downloaded."""
    newest = max(interpreters, key=lambda one: one.version, default=None)
    have = f"the newest here is {version_text(newest)}" if newest else "none runs here"
    wanted = ".".join(map(str, preferred_version()))
    return CannotSetUp(
        f"Newsroom needs Python {version_text()} or newer, {have}, and none could be downloaded: install Python "
        f"{wanted} (or point PYTHON at one, as in PYTHON=/path/to/python3 make setup) and run make again."
    )
