"""One picture on the contact sheet: its marks, the line under it, and why it is grey."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from newsroom import clock, said_times

from ...chores import BEFORE
from ...licences import NOT_ESTABLISHED, Cost
from ...models import Photo
from ...source_types import is_by_a_model, label_for_readers
from .. import cells

SMALL, LARGE = 320, 640
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Corner:
    """A mark in the corner of a picture: its sign, and what it means."""

    name: str
    sign: str
    title: str


@dataclass(frozen=True)
class Tile:
    """A photo as the sheet shows it."""

    photo: Photo
    name: str
    url: str
    small: str
    large: str
    big: str
    time: str
    why_not: str
    # Not to be had at all; rights that somebody is still to establish leave a picture as it is, to be culled.
    grey: bool
    corners: list[Corner]

    @property
    def stars(self) -> str:
        return "★" * self.photo.rating


def tile(photo: Photo, now: datetime) -> Tile:
    """Return the photo's tile; leases and supplier are fetched already."""
    shot = photo.taken_at or photo.uploaded_at
    reasons = photo.why_not(now)
    why_not = _short(photo, reasons, now)
    return Tile(
        photo=photo,
        name=str(photo),
        url=reverse("admin:media_photo_change", args=[photo.pk]),
        small=cells.preview_url(photo, SMALL),
        large=cells.preview_url(photo, LARGE),
        big=cells.preview_url(photo, 1600),
        time=said_times.said(shot, said_times.DAY_AND_TIME, now)
        if _old(shot, now)
        else date_format(clock.local(shot), "H:i:s"),
        why_not=why_not,
        grey=bool(why_not) and not _to_establish(photo),
        corners=list(_corners(photo, now)),
    )


def _old(moment: datetime, now: datetime) -> bool:
    return abs(now - moment) > _DAY


def _short(photo: Photo, reasons: list[str], now: datetime) -> str:
    """Return the one reason that stands on a greyed picture, with whom to ask; a missing credit is a mark's matter."""
    if _to_establish(photo):
        return gettext("Rights not established")
    reasons = reasons[1:] if reasons and not photo.withdrawn_at and not photo.credit_line else reasons
    if not reasons:
        return ""
    whom = photo.supplier.ask or photo.supplier.name if photo.supplier_id else ""
    return f"{reasons[-1]} {gettext('Ask %(whom)s.') % {'whom': whom}}" if whom else reasons[-1]


def _to_establish(photo: Photo) -> bool:
    return photo.licence == NOT_ESTABLISHED and not photo.vouched_at and not photo.withdrawn_at


# What stands beside “CR”, the sign that readers of such files know.
_PROOF = {"trusted": "✓", "unknown": "?", "altered": "✕", "broken": "✕"}


def _corners(photo: Photo, now: datetime):
    if not photo.credit_line:
        yield Corner("credit", "⚠", gettext("No credit line"))
    if not photo.alt_text:
        yield Corner("alt", "◐", gettext("No alt text"))
    end = photo.lease_end(now)
    if end and end - now <= BEFORE:
        days = (end - now).days
        title = ngettext("Permission ends in %(days)s day", "Permission ends in %(days)s days", days) % {"days": days}
        yield Corner("ending", gettext("ends %(days)sd") % {"days": days}, title)
    if care := cells.care(photo):
        yield Corner("care", "☺", care)
    if photo.terms.cost == Cost.PAY:
        yield Corner("paid", "£", gettext("Each use is paid for"))
    if label := label_for_readers(photo):
        title = gettext("Readers see beside it: %(label)s") % {"label": label}
        yield Corner("made", gettext("AI") if is_by_a_model(photo) else "⧉", title)
    if sign := _PROOF.get(photo.credentials):
        title = gettext("Content Credentials: %(state)s") % {"state": photo.get_credentials_display()}
        yield Corner("proof", f"CR {sign}", title)
