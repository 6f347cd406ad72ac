"""Fetch the outside validators that run on Java and come through Node."""

import shutil
import subprocess

from . import ROOT, CannotSetUp, folders
from .packages import OFFLINE, digest, succeeds, up_to_date

LOCK = ROOT / "package-lock.json"
STAMP = ROOT / "node_modules" / ".installed-package-lock.json"


def ensure() -> None:
    """Install what package-lock.json names; a second call does nothing, without network."""
    if not succeeds(["java", "-version"], quiet=True):
        raise CannotSetUp(
            "make validate needs Java and none runs here: install one (on Debian, apt-get install "
            "default-jre-headless) and try again."
        )
    if up_to_date(LOCK, STAMP):
        return
    if not shutil.which("npm"):
        raise CannotSetUp(
            "make validate needs Node's npm and it is not here: install it (on Debian, apt-get install nodejs npm) "
            "and try again."
        )
    folders.refuse_unwritable(ROOT)
    # Install scripts would fetch more from elsewhere; the jar itself is in the package.
    npm = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(npm, cwd=ROOT).returncode != 0:
        raise CannotSetUp(f"The packages of package-lock.json could not be installed: {OFFLINE}.")
    STAMP.write_text(digest(LOCK))
