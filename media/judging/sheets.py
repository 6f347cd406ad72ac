"""Judging spreadsheets: every part of one is unpacked within bounds, and looked through for what acts or calls out."""

import re
import zipfile
from collections.abc import Iterator

from ..opening import Unfit
from .archives import DAMAGED

_MOST_PARTS = 2_000
_MOST_UNPACKED = 256 * 1024 * 1024
# Rows of a sheet pack well; nothing a newsroom is sent packs better than this.
_MOST_GROWTH, _SMALL = 150, 4 * 1024 * 1024
_STEP = 1024 * 1024
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

_PARTS_THAT_ACT = [
    (re.compile(r"vbaProject|macrosheets/|dialogsheets/|^Basic/|^Scripts/|activeX/", re.IGNORECASE), "macro"),
    (re.compile(r"externalLinks/|connections\.xml$|queryTables/|webextensions?/", re.IGNORECASE), "outside"),
    (re.compile(r"embeddings/|^Object [^/]*$|oleObject", re.IGNORECASE), "attachment"),
]
_WORDS_THAT_ACT = [
    (re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE), "bomb"),
    (
        re.compile(
            rb"macroEnabled|<office:scripts?\b[^>/]*>\s*<(?!/)|script:event-listener|vnd\.ms-office\.vbaProject"
        ),
        "macro",
    ),
    (re.compile(rb"\bencryption-data\b"), "locked"),
    (
        re.compile(
            rb"ddeLink|dde-source|cell-range-source|table:database-source|form:connection-resource"
            rb"|<draw:image\b[^>]*href\s*=\s*[\"'](?:\w+:|//)",
            re.IGNORECASE,
        ),
        "outside",
    ),
    (
        re.compile(
            rb"(?:<f\b[^>]*>[^<]*|formula\s*=\s*\"[^\"<]*)\b(?:WEBSERVICE|DDE|RTD|CALL|REGISTER\.ID|IMPORTDATA)\s*\(",
            re.IGNORECASE,
        ),
        "outside",
    ),
]
# A link somebody clicks is no more than a link; whatever else leads outside is fetched when the sheet is opened.
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
# Letters written as numbers, and words in another alphabet's bytes, would not be found.
_LETTER = re.compile(rb"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));", re.IGNORECASE)
_OTHER_BYTES = re.compile(
    rb"\xff\xfe|\xfe\xff|<\0|\0<|\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii|iso-8859-1|windows-1252)", re.I
)
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)


def format_of(file) -> str:
    """Return "xlsx" or "ods". Raise Unfit for an archive that is neither, or a sheet that does more than hold data."""
    try:
        with zipfile.ZipFile(file) as packed:
            format = _kind(packed)
            for words in _parts(packed):
                _refuse(words)
    except DAMAGED as error:
        raise Unfit("damaged") from error
    return format


def _kind(packed: zipfile.ZipFile) -> str:
    entries = packed.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_PARTS or len(set(names)) != len(names):
        raise Unfit("damaged")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unfit("locked")
    total, packed_bytes = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if total > _MOST_UNPACKED or (total > _SMALL and total > _MOST_GROWTH * max(1, packed_bytes)):
        raise Unfit("grows")
    for name in names:
        for pattern, what in _PARTS_THAT_ACT:
            if pattern.search(name):
                raise Unfit("sheet_acts", what=what)
    if "mimetype" in names and packed.read("mimetype")[:200].strip() == _ODS and "content.xml" in names:
        return "ods"
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return "xlsx"
    raise Unfit("archive")


def _parts(packed: zipfile.ZipFile) -> Iterator[bytes]:
    """Yield the words of all parts, in pieces that overlap; no part is larger than the archive says."""
    for entry in packed.infolist():
        with packed.open(entry) as opened:
            kept, left = b"", entry.file_size
            while block := opened.read(_STEP):
                left -= len(block)
                if left < 0 or (not kept and _OTHER_BYTES.match(block)):
                    raise Unfit("damaged")
                yield kept + block
                kept = block[-4096:]


def _refuse(words: bytes) -> None:
    words = _LETTER.sub(_letter, words)
    for pattern, what in _WORDS_THAT_ACT:
        if pattern.search(words):
            raise Unfit("sheet_acts", what=what)
    for relation in _RELATION.findall(words):
        if _EXTERNAL.search(relation) and not _HYPERLINK.search(relation):
            raise Unfit("sheet_acts", what="outside")


def _letter(found: re.Match) -> bytes:
    number = int(found[1], 16) if found[1] else int(found[2])
    return bytes([number]) if 32 <= number < 127 else found[0]
