"""What a feed says, whatever it is written in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from media.pictures import Picture

from ..structured import absolute

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Author:
    """A name on a byline as printed; its page, where it has one."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Item:
    """One story or note. `uid` is an address where it begins with http; `summary` is plain text, `html` the whole."""

    title: str
    link: str
    uid: str
    summary: str
    html: str
    published: datetime
    language: str
    changed: datetime | None = None
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Picture | None = None

    @property
    def updated(self) -> datetime:
        return self.changed or self.published

    @property
    def said_of_picture(self) -> str:
        """What the page says under it, so that no feed says less: made with AI, an old photograph; the caption."""
        printed = self.picture.printed if self.picture else None
        return " ".join(filter(None, (printed.notice, printed.caption))) if printed else ""

    @property
    def picture_url(self) -> str:
        return absolute(self.picture.src) if self.picture else ""


@dataclass(frozen=True)
class Feed:
    """A feed: whose it is, the page it belongs to, its own address, what is in it."""

    title: str
    paper: str
    home: str
    description: str
    language: str
    address: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime:
        """When anything in it last changed; never by the clock, so that a feed of nothing is the same to the byte."""
        return max((item.updated for item in self.items), default=_NEVER)
