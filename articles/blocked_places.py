"""Where names that must not appear stand in a story, and in what is shown with it. Says where, never which.

What is blocked in a live story is blocked in each of its entries too: readers have them on one page.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import Q

from .blocked_names import Blocklist
from .content import Content
from .models import Article, BlockedName, Edition, LiveEntry
from .public_words import Said, earlier_notes, texts_around, texts_of

# A file's words are many and stay the same: what was found in them is known for the next look.
_LONG, _MOST_KNOWN = 20_000, 500
_known: dict[bytes, bool] = {}


@dataclass(frozen=True)
class Names:
    """The names blocked in a story and in the live story it is an entry of, each recognised by its own story's key."""

    lists: tuple[Blocklist, ...]

    def __bool__(self) -> bool:
        return bool(self.lists)

    def found_in(self, text: str, *, address: bool = False) -> bool:
        """Say whether a blocked name stands in the text."""
        return any(each.found_in(text, address=address) for each in self.lists)


def names_of(article: Article) -> Names:
    """Return what must not appear in a story; one query more for part of another. Raise KeyMissing as `found` does."""
    own = list(article.blocked_names.all())
    lists = [Blocklist.of(article.uid, own)] if own else []
    if article.part_of_id:
        mine = BlockedName.objects.filter(article__live_story__entries=article.pk)
        if theirs := list(mine.select_related("article")):
            lists.append(Blocklist.of(theirs[0].article.uid, theirs))
    return Names(tuple(lists))


def found(article: Article, content: Content, *, at: datetime, note: str = "") -> Iterator[Said]:
    """Yield each text with a blocked name that readers of this content would come upon at that moment.

    Raise KeyMissing when nobody can say, because the key is not here.
    """
    blocked = names_of(article)
    if not blocked:
        return
    texts = chain(texts_of(content, note), texts_around(content, at, article.pk), earlier_notes(article))
    said_in_the_body = False
    for said in texts:
        if said.part and said_in_the_body or not _is_in(blocked, said):
            continue
        said_in_the_body = said_in_the_body or said.field == "body"
        yield said


def _is_in(blocked: Names, said: Said) -> bool:
    if len(said.text) < _LONG:
        return blocked.found_in(said.text, address=said.address)
    names = sorted(f"{one.story} {digest}" for one in blocked.lists for each in one.digests.values() for digest in each)
    asked = hashlib.sha256("\0".join([*names, said.text]).encode()).digest()
    if asked not in _known:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        _known[asked] = blocked.found_in(said.text, address=said.address)
    return _known[asked]


def any_name_is_blocked(article: Article) -> bool:
    """Say whether a name is blocked in a story, or in the live story it is an entry of."""
    return BlockedName.objects.filter(Q(article=article) | Q(article__live_story__entries=article.pk)).exists()


def blocked_places(article: Article, content: Content, *, at: datetime, note: str = "") -> list[str]:
    """Return the places, each once, in words for a person."""
    return list(dict.fromkeys(said.place for said in found(article, content, at=at, note=note)))


def in_a_text(article: Article, text: str) -> bool:
    """Say whether a text of its own, such as a notice, has a blocked name. Raise KeyMissing as `found` does."""
    return names_of(article).found_in(text)


def entries_with_one(article: Article, at: datetime) -> list[LiveEntry]:
    """Return the entries of a live story that readers have and that have a name blocked in it, the oldest first.

    Their own words are looked at, in two queries however many there are. Raise KeyMissing as `found` does.
    """
    blocked = names_of(article)
    if not blocked:
        return []
    rows = Edition.objects.live(at).filter(article__live_entry__live=article.pk)
    rows = rows.select_related("words", "article__live_entry").order_by("article__live_entry__at", "pk")
    return [row.article.live_entry for row in rows if _has_one(row, blocked)]


def _has_one(edition: Edition, blocked: Names) -> bool:
    texts = texts_of(edition.content, edition.words.public_note)
    return any(blocked.found_in(said.text, address=said.address) for said in texts)
