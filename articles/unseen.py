"""What somebody who looks at another moment is not shown: what lay or lies only in restricted stories.

What readers have now is everybody's to see. So ahead of now the versions that have not gone live are left out, and
before now the whole of a story whose readers no longer have what they had then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Q

from newsroom.prepared import asked_afresh


@dataclass(frozen=True)
class Unseen:
    """Stories to leave out: their versions after a moment, or all of them where `after` is None."""

    stories: frozenset[int]
    after: datetime | None

    def rows(self, moment: str) -> Q:
        """Which rows of a story are left out, by the field that says from when readers have them."""
        only = Q(**{f"{moment}__gt": self.after}) if self.after else Q()
        return Q(article__in=self.stories) & only

    @property
    def addresses(self) -> Q:
        """Which rows stay, of a query that joins the story's addresses: no address is known before its version."""
        if self.after is None:
            return Q()
        return Q(article__addresses__since__lte=self.after) | ~Q(article__in=self.stories)


_unseen: ContextVar[Unseen | None] = ContextVar("unseen", default=None)


@contextmanager
def leaving_out(unseen: Unseen) -> Iterator[None]:
    """Let the words of `articles.querysets` leave these out of everything that is asked inside."""
    token = _unseen.set(unseen if unseen.stories else None)
    try:
        with asked_afresh():
            yield
    finally:
        _unseen.reset(token)


def seen(rows, moment: str = "live_from"):
    """Return the editions, or other rows of stories, less those that are left out here."""
    unseen = _unseen.get()
    return rows.exclude(unseen.rows(moment)) if unseen else rows


def known_addresses() -> Q:
    """Return the condition that no address is known before the version that has it may be seen."""
    unseen = _unseen.get()
    return unseen.addresses if unseen else Q()


def unseen_by(user, at: datetime, now: datetime) -> Unseen:
    """Return what this person is not shown of the public pages as of a moment."""
    editions = apps.get_model("articles", "Edition").objects.issued()
    hidden = apps.get_model("articles", "Article").objects.hidden_from(user).values("pk")
    if at >= now:
        ahead = editions.filter(article__in=hidden, live_from__gt=now, live_from__lte=at)
        return Unseen(frozenset(ahead.values_list("article", flat=True)), now)
    changed = editions.filter(article__in=hidden, live_from__gt=at, live_from__lte=now)
    pulls = apps.get_model("articles", "Pull").objects.filter(article__in=hidden, off_from__gt=at, off_until=None)
    gone = {*changed.values_list("article", flat=True), *pulls.values_list("article", flat=True)}
    return Unseen(frozenset(gone), None)
