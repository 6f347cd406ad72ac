"""What the screen's fields say: the reading, except where an editor typed something else."""

import json
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.intake.result import Intake
from articles.models import Section
from newsroom import clock
from newsroom.record.canonical import canonical

SINGLE = ("headline", "dek", "dated", "dateline", "copy_from", "copy_source", "embargo", "section")
BYLINE = ("name", "role", "place", "kind")
PHOTO = ("caption", "credit", "alt", "photo", "licence", "fresh")
_MOST_ROWS = 60


@dataclass
class Values:
    """Fields as strings, rows of bylines and photos as dicts of strings, as forms take and give them."""

    single: dict[str, str]
    bylines: list[dict[str, str]]
    photos: list[dict[str, str]]
    # The sentence beside a field whose typed words gave way to a line.
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The values written out, for the form to hand back."""
        return canonical({"single": self.single, "bylines": self.bylines, "photos": self.photos})


def of_reading(intake: Intake) -> Values:
    """Return what was understood."""
    single = {name: str(getattr(intake, name)) for name in ("headline", "dek", "dateline", "copy_from", "copy_source")}
    single["dated"] = intake.dated.isoformat() if intake.dated else ""
    single["embargo"] = f"{clock.local(intake.embargo):%Y-%m-%dT%H:%M}" if intake.embargo else ""
    single["section"] = _section(intake)
    return Values(
        single,
        [{name: getattr(byline, name) for name in BYLINE} for byline in intake.bylines],
        [
            {"caption": photo.caption, "credit": photo.credit, "lines": " ".join(map(str, photo.lines))}
            for photo in intake.photos
        ],
    )


def _section(intake: Intake) -> str:
    """Return the section that a line of the page names, by its number."""
    for line in intake.lines:
        if line.role == "section":
            found = Section.objects.filter(name__iexact=line.text.strip()).first()
            if found:
                return str(found.pk)
    return ""


def of_posted(data, files) -> Values:
    """Return what came with a request, spaces at the ends apart; rows that say and bring nothing are no rows."""
    single = {name: _plain(data.get(name, "")) for name in SINGLE}
    bylines = [row for row in _rows(data, "byline", BYLINE) if row["name"]]
    photos = [
        row
        for row in _rows(data, "photo", (*PHOTO, "lines"))
        if any(row[name] for name in PHOTO[:4]) or f"photo-{row['at']}-picture" in files
    ]
    return Values(single, bylines, photos)


def _rows(data, prefix: str, names) -> list[dict[str, str]]:
    numbers = [n for n in range(_MOST_ROWS) if any(f"{prefix}-{n}-{name}" in data for name in names)]
    return [{name: _plain(data.get(f"{prefix}-{n}-{name}", "")) for name in names} | {"at": str(n)} for n in numbers]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def written_out(text: str) -> Values | None:
    """Read values back from `Values.text`; None when they are not whole."""
    try:
        plain = json.loads(text)
        single = {name: str(plain["single"][name]) for name in SINGLE}
        bylines = [{name: str(row[name]) for name in BYLINE} for row in plain["bylines"]]
        photos = [{name: str(row[name]) for name in ("caption", "credit", "lines")} for row in plain["photos"]]
    except (ValueError, KeyError, TypeError):
        return None
    return Values(single, bylines, photos)


def merged(reading: Values, was: Values | None, typed: Values) -> Values:
    """Return the reading with what an editor typed since `was`, the reading the form had shown.

    Where a line was called something else, so that the reading of a typed field has changed too, the line wins, and
    the note keeps the typed words in sight. A picture that was attached is never let go.
    """
    if was is None:
        return reading
    made = Values(dict(reading.single), reading.bylines, reading.photos)
    for name in SINGLE:
        said = typed.single[name]
        if said == _plain(was.single[name]):
            continue
        if reading.single[name] and reading.single[name] != was.single[name]:
            made.notes[name] = _had_typed(said)
        else:
            made.single[name] = said
    made.bylines = _merged_bylines(made, was, typed)
    made.photos = _merged_photos(reading, was, typed)
    return made


def _had_typed(said: str) -> str:
    return _("You had typed “%(words)s”; the line took its place.") % {"words": said} if said else ""


def _merged_bylines(made: Values, was: Values, typed: Values) -> list[dict[str, str]]:
    said = [{name: row[name] for name in BYLINE} for row in typed.bylines]
    if said == was.bylines:
        return made.bylines
    if made.bylines and made.bylines != was.bylines:
        made.notes["bylines"] = _had_typed(", ".join(row["name"] for row in said))
        return made.bylines
    return said


def _merged_photos(reading: Values, was: Values, typed: Values) -> list[dict[str, str]]:
    """Return the photos read, each with what was typed and attached to the one from the same lines."""
    left = list(typed.photos)
    found = []
    for photo in reading.photos:
        lines = set(photo["lines"].split())
        mine = next((row for row in left if lines & set(row["lines"].split())), None)
        if mine is None:
            found.append(photo)
            continue
        left.remove(mine)
        before = next((row for row in was.photos if row["lines"] == mine["lines"]), {})
        same = all(photo[name] == before.get(name) for name in ("caption", "credit"))
        found.append({**mine, **({} if same else photo), "lines": photo["lines"]})
    shown = {row["lines"] for row in was.photos}
    return found + [row for row in left if row["photo"] or row["lines"] not in shown]
