"""Fixes readers have and the working copy has not: which are open for a text, and the merge that asks about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from newsroom.prepared import NUMBER, prepared

from .content import Content
from .lacking import lacks
from .merge import THEIRS, Clash, Merged, merge
from .models import Article, Edition, OpenFix
from .working_copy import tidy


@dataclass(frozen=True)
class Question:
    """What one fix and a text say differently of the same things: `asked` are the clashes somebody has to answer.

    In `merged` mine is the fix and theirs the text. Whatever else differs between them was settled before.
    """

    edition: Edition
    merged: Merged
    asked: tuple[tuple[OpenFix, Clash], ...]

    @property
    def settled(self) -> Mapping[str, str]:
        """The answers to what is not asked any more: the text as it is."""
        asked = {clash.key for _row, clash in self.asked}
        return {clash.key: THEIRS for clash in self.merged.conflicts if clash.key not in asked}

    @property
    def keys(self) -> set[str]:
        return {clash.key for _row, clash in self.asked}


def open_rows(article: Article | int):
    """Return the rows nobody has settled, of fixes readers have; the oldest first."""
    rows = OpenFix.objects.filter(article=article, settled_at=None, edition__recalled_at=None)
    return rows.select_related("edition__words", "edition__issued_by", "base__words").order_by("edition__number", "pk")


@prepared(number=NUMBER)
def _open_rows(number):
    return open_rows(number)


def questions(article: Article, content: Content) -> list[Question]:
    """Return what is open between fixes and this text, the oldest fix first. One query, none where it is known that
    there is nothing."""
    if lacks(article, "open_fixes"):
        return []
    found = []
    for _numbers, group in groupby(_open_rows(number=article.pk), key=lambda row: (row.edition_id, row.base_id)):
        rows = list(group)
        question = _question(rows, content)
        if question.asked:
            found.append(question)
    return found


def still_open(rows: list[OpenFix], fixed: Content, content: Content) -> list[OpenFix]:
    """Return the rows of one fix that are open between what readers have now and this text."""
    merged = merge(tidy(rows[0].base.content), tidy(fixed), content)
    return [row for row, _clash in _matching(rows, merged)]


def _question(rows: list[OpenFix], content: Content) -> Question:
    merged = merge(tidy(rows[0].base.content), tidy(rows[0].edition.content), content)
    return Question(rows[0].edition, merged, tuple(_matching(rows, merged)))


def _matching(rows: list[OpenFix], merged: Merged) -> list[tuple[OpenFix, Clash]]:
    left = list(merged.conflicts)
    found = []
    for row in rows:
        said = (row.where, row.of, row.name, row.was, row.fixed)
        clash = next((one for one in left if (one.where, one.of, one.name, one.base, one.mine) == said), None)
        if clash is not None:
            left.remove(clash)
            found.append((row, clash))
    return found


def sentence(question: Question) -> str:
    """Return what is open, for whoever would publish the text."""
    return _(
        "The fix that readers got with version %(number)s is not in this text, which says something else there."
    ) % {"number": question.edition.number}
