"""Bylines, photos and tags: lists of things that are known again, not blobs."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from articles.content import ContentByline, ContentPhoto

from .clash import MINE, THEIRS, Clash, Settling, picked
from .order import arrange

Thing = ContentByline | ContentPhoto
# Fields of a thing that somebody writes: of two texts, both can stand.
_WORDS = ("caption", "alt", "place")


@dataclass(frozen=True)
class Row[T: (ContentByline, ContentPhoto)]:
    """One thing of a merged list: each field settled or a clash. `there` is a clash where one side took it out."""

    thing: T
    slots: dict[str, object]
    there: Clash | None = None

    @property
    def clashes(self) -> list[Clash]:
        """What somebody has to choose of it."""
        slots = (self.there, *self.slots.values())
        return [slot for slot in slots if isinstance(slot, Clash)]

    def settled(self, choices: Mapping[str, str]) -> T | None:
        """Return the thing after these choices, or None when it was chosen to be out."""
        if self.there:
            return picked(self.there, choices)
        return replace(self.thing, **{name: picked(slot, choices) for name, slot in self.slots.items()})


def joined(mine: str, theirs: str) -> str:
    """Return two texts of one line as one."""
    return " / ".join(text for text in (theirs, mine) if text)


def _named(kind: type) -> tuple[str, str]:
    """Return the field that says which it is, and the one that says as what."""
    return ("contributor", "role") if kind is ContentByline else ("photo", "use")


def _known_again(kind: type, base: tuple, side: tuple) -> list[Hashable]:
    """Return for each thing its number in the base, or who it is and as what; a changed role is the same thing."""
    who, how = _named(kind)
    free = defaultdict(list)
    for number, thing in enumerate(base):
        free[getattr(thing, who)].append(number)
    nodes: list[Hashable] = [None] * len(side)
    for exactly in (True, False):
        for at, thing in enumerate(side):
            numbers = free[getattr(thing, who)] if nodes[at] is None else []
            fit = [n for n in numbers if not exactly or getattr(base[n], how) == getattr(thing, how)]
            if fit:
                nodes[at] = fit[0]
                numbers.remove(fit[0])
    seen: dict = defaultdict(int)
    for at, thing in enumerate(side):
        if nodes[at] is None:
            new = (getattr(thing, who), getattr(thing, how))
            seen[new] += 1
            nodes[at] = (*new, seen[new])
    return nodes


def merge_things[T: (ContentByline, ContentPhoto)](
    kind: type[T], where: str, base: tuple[T, ...], mine: tuple[T, ...], theirs: tuple[T, ...], settling: Settling
) -> list[Row[T]]:
    """Return the merged list: what either added is in, what either took out unchanged is out, fields three ways."""
    if not settling.known:
        base = theirs
    nodes: dict[str, list[Hashable]] = {"base": list(range(len(base)))}
    nodes |= {side: _known_again(kind, base, things) for side, things in ((MINE, mine), (THEIRS, theirs))}
    by_node = {
        side: dict(zip(nodes[side], things, strict=True))
        for side, things in (("base", base), (MINE, mine), (THEIRS, theirs))
    }
    rows: dict[Hashable, Row[T]] = {}
    for node in dict.fromkeys([*nodes["base"], *nodes[THEIRS], *nodes[MINE]]):
        said = (by_node["base"].get(node), by_node[MINE].get(node), by_node[THEIRS].get(node))
        if (row := _row(kind, where, said, settling)) is not None:
            rows[node] = row
    return [rows[node] for node in arrange(nodes["base"], nodes[MINE], nodes[THEIRS], rows)]


def _row(kind: type, where: str, said: tuple[Any, Any, Any], settling: Settling) -> Row | None:
    who, _how = _named(kind)
    base, mine, theirs = said
    thing = theirs or mine or base
    # A contributor made by a save that was refused is made anew by the next: the name stays.
    of = thing.name if kind is ContentByline else getattr(thing, who)
    if mine is None or theirs is None:
        name = {"name": thing.name} if kind is ContentByline else {}
        was, ours, other = (one and replace(one, **name) for one in said)
        kept = settling.three_ways(was, ours, other, where, of=of, write=_summary)
        if kept is None:
            return None
        return Row(thing, {}, there=kept if isinstance(kept, Clash) else None)
    slots: dict[str, object] = {}
    for one in fields(kind):
        was, ours, other = getattr(base, one.name, None), getattr(mine, one.name), getattr(theirs, one.name)
        if one.name == "name":
            slots[one.name] = _name_of(was, ours, other)
            continue
        both = joined if one.name in _WORDS else None
        slots[one.name] = settling.three_ways(was, ours, other, where, of=of, name=one.name, both=both)
    return Row(thing, slots)


def _name_of(base: str | None, mine: str, theirs: str) -> str:
    """Return the name as printed: it comes from the contributor, whom nobody changed here."""
    return theirs if mine == base else mine


def _summary(thing: Thing) -> str:
    who, how = _named(type(thing))
    unsaid = {who, how, "decorative", "crop", "shown"}
    rest = (str(getattr(thing, one.name)) for one in fields(thing) if one.name not in unsaid)
    return " · ".join(text for text in rest if text)


def one_lead(
    rows: list[Row[ContentPhoto]],
    mine: tuple[ContentPhoto, ...],
    theirs: tuple[ContentPhoto, ...],
    settling: Settling,
) -> Clash | None:
    """Return the clash of two photos that were each made the lead, if there are two. Its options are their uids."""
    leads = {row.thing.photo for row in rows if row.there is None and row.slots.get("use", row.thing.use) == "lead"}
    if len(leads) < 2:
        return None
    ours, other = (next(one for one in side if one.use == "lead" and one.photo in leads) for side in (mine, theirs))
    options = {MINE: ours.photo, THEIRS: other.photo}
    return settling.clash("lead", _summary(ours), _summary(other), None, options=options)


def once_each[T: (ContentByline, ContentPhoto)](things: list[T]) -> list[T]:
    """Return the things less those that are there as the same already, whose words go to the first."""
    kept: dict[tuple, T] = {}
    for thing in things:
        key = tuple(getattr(thing, name) for name in _named(type(thing)))
        if first := kept.get(key):
            words: dict[str, Any] = {
                name: joined(getattr(thing, name), getattr(first, name))
                for name in _WORDS
                if getattr(thing, name, "") and getattr(thing, name) != getattr(first, name)
            }
            thing = replace(first, **words)
        kept[key] = thing
    return list(kept.values())


def merge_tags(base: tuple, mine: tuple, theirs: tuple, settling: Settling) -> list[str | Clash]:
    """Return the merged tags: what either added is in, what either took out is out."""
    if not settling.known:
        base = theirs
    slots = {}
    for uid in dict.fromkeys((*base, *theirs, *mine)):
        was, ours, other = (uid if uid in side else None for side in (base, mine, theirs))
        if slot := settling.three_ways(was, ours, other, "tag", of=uid, write=lambda _uid: "tag"):
            slots[uid] = slot
    return [slots[uid] for uid in arrange(base, mine, theirs, slots)]
