"""The stories and documents that copy names: where they are, and what they are called, at the moment asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from articles.models import Edition
from newsroom.pagecache.collecting import note

from .lists import Card, card, carded
from .papers import Papers


class Linked:
    """Stories by uid, and documents as `papers`. What readers do not have at that moment is as if it were not there."""

    def __init__(self, uids: Iterable[str], at: datetime, documents: Iterable[str] = ()):
        uids = set(uids)
        self.papers = Papers(documents, at)
        # Noted whether it is there or not: the page is another once the story comes or goes.
        note(*(f"story:{uid}" for uid in uids))
        self._cards = {str(edition.article_uid): card(edition, at) for edition in _live(uids, at)} if uids else {}

    def url(self, uid: str) -> str:
        """Return the standing address of a story, or "" where readers have nothing to read."""
        found = self._cards.get(uid)
        return found.url if found else ""

    def card(self, uid: str) -> Card | None:
        """Return the story as something to read next: one that is no longer stood by is none."""
        found = self._cards.get(uid)
        return found if found and found.edition.kind != Edition.Kind.RETRACTION else None


def _live(uids: set[str], at: datetime):
    """Return the editions readers have of these stories. One query."""
    live = Edition.objects.live(at).filter(article__uid__in=uids, address__key__startswith="/").order_by()
    return carded(live).annotate(article_uid=F("article__uid"))
