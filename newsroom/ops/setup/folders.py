"""Folders that must be writable, and the one that holds a newsroom's data."""

import os
import secrets
import tempfile
from pathlib import Path

from . import ROOT, CannotSetUp


def var() -> Path:
    """Return the folder of this newsroom's data."""
    return Path(os.environ.get("NEWSROOM_VAR") or ROOT / "var").resolve()


def refuse_unwritable(folder: Path, instead: str = "") -> None:
    """Raise when nothing can be written in a folder; permission bits alone do not tell (root, read-only disks)."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        what = instead or "make it writable, or put the project somewhere else"
        raise CannotSetUp(f"Nothing can be written in {folder} ({error.strerror}): {what}, and try again.") from error


def prepare_var(folder: Path) -> bool:
    """Make the data folder, for its owner only, with what settings look for; return whether any of it is new."""
    instead = "make it writable, or name another folder as in NEWSROOM_VAR=/path/to/folder make run"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CannotSetUp(f"The folder {folder} cannot be made ({error.strerror}): {instead}.") from error
    refuse_unwritable(folder, instead)
    fonts = folder / "fonts"
    fonts_are_new = not fonts.exists()
    fonts.mkdir(mode=0o700, exist_ok=True)
    keys_are_new = [make_secret_key(folder / name) for name in ("secret_key", "names_key")]
    return any(keys_are_new) or fonts_are_new


def make_secret_key(path: Path) -> bool:
    """Write a secret key unless there is one; a key is never half written, nor replaced."""
    if path.exists():
        return False
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # Unlike a rename, a link fails when another start has made the key in the meantime.
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        os.unlink(draft)
    return True
