"""What a spreadsheet says in its cells, notes, text boxes and properties, and what its sheets are called."""

import re
import time
import zipfile
from html import unescape
from pathlib import PurePosixPath

from ..opening import Unfit
from .archives import DAMAGED

_MOST_READ = 64 * 1024 * 1024
# How it looks, and what leads from part to part.
_SAYS_NOTHING = re.compile(r"(styles|theme\d*|settings|calcChain|\[Content_Types\]|manifest)\.xml$|^xl/theme/")
# A cell that names one of the shared texts by its number.
_BY_NUMBER = re.compile(r"<(?:\w+:)?c\b[^>]*\bt=\"s\"[^>]*>\s*<(?:\w+:)?v>\d*</(?:\w+:)?v>")
# The same word in two kinds of type is one word still.
_WITHIN_A_WORD = re.compile(
    r"</?(?:\w+:)?(?:t|r|rPr|b|i|u|sz|color|rFont|family|scheme|charset|vertAlign|span|a)\b[^>]*>"
)
_CALLED = re.compile(r"<(?:\w+:)?sheet\b[^>]*\bname=\"([^\"]*)\"|\btable:name=\"([^\"]*)\"")
_MARKUP = re.compile(r"<[^>]*>")
_GAPS = re.compile(r"\s*\n\s*")


def read(file, until: float, most: int) -> tuple[dict, str]:
    """Return whether all of it was read, and what it says, up to that many letters."""
    said, left, whole = [], _MOST_READ, True
    try:
        with zipfile.ZipFile(file) as packed:
            for entry in packed.infolist():
                path = PurePosixPath(entry.filename)
                if path.suffix != ".xml" or _SAYS_NOTHING.search(entry.filename):
                    continue
                if left <= 0 or time.process_time() > until:
                    whole = False
                    break
                with packed.open(entry) as opened:
                    xml = opened.read(left)
                left -= len(xml)
                whole = whole and len(xml) == entry.file_size
                said.append(_said(xml.decode(errors="replace")))
    except DAMAGED as error:
        raise Unfit("damaged") from error
    text = "\n".join(said)
    found = {"pages": None, "pages_read": None, "pages_silent": 0, "whole": whole and len(text) <= most}
    return found, text[:most]


def _said(xml: str) -> str:
    called = [unescape(name) for pair in _CALLED.findall(xml) for name in pair if name]
    bare = _MARKUP.sub("\n", _WITHIN_A_WORD.sub("", _BY_NUMBER.sub("", xml)))
    return "\n".join([*called, _GAPS.sub("\n", unescape(bare)).strip()])
