"""The words inside a document's file: what nobody can take a name out of but its sender."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from ..models import Document, DocumentWords

_PLAIN = {Document.Format.CSV, Document.Format.TSV, Document.Format.TXT, Document.Format.JSON}
_AT_ONCE, _OVERLAP = 1024 * 1024, 400


def texts_inside(document: Document) -> Iterator[str]:
    """Yield what a file says, in pieces that overlap by a name's length; nothing for a recording.

    Plain text is read from the file itself, all of it; of a PDF and of a sheet there is what was read of it.
    """
    if document.format in _PLAIN:
        yield from _plain(document)
    else:
        yield from DocumentWords.objects.filter(document=document).values_list("text", flat=True)


def unread(document: Document) -> list[str]:
    """Return, in sentences, what of a file's words nobody has read, so that no search finds a name there."""
    if document.kind == Document.Kind.AUDIO:
        return []
    inside = getattr(document, "inside", None)
    if inside is None:
        return [gettext("Its words have not been read yet.")]
    said = []
    if not inside.whole and inside.pages:
        sentence = gettext("Its words were read up to page %(read)s of %(pages)s: it is too long for more.")
        said.append(sentence % {"read": inside.pages_read, "pages": inside.pages})
    elif not inside.whole and document.format not in _PLAIN:
        said.append(gettext("Its words could not be read to their end."))
    if inside.pages_silent:
        said.append(_pictures(inside.pages_silent, inside.pages))
    return said


def _pictures(silent: int, pages: int) -> str:
    """Return what is said of pages that have no words to read."""
    if pages == 1:
        return gettext("Its only page is a picture, and whatever words are in it are found by nobody.")
    if silent == pages:
        sentence = gettext("All its %(pages)s pages are pictures, and whatever words are in them are found by nobody.")
        return sentence % {"pages": pages}
    sentence = ngettext(
        "%(count)s of its %(pages)s pages is a picture, and whatever words are in it are found by nobody.",
        "%(count)s of its %(pages)s pages are pictures, and whatever words are in them are found by nobody.",
        silent,
    )
    return sentence % {"count": silent, "pages": pages}


def _plain(document: Document) -> Iterator[str]:
    kept = ""
    try:
        with document.original.open("rb") as file:
            while block := file.read(_AT_ONCE):
                text = kept + block.decode(errors="replace")
                yield text
                kept = text[-_OVERLAP:]
    except FileNotFoundError:
        return
