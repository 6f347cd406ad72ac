"""Keeping what can be found: one row a story, written in the transaction that writes the story."""

from collections.abc import Iterable, Sequence

from .fields import LONGEST_WORD
from .finding import anywhere
from .models import DeskSlip, DeskText, DeskWord, PhotoText
from .slips import forms

_LOOKED_AT = 500


def keep(story: int, *, title: Sequence[str], text: Sequence[str]) -> None:
    """Let the desk find this story by these words, and by no others it was found by before."""
    before = DeskText.objects.filter(pk=story).values_list("title", flat=True).first()
    row = DeskText(story=story, title=" ".join(title), words=[*title, *text])
    DeskText.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["story"], update_fields=["title", "words"]
    )
    had, has = _spelled((before or "").split()), _spelled(title)
    _learn(has - had)
    _forget(had - has)


def keep_photo(photo: int, words: Sequence[str]) -> None:
    """Let the desk find this photo by these words, and by no others."""
    row = PhotoText(photo=photo, words=words)
    PhotoText.objects.bulk_create([row], update_conflicts=True, unique_fields=["photo"], update_fields=["words"])


def forget_photo(photo: int) -> None:
    """Find the photo by nothing any more."""
    PhotoText.objects.filter(pk=photo).delete()


def _spelled(words: Iterable[str]) -> set[str]:
    return {word for word in words if not word.isdecimal() and 1 < len(word) <= LONGEST_WORD}


def _learn(words: set[str]) -> None:
    known = set(DeskWord.objects.filter(word__in=words).values_list("word", flat=True)) if words else set()
    # In one order for everybody, so that two who save at once wait for each other and not for ever.
    new = sorted(words - known)
    if not new:
        return
    DeskWord.objects.bulk_create([DeskWord(word=word) for word in new], ignore_conflicts=True)
    rows = DeskWord.objects.filter(word__in=new).order_by("word")
    slips = [DeskSlip(word=row, form=form) for row in rows for form in sorted(forms(row.word))]
    DeskSlip.objects.bulk_create(slips, ignore_conflicts=True)


def _forget(words: set[str]) -> None:
    """Forget words that no title has any more: a name taken out by order is not to be offered."""
    gone = [word for word in sorted(words)[:_LOOKED_AT] if not anywhere(word)]
    if gone:
        DeskWord.objects.filter(word__in=gone).delete()
