"""What is printed under a picture: who is owed, what it shows, and how old it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from newsroom import clock

from .licences import Asks
from .models import Licensed, Photo
from .source_types import label_for_readers

_RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Credit:
    """Who is owed; and where the licence asks for it, its name and the address of its text."""

    line: str
    licence: str = ""
    link: str = ""

    def __str__(self):
        return f"{self.line} ({self.licence})" if self.licence else self.line


@dataclass(frozen=True)
class Rights:
    """What machines are told beside the credit: who made it, whose it is, its terms, and where more of it are sold."""

    creator: str = ""
    copyright: str = ""
    terms: str = ""
    sold_at: str = ""


@dataclass(frozen=True)
class Printed:
    """The paragraph under a picture: a notice in bold, the caption, the credit line. Any may be empty.

    `made` is the part of the notice that stands by the picture wherever it is shown: no camera took it as it is.
    """

    notice: str
    caption: str
    owed: Credit
    made: str = ""
    rights: Rights = Rights()

    @property
    def credit(self) -> str:
        return self.owed.line

    def __str__(self):
        return " ".join(part for part in (self.notice, self.caption, str(self.owed)) if part)


def credit_line(licensed: Licensed) -> str:
    """Return who is owed for it, as it is today."""
    return licensed.credit_line.strip()


def credit(licensed: Licensed) -> Credit:
    """Return who is owed for it as readers see it, with the licence where that has to be named."""
    terms = licensed.terms
    if Asks.LINK not in terms.asks:
        return Credit(credit_line(licensed))
    return Credit(credit_line(licensed), str(terms.short), terms.link)


def notice(photo: Photo, dated: date | None) -> str:
    """Return what readers must be told first: made by a model, or taken over 30 days before the story's date."""
    if label := label_for_readers(photo):
        return label
    if photo.taken_at is None or dated is None:
        return ""
    taken = clock.local_date(photo.taken_at)
    return gettext("File photograph, %(year)s.") % {"year": taken.year} if dated - taken > _RECENT else ""


def printed(photo: Photo, caption: str, dated: date | None) -> Printed:
    """Return the paragraph under the photo in a story of that date, with that use's caption."""
    return Printed(notice(photo, dated), caption.strip(), credit(photo), label_for_readers(photo), rights(photo))


def rights(licensed: Licensed) -> Rights:
    """Return what the record says of a photo's or a document's rights, as search engines take it."""
    said = licensed.creator.strip(), licensed.copyright_notice.strip()
    if isinstance(licensed, Photo):
        return Rights(*said, licensed.terms.link or licensed.web_statement, licensed.licensor_url)
    return Rights(*said, licensed.terms.link)


def closing_line(photos: Iterable[Photo]) -> list[Credit]:
    """Return the credits of the one line in which a front credits its small pictures, each once and in order."""
    return list(dict.fromkeys(owed for photo in photos if (owed := credit(photo)).line))
