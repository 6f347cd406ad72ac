"""What stands on a front: containers with cards, in order. The one shape of it, as `articles.content` is a story's."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from functools import cached_property

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from newsroom.record.canonical import canonical

SCHEMA = 1


class Layout(TextChoices):
    """How a container lays out its stories, and with that how many it has room for."""

    TOP = "top", _("Top of the page: a lead, two beside it, a list")
    BIG = "big", _("One big, two beside it, a list")
    SINGLE = "single", _("One, its picture beside its words")
    TWO = "two", _("Two")
    THREE = "three", _("Three")
    FOUR = "across", _("Four")
    LIST = "columns", _("A list of six without pictures")
    PHOTOGRAPH = "photograph", _("A photograph for its own sake")

    @property
    def room(self) -> int:
        """How many stories readers see in it."""
        return _ROOM[self]


_ROOM = {
    Layout.TOP: 11,
    Layout.BIG: 8,
    Layout.SINGLE: 1,
    Layout.TWO: 2,
    Layout.THREE: 3,
    Layout.FOUR: 4,
    Layout.LIST: 6,
    Layout.PHOTOGRAPH: 1,
}


class Rule(TextChoices):
    """What fills the places of a container that no card takes."""

    NONE = "none", _("Nothing")
    LATEST = "latest", _("The latest of the paper")
    SECTION = "section", _("The latest in a section")
    TAG = "tag", _("The latest with a tag")
    MOST_READ = "most_read", _("What is read most today")


class Size(TextChoices):
    """The step of a headline, where it is not the one its place gives it."""

    USUAL = "", _("As its place")
    FLASH = "flash", _("Breaking")
    LEAD = "lead", _("Lead")
    MAJOR = "major", _("Major")
    STANDARD = "std", _("Standard")


# What a card shows for a picture, beside the uid of one of its story's photos.
USUAL, NO_PICTURE, LEAD_PICTURE = "", "none", "lead"
MOST_CARDS, MOST_CONTAINERS, MOST_SUBLINKS = 30, 40, 3


@dataclass(frozen=True)
class Sublink:
    """A line under a card that leads to another story; without a text it has that story's headline."""

    story: str
    text: str = ""


@dataclass(frozen=True)
class Card:
    """A story in its place on a front. `story` is a uid; empty words are the story's own, as readers have it.

    `photo`: as the place has it, no picture, the story's lead, or the uid of one of its photos; `crop` a shape or
    nothing; `byline` 1 prints who wrote it; `until` is a moment from which readers see the next card in its place.
    """

    key: str
    story: str
    headline: str = ""
    kicker: str = ""
    trail: str = ""
    photo: str = USUAL
    crop: str = ""
    size: str = ""
    byline: int = 0
    sublinks: tuple[Sublink, ...] = ()
    until: str = ""
    # Another card on the page has the story too, and somebody wanted it so.
    again: int = 0

    @property
    def ends_at(self) -> datetime | None:
        """The moment its time is over, if it has one."""
        return datetime.fromisoformat(self.until) if self.until else None

    def is_over(self, at: datetime) -> bool:
        """Whether its time is over at that moment."""
        return self.ends_at is not None and self.ends_at <= at


@dataclass(frozen=True)
class Container:
    """Cards in order under a title, laid out; `of` is the uid of the section or tag its rule names."""

    key: str
    layout: str = Layout.FOUR.value
    title: str = ""
    rule: str = Rule.NONE.value
    of: str = ""
    cards: tuple[Card, ...] = ()

    @property
    def room(self) -> int:
        """How many stories readers see in it."""
        return Layout(self.layout).room

    def place_of(self, key: str) -> int | None:
        """Return where a card stands in it, or None where it does not."""
        return next((place for place, card in enumerate(self.cards) if card.key == key), None)


@dataclass(frozen=True)
class Arrangement:
    """Everything on a front. One without containers leaves the page to the newsroom, as it is before anybody curates
    it."""

    containers: tuple[Container, ...] = ()
    schema: int = field(default=SCHEMA)

    @cached_property
    def text(self) -> str:
        """It as canonical text: what is stored, and what digests are over."""
        return canonical({"schema": self.schema, "containers": [_plain(each) for each in self.containers]})

    @property
    def cards(self) -> Iterator[Card]:
        """All cards, in the order of the page."""
        return (card for container in self.containers for card in container.cards)

    @property
    def stories(self) -> list[str]:
        """The uids of the stories that have a card or a sublink, each once."""
        named = (uid for card in self.cards for uid in (card.story, *(link.story for link in card.sublinks)))
        return list(dict.fromkeys(named))

    def container(self, key: str) -> Container | None:
        return next((each for each in self.containers if each.key == key), None)

    def holder(self, card: str) -> Container | None:
        """Return the container in which a card stands."""
        return next((each for each in self.containers if each.place_of(card) is not None), None)

    def card(self, key: str) -> Card | None:
        return next((card for card in self.cards if card.key == key), None)

    def with_container(self, changed: Container) -> "Arrangement":
        """Return the arrangement with a container in the place of the one that has its key."""
        kept = tuple(changed if each.key == changed.key else each for each in self.containers)
        return replace(self, containers=kept)

    def ends(self) -> list[datetime]:
        """Return the moments at which the time of a card is over."""
        return sorted({card.ends_at for card in self.cards if card.ends_at})


def _plain(container: Container) -> dict:
    cards = [
        {**vars(card), "sublinks": [dict(vars(link)) for link in card.sublinks]}
        for card in container.cards
    ]  # fmt: skip
    return {**vars(container), "cards": cards}


def from_text(text: str) -> Arrangement:
    """Read an arrangement from its canonical text. Raise ValueError for a schema to come."""
    plain = json.loads(text)
    if plain["schema"] != SCHEMA:
        raise ValueError(f"This front has schema {plain['schema']}; this Newsroom reads schemas up to {SCHEMA}.")
    return Arrangement(tuple(_container(each) for each in plain["containers"]))


def _container(plain: dict) -> Container:
    cards = (
        Card(**{**card, "sublinks": tuple(Sublink(**link) for link in card["sublinks"])}) for card in plain["cards"]
    )
    return Container(**{**plain, "cards": tuple(cards)})


def without(arrangement: Arrangement, story: str, change: Callable[[str], str]) -> Arrangement:
    """Return the arrangement with a change made to every word it has about a story: on its cards, in sublinks that
    lead to it, in the titles over it."""

    def link(each: Sublink) -> Sublink:
        return replace(each, text=change(each.text)) if each.story == story else each

    def card(each: Card) -> Card:
        words = ("headline", "kicker", "trail") if each.story == story else ()
        links = tuple(link(one) for one in each.sublinks)
        return replace(each, sublinks=links, **{name: change(getattr(each, name)) for name in words})

    def container(each: Container) -> Container:
        about = any(story in {one.story, *(link.story for link in one.sublinks)} for one in each.cards)
        title = change(each.title) if about else each.title
        return replace(each, title=title, cards=tuple(card(one) for one in each.cards))

    return replace(arrangement, containers=tuple(container(each) for each in arrangement.containers))


CARD_FIELDS = tuple(each.name for each in fields(Card) if each.name not in {"key", "story", "again"})
CONTAINER_FIELDS = ("layout", "title", "rule", "of")


def moment_text(moment: datetime | None) -> str:
    """Return a moment as a card keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""
