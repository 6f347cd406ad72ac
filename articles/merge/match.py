"""Which paragraph of one text is which of another: unchanged, moved, changed, or new.

A wrong guess here costs a needless clash or an odd place, and never a word: what is not taken for a paragraph of the
base is put in, and what of the base is not found was deleted, which clashes with any change.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

# How alike two paragraphs must be to be the same one changed, wherever they stand, and where they stand at one place.
_ANYWHERE, _AT_ITS_PLACE = 0.6, 0.25
_MARKUP = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
# Stands for a photo, a story or a rule: there is another one or the same, and never a changed one.
_WHOLE = re.compile(r'<hr|<figure class="photo"|<aside class="related-story"')
# Of more pairs than these, only those are compared that share a word which at most so many paragraphs have.
_FEW, _RARE = 900, 3

Pair = tuple[int, int]


def match(base: list[str], other: list[str]) -> list[int | None]:
    """Return, for each element of `other`, which of `base` it is, or None when it is new. Nothing is matched twice."""
    return _Matching(base, other).found


def same_run(mine: list[str], theirs: list[str]) -> list[Pair]:
    """Return which of what both put in at one place is the same, in order, as pairs of places."""
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


def _words(element: str) -> frozenset[str]:
    return frozenset() if _WHOLE.match(element) else frozenset(_WORD.findall(_MARKUP.sub(" ", element).casefold()))


class _Matching:
    """The matching of two texts, the surest first; `found` has which of the base each element of the other is."""

    def __init__(self, base: list[str], other: list[str]):
        self.found: list[int | None] = [None] * len(other)
        for at_base, at_other in same_run(base, other):
            self.found[at_other] = at_base
        self.taken = {number for number in self.found if number is not None}
        if len(self.taken) == len(base) or None not in self.found:
            return
        gaps = list(self._gaps(len(base)))
        self._moved_whole(base, other)
        self.old = {number: _words(base[number]) for number in range(len(base)) if number not in self.taken}
        self.new = {at: _words(other[at]) for at, number in enumerate(self.found) if number is None}
        inside = [pair for numbers, places in gaps for pair in self._pairs(numbers, places)]
        self._take(inside, _ANYWHERE)
        self._take(self._pairs(list(self.old), list(self.new)), _ANYWHERE)
        self._take(inside, _AT_ITS_PLACE)
        self._by_place(gaps)

    def _gaps(self, length: int) -> Iterable[tuple[range, range]]:
        """Yield the stretches of both between what stands unchanged in order."""
        from_base = from_other = 0
        for at, number in enumerate([*self.found, length]):
            if number is not None:
                if number > from_base and at > from_other:
                    yield range(from_base, number), range(from_other, at)
                from_base, from_other = number + 1, at + 1

    def _moved_whole(self, base: list[str], other: list[str]) -> None:
        """Match what is unchanged and stands elsewhere."""
        free = defaultdict(list)
        for number in reversed(range(len(base))):
            if number not in self.taken:
                free[base[number]].append(number)
        for at, text in enumerate(other):
            if self.found[at] is None and free.get(text):
                self._same(free[text].pop(), at)

    def _same(self, number: int, at: int) -> None:
        if number not in self.taken and self.found[at] is None:
            self.found[at] = number
            self.taken.add(number)

    def _pairs(self, numbers: Sequence[int], places: Sequence[int]) -> Iterable[tuple[float, int, int]]:
        """Yield pairs that may be one paragraph, each with how alike its two are."""
        numbers = [number for number in numbers if number in self.old and number not in self.taken]
        places = [at for at in places if at in self.new and self.found[at] is None]
        for number, at in self._candidates(numbers, places):
            old, new = self.old[number], self.new[at]
            if shared := len(old & new):
                yield 2 * shared / (len(old) + len(new)), number, at

    def _candidates(self, numbers: list[int], places: list[int]) -> Iterable[Pair]:
        if len(numbers) * len(places) <= _FEW:
            return [(number, at) for number in numbers for at in places]
        having = defaultdict(list)
        for number in numbers:
            for word in self.old[number]:
                having[word].append(number)
        rare = {word: found for word, found in having.items() if len(found) <= _RARE}
        return {(number, at) for at in places for word in self.new[at] for number in rare.get(word, ())}

    def _take(self, pairs: Iterable[tuple[float, int, int]], at_least: float) -> None:
        """Match the most alike first; among equals, what stands nearest to its old place."""
        enough = [pair for pair in pairs if pair[0] >= at_least]
        for _alike, number, at in sorted(enough, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair)):
            self._same(number, at)

    def _by_place(self, gaps: list[tuple[range, range]]) -> None:
        """Take as many paragraphs in the place of as many for the same ones written anew."""
        for numbers, places in gaps:
            old = [number for number in numbers if number not in self.taken and self.old.get(number)]
            new = [at for at in places if self.found[at] is None and self.new.get(at)]
            if len(old) == len(new):
                for number, at in zip(old, new, strict=True):
                    self._same(number, at)
