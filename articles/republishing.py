"""What republishers are told: the words, by the kind of act, and to whom they go."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, EditionSection, Republisher, RepublisherNotice
from newsroom.paper.current import site

Kind = RepublisherNotice.Kind

_BY_EDITION = {
    Edition.Kind.CORRECTION: Kind.CORRECTION,
    Edition.Kind.CLARIFICATION: Kind.CLARIFICATION,
    Edition.Kind.RETRACTION: Kind.RETRACTION,
    Edition.Kind.WITHDRAWAL: Kind.WITHDRAWAL,
    Edition.Kind.REINSTATEMENT: Kind.REINSTATEMENT,
}


@dataclass(frozen=True)
class Said:
    """A notice as it goes out."""

    kind: str
    title: str
    text: str


def receivers(article: Article) -> QuerySet[Republisher]:
    """Return who took the story: written down by the desk, or by the feeds they take."""
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
