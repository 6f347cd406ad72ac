"""What the photo's page and the pickers say of a photo, in few words and never by colour alone."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from ..chores import BEFORE
from ..licences import RightsBasis
from ..models import Licensed, Photo
from ..picking import Choice, choice
from ..source_types import SOURCE_TYPES, code

THUMBNAIL, PREVIEW = 192, 960

# What no field of a photo takes over, or takes over changed.
_FIELDS_OF_A_FILE = {
    "file_name": _("File name"),
    "title": _("Title"),
    "date_created": _("Date created"),
    "sublocation": _("Place"),
    "city": _("City"),
    "state": _("State or province"),
    "country": _("Country"),
    "country_code": _("Country code"),
    "more_created": _("Further places where it was taken"),
    "more_shown": _("Further places shown"),
    "data_mining": _("Data mining, as written"),
    "model_release": _("Model release, as written"),
    "property_release": _("Property release, as written"),
    "licensor_url": _("Licensor's address"),
}


def is_uid(text: str) -> bool:
    """Say whether the text can be a photo's uid."""
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def preview_url(photo: Photo, width: int) -> str:
    """Return the staff's own address for the photo, at about that width."""
    return reverse("admin:media_photo_preview", args=[photo.uid, width])


def state(kind: str, word) -> str:
    """Return a state as word and shape: kind is good, warn or stop."""
    return format_html('<span class="photo-state photo-state--{}">{}</span>', kind, word)


def rights(licensed: Licensed) -> str:
    """Return where its rights stand now; amber where somebody has to act."""
    now = clock.now()
    if licensed.withdrawn_at:
        return state("stop", gettext("Withdrawn"))
    if licensed.rights_basis == RightsBasis.NOT_ESTABLISHED:
        if licensed.vouched_at:
            return state("good", gettext("Vouched for by %(who)s") % {"who": licensed.vouched_by})
        return state("warn", gettext("Not established"))
    leases = licensed.leases.all()
    if leases and not any(lease.covers(now) and lease.holds_here for lease in leases):
        return state("stop", gettext("No permission now"))
    end = licensed.lease_end(now)
    if end:
        until = gettext("%(licence)s, until %(end)s") % {
            "licence": licensed.get_licence_display(),
            "end": date_format(clock.local(end), "j M Y, H:i"),
        }
        return state("warn" if end - now <= BEFORE else "good", until)
    return state("good", licensed.get_licence_display())


def file_says(says: dict) -> list[tuple[str, str, str]]:
    """Return what a file says, as key, label and value in the order people read them."""
    return [
        (key, str(label), "; ".join(says[key]) if isinstance(says[key], list) else str(says[key]))
        for key, label in _FIELDS_OF_A_FILE.items()
        if key in says
    ]


def field_value(photo: Photo, field, value) -> str:
    """Return a field's value as somebody reads it."""
    if isinstance(value, datetime):
        return date_format(clock.local(value), "j F Y, H:i")
    if field.name == "digital_source_type":
        return str(SOURCE_TYPES.get(code(value), value))
    return str(dict(field.flatchoices).get(value, value))


def care(photo: Photo) -> str:
    """Return what somebody who chooses it is to know of those it shows; empty where nobody needs care."""
    flags = {str(flag.get_kind_display()) for person in photo.persons.all() for flag in person.flags.all()}
    said = [gettext("Needs care: %(flags)s") % {"flags": ", ".join(sorted(flags)).lower()}] if flags else []
    if photo.consent_ends_at:
        when = date_format(clock.local(photo.consent_ends_at), "j M Y, H:i")
        said.append(gettext("Consent withdrawn from %(when)s") % {"when": when})
    return " · ".join(said)


def as_json(photo: Photo, chosen: Choice | None = None) -> dict:
    """Return what the story form's picker needs to know of a photo; `chosen` where it was asked for many at once."""
    chosen = chosen or choice(photo, clock.now())
    reasons = photo.why_not(clock.now())
    return {
        "id": photo.pk,
        "uid": str(photo.uid),
        "name": str(photo),
        "headline": photo.headline,
        "caption": photo.caption,
        "alt_text": photo.alt_text,
        "credit_line": photo.credit_line,
        "rights": photo.get_licence_display(),
        "width": photo.width,
        "height": photo.height,
        "usable": not reasons,
        "why_not": reasons,
        "reason": chosen.reason,
        "barred": chosen.barred,
        "counted": chosen.counted,
        "care": care(photo),
        "thumbnail": preview_url(photo, THUMBNAIL),
        "preview": preview_url(photo, PREVIEW),
        "url": reverse("admin:media_photo_change", args=[photo.pk]),
    }
