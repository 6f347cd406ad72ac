"""The body, paragraph by paragraph: each top-level element is one thing, found again wherever it stands."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from articles.body import elements

from .clash import MINE, THEIRS, Clash, Settling, picked
from .match import match, same_run
from .order import arrange, moved, moved_apart

_PHOTO = re.compile(r'<figure class="photo" data-photo="([^"]*)"')


@dataclass(frozen=True)
class Part:
    """One paragraph of the merged body, or the clash that stands in its place; `by` says whose it is: "base", "mine",
    "theirs" or "both"."""

    slot: str | Clash
    by: str = "base"


def photo_of(element: str) -> str:
    """Return the uid of the photo that stands there; empty for anything else."""
    found = _PHOTO.match(element)
    return found[1] if found else ""


class _Paragraphs:
    """The paragraphs of all three texts as nodes: numbers of the base's, and what each side put in."""

    def __init__(self, base: list[str], mine: list[str], theirs: list[str]):
        self.base = list(range(len(base)))
        self.text: dict[str, dict[Hashable, str]] = {"base": dict(enumerate(base)), MINE: {}, THEIRS: {}}
        self.theirs = self._nodes(THEIRS, base, theirs)
        self.mine = self._nodes(MINE, base, mine)
        self._put_in_by_both()

    def _nodes(self, side: str, base: list[str], texts: list[str]) -> list[Hashable]:
        nodes: list[Hashable] = [
            (side, at) if number is None else number for at, number in enumerate(match(base, texts))
        ]
        self.text[side] = dict(zip(nodes, texts, strict=True))
        return nodes

    def _put_in_by_both(self) -> None:
        """Let what both put in at one place be one: the same text, or the same photo wherever it stands."""
        same: dict[Hashable, Hashable] = {}
        runs = _runs(self.theirs)
        for after, mine in _runs(self.mine).items():
            theirs = runs.get(after, [])
            texts = ([self.text[side][node] for node in run] for side, run in ((MINE, mine), (THEIRS, theirs)))
            same |= {mine[at]: theirs[where] for at, where in same_run(*texts)}
        photos = {photo_of(text): node for node, text in self.text[THEIRS].items() if photo_of(text)}
        for node in self.mine:
            twin = photos.get(photo_of(self.text[MINE][node]))
            if isinstance(node, tuple) and twin is not None and twin not in self.text[MINE]:
                same[node] = twin
        self.text[MINE] = {same.get(node, node): text for node, text in self.text[MINE].items()}
        self.mine = [same.get(node, node) for node in self.mine]

    def said(self, node: Hashable) -> tuple[str | None, str | None, str | None]:
        """Return the node's text in the base, in mine and in theirs; None where it is not there."""
        return self.text["base"].get(node), self.text[MINE].get(node), self.text[THEIRS].get(node)

    def put_in_alone(self, side: str) -> Counter:
        """Return the texts that one side put in and the other did not."""
        other = self.text[MINE if side == THEIRS else THEIRS]
        return Counter(text for node, text in self.text[side].items() if isinstance(node, tuple) and node not in other)


def _runs(nodes: list[Hashable]) -> dict[Hashable | None, list[Hashable]]:
    """Return what was put in, by the paragraph of the base that it follows."""
    runs: dict[Hashable | None, list[Hashable]] = defaultdict(list)
    after: Hashable | None = None
    for node in nodes:
        if isinstance(node, tuple):
            runs[after].append(node)
        else:
            after = node
    return runs


def merge_body(
    base: str, mine: str, theirs: str, settling: Settling, disputed: Collection[str] = ()
) -> tuple[list[Part], int]:
    """Return the merged body, and how many paragraphs both moved apart. `disputed`: photos (uids) whose use clashes."""
    if not settling.known:
        base = theirs
    three = _Paragraphs(elements(base), elements(mine), elements(theirs))
    slots = {}
    # Of what both wrote anew, one may hold the other already: somebody took both before.
    held = {side: three.put_in_alone(side) for side in (MINE, THEIRS)}
    for node in dict.fromkeys([*three.base, *three.theirs, *three.mine]):
        slot = _settle(three.said(node), settling, held, disputed)
        if slot is not None:
            slots[node] = slot
    slots |= _last_copies(three, slots)
    order = arrange(three.base, three.mine, three.theirs, slots)
    parts = [Part(slots[node], _whose(three.said(node))) for node in order]
    return parts, len(moved_apart(three.base, three.mine, three.theirs, slots))


def _last_copies(three: _Paragraphs, slots: dict) -> dict[Hashable, str]:
    """Return what stood twice and of which each took out another copy: both meant one to stay."""
    left = {slot for slot in slots.values() if isinstance(slot, str)}
    mine = set(three.text[MINE].values())
    return {
        node: text
        for node, text in three.text[THEIRS].items()
        if node not in slots and text in mine and text not in left and not photo_of(text)
    }


def _settle(said: tuple, settling: Settling, held: dict[str, Counter], disputed: Collection[str]) -> str | Clash | None:
    base, mine, theirs = said
    if base is not None and photo_of(base) in disputed:
        # Whether it stays is asked of its photo; until then it keeps its place.
        return base
    if None not in said and base not in (mine, theirs) and mine != theirs and settling.known:
        for text, side, other in ((mine, THEIRS, theirs), (theirs, MINE, mine)):
            if held[side][text]:
                held[side][text] -= 1
                return other
    return settling.three_ways(base, mine, theirs, "body", give=_each, both=_both)


def _each(text: str | None) -> list[str]:
    return [] if text is None else [text]


def _both(mine: str | None, theirs: str | None) -> list[str]:
    return [*_each(theirs), *_each(mine)]


def _whose(said: tuple) -> str:
    base, mine, theirs = said
    if mine == theirs:
        return "base" if mine == base else "both"
    return MINE if theirs == base else THEIRS


def written(parts: list[Part], choices: Mapping[str, str], inline: Collection[str]) -> str:
    """Return the body after these choices, with each photo that is used in the text standing at most once."""
    seen: set[str] = set()
    kept = []
    for part in parts:
        for element in picked(part.slot, choices) if isinstance(part.slot, Clash) else [part.slot]:
            photo = photo_of(element)
            if photo and (photo in seen or photo not in inline):
                continue
            seen.add(photo)
            kept.append(element)
    return "\n".join(kept)


def changed_paragraphs(base: str, other: str) -> int:
    """Return how many paragraphs were changed, put in, taken out or moved."""
    was, now = elements(base), elements(other)
    found = match(was, now)
    known = [number for number in found if number is not None]
    out_of_place = moved(range(len(was)), known)
    touched = sum(
        number is None or text != was[number] or number in out_of_place for number, text in zip(found, now, strict=True)
    )
    return touched + len(was) - len(known)
