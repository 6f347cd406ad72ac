"""The words inside a document's file, where it is plain text: what nobody can take a name out of but its sender."""

from collections.abc import Iterator

from ..models import Document

_PLAIN = {Document.Format.CSV, Document.Format.TSV, Document.Format.TXT, Document.Format.JSON}
_AT_ONCE, _OVERLAP = 1024 * 1024, 400


def texts_inside(document: Document) -> Iterator[str]:
    """Yield what a file of plain text says, in pieces that overlap by a name's length; nothing for any other."""
    if document.format not in _PLAIN:
        return
    kept = ""
    try:
        with document.original.open("rb") as file:
            while block := file.read(_AT_ONCE):
                text = kept + block.decode(errors="replace")
                yield text
                kept = text[-_OVERLAP:]
    except FileNotFoundError:
        return
