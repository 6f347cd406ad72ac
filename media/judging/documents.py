"""Judging a stranger's document in the child: what it is by its bytes, whether anything in it acts, what it says."""

import mmap
import re
import time
import zipfile

from ..opening import Unfit
from . import audio, pdf, pdf_words, sheet_words, sheets, texts

_PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|....ftyp(avi[fs]|hei[cxms]|mif1)", re.S
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = re.compile(rb"PK(\x03\x04|\x05\x06)")
_PROGRAM = re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08")


# Of what a document says this much is kept: some five hundred pages, close set.
MOST_LETTERS = 1_500_000
# When this part of a file's time is over, no further page is begun; what was left unread is said.
_FOR_WORDS = 0.5
_READERS = {"pdf": pdf_words.read, "xlsx": sheet_words.read, "ods": sheet_words.read}


def judge(file, limits: dict) -> tuple[dict, bytes]:
    """Return the document's format, a recording's seconds and how much of its words was read; and the words, as UTF-8.

    Raise Unfit for whatever is none.
    """
    began = time.process_time()
    found = _judged(file)
    if found["format"] in audio.FORMATS:
        return found | {"words": None}, b""
    read = _READERS.get(found["format"], texts.read)
    words, text = read(file, began + limits["seconds"] * _FOR_WORDS, MOST_LETTERS)
    return found | {"words": words}, text.encode(errors="replace")


def _judged(file) -> dict:
    file.seek(0, 2)
    if not file.tell():
        raise Unfit("empty")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        head = data[:64]
        if head.startswith(b"%PDF-"):
            pdf.refuse_what_acts(data)
            found = {"format": "pdf", "seconds": None}
        elif _PACKED.match(head):
            return {"format": sheets.format_of(file), "seconds": None}
        elif _PICTURE.match(head):
            raise Unfit("picture")
        elif head.startswith(_OLD_OFFICE):
            raise Unfit("old_office")
        elif _PROGRAM.match(head):
            raise Unfit("no_document")
        elif format := audio.format_of(data):
            found = {"format": format, "seconds": audio.seconds_of(data, format)}
        else:
            return {"format": texts.format_of(file), "seconds": None}
    if zipfile.is_zipfile(file):
        # Whoever reads it from its end finds an archive.
        raise Unfit("hidden", what="archive")
    return found
