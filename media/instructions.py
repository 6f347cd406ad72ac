"""Reading what an agency asks of whoever uses its picture: into dates and limits, and what only a person can settle.

Every word is accounted for: it is part of something understood, it says nothing by itself, or the phrase it stands in
is handed to a person as it was written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise, product

from .countries import LIST, codes_in
from .licences import Asks
from .written_moments import MOMENT, TIME, day_after, has_time, moment, next_time

# No instruction is longer; whoever sends a book sends a book.
_MOST = 4000
_COUNTS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "ten": 10,
    "fourteen": 14,
}
_UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}

_SEPARATOR = re.compile(r"[;\n\r!*|•]+|\.(?=\s|$)|,(?=\s|$)|\s[-–—/]+\s")
# One phrase never runs over the end of a line: "editorial use only" and "14 days" below it are two.
_LINE_OF_TEXT = re.compile(r"[^\n\r]+")
_WORD = re.compile(r"\w+")
_SAYS_NOTHING = frozenset(
    "a all an and any are be being by can complete conditions date following for from full handout handouts image "
    "images in instructions is it its may must of on our picture pictures photo photograph photographs photos "
    "please provided receipt release special strictly supplied terms that the these this time to transmission up "
    "use used using usage will with".split()
)


@dataclass
class Reading:
    """What was understood. `uses` counts stories, `credit` is the wording asked for, `unclear` whole phrases."""

    usable_from: datetime | None = None
    usable_until: datetime | None = None
    uses: int | None = None
    limits: set[Asks] = field(default_factory=set)
    not_in: list[str] = field(default_factory=list)
    only_in: list[str] = field(default_factory=list)
    credit: str = ""
    unclear: list[str] = field(default_factory=list)

    @property
    def binds(self) -> bool:
        """Say whether it asks for anything that has to be kept beside the picture."""
        dates = self.usable_from or self.usable_until or self.uses
        return bool(dates or self.limits or self.not_in or self.only_in)

    def ends(self, end: datetime | None) -> bool:
        if end is not None:
            self.usable_until = min(self.usable_until or end, end)
        return end is not None

    def begins(self, start: datetime | None) -> bool:
        if start is not None:
            self.usable_from = max(self.usable_from or start, start)
        return start is not None


# Each writes one kind of sentence into the reading; False says that it only looked like one.
_Understands = Callable[[Reading, re.Match, datetime], bool]


def _lasts(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    count = found["count"].lower()
    lasts = (_COUNTS.get(count) or int(count)) * _UNITS[found["unit"].lower()]
    return bool(lasts) and reading.ends(sent_at + lasts)


def _embargo(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    return reading.begins(moment(found, sent_at))


def _embargo_today(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    return reading.begins(next_time(found, sent_at))


def _until(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    return reading.ends(moment(found, sent_at) if has_time(found) else day_after(found, sent_at))


def _once(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    reading.uses = 1
    return True


def _credit(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    reading.limits.add(Asks.CREDIT)
    reading.credit = reading.credit or (found["line"] or "").strip(" :\"“”'")
    return True


def _not_in(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    reading.not_in = list(dict.fromkeys([*reading.not_in, *codes_in(found["places"])]))
    return True


def _only_in(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
    places = codes_in(found["places"])
    # Two such sentences leave what both allow; where that is nothing, a person has to say what is meant.
    both = [code for code in reading.only_in if code in places] if reading.only_in else places
    reading.only_in = both or reading.only_in
    return bool(both)


def _limit(asks: Asks) -> _Understands:
    def understand(reading: Reading, found: re.Match, sent_at: datetime) -> bool:
        reading.limits.add(asks)
        return True

    return understand


_NO = r"\b(?:no|not\s+(?:for|to\s+be)|without)"
_NOT_FOR = r"\bnot\s+(?:for|to\s+be)\s+(?:use|used|publication|published|release|released|sale|sold|distribution)"
_ONLY = r"(?:\s+(?:use\s+)?only)?"
_LINE = r"(?::\s*(?P<line>[^;\n\r,*|]{2,120}?)(?=[;\n\r,*|]|\.\s|\s[-–—]+\s|\.?$))?"
_PATTERNS: list[tuple[re.Pattern, _Understands]] = [
    (re.compile(pattern, re.IGNORECASE), understand)
    for pattern, understand in [
        (rf"\b(?:strictly\s+)?embargo(?:ed)?:?\s*(?:until|till|to|for)?:?\s*{MOMENT}", _embargo),
        (rf"\b(?:strictly\s+)?embargo(?:ed)?:?\s*(?:until|till|to|for)?:?\s*{TIME}(?!\s*\w)", _embargo_today),
        (rf"{_NOT_FOR}\s+(?:before|until)\s+{MOMENT}", _embargo),
        (rf"{_NOT_FOR}\s+after\s+{MOMENT}", _until),
        (rf"\b(?:expir(?:es?|y|ing)|(?:valid|use|usable)\s+until|not\s+after)(?:\s+on)?:?\s*{MOMENT}", _until),
        (rf"\b(?:one[\s-]+time|single|one[\s-]+off|one)[\s-]+use\b{_ONLY}|\buse\s+once\b(?:\s+only)?", _once),
        (
            r"(?:\b(?:only\s+be\s+used|only|for|within|during|limited\s+to|up\s+to|the)\s+)*"
            rf"\b(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})(?:\s*\(\d{{1,3}}\))?[\s-]+"
            rf"(?P<unit>hour|day|week|month)s?\b{_ONLY}",
            _lasts,
        ),
        (rf"\b(?P<places>{LIST})\s+out\b", _not_in),
        (rf"\bout\s*(?::|of)\s*(?P<places>{LIST})", _not_in),
        (rf"\bno\s+(?:(?:use|usage|sales?)\s+in\s+)?(?P<places>{LIST})(?:\s+(?:use|usage|sales))?", _not_in),
        (rf"{_NOT_FOR}\s+in\s+(?P<places>{LIST})", _not_in),
        (rf"\b(?P<places>{LIST})\s+(?:use\s+)?only\b", _only_in),
        (rf"\bonly\s+(?:for\s+use\s+)?in\s+(?P<places>{LIST})", _only_in),
        (rf"{_NO}\s+archiv(?:e|es|ing|al|ed)\b", _limit(Asks.NO_ARCHIVE)),
        (rf"{_NO}\s+(?:re-?)?(?:sales?|sold|sell(?:ing)?|licen[cs](?:e|ed|ing)|syndicat(?:ion|ed))\b",
         _limit(Asks.NO_SALES)),
        (rf"\b(?:mandatory|compulsory)\s+credit(?:\s+line)?\b{_LINE}", _credit),
        (r"\bcredit(?:\s+line)?\s+(?:is\s+)?(?:mandatory|compulsory|required)\b(?P<line>)", _credit),
        (rf"\beditorial(?:\s+(?:use|usage|purposes?))?\b{_ONLY}", _limit(Asks.EDITORIAL_ONLY)),
        (rf"{_NO}\s+(?:commercial|advertising|ads?|marketing|merchandising|promotional)\b(?:\s+(?:purposes?|campaigns?))?",
         _limit(Asks.EDITORIAL_ONLY)),
        (rf"{_NO}\s+(?:crop(?:s|ping|ped)?|alter(?:ations?|ed|ing)|manipulat(?:ion|ed)|retouch(?:ing|ed))\b",
         _limit(Asks.NO_CROP)),
        (r"\b(?:must|may|can)\s*not\s+be\s+(?:cropped|altered|manipulated|retouched)\b", _limit(Asks.NO_CROP)),
        (r"\b(?:online|web|internet|digital)(?:\s+(?:use|usage))?\s+only\b|\bno\s+print\b|\bprint\s+out\b",
         _limit(Asks.ONLINE_ONLY)),
        (r"\bprint(?:\s+(?:use|usage))?\s+only\b|\bno\s+(?:internet|online|web|digital)\b|\b(?:internet|online|web)\s+out\b",
         _limit(Asks.PRINT_ONLY)),
    ]
]  # fmt: skip


def read(text: str, sent_at: datetime) -> Reading:
    """Return what instructions ask for; `sent_at` is when the picture was transmitted, or came in."""
    whole, rest = text[:_MOST], text[_MOST:]
    reading = Reading()
    understood = bytearray(len(whole))
    lines = [found.span() for found in _LINE_OF_TEXT.finditer(whole)]
    for (pattern, understand), line in product(_PATTERNS, lines):
        for found in pattern.finditer(whole, *line):
            start, end = found.span()
            # What was understood already says no more: "no UK sales" is about the UK, not about all sales.
            if not any(understood[start:end]) and understand(reading, found, sent_at):
                understood[start:end] = b"\1" * (end - start)
    reading.unclear = [*_unclear(whole, understood), *filter(None, [rest.strip()])]
    return reading


def _unclear(text: str, understood: bytearray) -> list[str]:
    """Return the phrases with a word that was not understood and may say something, each once."""
    # A separator inside what was understood, as in a list of countries, parts nothing.
    cuts = [found.span() for found in _SEPARATOR.finditer(text) if not all(understood[found.start() : found.end()])]
    edges = [(0, 0), *cuts, (len(text), len(text))]
    phrases = [(before[1], after[0]) for before, after in pairwise(edges)]
    return list(dict.fromkeys(text[start:end].strip() for start, end in phrases if _open(text, start, end, understood)))


def _open(text: str, start: int, end: int, understood: bytearray) -> bool:
    words = _WORD.finditer(text, start, end)
    return any(
        not all(understood[word.start() : word.end()]) and word[0].lower() not in _SAYS_NOTHING for word in words
    )
