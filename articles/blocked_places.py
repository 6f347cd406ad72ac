"""Where names that must not appear stand in a story, and in what is shown with it. Says where, never which."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from .blocked_names import Blocklist
from .content import Content
from .models import Article
from .public_words import Said, earlier_notes, texts_around, texts_of


def found(article: Article, content: Content, *, at: datetime, note: str = "") -> Iterator[Said]:
    """Yield each text with a blocked name that readers of this content would come upon at that moment.

    Raise KeyMissing when nobody can say, because the key is not here.
    """
    rows = list(article.blocked_names.all())
    if not rows:
        return
    blocked = Blocklist.of(article.uid, rows)
    texts = chain(texts_of(content, note), texts_around(content, at, article.pk), earlier_notes(article))
    said_in_the_body = False
    for said in texts:
        if said.part and said_in_the_body or not blocked.found_in(said.text, address=said.address):
            continue
        said_in_the_body = said_in_the_body or said.field == "body"
        yield said


def blocked_places(article: Article, content: Content, *, at: datetime, note: str = "") -> list[str]:
    """Return the places, each once, in words for a person."""
    return list(dict.fromkeys(said.place for said in found(article, content, at=at, note=note)))


def in_a_text(article: Article, text: str) -> bool:
    """Say whether a text of its own, such as a notice, has a blocked name. Raise KeyMissing as `found` does."""
    rows = list(article.blocked_names.all())
    return bool(rows) and Blocklist.of(article.uid, rows).found_in(text)
