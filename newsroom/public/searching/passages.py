"""The passage of a story that has the words, cut into pieces of which some are to be marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from newsroom.search.finding import Term
from newsroom.search.words import words_of

LONGEST = 220
_BEFORE = 60
_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


@lru_cache(maxsize=20_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(words_of(word))


def _has(word: str, terms: Sequence[Term]) -> bool:
    """Say whether a word of a text is, or begins with, one that was asked for."""
    folded = _folded(word.lower() if word.isascii() else word)
    return any(
        mine == asked or (not term.whole and mine.startswith(asked))
        for term in terms
        for asked in term.words
        for mine in folded
    )


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """Return the text in pieces, the words that were asked for marked."""
    pieces, end = [], 0
    for match in _WORD.finditer(text):
        if _has(match[0], terms):
            pieces += [Piece(text[end : match.start()]), Piece(match[0], marked=True)]
            end = match.end()
    return [piece for piece in [*pieces, Piece(text[end:])] if piece.text]


def passage(text: str, terms: Sequence[Term]) -> list[Piece]:
    """Return the part of the text with most of the words, marked; nothing where it has none."""
    places = [match.start() for match in _WORD.finditer(text) if _has(match[0], terms)]
    if not places:
        return []
    best = max(places, key=lambda start: sum(start <= place < start + LONGEST - _BEFORE for place in places))
    begin = max(best - _BEFORE, 0)
    begin = text.find(" ", begin) + 1 if begin else 0
    end = min(begin + LONGEST, len(text))
    end = text.rfind(" ", best, end) if end < len(text) and text.rfind(" ", best, end) > best else end
    cut = marked(text[begin:end].strip(" \n,;:"), terms)
    return [*([Piece("… ")] if begin else []), *cut, *([Piece(" …")] if end < len(text) else [])]
