"""Words of one paragraph: cut up, compared, and put back together so that a person can read what was changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from .aligning import aligned

# Scripts written without spaces: every letter, with the marks on it, is compared by itself.
_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e"
    "\u17b4-\u17d3\u200c\u200d"
)
_TOKEN = re.compile(
    rf"[{_UNSPACED}][{_MARKS}]*"
    rf"|\d+(?:[.,]\d+)*"
    rf"|(?:(?![{_UNSPACED}])[\w{_MARKS}])+(?:['’](?:(?![{_UNSPACED}])[\w{_MARKS}])+)*"
    rf"|\s+|."
)
_UNSPACED_LETTER = re.compile(rf"[{_UNSPACED}]")
# A line end within a paragraph, and the end of one that was split or joined; no content has a control character.
BREAK, PARAGRAPH = "\x00", "\x01"


class Token(NamedTuple):
    """A word, a space or a sign, with what it is set in: ("strong", ""), ("em", ""), ("a", href), outermost first."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Run:
    """Tokens in a row that stayed, with what they were set in before; or that were struck and put in."""

    stayed: bool
    before: tuple[Token, ...]
    after: tuple[Token, ...]


def is_word(text: str) -> bool:
    """Say whether the token is a word or a number, not a space or a sign."""
    return any(letter.isalnum() for letter in text)


def cut(text: str, marks: tuple = ()) -> list[Token]:
    """Return the text as tokens; joined, they are the text."""
    return [Token(part, marks) for part in _TOKEN.findall(text)]


def count(tokens) -> int:
    """Return how many words there are among the tokens."""
    return sum(is_word(token.text) for token in tokens)


def bag(tokens) -> frozenset:
    """Return what makes a paragraph recognisable: its words, and pairs of letters where words have no spaces."""
    found = set()
    last = ""
    for token in tokens:
        if _UNSPACED_LETTER.match(token.text):
            found.add(last + token.text)
            last = token.text
        elif is_word(token.text):
            found.add(token.text.casefold())
            last = ""
    return frozenset(found)


def likeness(here: frozenset, there: frozenset) -> float:
    """Return how alike two bags are, from 0 to 1."""
    return 2 * len(here & there) / (len(here) + len(there)) if here or there else 0.0


def compared(before: list[Token], after: list[Token]) -> list[Run]:
    """Return both as runs that stayed or were changed, in order; small islands between two changes go with them."""
    pairs = aligned([token.text for token in before], [token.text for token in after], is_word)
    runs: list[Run] = []
    i = j = 0
    for low, start, size in _in_rows(pairs):
        if low > i or start > j:
            runs.append(Run(False, tuple(before[i:low]), tuple(after[j:start])))
        i, j = low + size, start + size
        runs.append(Run(True, tuple(before[low:i]), tuple(after[start:j])))
    if before[i:] or after[j:]:
        runs.append(Run(False, tuple(before[i:]), tuple(after[j:])))
    return _without_islands(runs)


def _in_rows(pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield where pairs in a row begin on either side, and how many there are."""
    begun = 0
    for n in range(1, len(pairs) + 1):
        if n == len(pairs) or pairs[n] != (pairs[n - 1][0] + 1, pairs[n - 1][1] + 1):
            yield (*pairs[begun], n - begun)
            begun = n


def _without_islands(runs: list[Run]) -> list[Run]:
    """Let what stayed between two changes go with them where it is no more than either: "the cat" → "a dog" reads as
    one change, not as two around a space."""
    kept: list[Run] = []
    for run in runs:
        while not run.stayed and len(kept) > 1 and _is_island(kept[-2], kept[-1], run):
            island, first = kept.pop(), kept.pop()
            run = Run(
                False, first.before + island.before + run.before, first.after + island.after + run.after
            )  # fmt: skip
        kept.append(run)
    return kept


def _is_island(first: Run, island: Run, last: Run) -> bool:
    if not island.stayed or first.stayed:
        return False
    size = count(island.after)
    return size == 0 or size <= min(_size(first), _size(last)) // 2


def _size(run: Run) -> int:
    return max(count(run.before), count(run.after))
