"""Which block became which: by sameness, then by likeness where both stand, then by likeness anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .aligning import aligned
from .blocks import Block
from .words import likeness

ALIKE = 0.4
ALIKE_ELSEWHERE = 0.6
# So much of a paragraph's words come from the one that was split.
MOSTLY = 0.6
# A block of fewer words than this is not known again somewhere else, unless it is the same to the letter.
ENOUGH_WORDS = 4
# Likeness of everything with everything is asked only of so many pairs.
MOST_PAIRS = 40_000


@dataclass
class Pairs:
    """`kept`: places that hold what was there, in order; `moved`: the place after → the place before."""

    kept: list[tuple[int, int]] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)


def paired(before: Sequence[Block], after: Sequence[Block], moves: bool = True) -> Pairs:
    """Return which block of before is which of after."""
    pairs = Pairs()
    i = j = 0
    for low, start in [*aligned(before, after, _tells), (len(before), len(after))]:
        pairs.kept.extend(_in_gap(before, after, range(i, low), range(j, start)))
        if low < len(before) and start < len(after):
            pairs.kept.append((low, start))
        i, j = low + 1, start + 1
    if moves:
        _find_moved(before, after, pairs)
    return pairs


def _tells(block: Block) -> bool:
    """Say whether finding this block again says anything: every rule is like every other."""
    return bool(block.text or block.children) or block.tag in {"figure", "aside"}


def _in_gap(before, after, gone: range, come: range) -> list[tuple[int, int]]:
    """Return the pairs in order that are most alike in all."""
    if not gone or not come or len(gone) * len(come) > MOST_PAIRS:
        return []
    best = [[0.0] * (len(come) + 1) for _ in range(len(gone) + 1)]
    alike = [[_alike(before[i], after[j]) for j in come] for i in gone]
    for i in range(len(gone) - 1, -1, -1):
        row, below, alikes = best[i], best[i + 1], alike[i]
        for j in range(len(come) - 1, -1, -1):
            take = alikes[j] + below[j + 1] if alikes[j] else 0.0
            row[j] = max(take, below[j], row[j + 1])
    return list(_taken(best, alike, gone.start, come.start))


def _taken(best, alike, from_before: int, from_after: int):
    i = j = 0
    while i < len(alike) and j < len(alike[0]):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield from_before + i, from_after + j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _alike(here: Block, there: Block) -> float:
    """Return how alike two blocks are, or 0 where they are not alike enough to be one."""
    if here == there:
        return 1.0
    if here.thing or there.thing:
        return 0.5 if here.variety == there.variety == "embed" else 0.0
    alike = likeness(here.bag, there.bag)
    return alike if alike >= ALIKE else 0.0


def _find_moved(before, after, pairs: Pairs) -> None:
    left = sorted(set(range(len(before))) - {i for i, _ in pairs.kept})
    found = sorted(set(range(len(after))) - {j for _, j in pairs.kept})
    same: dict[Block, list[int]] = {}
    for i in left:
        if _tells(before[i]):
            same.setdefault(before[i], []).append(i)
    for j in found:
        if places := same.get(after[j]):
            pairs.moved[j] = places.pop(0)
    used = set(pairs.moved.values())
    left = [i for i in left if i not in used and len(before[i].bag) >= ENOUGH_WORDS]
    found = [j for j in found if j not in pairs.moved]
    if len(left) * len(found) <= MOST_PAIRS:
        _find_changed_elsewhere(before, after, left, found, pairs)


def _find_changed_elsewhere(before, after, left, found, pairs: Pairs) -> None:
    used: set[int] = set()
    for j in found:
        score, i = max(((likeness(before[i].bag, after[j].bag), i) for i in left if i not in used), default=(0, 0))
        if score >= ALIKE_ELSEWHERE:
            pairs.moved[j] = i
            used.add(i)


def grouped(before: Sequence[Block], after: Sequence[Block], pairs: Pairs) -> list[tuple[range, range]]:
    """Return the pairs as rows of blocks: a paragraph that was split, or some that were joined, are one."""
    was, now = {i for i, _ in pairs.kept}, {j for _, j in pairs.kept}
    was.update(pairs.moved.values())
    now.update(pairs.moved)
    groups = []
    for i, j in pairs.kept:
        old, new = range(i, i + 1), range(j, j + 1)
        if before[i] != after[j] and before[i].tag == after[j].tag == "p":
            new = _with_rest(before[i], after, j, now)
            old = _with_rest(after[j], before, i, was) if len(new) == 1 else old
        was.update(old)
        now.update(new)
        groups.append((old, new))
    return groups


def _with_rest(whole: Block, blocks: Sequence[Block], place: int, taken: set[int]) -> range:
    """Return the places around one whose paragraphs are, for the most part, what it lacks of the whole."""
    low, high = place, place + 1
    lacks = whole.bag - blocks[place].bag
    while low > 0 and low - 1 not in taken and _is_of(blocks[low - 1], lacks):
        low -= 1
    while high < len(blocks) and high not in taken and _is_of(blocks[high], lacks):
        high += 1
    return range(low, high)


def _is_of(block: Block, lacks: frozenset) -> bool:
    return block.tag == "p" and bool(block.bag) and len(block.bag & lacks) >= MOSTLY * len(block.bag)
