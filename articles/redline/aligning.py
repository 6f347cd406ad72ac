"""What stays between two sequences: anchors that occur once first, then the longest runs between."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher

# Comparing costs as much as equal things meet; past this, what lies between two anchors is replaced as a whole.
MOST_MEETINGS = 40_000
_DEPTH = 6


class Aligner[Item: Hashable]:
    """Finds what two sequences share. `anchors` says of an item whether its standing alone can mean anything."""

    def __init__(self, before: Sequence[Item], after: Sequence[Item], anchors: Callable[[Item], bool]):
        self.before, self.after, self.anchors = before, after, anchors
        self.pairs: list[tuple[int, int]] = []

    def aligned(self) -> list[tuple[int, int]]:
        """Return pairs of places that hold the same, rising on both sides."""
        self._between(0, len(self.before), 0, len(self.after), 0)
        return self.pairs

    def _between(self, low: int, high: int, start: int, end: int, depth: int) -> None:
        while low < high and start < end and self.before[low] == self.after[start]:
            self.pairs.append((low, start))
            low, start = low + 1, start + 1
        tail = 0
        while low < high - tail and start < end - tail and self.before[high - tail - 1] == self.after[end - tail - 1]:
            tail += 1
        high, end = high - tail, end - tail
        if low < high and start < end:
            self._middle(low, high, start, end, depth)
        self.pairs.extend((high + n, end + n) for n in range(tail))

    def _middle(self, low: int, high: int, start: int, end: int, depth: int) -> None:
        anchors = self._anchors(low, high, start, end) if depth < _DEPTH else []
        if not anchors:
            self._runs(low, high, start, end)
            return
        for i, j in anchors:
            self._between(low, i, start, j, depth + 1)
            self.pairs.append((i, j))
            low, start = i + 1, j + 1
        self._between(low, high, start, end, depth + 1)

    def _anchors(self, low: int, high: int, start: int, end: int) -> list[tuple[int, int]]:
        """Return what occurs once on either side, as far as it stands in the same order."""
        here, there = Counter(self.before[low:high]), Counter(self.after[start:end])
        places = {item: j for j, item in enumerate(self.after[start:end], start) if there[item] == 1}
        once = [
            (i, places[item])
            for i, item in enumerate(self.before[low:high], low)
            if here[item] == 1 and item in places and self.anchors(item)
        ]
        return rising(once)

    def _runs(self, low: int, high: int, start: int, end: int) -> None:
        a, b = self.before[low:high], self.after[start:end]
        here, there = Counter(a), Counter(b)
        if sum(count * there[item] for item, count in here.items()) > MOST_MEETINGS:
            return
        matcher = SequenceMatcher(lambda item: not self.anchors(item), a, b, autojunk=False)
        for i, j, size in matcher.get_matching_blocks():
            self.pairs.extend((low + i + n, start + j + n) for n in range(size))


def rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs, given by rising first number, whose second numbers rise too."""
    tops: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        place = bisect_left(tops, j)
        tops[place : place + 1] = [j]
        at[place : place + 1] = [n]
        back.append(at[place - 1] if place else -1)
    kept = []
    n = at[-1] if at else -1
    while n >= 0:
        kept.append(pairs[n])
        n = back[n]
    return kept[::-1]


def aligned[Item: Hashable](
    before: Sequence[Item], after: Sequence[Item], anchors: Callable[[Item], bool]
) -> list[tuple[int, int]]:
    """Return pairs of places that hold the same, rising on both sides."""
    return Aligner(before, after, anchors).aligned()
