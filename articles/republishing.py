"""Republishers: what their own feed holds, to whom notices of a story go, and in which words."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, EditionSection, Republisher, RepublisherKey, RepublisherNotice
from newsroom.paper.current import site
from newsroom.record.canonical import keyed

Kind = RepublisherNotice.Kind

_BY_EDITION = {
    Edition.Kind.CORRECTION: Kind.CORRECTION,
    Edition.Kind.CLARIFICATION: Kind.CLARIFICATION,
    Edition.Kind.RETRACTION: Kind.RETRACTION,
    Edition.Kind.WITHDRAWAL: Kind.WITHDRAWAL,
    Edition.Kind.REINSTATEMENT: Kind.REINSTATEMENT,
}

# A feed is for what is new; nobody walks the archive by it.
KEPT = timedelta(days=30)
_TOKEN_BYTES = 32


def new_token() -> str:
    """Return a key nobody can guess: 256 random bits, as an address may have them."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hashed(token: str) -> str:
    """Return what is kept of a key: nobody with the database alone can make the address from it."""
    return keyed("republisher key", token)


def key_of(token: str) -> RepublisherKey | None:
    """Return the key a token is, open or not; None where it is none. One query."""
    return RepublisherKey.objects.select_related("republisher").filter(token_hash=hashed(token)).first()


def opens(key: RepublisherKey, at: datetime) -> bool:
    """Say whether a key opens their feed at that moment."""
    return key.republisher.is_active and not key.ended(at)


def due(republisher: Republisher, at: datetime) -> QuerySet[Edition]:
    """Return what readers have at that moment and their terms let them have: of their sections, so long after it was
    first published, the newest first."""
    editions = Edition.objects.listed(at).filter(listed_at__lte=at - timedelta(hours=republisher.hours_after))
    if not republisher.takes_all:
        agreed = republisher.sections.values("pk")
        editions = editions.filter(Exists(EditionSection.objects.filter(edition=OuterRef("pk"), section__in=agreed)))
    return editions.order_by("-listed_at", "-pk")


def due_of_late(republisher: Republisher, at: datetime) -> QuerySet[Edition]:
    """Return what of it their feed holds: a story stays for a month after it is due."""
    since = at - timedelta(hours=republisher.hours_after) - KEPT
    return due(republisher, at).filter(listed_at__gt=since)


@dataclass(frozen=True)
class Said:
    """A notice as it goes out."""

    kind: str
    title: str
    text: str


def receivers(article: Article) -> QuerySet[Republisher]:
    """Return who took the story: written down by the desk or by their key, or by the feeds they are known to take."""
    sections = EditionSection.objects.filter(article=article).values("section")
    took = Q(takes_all=True) | Q(sections__in=sections) | Q(taken__article=article)
    return Republisher.objects.filter(took, is_active=True).distinct()


def kind_of(edition: Edition) -> str | None:
    """Return what republishers are told of an edition; None for one that concerns them no more than the feed says."""
    if edition.shows == Edition.Shows.NOTHING:
        return Kind.NOTHING
    return _BY_EDITION.get(edition.kind)


def said_of(kind: str, shown: Edition, *, note: str = "") -> Said:
    """Return the notice of that kind about a story readers had as `shown`.

    Under an order it names neither headline nor reason: only where the story stood and when, so that it is found.
    """
    headline, address = shown.content.headline, _address(shown)
    if kind == Kind.NOTHING:
        return Said(kind, _("KILL: do not use a story of %(date)s") % {"date": _day(shown)}, _killed(shown, address))
    titles = {
        Kind.CORRECTION: _("CORRECTION: %(headline)s"),
        Kind.CLARIFICATION: _("CLARIFICATION: %(headline)s"),
        Kind.RETRACTION: _("KILL: %(headline)s"),
        Kind.WITHDRAWAL: _("KILL: %(headline)s"),
        Kind.PULL: _("HOLD: %(headline)s"),
        Kind.RESTORE: _("MAY BE USED AGAIN: %(headline)s"),
        Kind.REINSTATEMENT: _("MAY BE USED AGAIN: %(headline)s"),
    }
    asks = {
        Kind.CORRECTION: _("The story has been corrected. Please put your copy right, and tell your readers."),
        Kind.CLARIFICATION: _("The story has been made clearer. Please bring your copy up to date."),
        Kind.RETRACTION: _("The story is retracted. Do not use it; take it down where you have it."),
        Kind.WITHDRAWAL: _("The story is withdrawn. Do not use it; take it down where you have it."),
        Kind.PULL: _("The story is being reviewed. Please do not use it until you hear from us."),
        Kind.RESTORE: _("The story may be used again, as it was."),
        Kind.REINSTATEMENT: _("The story may be used again. Please take it as it is now."),
    }
    parts = [asks[Kind(kind)], _("Readers are told:") + f" {note}" if note else "", address, _sent_by(shown)]
    title = titles[Kind(kind)] % {"headline": headline}
    return Said(kind, title[:300], "\n\n".join(part for part in parts if part))


def _killed(shown: Edition, address: str) -> str:
    ask = _("Please take down at once what you took from us under this address, and do not use it again.")
    return "\n\n".join(part for part in (ask, address, _sent_by(shown)) if part)


def _sent_by(shown: Edition) -> str:
    return _("%(newsroom)s · story %(uid)s · first published %(date)s") % {
        "newsroom": site().name,
        "uid": shown.article.uid,
        "date": _day(shown),
    }


def _day(shown: Edition) -> str:
    return date_format(shown.dated, "j F Y")


def _address(shown: Edition) -> str:
    key = shown.address.key
    return settings.SITE_URL + iri_to_uri(key) if key.startswith("/") else ""
