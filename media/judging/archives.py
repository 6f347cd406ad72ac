"""Reading a stranger's archive, in the child: what is in it, and one entry of it."""

import zipfile
import zlib
from pathlib import PurePosixPath

from ..opening import Unfit

MOST_ENTRIES = 2_000
# Pictures are packed already: what grows a hundredfold is no picture. A small file may: a drawing of one colour does.
_MOST_GROWTH = 100
_SMALL = 1024 * 1024
_MOST_DEEP = 20
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError)


def listed(file, limits: dict) -> tuple[list[dict], bytes]:
    """Return number, name and size of each file in the archive, without what systems put beside them."""
    entries = _entries(file)
    if len(entries) > MOST_ENTRIES:
        raise Unfit("too_many_entries", count=len(entries), most=MOST_ENTRIES)
    found = []
    for number, entry in enumerate(entries):
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or _of_the_system(path):
            continue
        if len(path.parts) > _MOST_DEEP:
            raise Unfit("too_deep")
        found.append({"number": number, "name": path.name[:100] or "?", "bytes": entry.file_size})
    return found, b""


def entry(file, limits: dict) -> tuple[dict, bytes]:
    """Return one entry's bytes; its number and the most it may have are among the limits."""
    wanted = _entries(file)[limits["entry"]]
    if wanted.flag_bits & 1:
        raise Unfit("locked")
    if wanted.file_size > limits["bytes"]:
        raise Unfit("entry_too_large", most=limits["bytes"] // 1024 // 1024)
    if wanted.file_size > _SMALL and wanted.file_size > _MOST_GROWTH * max(1, wanted.compress_size):
        raise Unfit("grows")
    try:
        with zipfile.ZipFile(file) as archive, archive.open(wanted) as opened:
            # Not what the archive says it is, but what there is, up to that.
            data = opened.read(wanted.file_size + 1)
    except DAMAGED as error:
        raise Unfit("damaged") from error
    if len(data) != wanted.file_size:
        raise Unfit("damaged")
    return {}, data


def _entries(file) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except DAMAGED as error:
        raise Unfit("damaged") from error


def _of_the_system(path: PurePosixPath) -> bool:
    return path.name in {"Thumbs.db", "desktop.ini"} or any(
        (part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts
    )
