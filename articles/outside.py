"""Leave to read a story from outside: from a token to its link, whether it opens, what it shows, what is seen of it."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime

from newsroom.record.canonical import keyed

from .body import elements
from .body.reading import parsed
from .content import Content
from .eyes import cover_of
from .models import Article, OutsideSignOff, OutsideView, ReviewLink, Revision
from .permissions import may_see

_TOKEN_BYTES = 32


def new_token() -> str:
    """Return a token nobody can guess: 256 random bits, as an address may have them."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hashed(token: str) -> str:
    """Return what is kept of a token: nobody with the database alone can make the address from it."""
    return keyed("review link", token)


def link_of(token: str) -> ReviewLink | None:
    """Return the link a token belongs to, open or not; None where it belongs to none. One query."""
    people = ("article__section", "made_by")
    return ReviewLink.objects.select_related(*people).filter(token_hash=hashed(token)).first()


def opens(link: ReviewLink, at: datetime) -> bool:
    """Say whether the link shows anything at that moment.

    It is worth what the eyes of its maker are: once they may not see the story any more, neither may their guest.
    """
    if link.ended(at) or link.article.stage == Article.Stage.SPIKED:
        return False
    return may_see(link.made_by, link.article)


def revision_for(link: ReviewLink) -> Revision:
    """Return the text the link shows now: the revision it is pinned to, or the latest."""
    number = link.revision_number or link.article.revision_number
    return Revision.objects.get(article_id=link.article_id, number=number)


def passage(content: Content, number: int) -> str:
    """Return the words of the body's element of that number, counted from one; empty where it has none."""
    found = elements(content.body)
    if not 0 < number <= len(found):
        return ""
    return re.sub(r"\s+", " ", "".join(parsed(found[number - 1]).itertext())).strip()


def changed_since(link: ReviewLink, revision: Revision, view: OutsideView | None) -> bool:
    """Say whether the words or pictures are others than at that view."""
    if view is None or view.revision_number == revision.number:
        return False
    seen = Revision.objects.filter(article_id=link.article_id, number=view.revision_number).only("words", "pictures")
    return not seen.filter(words=revision.words, pictures=revision.pictures).exists()


@dataclass(frozen=True)
class Stands:
    """What a sign-off from outside is worth for the text as it is now."""

    words: bool
    pictures: bool


def worth(signed: OutsideSignOff, article: Article, content: Content) -> Stands:
    """Say which parts of the text are still what was signed."""
    now = cover_of(article, content)
    return Stands(signed.words == now.words, signed.pictures == now.pictures)
