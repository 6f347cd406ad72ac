"""Judging a stranger's document in the child: what it is by its bytes, and whether it carries anything that acts."""

import mmap
import re
import zipfile

from ..opening import Unfit
from . import audio, pdf, sheets, texts

_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(avi[fs]|hei[cxms]|mif1)", re.S
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = re.compile(rb"PK(\x03\x04|\x05\x06)")
_PROGRAM = re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08")


def judge(file, limits: dict) -> tuple[dict, bytes]:
    """Return the document's format, and a recording's length in seconds. Raise Unfit for whatever is none."""
    file.seek(0, 2)
    if not file.tell():
        raise Unfit("empty")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        head = data[:64]
        if head.startswith(b"%PDF-"):
            pdf.refuse_what_acts(data)
            found = {"format": "pdf", "seconds": None}
        elif _PACKED.match(head):
            return {"format": sheets.format_of(file), "seconds": None}, b""
        elif _PICTURE.match(head):
            raise Unfit("picture")
        elif head.startswith(_OLD_OFFICE):
            raise Unfit("old_office")
        elif _PROGRAM.match(head):
            raise Unfit("no_document")
        elif format := audio.format_of(data):
            found = {"format": format, "seconds": audio.seconds_of(data, format)}
        else:
            return {"format": texts.format_of(file), "seconds": None}, b""
    if zipfile.is_zipfile(file):
        # Whoever reads it from its end finds an archive.
        raise Unfit("hidden", what="archive")
    return found, b""
