"""What somebody typed about the paper: made clean, or a sentence beside each field that says what to do."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from newsroom.record.canonical import clean_text
from newsroom.wall_times import is_zone, zone_names

from . import colours
from .models import ClockStyle, DateStyle, Paper

# What is typed; the rest is kept by verbs of its own.
FIELDS = tuple(field.name for field in Paper._meta.fields if field.editable and field.name != "pulse")
_MAILS = ("contact_email", "corrections_email", "security_email")
_LINES = ("name", "tagline", "most_read_label", "publisher")
_BARE_COLOUR = re.compile("[0-9a-fA-F]{3}|[0-9a-fA-F]{6}")
FIRST_YEAR = 1605
MOST_PROFILES = 12


class Wrong(ValueError):
    """What was typed cannot be kept: `fields` has a sentence for each field that is wrong."""

    def __init__(self, fields: dict[str, str]):
        super().__init__(" ".join(fields.values()))
        self.fields = fields


def checked(said: dict, year: int) -> dict:
    """Return what is to be kept, by field; `said` may have some of them, as text. Raise Wrong.

    `year` is the present one.
    """
    clean = {name: _clean(name, said[name]) for name in FIELDS if name in said}
    wrong: dict[str, str] = {}
    for name, value in clean.items():
        longest = Paper._meta.get_field(name).max_length
        if longest and len(str(value)) > longest:
            wrong[name] = _("This is %(have)d characters long; %(most)d fit.") % {"have": len(value), "most": longest}
    wrong |= _choices(clean) | _mails(clean) | _colours(clean) | _profiles(clean) | _founded(clean, year)
    if wrong:
        raise Wrong(wrong)
    return clean


def _clean(name: str, value) -> str:
    text = clean_text(str(value or "")).strip()
    if name in _LINES:
        return " ".join(text.split())
    if name in {"accent", "accent_dark"}:
        return f"#{text.lower()}" if _BARE_COLOUR.fullmatch(text) else text.lower()
    return _zone(text) if name == "time_zone" else text


def _zone(said: str) -> str:
    """Return the time zone that was meant, however it was written: "europe/isle of man"; what was said if none is."""
    meant = said.replace(" ", "_").casefold()
    return next((zone for zone in zone_names() if zone.casefold() == meant), said)


def _choices(clean: dict) -> dict[str, str]:
    known = {
        "language": {"", *(code for code, _name in settings.LANGUAGES)},
        "date_style": set(DateStyle.values),
        "clock_style": set(ClockStyle.values),
    }
    wrong = {
        name: _("“%(said)s” is not one of the choices. Choose from the list.") % {"said": clean[name][:40]}
        for name, choices in known.items()
        if name in clean and clean[name] not in choices
    }
    if (zone := clean.get("time_zone")) and not is_zone(zone):
        wrong["time_zone"] = _("“%(zone)s” is no time zone. Choose one, such as Europe/London.") % {"zone": zone[:64]}
    return wrong


def _mails(clean: dict) -> dict[str, str]:
    wrong = {}
    for name in _MAILS:
        try:
            if clean.get(name):
                validate_email(clean[name])
        except ValidationError:
            said = clean[name][:60]
            wrong[name] = _("“%(said)s” is no e-mail address. Write it as desk@example.org.") % {"said": said}
    return wrong


def _colours(clean: dict) -> dict[str, str]:
    """Check that both colours can be read; the one for the dark is worked out where nobody says it."""
    wrong = {}
    for name, ground, where in (
        ("accent", colours.DAY, _("the light page")),
        ("accent_dark", colours.NIGHT, _("the dark page")),
    ):
        colour = clean.get(name)
        if not colour:
            continue
        if not colours.is_colour(colour):
            wrong[name] = _("“%(said)s” is no colour. Write it as #8a1c1c.") % {"said": colour[:20]}
        elif not colours.reads_on(colour, ground):
            wrong[name] = _(
                "%(colour)s on %(where)s has a contrast of %(have).1f to 1, and text needs 4.5. The nearest that can "
                "be read is %(nearest)s."
            ) % {
                "colour": colour,
                "where": where,
                "have": colours.contrast(colour, ground),
                "nearest": colours.nearest(colour, ground),
            }
    if not clean.get("accent") and clean.get("accent_dark"):
        wrong["accent"] = _("Say the colour of the light page too, or leave both empty.")
    elif clean.get("accent") and not clean.get("accent_dark") and not wrong:
        clean["accent_dark"] = colours.nearest(clean["accent"], colours.NIGHT)
    return wrong


def _profiles(clean: dict) -> dict[str, str]:
    if wrong := profiles_trouble(clean.get("profiles", "")):
        return {"profiles": wrong}
    if clean.get("profiles"):
        clean["profiles"] = profiles_kept(clean["profiles"])
    return {}


def profiles_kept(said: str) -> str:
    """Return addresses of pages one a line, each once."""
    return "\n".join(dict.fromkeys(said.split()))


def profiles_trouble(said: str) -> str:
    """Return why these are no addresses of pages that may be printed, or ""."""
    addresses = said.split()
    for address in addresses:
        try:
            parts = urlsplit(address)
            whole = parts.scheme == "https" and parts.hostname and "." in parts.hostname
        except ValueError:
            whole = False
        if not whole:
            shown = {"said": address[:80]}
            return _("“%(said)s” is no address of a page. Write each as https://…, one a line.") % shown
    if len(addresses) > MOST_PROFILES:
        return _("These are %(have)d; %(most)d fit.") % {"have": len(addresses), "most": MOST_PROFILES}
    return ""


def _founded(clean: dict, year: int) -> dict[str, str]:
    said = clean.get("founded")
    if said is None:
        return {}
    if not said:
        clean["founded"] = None
        return {}
    if not (said.isascii() and said.isdecimal() and FIRST_YEAR <= int(said[:5]) <= year):
        asked = {"said": said[:20], "first": FIRST_YEAR, "last": year}
        return {"founded": _("“%(said)s” is no year a paper was founded in: %(first)d to %(last)d.") % asked}
    clean["founded"] = int(said)
    return {}
