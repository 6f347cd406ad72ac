"""Make `.venv` and install the lock files into it, with uv where it can be had and with pip where not."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from . import ROOT, CannotSetUp, folders, interpreters

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
TOOLS = ROOT / ".tools"
RUN, TEST = "requirements.txt", "requirements-dev.txt"
OFFLINE = "connect this machine to the network (or to the package index that pip is set up for) and run make again"


def digest(lock: Path) -> str:
    """Return the digest that a stamp keeps of a lock file."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def up_to_date(lock: Path, stamp: Path) -> bool:
    """Tell whether what the lock file names was installed since it last changed; asks nothing of the network."""
    return stamp.exists() and stamp.read_text() == digest(lock)


def stamp_of(lock: str) -> Path:
    """Return the stamp of a lock file; it lies in `.venv`, so it goes when that goes."""
    return VENV / f".installed-{lock}"


def ensure(lock: str) -> None:
    """Bring `.venv` to what a lock file says; a second call does nothing, without network."""
    environment = interpreters.examine(PYTHON) if PYTHON.exists() else None
    usable = environment is not None and environment.new_enough
    if usable and up_to_date(ROOT / lock, stamp_of(lock)):
        return
    folders.refuse_unwritable(ROOT)
    uv = find_uv() or fetch_uv()
    if not usable:
        make_environment(uv)
    install(uv, lock)
    # The tests' lock file holds all of the other one, at the same versions.
    for installed in {RUN, lock}:
        stamp_of(installed).write_text(digest(ROOT / installed))


def find_uv() -> str | None:
    """Return a uv that runs: on the PATH, or the one fetched earlier."""
    folders_to_try = [*os.environ.get("PATH", "").split(os.pathsep), str(TOOLS / "uv" / "bin")]
    for folder in folders_to_try:
        uv = os.path.join(folder, "uv")
        if folder and os.access(uv, os.X_OK) and succeeds([uv, "--version"], quiet=True):
            return uv
    return None


def fetch_uv() -> str | None:
    """Fetch uv into `.tools` with the pip of any interpreter that has one; None when that cannot be done."""
    # A pip set up to install for the user, or only inside environments, would refuse a folder of its own.
    environ = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    for interpreter in interpreters.found({"PATH": os.environ.get("PATH", "")}):
        if interpreter.version < (3, 11) or not succeeds([interpreter.path, "-m", "pip", "--version"], quiet=True):
            continue
        print("Fetching uv into .tools …", flush=True)
        fetch = [interpreter.path, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(TOOLS / "uv")]
        if succeeds([*fetch, "uv>=0.8,<1"], environ=environ):
            return find_uv()
        break
    return None


def make_environment(uv: str | None) -> None:
    """Make `.venv` with the best interpreter here, or with one that uv downloads."""
    running = interpreters.found()
    chosen = interpreters.choose(running, interpreters.preferred_version())
    shutil.rmtree(VENV, ignore_errors=True)
    if chosen:
        print(f"Making .venv with Python {interpreters.version_text(chosen)} …", flush=True)
        if uv and succeeds([uv, "venv", "--quiet", "--python", chosen.path, str(VENV)]):
            return
        if succeeds([chosen.path, "-m", "venv", str(VENV)]):
            return
        raise CannotSetUp(
            f"{chosen.path} cannot make .venv: install uv, or the system's package for virtual environments "
            "(on Debian or Ubuntu, apt-get install python3-venv), and run make again."
        )
    wanted = ".".join(map(str, interpreters.preferred_version()))
    print(f"No Python {interpreters.version_text()} or newer here: asking uv for Python {wanted} …", flush=True)
    # What uv says of a failed download is ten lines about hosts; the sentence says what to do.
    if not uv or not succeeds([uv, "venv", "--quiet", "--python", wanted, str(VENV)], quiet=True):
        raise interpreters.none_new_enough(running)


def install(uv: str | None, lock: str) -> None:
    """Install exactly what a lock file names, each file checked against its hash."""
    print(f"Installing {lock} …", flush=True)
    if uv and succeeds([uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", lock]):
        return
    # pip reads settings that uv does not, such as a company's own index, so it may still get through.
    has_pip = succeeds([str(PYTHON), "-m", "pip", "--version"], quiet=True)
    if has_pip or succeeds([str(PYTHON), "-m", "ensurepip"], quiet=True):
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if succeeds([*pip, "--require-hashes", "-r", lock]):
            return
    raise CannotSetUp(f"The packages of {lock} could not be installed: {OFFLINE}.")


def succeeds(command: list[str], quiet: bool = False, environ: dict[str, str] | None = None) -> bool:
    """Run a command and tell whether it ended well; `quiet` hides what it says."""
    hidden = subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run(command, cwd=ROOT, stdout=hidden, stderr=hidden, env=environ).returncode == 0
    except OSError:
        return False
