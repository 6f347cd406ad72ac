"""Who pays for a story and as what: what readers are told of it, wherever the story is named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from .content import PAID, Content
from .models import PaidAs

_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[\w-]{2,63}")


@dataclass(frozen=True)
class Paid:
    """As what somebody pays, who, and where they are; false where nobody does."""

    role: str = ""
    sponsor: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.role)

    @property
    def label(self) -> str:
        """The sentence that stands wherever the story is named; without a name too."""
        if self.role == PaidAs.ADVERTISEMENT:
            if not self.sponsor:
                return _("Advertisement: paid for and controlled by an advertiser")
            return _("Advertisement: paid for and controlled by %(name)s") % {"name": self.sponsor}
        if self.role:
            return _("Supported by %(name)s") % {"name": self.sponsor} if self.sponsor else _("Supported by a sponsor")
        return ""

    @property
    def is_advertisement(self) -> bool:
        return self.role == PaidAs.ADVERTISEMENT

    def before(self, headline: str) -> str:
        """Return a headline with the label before it, where both are one text: a feed's title, a share card's."""
        return _("%(label)s – %(headline)s") % {"label": self.label, "headline": headline} if self else headline

    def leads_to(self, url: str) -> bool:
        """Say whether an address is the sponsor's: theirs, or any on their host."""
        return bool(self.url) and _host(url) == _host(self.url)


NOBODY = Paid()


def paid_of(content: Content) -> Paid:
    """Return who pays for what the content says."""
    return Paid(content.paid_as, content.sponsor, safe_address(content.sponsor_url)) if content.paid_as else NOBODY


def paid_of_card(card: Mapping) -> Paid:
    """Return who pays for a story by its card: see `articles.workflow.chain.card_of`."""
    return Paid(card.get("paid_as", ""), card.get("sponsor", ""))


def terms(content: Content) -> tuple[str, ...]:
    """Return all that is said of who pays, to tell whether it was changed."""
    return tuple(getattr(content, name) for name in PAID)


def safe_address(url: str) -> str:
    """Return an address as a label may link to it, or "" where it is none: the web, a named host, no password."""
    try:
        parts = urlsplit(url)
        plain = parts.scheme in {"http", "https"} and parts.username is None and parts.port in {None, 80, 443}
    except ValueError:
        return ""
    safe = plain and _HOST.fullmatch(parts.hostname or "") and not re.search(r"[\s\"'<>\\^`{|}]", url)
    return url if safe else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
