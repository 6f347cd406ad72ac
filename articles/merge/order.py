"""One order out of two, three ways: what either moved is moved, what either put in is in."""

from bisect import bisect_left
from collections.abc import Collection, Hashable, Sequence


def moved(base: Sequence[Hashable], other: Sequence[Hashable]) -> set:
    """Return the fewest of what both have that must have moved to get from one order to the other."""
    at = {node: place for place, node in enumerate(base)}
    shared = [node for node in other if node in at]
    ends: list[int] = []
    rows: list[int] = []
    before: list[int | None] = []
    for row, node in enumerate(shared):
        place = bisect_left(ends, at[node])
        before.append(rows[place - 1] if place else None)
        ends[place : place + 1] = [at[node]]
        rows[place : place + 1] = [row]
    stayed = set()
    last = rows[-1] if rows else None
    while last is not None:
        stayed.add(shared[last])
        last = before[last]
    return set(shared) - stayed


def arrange(base: Sequence, mine: Sequence, theirs: Sequence, kept: Collection) -> list:
    """Return every node of `kept` once: in their order, with what I moved or put in after what it follows in mine.

    Where both put something in at one place, theirs comes first; what both moved stands where they have it.
    """
    i_moved = moved(base, mine) - moved(base, theirs)
    order = [node for node in theirs if node in kept and node not in i_moved]
    placed = set(order)
    theirs_alone = set(theirs).difference(mine, base)
    before = None
    for node in mine:
        if node not in kept:
            continue
        if node not in placed:
            at = 0 if before is None else order.index(before) + 1
            while at < len(order) and order[at] in theirs_alone:
                at += 1
            order.insert(at, node)
            placed.add(node)
        before = node
    return order


def moved_apart(base: Sequence, mine: Sequence, theirs: Sequence, kept: Collection) -> list:
    """Return what both moved, each to another place: it stands where they have it, and somebody should be told."""
    both = moved(base, mine) & moved(base, theirs) & set(kept)
    if not both:
        return []
    shared = set(mine) & set(theirs)
    mine, theirs = ([node for node in order if node in shared] for order in (mine, theirs))

    def follows(order, node):
        at = order.index(node)
        return order[at - 1] if at else None

    return [node for node in theirs if node in both and follows(mine, node) != follows(theirs, node)]
