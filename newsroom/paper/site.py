"""The paper as pages ask for it: what somebody set, else what the environment says."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils.translation import gettext as _

from .models import ClockStyle, DateStyle, Paper
from .policies import PolicyKind, in_order

# Every page says that it shows this; see `verbs.set_paper`.
TAG = "paper"


@dataclass(frozen=True)
class Mark:
    """The paper's logo: its digest, which is in its address, and its size in pixels."""

    digest: str
    width: int
    height: int

    @property
    def url(self) -> str:
        return f"/logo/{self.digest}.png"


@dataclass(frozen=True)
class Site:
    """What readers and the desk are told of the paper; `row` is None where nobody has set anything."""

    row: Paper | None = None

    def _said(self, name: str) -> str:
        return getattr(self.row, name) if self.row else ""

    @property
    def name(self) -> str:
        return self._said("name") or settings.SITE_NAME

    @property
    def tagline(self) -> str:
        return self._said("tagline")

    @property
    def logo(self) -> Mark | None:
        row = self.row
        return Mark(row.logo, row.logo_width, row.logo_height) if row and row.logo else None

    @property
    def language(self) -> str:
        """The language of readers' pages; the desk's is the environment's."""
        known = {code for code, _name in settings.LANGUAGES}
        said = self._said("language")
        return said if said in known else settings.LANGUAGE_CODE

    @property
    def time_zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self._said("time_zone") or settings.TIME_ZONE)
        except ZoneInfoNotFoundError:
            # It was one when it was set; this machine's list has lost it.
            return ZoneInfo(settings.TIME_ZONE)

    @property
    def date_style(self) -> str:
        return self._said("date_style") or DateStyle.DAY_FIRST.value

    @property
    def clock_style(self) -> str:
        return self._said("clock_style") or ClockStyle.TWENTY_FOUR.value

    @property
    def accents(self) -> tuple[str, str] | None:
        """The accent colour by day and by night; None where it is the house's own."""
        return (self._said("accent"), self._said("accent_dark")) if self._said("accent") else None

    @property
    def most_read_label(self) -> str:
        return self._said("most_read_label") or _("Most read")

    @property
    def publisher(self) -> str:
        return self._said("publisher")

    @property
    def address(self) -> str:
        return self._said("address")

    @property
    def founded(self) -> int | None:
        return self.row.founded if self.row else None

    @property
    def contact_email(self) -> str:
        return self._said("contact_email")

    @property
    def corrections_email(self) -> str:
        return self._said("corrections_email")

    @property
    def security_email(self) -> str:
        return self._said("security_email") or self.contact_email

    @property
    def policies(self) -> list[PolicyKind]:
        """The policies that stand, in their order."""
        return in_order(self._said("policies").split())

    @property
    def has_letters(self) -> bool:
        """Whether readers can take a newsletter."""
        return bool(self.row and self.row.letters)

    @property
    def profiles(self) -> list[str]:
        return self._said("profiles").split()
