"""What is settled three ways, and what only a person can settle."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsroom.record.canonical import digest

MINE, THEIRS, BOTH = "mine", "theirs", "both"


@dataclass(frozen=True)
class Clash:
    """One thing two people changed differently.

    `where` says what: a field of the story, "body", "byline", "photo", "tag" or "lead"; `of` which one, by uid, and
    `name` which field of it, empty where it is there in one and taken out in the other. `mine`, `theirs` and `base`
    are its texts, None where it is not there. `options` has what it becomes for each answer that can be given.
    """

    where: str
    mine: str | None
    theirs: str | None
    base: str | None
    options: Mapping[str, Any] = field(repr=False, compare=False, hash=False)
    of: str = ""
    name: str = ""
    nth: int = 1

    @property
    def key(self) -> str:
        """What an answer is given to: another one as soon as either text is another, so that no answer is stale."""
        texts = (text for said in (self.mine, self.theirs) for text in ("0" if said is None else "1", said or ""))
        return f"{digest(self.where, self._who, self.name, *texts)[:20]}-{self.nth}"

    @property
    def _who(self) -> str:
        # A tag made by a save that was refused is made anew by the next, under another number.
        return "" if self.where == "tag" else self.of


def _itself(value):
    return value


class Settling:
    """Settles one thing after another three ways, and collects the clashes.

    Where the base is not `known`, whatever differs is a clash: nobody can say who changed it.
    """

    def __init__(self, *, known: bool):
        self.known = known
        self.clashes: list[Clash] = []
        self._seen: Counter = Counter()

    def three_ways(
        self,
        base,
        mine,
        theirs,
        where: str,
        of: str = "",
        name: str = "",
        write=str,
        give=lambda value: value,
        both=None,
    ):
        """Return what both meant, or a Clash.

        `write(value)` says it as text; `give(value)` makes an option of it, and `both(mine, theirs)` one of two.
        """
        if mine == theirs:
            return theirs
        if self.known and mine == base:
            return theirs
        if self.known and theirs == base:
            return mine
        options = {MINE: give(mine), THEIRS: give(theirs)}
        if both:
            options[BOTH] = both(mine, theirs)
        texts = (None if value is None else write(value) for value in (mine, theirs, base))
        return self.clash(where, *texts, options=options, of=of, name=name)

    def clash(self, where: str, mine, theirs, base, *, options: Mapping, of: str = "", name: str = "") -> Clash:
        """Return a clash, numbered among those that say the same."""
        said = (where, "" if where == "tag" else of, name, mine, theirs)
        self._seen[said] += 1
        clash = Clash(where, mine, theirs, base, options, of, name, self._seen[said])
        self.clashes.append(clash)
        return clash


def picked(slot, choices: Mapping[str, str]):
    """Return what a slot becomes. Raise KeyError for a clash nobody has chosen for."""
    return slot.options[choices[slot.key]] if isinstance(slot, Clash) else slot
