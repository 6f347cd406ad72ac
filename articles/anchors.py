"""Where in a body a note stands: found by its words, and carried along as the text is changed or moved."""

from dataclasses import dataclass

from articles.body import elements, plain
from articles.merge.match import match
from articles.redline.words import compared, cut


@dataclass(frozen=True)
class Anchor:
    """The words of a passage, in which top-level element of the body (from 0), and which of the same words there."""

    paragraph: int
    quote: str
    nth: int = 0


def said(element: str) -> str:
    """Return an element's words on one line, as a quote has them."""
    return " ".join(plain(element).split())


def find(body: str, quote: str, paragraph: int | None = None, nth: int = 0) -> Anchor | None:
    """Return where these words stand, nearest to that paragraph; None when they stand in no one element."""
    wanted = " ".join(quote.split())
    if not wanted:
        return None
    texts = [said(element) for element in elements(body)]
    for number in sorted(range(len(texts)), key=lambda each: abs(each - (paragraph or 0))):
        if count := texts[number].count(wanted):
            return Anchor(number, wanted, min(nth, count - 1) if number == paragraph else 0)
    return None


def carried(anchor: Anchor, before: str, after: str) -> Anchor | None:
    """Return where the passage stands after a change of the body, with its words as they are then; None when gone.

    It follows its paragraph wherever that was moved, and the words within it word by word; where they were cut out
    there, they are looked for in the rest.
    """
    if before == after:
        return anchor
    was, now = elements(before), elements(after)
    found = match(was, now)
    if anchor.paragraph < len(was) and anchor.paragraph in found:
        at = found.index(anchor.paragraph)
        if moved := _within(anchor, said(was[anchor.paragraph]), said(now[at]), at):
            return moved
    return find(after, anchor.quote, anchor.paragraph)


def _within(anchor: Anchor, was: str, now: str, at: int) -> Anchor | None:
    if was == now:
        return Anchor(at, anchor.quote, anchor.nth)
    start = _nth(was, anchor.quote, anchor.nth)
    if start < 0:
        return None
    place = _carried(was, now, start, start + len(anchor.quote))
    quote = now[place[0] : place[1]].strip() if place else ""
    if not quote:
        return None
    first = now.index(quote, place[0])
    return Anchor(at, quote, sum(now.startswith(quote, n) for n in range(first)))


def _nth(text: str, quote: str, nth: int) -> int:
    at = text.find(quote)
    for _again in range(nth):
        later = text.find(quote, at + 1)
        at = later if later >= 0 else at
    return at


def _carried(was: str, now: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the stretch of `now` that the stretch of `was` became."""
    at_old = at_new = 0
    first = last = None
    for run in compared(cut(was), cut(now)):
        old, new = (sum(len(token.text) for token in tokens) for tokens in (run.before, run.after))
        low, high = max(start, at_old), min(end, at_old + old)
        if low < high:
            # What was replaced within it became what was put in its place; of a larger change nothing is left of it.
            within = start <= at_old and at_old + old <= end
            become = (at_new + low - at_old, at_new + high - at_old) if run.stayed else (at_new, at_new + new)
            if become[0] < become[1] and (run.stayed or within):
                first, last = become[0] if first is None else first, become[1]
        at_old, at_new = at_old + old, at_new + new
    return None if first is None else (first, last)
