"""Taking words out of what is said of a document, for a redaction that begins with a story."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from newsroom.record.log import Change, enter

from ..models import Document, DocumentWords
from ..redacting import of_batch, of_row, of_the_log
from .inside import texts_inside
from .reading import searched
from .searching import SAID

_TEXTS = (*SAID, "vouched_reason", "withdrawn_reason")
# Where these have the words, the file they are about has them too.
_OF_THE_FILE = {"title", "description", "transcript", "file_name"}


class Reached(NamedTuple):
    """Where the words stood: in what is said of the document, and in its file, which is closed then."""

    said: bool
    file: bool


def redact_document(document: Document, blacken: Callable[[str], str], *, by, now: datetime) -> Reached:
    """Black words out of a document's texts and the record's about it; return where they were.

    Nobody can black them out of its file. One that says them, or whose title, description or transcript does, is
    handed to nobody any more, at the desk neither, and is on no page: a file without them is uploaded in its place.
    Call it inside the story's own transaction.
    """
    kept = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    left = {name: blacken(getattr(kept, name)) for name in _TEXTS}
    changed = sorted(name for name, text in left.items() if text != getattr(kept, name))
    inside = any(blacken(text) != text for text in texts_inside(kept))
    in_the_file = bool(_OF_THE_FILE & set(changed)) or inside
    _of_its_words(kept, blacken)
    of_the_log(kept.subject, blacken, now)
    for lease in kept.leases.all():
        changed += of_row(lease, ("note", "agreed_with"), blacken)
    for arrival in kept.arrivals.select_related("batch"):
        changed += of_row(arrival, ("name", "said"), blacken) + of_batch(arrival.batch, blacken, now)
    for unclear in kept.unclear.all():
        changed += of_row(unclear, ("words", "meaning"), blacken)
    if not changed and not in_the_file:
        return Reached(False, False)
    for name, text in left.items():
        setattr(kept, name, text)
    said = bool(changed)
    if in_the_file and kept.redacted_at is None:
        kept.redacted_at = now
        changed.append("file")
    kept.save(update_fields=[*left, "redacted_at"])
    facts = {"fields": changed}
    enter("redact_document", by=by, now=now, subject=kept.subject, facts=facts, changes=[Change(kept.tag, now)])
    return Reached(said, in_the_file)


def document_says(document: Document, blacken: Callable[[str], str]) -> bool:
    """Say whether `redact_document` would find words in what we say of a document, or in its file."""
    said = [getattr(document, name) for name in _TEXTS]
    return any(blacken(text) != text for text in said) or any(blacken(text) != text for text in texts_inside(document))


def _of_its_words(document: Document, blacken: Callable[[str], str]) -> None:
    """Black the words out of what was read from the file."""
    for row in DocumentWords.objects.filter(document=document):
        if (text := blacken(row.text)) != row.text:
            row.text, row.searched = text, searched(text)
            row.save(update_fields=["text", "searched"])
