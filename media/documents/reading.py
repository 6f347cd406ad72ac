"""Keeping what a document's file says: read when it comes in, or afterwards of one that came before that was done."""

from datetime import datetime
from itertools import islice

from newsroom.record.canonical import clean_text
from newsroom.search.words import words_of

from ..judging.verdicts import DocumentVerdict, judge_document
from ..models import Document, DocumentWords
from ..opening import UploadRefused

# So many letters in their order, for phrases; of what comes after each word once, and no more than a list of words has.
_IN_ORDER, _MOST_WORDS = 100_000, 30_000
_AT_ONCE = 5


def keep_words(document: Document, verdict: DocumentVerdict, now: datetime) -> None:
    """Keep what the file says, as it was read in the judging child; of a recording there is nothing to keep."""
    if verdict.words is not None:
        text = clean_text(verdict.text)
        row = {**verdict.words, "text": text, "searched": searched(text), "read_at": now}
        DocumentWords.objects.update_or_create(document=document, defaults=row)


def searched(text: str) -> str:
    """Return a text's words as the desk's search is given them."""
    end = len(text) if len(text) <= _IN_ORDER else text.rfind(" ", 0, _IN_ORDER) + 1 or _IN_ORDER
    first = words_of(text[:end])
    # Folding is what takes long: somebody waits for it.
    once = islice(dict.fromkeys(text[end:].split()), _MOST_WORDS)
    return " ".join([*first, *sorted(set(words_of(" ".join(once))) - set(first))])


def read_unread(now: datetime) -> int:
    """Read a few of the files that nobody has read yet, the newest first; return how many.

    One that cannot be read is kept as one that says nothing and was not read.
    """
    unread = Document.objects.exclude(kind=Document.Kind.AUDIO).filter(inside=None, redacted_at=None)
    count = 0
    for document in unread.order_by("-pk")[:_AT_ONCE]:
        try:
            with document.original.open("rb") as file:
                verdict = judge_document(file, document.file_name)
        except (UploadRefused, FileNotFoundError):
            nothing = {"pages": None, "pages_read": None, "pages_silent": 0, "whole": False}
            verdict = DocumentVerdict(document.format, None, nothing, "")
        keep_words(document, verdict, now)
        count += 1
    return count
