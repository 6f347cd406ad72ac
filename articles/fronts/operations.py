"""Changes of a front, each by the keys of what it changes: so two editors who move different cards both succeed.

Pure functions of the newest arrangement. What an operation is about must be there still, else it changes nothing and
says so; what it was to stand beside may be gone or elsewhere by now, and then it stands at the end.
"""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from media.models import Shape

from .arrangement import (
    CARD_FIELDS,
    CONTAINER_FIELDS,
    MOST_CARDS,
    MOST_CONTAINERS,
    MOST_SUBLINKS,
    Arrangement,
    Card,
    Container,
    Layout,
    Rule,
    Size,
    Sublink,
)

LONGEST = {"headline": 250, "kicker": 40, "trail": 300, "title": 80, "sublink": 160}


class Unfit(Exception):
    """An operation cannot be applied; the message says why, and what to do."""


@dataclass(frozen=True)
class Beside:
    """Where something goes: before or after what has that key, as far as it is still there; else last, or first."""

    before: str = ""
    after: str = ""
    first: bool = False

    def place(self, keys: list[str]) -> int:
        """Return the place among these."""
        if self.before in keys:
            return keys.index(self.before)
        if self.after in keys:
            return keys.index(self.after) + 1
        return 0 if self.first else len(keys)


def _put(items: tuple, item, beside: Beside) -> tuple:
    place = beside.place([each.key for each in items])
    return (*items[:place], item, *items[place:])


def _card(front: Arrangement, key: str) -> tuple[Container, Card]:
    holder = front.holder(key)
    if holder is None:
        raise Unfit(_("That story is not on this front any more: a colleague took it off. Nothing was changed."))
    return holder, holder.cards[holder.place_of(key)]


def _container(front: Arrangement, key: str) -> Container:
    found = front.container(key)
    if found is None:
        raise Unfit(_("That part of the front is gone: a colleague took it away. Nothing was changed."))
    return found


def _take_out(front: Arrangement, holder: Container, key: str) -> Arrangement:
    return front.with_container(replace(holder, cards=tuple(each for each in holder.cards if each.key != key)))


def _room(container: Container) -> None:
    if len(container.cards) >= MOST_CARDS:
        raise Unfit(
            _("This part of the front has %(count)s stories already. Take one off, or place it elsewhere.")
            % {"count": len(container.cards)}
        )


@dataclass(frozen=True)
class Place:
    """Put a story on the front, once; `again`: though it is there already."""

    container: str
    story: str
    card: str
    beside: Beside = field(default_factory=Beside)
    again: bool = False

    def on(self, front: Arrangement) -> Arrangement:
        container = _container(front, self.container)
        if front.card(self.card) is not None:
            return front  # sent twice
        if not self.again and any(card.story == self.story for card in front.cards):
            raise Unfit(_("That story is on this front already. Move it, or say that it is to stand there twice."))
        _room(container)
        card = Card(self.card, self.story, again=int(self.again))
        return front.with_container(replace(container, cards=_put(container.cards, card, self.beside)))


@dataclass(frozen=True)
class Move:
    """Move a card within its container, or to another."""

    card: str
    container: str
    beside: Beside = field(default_factory=Beside)

    def on(self, front: Arrangement) -> Arrangement:
        holder, card = _card(front, self.card)
        if _container(front, self.container).key != holder.key:
            _room(front.container(self.container))
        taken = _take_out(front, holder, self.card)
        target = taken.container(self.container)
        return taken.with_container(replace(target, cards=_put(target.cards, card, self.beside)))


@dataclass(frozen=True)
class Remove:
    """Take a card off."""

    card: str

    def on(self, front: Arrangement) -> Arrangement:
        holder, _taken = _card(front, self.card)
        return _take_out(front, holder, self.card)


@dataclass(frozen=True)
class SetCard:
    """Set some of a card's fields; those that are not named stay as they are."""

    card: str
    values: dict

    def on(self, front: Arrangement) -> Arrangement:
        holder, card = _card(front, self.card)
        checked = {name: _checked_of_card(name, value) for name, value in self.values.items()}
        changed = tuple(replace(each, **checked) if each.key == card.key else each for each in holder.cards)
        return front.with_container(replace(holder, cards=changed))


@dataclass(frozen=True)
class AddContainer:
    """Add a part to the front."""

    container: str
    values: dict
    beside: Beside = field(default_factory=Beside)

    def on(self, front: Arrangement) -> Arrangement:
        if front.container(self.container) is not None:
            return front  # sent twice
        if len(front.containers) >= MOST_CONTAINERS:
            raise Unfit(_("This front has %(count)s parts already. Take one away first.") % {"count": MOST_CONTAINERS})
        made = Container(self.container, **_checked_of_container(self.values))
        return replace(front, containers=_put(front.containers, _whole(made), self.beside))


@dataclass(frozen=True)
class SetContainer:
    """Set a part's title, layout or rule; its cards stay."""

    container: str
    values: dict

    def on(self, front: Arrangement) -> Arrangement:
        changed = replace(_container(front, self.container), **_checked_of_container(self.values))
        return front.with_container(_whole(changed))


@dataclass(frozen=True)
class MoveContainer:
    """Move a part up or down the page."""

    container: str
    beside: Beside = field(default_factory=Beside)

    def on(self, front: Arrangement) -> Arrangement:
        moved = _container(front, self.container)
        others = tuple(each for each in front.containers if each.key != moved.key)
        return replace(front, containers=_put(others, moved, self.beside))


@dataclass(frozen=True)
class RemoveContainer:
    """Take a part away with its cards."""

    container: str

    def on(self, front: Arrangement) -> Arrangement:
        gone = _container(front, self.container)
        return replace(front, containers=tuple(each for each in front.containers if each.key != gone.key))


Operation = Place | Move | Remove | SetCard | AddContainer | SetContainer | MoveContainer | RemoveContainer


def _checked_of_card(name: str, value):
    if name not in CARD_FIELDS:
        raise Unfit(_("A card has no “%(name)s”.") % {"name": name})
    if name == "sublinks":
        if len(value) > MOST_SUBLINKS:
            raise Unfit(_("A card has %(most)s lines under it at most.") % {"most": MOST_SUBLINKS})
        return tuple(Sublink(link.story, _short("sublink", link.text)) for link in value)
    if name == "size" and value not in Size:
        raise Unfit(_("No headline has the size “%(size)s”. Choose one of the list.") % {"size": value})
    if name == "crop" and value and value not in Shape:
        raise Unfit(_("No picture is cut to “%(shape)s”. Choose one of the list.") % {"shape": value})
    if name == "byline":
        return int(bool(value))
    return _short(name, value)


def _checked_of_container(values: dict) -> dict:
    for name in values:
        if name not in CONTAINER_FIELDS:
            raise Unfit(_("A part of a front has no “%(name)s”.") % {"name": name})
    if values.get("layout", Layout.FOUR) not in Layout:
        raise Unfit(_("There is no layout “%(layout)s”. Choose one of the list.") % {"layout": values["layout"]})
    if values.get("rule", Rule.NONE) not in Rule:
        raise Unfit(_("Nothing fills a front by “%(rule)s”. Choose one of the list.") % {"rule": values["rule"]})
    return {name: _short(name, value) for name, value in values.items()}


def _whole(container: Container) -> Container:
    """Return the container with a rule that is whole: one of a section names one."""
    named = container.rule in {Rule.SECTION, Rule.TAG}
    if named and not container.of:
        raise Unfit(_("Say of which section or tag the latest stories fill it."))
    return container if named else replace(container, of="")


def _short(name: str, value: str) -> str:
    value = " ".join(value.split())
    most = LONGEST.get(name)
    if most and len(value) > most:
        raise Unfit(
            _("“%(start)s…” has %(count)s characters; there is room for %(most)s. Shorten it.")
            % {"start": value[:30], "count": len(value), "most": most}
        )
    return value


# What a person wrote; kept apart from the facts of the log, so that `redact` reaches it.
_WORDS = {"headline", "kicker", "trail", "title"}


def facts_of(operation: Operation) -> dict:
    """Return an operation as the log has it: its name, its keys, the names of what it sets, and no words."""
    said = {"op": type(operation).__name__}
    for name in ("card", "container", "story"):
        if value := getattr(operation, name, ""):
            said[name] = value
    if beside := getattr(operation, "beside", None):
        said |= {name: value for name, value in (("before", beside.before), ("after", beside.after)) if value}
    if values := getattr(operation, "values", None):
        said["set"] = sorted(values)
    return said


def words_of(operation: Operation) -> dict[str, str]:
    """Return what a person wrote with an operation."""
    values = getattr(operation, "values", {})
    links = " / ".join(link.text for link in values.get("sublinks", ()) if link.text)
    return {**{name: values[name] for name in sorted(_WORDS & set(values))}, "sublinks": links}
