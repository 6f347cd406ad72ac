"""Printed names and the contributors they belong to."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from articles.models import Contributor, unicode_slug
from newsroom.record.canonical import clean_text
from newsroom.record.log import enter

MOST = Contributor._meta.get_field("name").max_length
_SLUG_ROOM = 75


def find(name: str, kind: str) -> Contributor | None:
    """Return the contributor of that name, in whatever case, and of that kind; the oldest where there are several."""
    # SQLite folds the case of ASCII letters only, so the longer list is narrowed here.
    wanted = _folded(name)
    near = Contributor.objects.filter(name__iexact=name) | Contributor.objects.filter(name__in=_spellings(name))
    found = [row for row in near.order_by("pk") if _folded(row.name) == wanted]
    return next((row for row in found if row.kind == kind), None)


def find_or_make(name: str, kind: str, *, by, now: datetime) -> Contributor:
    """Return the contributor of that name and kind, made when there is none, on the record."""
    name = " ".join(clean_text(name).split())[:MOST]
    for number in range(1, 1000):
        if found := find(name, kind):
            return found
        slug = unicode_slug(name, _SLUG_ROOM) or kind
        slug = slug if number == 1 else f"{slug}-{number}"
        if Contributor.objects.filter(slug=slug).exists():
            continue
        try:
            # Another intake may make the same name at this moment: its row is then found above.
            with transaction.atomic():
                made = Contributor.objects.create(name=name, kind=kind, slug=slug)
                enter("add contributor", by=by, now=now, subject=f"contributor:{made.uid}")
                return made
        except IntegrityError:
            continue
    raise RuntimeError(f"There is no free slug for the contributor {name!r}.")


def in_place_of_a_name(*, by, now: datetime) -> Contributor:
    """Return what is printed where the writer asked not to be named: a sentence that is nobody's.

    Who it was is in no content, revision, edition or log; the sentence is changed among the contributors.
    """
    kind = Contributor.Kind.UNNAMED
    sentence = Contributor.objects.filter(kind=kind).order_by("pk").first()
    return sentence or find_or_make(gettext("The writer asked not to be named"), kind, by=by, now=now)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _spellings(name: str) -> set[str]:
    return {name, name.title(), name.upper(), name.lower(), name.capitalize()}
