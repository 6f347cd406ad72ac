"""Find the Chromium that the browser tests drive."""

import glob
import os
import subprocess
from collections.abc import Mapping

from . import CannotSetUp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "~/.cache/ms-playwright/chromium-*/chrome-linux*/chrome",
    "~/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def candidates(environ: Mapping[str, str], places: tuple[str, ...] = PLACES) -> list[str]:
    """Return every file that may be a Chromium, the one named by CHROMIUM alone when it is set."""
    if named := environ.get("CHROMIUM"):
        return [named]
    folders = [folder for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    on_path = [os.path.join(folder, name) for name in NAMES for folder in folders]
    fetched = [name for place in places for name in sorted(glob.glob(os.path.expanduser(place)), reverse=True)]
    return [name for name in on_path + fetched if os.access(name, os.X_OK)]


def runs(candidate: str) -> bool:
    """Tell whether a candidate says its version: a stub that only advises an install does not."""
    try:
        ran = subprocess.run([candidate, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return ran.returncode == 0


def find(environ: Mapping[str, str] | None = None, places: tuple[str, ...] = PLACES) -> str:
    """Return a Chromium that runs."""
    environ = os.environ if environ is None else environ
    for candidate in candidates(environ, places):
        if runs(candidate):
            return candidate
    if named := environ.get("CHROMIUM"):
        raise CannotSetUp(f"CHROMIUM={named} does not run: name a Chromium or Chrome that does, or unset CHROMIUM.")
    raise CannotSetUp(
        "The browser tests need Chromium and none runs here: install one (on Debian, apt-get install chromium; "
        "elsewhere, .venv/bin/playwright install chromium), or name one as in CHROMIUM=/path/to/chrome make test."
    )
