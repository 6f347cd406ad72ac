"""Rules that take more than an expression: quotation marks by language, small numbers, unexplained capitals.

Each takes the texts of a story in order, its language and what the newsroom leaves alone, and yields
(number of the text, start, end, what to put there or None).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex
from django.utils.translation import gettext_lazy as _

Span = tuple[int, int, int, str | None]

_QUOTES = {"de": "„“", "cs": "„“", "pl": "„”", "fr": "«»", "ar": "«»", "fa": "«»", "ru": "«»", "uk": "«»", "sv": "””"}
_ENGLISH_QUOTES = "“”"
_OPENS_AFTER = regex.compile(r"(?:^|[\s(\[{—–/‘“«„-])$")
_INCHES = regex.compile(r"\d$")


def straight_quotes(texts: list[str], language: str, left_alone: frozenset[str]) -> Iterator[Span]:
    """Yield each straight double quotation mark, with the curved one of the language."""
    opening, closing = _QUOTES.get(language.lower().split("-")[0], _ENGLISH_QUOTES)
    hard_space = "\u00a0" if language.lower().startswith("fr") else ""
    for number, text in enumerate(texts):
        is_open = False
        at = text.find('"')
        while at >= 0:
            if _OPENS_AFTER.search(text[:at][-1:]) and not is_open:
                is_open = True
                yield number, at, at + 1, opening + hard_space
            elif is_open or not _INCHES.search(text[:at][-1:]):
                is_open = False
                yield number, at, at + 1, hard_space + closing
            at = text.find('"', at + 1)


_ENGLISH_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_SMALL = regex.compile(
    # Not of a date, an amount, a score, a chapter, a time, a measure; not a part of a larger number.
    rf"(?<![\w.,:/$€£¥#№°+-])(?<!\b(?:{_MONTHS})[a-z]{{0,6}}\.?\s)"
    r"(?<!\b(?:no|nos|page|pages|chapter|article|section|part|room|level|phase|version|channel|route|type|class|grade|"
    r"group|gate|line|verse|act|day|week|platform|pier|unit|step|figure|table|at|by)\.?\s)"
    r"[1-9](?![\w°’'″/-])(?![.,:]\d)"
    rf"(?!\s?(?:%|percent\b|per\scent\b|[ap]\.?m\b|(?:{_MONTHS})[a-z]{{0,6}}\b|"
    r"million\b|billion\b|trillion\b|[kmc]?m\b|km/h\b|[km]?g\b|miles?\b|feet\b|ft\b|inch(?:es)?\b|tons?\b|tonnes?\b|"
    r"points?\b|degrees?\b|o’clock\b|o'clock\b|[–—]\s?\d|to\s\d|and\s\d))",
    regex.IGNORECASE,
)


def small_numbers(texts: list[str], language: str, left_alone: frozenset[str]) -> Iterator[Span]:
    """Yield each single digit that counts something, with its word. English alone: others bend their numbers."""
    if not language.lower().startswith("en"):
        return
    for number, text in enumerate(texts):
        for match in _SMALL.finditer(text, timeout=0.25):
            word = _ENGLISH_NUMBERS[int(match[0])]
            before = text[: match.start()].rstrip()
            begins = not before or before[-1] in ".!?…"
            yield number, match.start(), match.end(), word.capitalize() if begins else word


_CAPITALS = regex.compile(r"(?<![\p{L}\p{N}.&’'-])\p{Lu}{2,6}(?=s?(?![\p{L}\p{N}&]))")
_ROMAN = regex.compile(r"(?:X{0,3})(?:IX|IV|V?I{0,3})")
_WORD = regex.compile(r"\p{L}[\p{L}’']*")
_LITTLE = frozenset("of and the for to in on de des du la le et und der die das für y del".split())


def unexplained_capitals(texts: list[str], language: str, left_alone: frozenset[str]) -> Iterator[Span]:
    """Yield the first use of each abbreviation that nothing spells out, before it or in brackets beside it."""
    seen = set(left_alone)
    initials: list[str] = []
    for number, text in enumerate(texts):
        words = [(match.start(), match[0]) for match in _WORD.finditer(text)]
        letters = regex.sub(r"[^\p{L}]", "", text)
        shouted = letters.isupper() and len(letters) > 12
        for match in _CAPITALS.finditer(text):
            short = match[0]
            if short in seen or shouted or _ROMAN.fullmatch(short) or _opens_a_dateline(text, match):
                continue
            seen.add(short)
            before = initials + [word for start, word in words if start < match.start()]
            after = text[match.end() :].lstrip("s")
            if not _spelled(short, before) and not after.startswith(" ("):
                yield number, match.start(), match.end(), None
        initials += [word for _start, word in words]


def _opens_a_dateline(text: str, match) -> bool:
    return match.start() == 0 and bool(regex.match(r"\s*(?:[,(—–]|-\s)", text[match.end() :]))


def _spelled(short: str, words: list[str]) -> bool:
    """Say whether words in a row begin with these letters, small words between them or not."""
    wanted = short.casefold()
    plain = "".join(word[0] for word in words).casefold()
    main = "".join(word[0] for word in words if word.casefold() not in _LITTLE).casefold()
    return wanted in plain or wanted in main


@dataclass(frozen=True)
class BuiltIn:
    """One rule with code of its own, under the name that a rule's row has."""

    label: str
    find: Callable[[list[str], str, frozenset[str]], Iterator[Span]]


BUILT_IN = {
    "straight-quotes": BuiltIn(_("Straight quotation marks"), straight_quotes),
    "small-numbers": BuiltIn(_("Numbers below ten in figures"), small_numbers),
    "unexplained-capitals": BuiltIn(_("Abbreviations nothing spells out"), unexplained_capitals),
}
