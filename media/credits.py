"""What is printed under a picture: who is owed, what it shows, and how old it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from newsroom import clock

from .models import Photo
from .source_types import label_for_readers

_RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Printed:
    """The paragraph under a picture: a notice in bold, the caption, the credit line. Any may be empty."""

    notice: str
    caption: str
    credit: str

    def __str__(self):
        return " ".join(part for part in (self.notice, self.caption, self.credit) if part)


def credit_line(photo: Photo) -> str:
    """Return who is owed for the photo, as it is today."""
    return photo.credit_line.strip()


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
    return Printed(notice(photo, dated), caption.strip(), credit_line(photo))


def closing_line(photos: Iterable[Photo]) -> str:
    """Return the one line in which a front credits its small pictures, each credit once and in order."""
    credits = list(dict.fromkeys(line for photo in photos if (line := credit_line(photo))))
    return gettext("Pictures: %(credits)s") % {"credits": "; ".join(credits)} if credits else ""
