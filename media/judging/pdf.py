"""Looking through a PDF for whatever acts when it is opened, or hides another file: it is refused, never mended."""

import re
import zlib

from ..opening import Unfit

# A name may be written with any of its letters as #hh; what comes after it is no letter of a name.
_END = rb"(?=[\s/<>\[\]()%{}\x00]|\Z)"


def _letters(text: str) -> bytes:
    return b"".join(rb"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in text.encode()) + _END


def _name(text: str) -> bytes:
    return b"/" + _letters(text)


_ACTS = {
    "script": ("JavaScript",),
    "launch": ("Launch",),
    "media": ("RichMedia",),
    "form": ("XFA",),
    "attachment": ("EmbeddedFile", "EmbeddedFiles"),
    "locked": ("Encrypt",),
}
# The stroke stands before them all once: what is looked for is then found as fast as memory is read.
_ACTING = re.compile(
    b"/(?:"
    + b"|".join(b"(?P<%s>%s)" % (what.encode(), b"|".join(map(_letters, names))) for what, names in _ACTS.items())
    + b")"
)
_STREAM = re.compile(rb"(?<!end)stream[ \t]*(?:\r\n|\n|\r)")
_FLATE = re.compile(_name("FlateDecode") + rb"|" + _name("Fl"))
_FILTER = re.compile(_name("Filter") + rb"|" + _name("F"))
_ODD = re.compile(
    rb"|".join(map(_name, ("LZWDecode", "ASCIIHexDecode", "ASCII85Decode", "RunLengthDecode", "Crypt")))
    + rb"|"
    + _name("Predictor")
    + rb"\s*(?!1\b)\d"
)
_OBJECTS = re.compile(_name("ObjStm"))
# All that is packed in it may unpack to this much: beyond is a bomb.
_MOST_UNPACKED = 128 * 1024 * 1024
_STEP, _PIECE = 64 * 1024, 4 * 1024 * 1024


def refuse_what_acts(data) -> None:
    """Raise Unfit for a PDF that has scripts, programs to start, films, forms of XFA, files in it, or a lock.

    Every byte is looked at as it stands, and all that is packed is unpacked: objects are hidden in there.
    """
    if b"%%EOF" not in data[-2048:] or data.rfind(b"startxref") < 0:
        raise Unfit("damaged")
    _refuse(data)
    budget = _MOST_UNPACKED
    for found in _STREAM.finditer(data):
        budget -= _look_into(data, found.end(), budget)[0]
    for found in _OBJECTS.finditer(data):
        _refuse_hidden_objects(data, found.start())


def _refuse_hidden_objects(data, at: int) -> None:
    """Refuse objects that are packed in any other way than the plain one, which was looked into."""
    begin = data.find(b"stream", at)
    if begin < 0:
        return
    said = data[max(0, data.rfind(b"obj", 0, at)) : begin]
    found = _STREAM.match(data, begin)
    plain = found and not _FILTER.search(said)
    once = found and len(_FLATE.findall(said)) == 1 and _look_into(data, found.end(), _MOST_UNPACKED)[1]
    if b"endobj" in said or _ODD.search(said) or not (plain or once):
        raise Unfit("pdf_odd")


def _look_into(data, start: int, budget: int) -> tuple[int, bool]:
    """Look through one packed stream; return how much was in it, and whether it could be unpacked to its end."""
    unpacker = zlib.decompressobj()
    kept, count, at = b"", 0, start
    while not unpacker.eof:
        if not (block := unpacker.unconsumed_tail):
            block = data[at : at + _STEP]
            at += len(block)
        if not block:
            break
        try:
            unpacked = unpacker.decompress(block, _PIECE)
        except zlib.error:
            return count, False
        count += len(unpacked)
        if count > budget:
            raise Unfit("grows")
        # A name may lie across two pieces.
        _refuse(kept + unpacked)
        kept = unpacked[-64:]
    return count, unpacker.eof


def _refuse(text) -> None:
    if found := _ACTING.search(text):
        raise Unfit("pdf_acts", what=found.lastgroup)
