"""What no act of ours calls back, and what can be done about it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Edition
from articles.printed_byline import join_names
from articles.republishing import receivers
from newsroom import clock

from .state import StoryState


@dataclass(frozen=True)
class Gone:
    """Somewhere the words may be still; `links` lead to whom to ask."""

    what: str
    links: tuple[tuple[str, str], ...] = ()


SEARCH_ENGINES = (
    ("Google", "https://search.google.com/search-console/remove-outdated-content"),
    ("Bing", "https://www.bing.com/webmasters/help/content-removal-broken-links-or-outdated-cache-cb6c294d"),
    ("Internet Archive", "https://help.archive.org/help/how-do-i-request-to-remove-something-from-archive-org/"),
)


def beyond_reach(state: StoryState) -> list[Gone]:
    """Return what readers, machines and disks may have of this story whatever is done here."""
    seen = Edition.objects.issued().filter(article=state.article, live_from__lte=state.now, shows="text")
    first = seen.order_by("live_from").values_list("live_from", flat=True).first()
    found = [*_outside(state, first)] if first else []
    return [*found, Gone(_("Backups made before now have the words: after restoring one, redact again."))]


def _outside(state: StoryState, first: datetime) -> list[Gone]:
    since = date_format(clock.local(first), "j F Y, H:i T")
    keys = state.article.addresses.filter(key__startswith="/", since__lte=state.now).values_list("key", flat=True)
    addresses = ", ".join(settings.SITE_URL + iri_to_uri(key) for key in keys)
    takers = list(receivers(state.article).order_by("name").values_list("name", flat=True))
    told = _("These took it: %(names)s. They are told when it is withdrawn; what they do is theirs.")
    return [
        *([Gone(told % {"names": join_names(takers)})] if takers else []),
        Gone(_("Feed readers fetched it: it was in our feeds from %(since)s on.") % {"since": since}),
        Gone(
            _("Search engines and archives may have copies. Ask them to forget: %(addresses)s")
            % {"addresses": addresses},
            SEARCH_ENGINES,
        ),
        Gone(_("Browsers keep a picture for up to a day, and whoever saved the page has it.")),
    ]
