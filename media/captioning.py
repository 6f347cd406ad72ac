"""Captions of a shoot: a template with gaps, shorthands that stand for names, and what a caption still does not say.

Pure functions: nothing here asks the database.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS

_GAP = re.compile(r"\{([^{}\n]{1,40})\}")
_SHORTHAND = re.compile(r"\\([^\W_]{1,20})")
_LINE = re.compile(r"\s*\\?([^\W_]{1,20})\s*(?:=|:|\s)\s*(\S.*?)\s*")
# Two words with capitals beside each other are a name, as are a capital letter with a dot and a word.
_NAME = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ](?:[\w’'-]+|\.)(?:\s+(?:van|von|de|da|di|der|den|bin|al|le|la)\b)*\s+[A-ZÀ-ÖØ-Þ][\w’'-]+"
)
_WHERE = re.compile(r"\b(?:in|at|near|outside|off|on|from|inside)\s+(?:the\s+)?[A-ZÀ-ÖØ-Þ][\w’'-]+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FEWEST_WORDS = 6


@dataclass(frozen=True)
class Said:
    """Which of an agency caption's four questions a caption answers."""

    who: bool
    what: bool
    where: bool
    date: bool


def gaps(template: str) -> list[str]:
    """Return the names in braces, each once, in their order."""
    return list(dict.fromkeys(name.strip() for name in _GAP.findall(template)))


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its gaps filled; one without a value stays, for somebody to see it."""
    return _GAP.sub(lambda found: values.get(found[1].strip(), "") or found[0], template)


def shorthands(text: str) -> dict[str, str]:
    """Read an event's list, a shorthand and what it stands for on each line: "h9 Anna Berg, Harbour FC"."""
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    return {line[1].lower(): line[2] for line in found if line}


def expand(text: str, known: Mapping[str, str]) -> str:
    r"""Return the text with each shorthand written out; `\h9` that stands for nothing stays as it is."""
    return _SHORTHAND.sub(lambda found: known.get(found[1].lower(), found[0]), text)


def unknown(text: str, known: Mapping[str, str]) -> list[str]:
    """Return the shorthands in a text that stand for nothing."""
    return [found for found in _SHORTHAND.findall(text) if found.lower() not in known]


def answers(names: list[str], typed: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    r"""Return what was typed into the gaps, written out.

    A gap that is one shorthand alone takes what stands before the first comma ("Anna Berg"); what stands after it
    ("Harbour FC") goes into the next gap, where that is empty: `\h9` answers {player} and {team} at once.
    """
    filled = {}
    for at, name in enumerate(names):
        said = typed.get(name, "").strip() or filled.get(name, "")
        alone = _SHORTHAND.fullmatch(said) and known.get(said[1:].lower())
        if alone and "," in alone and at + 1 < len(names) and not typed.get(names[at + 1], "").strip():
            said, filled[names[at + 1]] = (part.strip() for part in alone.split(",", 1))
        filled[name] = expand(said, known)
    return filled


def said(caption: str, names: Iterable[str] = ()) -> Said:
    """Return which of who, what, where and date the caption says; `names` are persons and places known to be shown."""
    known = [name for name in names if name and name in caption]
    rest = _NAME.sub("", caption)
    return Said(
        who=bool(known or _NAME.search(caption)),
        what=len(rest.split()) >= _FEWEST_WORDS,
        where=bool(_WHERE.search(caption)),
        date=_has_date(caption),
    )


def _has_date(caption: str) -> bool:
    words = set(re.findall(r"\w+", caption.lower()))
    # "May" and "March" are words of their own; a number beside them makes them a date.
    months = {str(name).lower() for name in [*MONTHS.values(), *MONTHS_3.values()]}
    day = words & {str(name).lower() for name in WEEKDAYS.values()}
    month = words & months and any(word.isdecimal() and len(word) <= 2 for word in words)
    return bool(_YEAR.search(caption) or day or month)
