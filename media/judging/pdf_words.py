"""What a PDF says: its pages, the notes and fields on them, its headings and properties. Nothing hidden is left out.

A black bar drawn over words takes none of them out of the file: they are read here as whoever copies them would.
"""

import re
import time
from collections.abc import Iterator

from ..opening import Unfit

# What stands in the place of a hyphen at the end of a line: the word goes on.
_BROKEN = re.compile("[\x02\ufffe\u00ad]\\s*")
_MOST_NOTES, _MOST_HEADINGS = 2_000, 5_000
_OF_A_NOTE = (b"Contents", b"T", b"V")


def read(file, until: float, most: int) -> tuple[dict, str]:
    """Return how many pages there are, were read, and show something but say nothing; and what they say.

    Reading stops at that time on the processor, or at that many letters. Raise Unfit for a PDF that cannot be opened.
    """
    # Imported here: who judges pictures never needs it.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(file) as document:
            return _read(document, until, most)
    except pypdfium2.PdfiumError as error:
        raise Unfit("damaged") from error


def _read(document, until: float, most: int) -> tuple[dict, str]:
    pages, read, silent = len(document), 0, 0
    if not pages:
        raise Unfit("damaged")
    said = [*document.get_metadata_dict().values(), *_headings(document)]
    left = most - sum(map(len, said))
    for page in _pages(document):
        if left <= 0 or time.process_time() > until:
            break
        text, shows, whole = _of_page(page, left)
        said.append(text)
        left -= len(text)
        read += whole
        silent += shows and not text.strip()
    found = {"pages": pages, "pages_read": read, "pages_silent": silent, "whole": read == pages}
    return found, "\n".join(filter(None, said))[:most]


def _pages(document) -> Iterator:
    for number in range(len(document)):
        page = document[number]
        yield page
        page.close()


def _of_page(page, most: int) -> tuple[str, bool, bool]:
    """Return what a page says, whether there is anything on it, and whether that is all it says."""
    from pypdfium2 import raw

    words = page.get_textpage()
    count = words.count_chars()
    text = _BROKEN.sub("", words.get_text_range(0, min(count, most))) if count > 0 else ""
    words.close()
    notes = "\n".join(_notes(page))
    return f"{text}\n{notes}".strip(), raw.FPDFPage_CountObjects(page) > 0, count <= most


def _notes(page) -> Iterator[str]:
    """Yield what notes say, and what is filled into fields."""
    from pypdfium2 import raw

    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST_NOTES)):
        if note := raw.FPDFPage_GetAnnot(page, number):
            yield from filter(None, (_string(raw, note, key) for key in _OF_A_NOTE))
            raw.FPDFPage_CloseAnnot(note)


def _string(raw, note, key: bytes) -> str:
    from ctypes import POINTER, cast, create_string_buffer

    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= 2:
        return ""
    room = create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(note, key, cast(room, POINTER(raw.FPDF_WCHAR)), size)
    return room.raw[: size - 2].decode("utf-16-le", errors="replace")


def _headings(document) -> Iterator[str]:
    for number, heading in enumerate(document.get_toc()):
        if number >= _MOST_HEADINGS:
            return
        yield heading.get_title()
