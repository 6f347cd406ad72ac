"""Which raw lines the draft does not hold word for word: they are kept beside it, so that nothing is lost."""

import re

from articles.intake import dates
from articles.intake.lines import NEWLINE
from articles.intake.result import Intake, Line

_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"^\W*\d{1,2}[.)]\s")
# A dateline may carry the date: "KAROVA, Nov 18, 2026 (AFP) -".
_DATELINE_MOST = 60
# Said by the roles of the names and captions that stand beside them, not by the words.
_SMALL = {
    "byline": "by and in with additional further reporting photographs photography photos edited translated "
    "illustrations words written on at from",
    "date": "published posted on at date updated first last am pm a p m",
    "caption": "photo photos photograph photographer pic pics picture image credit caption source courtesy by of via c",
}
_SMALL["dateline"] = _SMALL["byline"]


def pasted_lines(text: str) -> list[str]:
    """Return the lines as pasted; the n-th has the number n + 1 in an Intake."""
    return NEWLINE.split(text)


def left_beside(intake: Intake) -> list[Line]:
    """Return the raw lines to keep: what intake left out, and each line with a word that the draft has nowhere."""
    left_out = {line.number for line in intake.left_out}
    held = _words(_held(intake))
    return [
        line
        for line in intake.lines
        if line.text and (line.number in left_out or _unsaid(line, held, dated=intake.dated is not None))
    ]


def _held(intake: Intake) -> str:
    """Return every word the draft, its bylines and its photos have."""
    names = [word for byline in intake.bylines for word in (byline.name, byline.place)]
    photos = [word for photo in intake.photos for word in (photo.caption, photo.credit)]
    body = [text for block in intake.blocks for text in block.texts()]
    single = [intake.headline, intake.dek, intake.dateline, intake.dateline_agency, intake.copy_source]
    return "\n".join([*single, *names, *photos, *body])


def _unsaid(line: Line, held: set[str], *, dated: bool) -> bool:
    """Say whether the line has a word that is held nowhere, whichever way its figures are meant."""
    readings = [line.text]
    if line.role in ("byline", "date", "dateline") and dated:
        readings.append(_without_dates(line.text))
    elif line.role == "body" and dated:
        readings.append(_without_dates(line.text[:_DATELINE_MOST]) + line.text[_DATELINE_MOST:])
    elif line.role == "list":
        readings.append(_NUMBERED.sub("", line.text))
    said = held | set(_SMALL.get(line.role, "").split())
    return not any(_words(reading) <= said for reading in readings)


def _without_dates(text: str) -> str:
    """Return the line without its months, weekdays, figures and zones: the printed date is kept as a date."""
    dateish = rf"\b(?:{dates.MONTH}|{dates.WEEKDAY}|{dates.ZONE_NAMES})\b|\d+(?:st|nd|rd|th)?"
    return re.sub(dateish, " ", text, flags=re.I)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
