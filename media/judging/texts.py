"""Judging plain data by what it says: JSON, a table by commas or tabs, or else text; all of it UTF-8."""

import codecs
import csv
import io
import json
import re

from ..opening import Unfit

_STEP = 1024 * 1024
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PAGE = re.compile(r"\s*<(\?xml|!doctype|html|script|svg|\?php|!--|body|head|iframe)", re.IGNORECASE)
# What a spreadsheet takes for a formula and runs: an equals sign, or another sign with a call or a pipe after it.
_FORMULA = re.compile(r"\s*(=.+|[@+-].*[(|].*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?[\d.,\s%()]{1,40}")
_ROWS_COMPARED = 1_000


def format_of(file) -> str:
    """Return "json", "csv", "tsv" or "txt". Raise Unfit for what is no text, or is more than text."""
    text = _text(file)
    if not text.strip():
        raise Unfit("empty")
    if _PAGE.match(text):
        raise Unfit("hidden", what="web page")
    if text.lstrip()[:1] in {"{", "["} and _is_json(text):
        return "json"
    for format, parted in (("tsv", "\t"), ("csv", ","), ("csv", ";")):
        if _is_table(text, parted):
            _refuse_formulas(text, parted)
            return format
    return "txt"


def read(file, until: float, most: int) -> tuple[dict, str]:
    """Return whether that is all it says, and what it says, up to that many letters."""
    text = _text(file)
    return {"pages": None, "pages_read": None, "pages_silent": 0, "whole": len(text) <= most}, text[:most]


def _text(file) -> str:
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    pieces = []
    try:
        while block := file.read(_STEP):
            pieces.append(decoder.decode(block))
            if _CONTROL.search(pieces[-1]):
                raise Unfit("no_document")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise Unfit("no_document" if not pieces else "not_utf8") from error
    return "".join(pieces)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _is_table(text: str, parted: str) -> bool:
    """Say whether each row has as many cells as the first, and that is more than one."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted, strict=True)
    widths = set()
    try:
        for number, row in enumerate(rows):
            if row:
                widths.add(len(row))
            if number >= _ROWS_COMPARED or len(widths) > 1:
                break
    except csv.Error:
        return False
    return len(widths) == 1 and widths.pop() > 1


def _refuse_formulas(text: str, parted: str) -> None:
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=parted):
            for cell in row:
                if _FORMULA.fullmatch(cell) and not _NUMBER.fullmatch(cell.strip()):
                    raise Unfit("formulas", cell=cell.strip()[:40])
    except csv.Error as error:
        raise Unfit("damaged") from error
