"""Datelines: the place, and the agency, that open the first paragraph."""

import re
from dataclasses import dataclass

from articles.intake import dates
from articles.names import AGENCIES

NAMES = "|".join(sorted((re.escape(name) for name in AGENCIES), key=len, reverse=True))
WIRE = (
    rf"(?i:{NAMES}|PRNewswire|PR Newswire|BUSINESS WIRE|Business Wire|GLOBE NEWSWIRE|GlobeNewswire|"
    rf"ACCESSWIRE|ACCESS Newswire|EIN Presswire|CNN|BBC|NPR|Web Desk|News Desk|Monitoring Desk|"
    rf"Newswire|PRWEB|CISION|(?-i:[KW][A-Z]{{2,3}}(?:[-/ ]?(?:TV|FM|AM|DT|"
    rf"[A-Z]{{3,5}}))?))(?:[ ./-][\w. ]{{1,20}})?"
)
CAPS = (
    r"(?:[^\W\d_a-z][^\W\d_a-z.'’/-]*|d'|de|la|el|al|upon|and|"
    r"of)(?:[ -](?:[^\W\d_a-z][^\W\d_a-z.'’/-]*|and|of|de|la|el|upon))*"
)
REGION = r"(?:,\s*[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|and|of))*)"
DATE = r"(?:,?\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s*\d{4})?)"
MIXED = r"[A-Z][\w'’.-]+(?: (?:[A-Z][\w'’.-]+|and|of|de|el|al)){0,3}"
DASH = r"\s*(?:--+|[–—-])\s*"
COLON_WORDS = re.compile(
    r"^(?:UPDATE|BREAKING|EXCLUSIVE|WARNING|NOTE|WATCH|READ|LIVE|EDS|CORRECTION|OPINION|ANALYSIS|"
    r"REVIEW|VIDEO|PHOTOS?|Q|A|QUESTION|ANSWER|TL;?DR|FACT|MYTH|STEP|PART|ENDS|CONTACT|HEADLINE|DATE|"
    r"ABOUT)\b"
)
PATTERNS = [
    re.compile(
        rf"^(?P<place>{CAPS}{REGION}{{0,2}})?(?P<date>{DATE})?\.?"
        rf"\s*(?:\[[\w ]+\]{DATE}?)?\s*[(/\[](?P<agency>{WIRE})[)/\]]\.?(?:{DASH}|"
        rf"\s*:\s*|\s+)(?=\S)",
    ),
    re.compile(
        rf"^(?P<place>{MIXED}{REGION}?)(?P<date>{DATE})?\s*(?:\[[\w ]+\]"
        rf"{DATE}?,?)?\s*[(/\[](?P<agency>{WIRE})[)/\]]\.?(?:{DASH}|"
        rf"\s*:\s*|\s+)(?=\S)"
    ),
    re.compile(
        rf"^(?P<place>{CAPS}{REGION}{{0,2}})(?P<date>{DATE})?(?:,? (?P<agency>{WIRE}))?\s*(?:--+|[–—]|"
        rf"-(?=\s)|(?<=\s)-)\s*(?=\S)"
    ),
    re.compile(rf"^(?P<place>{MIXED}{REGION}?)(?P<date>{DATE})?,? (?P<agency>{WIRE})\s*(?:--+|[–—-])\s*(?=\S)"),
    re.compile(rf"^(?P<place>{CAPS}(?:/{CAPS})?)(?P<date>{DATE})?\s*:\s+(?=[A-Z“\"‘'])"),
    re.compile(rf"^(?P<place>{MIXED}{REGION}?)(?P<date>{DATE})\s*(?:--+|[–—]|-(?=\s))\s*(?=\S)"),
    re.compile(
        r"^(?P<place>[A-Z][a-zà-ÿ'’.-]{2,}(?: [A-Z][a-zà-ÿ'’.-]{2,}){0,2}"
        r"(?:, [A-Z][a-zà-ÿ'’.-]+(?: [A-Z][a-z]+)?)?)\s+(?:--|"
        r"[–—])\s+(?=[A-Z“\"‘])"
    ),
]
NOT_A_PLACE = re.compile(
    r"^(?:I|A|AN|THE|IT|HE|SHE|WE|THEY|YES|NO|BUT|AND|SO|OR|IF|WELL|OK|NOW|THEN|HERE|THIS|THAT|THERE|"
    r"WHAT|WHY|HOW|WHO|WHEN|WHERE|ENOUGH|MAYBE|PERHAPS|"
    r"MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY|TODAY|YESTERDAY|TONIGHT|SPEAKING|"
    r"FINALLY|MEANWHILE|HOWEVER|STILL|ALSO|FIRST|SECOND|"
    r"MR|MRS|MS|DR|SIR|LORD|PRESIDENT|MINISTER|PRIME MINISTER|EVERYONE|NOBODY|SOMETIMES|SUDDENLY|IN|AT|ON|OF)\b",
    re.I,
)


@dataclass(frozen=True)
class Dateline:
    place: str
    agency: str
    date: str
    rest: str


def read_dateline(text):
    """Split the dateline off a first paragraph; None when it has none."""
    head = text[:160]
    for pattern in PATTERNS:
        match = pattern.match(head)
        if not match or not (text[match.end() :].strip()):
            continue
        parts = match.groupdict()
        place = (parts["place"] or "").strip(" ,")
        agency = (parts.get("agency") or "").strip()
        if place and refused(place, agency, match[0]):
            continue
        if place or agency:
            place, day = split_date(place, (parts.get("date") or "").strip(" ,"))
            return Dateline(place, agency, day, text[match.end() :].strip())
    return None


def read_lone(text):
    """Read a line that is a dateline and nothing else: "BEIRUT —", "CNN —"."""
    match = re.fullmatch(
        rf"\(?(?:(?P<agency>{WIRE})|(?P<place>{CAPS}{REGION}?))\)?(?P<date>{DATE})?\s*(?:--|[–—-])", text[:80]
    )
    if not match or len(text) > 80:
        return None
    return Dateline(match["place"] or "", match["agency"] or "", (match["date"] or "").strip(" ,"), "")


def read_broken(texts):
    """Read a place, with an agency under it or none, over a dash on a line of its own."""
    place = texts[0] if re.fullmatch(rf"{MIXED}{REGION}?|{CAPS}{REGION}?", texts[0]) else ""
    if not place or refused(place, "", ""):
        return None
    rest = texts[1:]
    agency = rest.pop(0) if len(rest) > 1 and re.fullmatch(WIRE, rest[0]) else ""
    return Dateline(place, agency, "", "") if rest and re.fullmatch(r"--+|[–—-]", rest[0]) else None


def split_date(place, day):
    """Take a date out of the place, where a month in capitals passed for part of it."""
    words = re.match(r"(.*?),?\s*((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?)$", place, re.I)
    return (
        (words[1], f"{words[2]} {day}".strip())
        if words and words[1] and not day[:1].isalpha() and day
        else (place, day)
    )


def refused(place, agency, head):
    if NOT_A_PLACE.match(place) or len(place) > 60 or len(place) < 3:
        return True
    if not agency and ":" in head and COLON_WORDS.match(place):
        return True
    if not agency and place.casefold() in AGENCIES:
        return True
    return not agency and len(place.split()) > 6


def day_of(dateline, *, now):
    """Give the date printed in a dateline, or None."""
    found = dates.scan(dateline.date, now=now) if dateline.date else []
    return found[0] if found else None
