"""What the two columns show: raw lines with their roles, doubts beside their fields, what is left out."""

from collections import defaultdict

from django.utils.translation import gettext as _

from articles.intake.accounts import left_beside
from articles.intake.draft import hold_kind
from articles.intake.result import Intake
from articles.models import Hold
from newsroom import clock

from .intake_copy import CALLED, Copy, role_label
from .intake_forms import Forms
from .intake_values import Values

# A form may carry a thousand fields at most, and heads and tails are where roles go wrong.
_CHOOSABLE_AT_HEAD, _CHOOSABLE_AT_TAIL = 450, 100
# Which lines a field comes from.
_FROM = {
    "headline": ("headline",),
    "dek": ("dek",),
    "bylines": ("byline",),
    "dated": ("date", "byline"),
    "dateline": ("dateline",),
    "section": ("section",),
    "alarm": ("flag",),
}
# A doubt's name for a field, where the form has another.
_FIELD = {"published": "dated"}


def screen(copy: Copy, intake: Intake, forms: Forms, values: Values) -> dict:
    """Return the context of the page that shows a reading."""
    doubts = open_doubts(intake, values)
    return {
        "copy": copy,
        "intake": intake,
        "forms": forms,
        "notes": values.notes,
        "raw": raw_lines(copy, intake),
        "roles": [(role, label, key) for role, (label, key) in CALLED.items()],
        "keys": [(key, role, label) for role, (label, key) in CALLED.items() if key],
        "lines_of": {name: lines_of(intake, name) for name in _FROM},
        "photo_rows": photo_rows(forms, values),
        "doubts": doubts,
        "doubt_count": sum(len(found) for found in doubts.values()),
        "left_out": left_beside(intake),
        "alarm": alarm(intake),
    }


def raw_lines(copy: Copy, intake: Intake) -> list[dict]:
    """Return every raw line; those with words say what they were taken for, and let it be changed."""
    worded = [line.number for line in intake.lines if line.text.strip()]
    choosable = set(worded[:_CHOOSABLE_AT_HEAD]) | set(worded[-_CHOOSABLE_AT_TAIL:])
    return [
        {
            "number": line.number,
            "text": line.text,
            "role": line.role,
            "label": role_label(line.role),
            "called": copy.roles.get(line.number, ""),
            "has_words": bool(line.text.strip()),
            "choosable": line.number in choosable,
        }
        for line in intake.lines
    ]


def lines_of(intake: Intake, name: str) -> str:
    """Return the numbers of the lines a field was read from, apart by spaces."""
    for role in _FROM[name]:
        if found := [str(line.number) for line in intake.lines if line.role == role]:
            return " ".join(found)
    return ""


def open_doubts(intake: Intake, values: Values) -> dict[str, list]:
    """Return the doubts by the field they stand under, less those that what was typed has settled."""
    found = defaultdict(list)
    for doubt in intake.doubts:
        if not _is_settled(doubt.field, intake, values):
            found[_FIELD.get(doubt.field, doubt.field)].append(doubt)
    return dict(found)


def _is_settled(field: str, intake: Intake, values: Values) -> bool:
    said = values.single
    settled = {
        "headline": not intake.headline and bool(said["headline"]),
        "bylines": not intake.bylines and bool(values.bylines),
        "published": bool(said["dated"]) and said["dated"] != (intake.dated.isoformat() if intake.dated else ""),
        "copy_from": intake.copy_from == "unknown" and said["copy_from"] not in ("", "unknown"),
        "photos": bool(values.photos) and all(photo.get("credit") for photo in values.photos),
    }
    return settled.get(field, False)


def photo_rows(forms: Forms, values: Values) -> list[dict]:
    """Return each photo's form, with the lines it came from and why its file was refused."""
    return [
        {"form": form, "lines": row.get("lines", ""), "refused": row.get("refused", "")}
        for form, row in zip(forms.photos, values.photos, strict=True)
    ]


def alarm(intake: Intake) -> dict | None:
    """Return what turns the top red: the embargo found, and the hold that the draft will be under."""
    if not (intake.embargo or intake.hold):
        return None
    sentences = []
    if intake.embargo:
        when = f"{clock.local(intake.embargo):%A %d %B %Y, %H:%M %Z}"
        over = intake.embargo <= clock.now()
        sentences.append(
            _("The copy was under embargo until %(when)s, which is over.") % {"when": when}
            if over
            else _("Under embargo until %(when)s.") % {"when": when}
        )
    if intake.hold:
        sentences.append(
            _("The draft will be on hold (%(kind)s) until a duty editor lifts it.")
            % {"kind": Hold.Kind(hold_kind(intake)).label}
        )
    return {
        "title": _("Embargo") if intake.embargo else _("Hold"),
        "sentences": sentences,
        "words": [line.text for line in intake.lines if line.role == "flag"],
    }
