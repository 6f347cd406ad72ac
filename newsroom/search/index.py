"""Keeping what can be found: one row a story, written in the transaction that writes the story."""

from collections.abc import Iterable, Sequence

from django.db.models import Model

from .fields import LONGEST_WORD
from .finding import anywhere
from .models import DeskSlip, DeskText, DeskWord, DocumentText, PhotoText
from .slips import forms

_LOOKED_AT = 500


def keep(story: int, *, title: Sequence[str], text: Sequence[str]) -> None:
    """Let the desk find this story by these words, and by no others it was found by before."""
    before = DeskText.objects.filter(pk=story).values_list("title", flat=True).first()
    row = DeskText(story=story, title=" ".join(title), words=[*title, *text])
    DeskText.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["story"], update_fields=["title", "words"]
    )
    had, has = spelled((before or "").split()), spelled(title)
    learn(has - had, DeskWord, DeskSlip)
    _forget(had - has)


def keep_photo(photo: int, words: Sequence[str]) -> None:
    """Let the desk find this photo by these words, and by no others."""
    row = PhotoText(photo=photo, words=words)
    PhotoText.objects.bulk_create([row], update_conflicts=True, unique_fields=["photo"], update_fields=["words"])


def forget_photo(photo: int) -> None:
    """Find the photo by nothing any more."""
    PhotoText.objects.filter(pk=photo).delete()


def keep_document(document: int, words: Sequence[str]) -> None:
    """Let the desk find this document by these words, and by no others."""
    row = DocumentText(document=document, words=words)
    DocumentText.objects.bulk_create([row], update_conflicts=True, unique_fields=["document"], update_fields=["words"])


def forget_document(document: int) -> None:
    """Find the document by nothing any more."""
    DocumentText.objects.filter(pk=document).delete()


def spelled(words: Iterable[str]) -> set[str]:
    """Return the words that are kept as spellings."""
    return {word for word in words if not word.isdecimal() and 1 < len(word) <= LONGEST_WORD}


def learn(words: set[str], Word: type[Model], Slip: type[Model]) -> None:
    """Keep those words as spellings, with the forms that slips of the keys find them by."""
    known = set(Word.objects.filter(word__in=words).values_list("word", flat=True)) if words else set()
    # In one order for everybody, so that two who save at once wait for each other and not for ever.
    new = sorted(words - known)
    if not new:
        return
    Word.objects.bulk_create([Word(word=word) for word in new], ignore_conflicts=True)
    rows = Word.objects.filter(word__in=new).order_by("word")
    slips = [Slip(word=row, form=form) for row in rows for form in sorted(forms(row.word))]
    Slip.objects.bulk_create(slips, ignore_conflicts=True)


def _forget(words: set[str]) -> None:
    """Forget words that no title has any more: a name taken out by order is not to be offered."""
    gone = [word for word in sorted(words)[:_LOOKED_AT] if not anywhere(word)]
    if gone:
        DeskWord.objects.filter(word__in=gone).delete()
