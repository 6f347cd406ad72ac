"""What the contact sheet can be narrowed by, each with its choices and the rows it leaves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from ...alike import numbers_like
from ...chores import BEFORE
from ...licences import CHOICES, NOT_ESTABLISHED
from ...models import Batch, CareFlag, Collection, CredentialsState, Lease, PersonShown, Photo, PlaceShown, Supplier
from ...usages import unused

# Names are offered out of the newest photos alone, so that the list costs as much among a million.
_LOOKED_AT, _OFFERED = 400, 40


@dataclass(frozen=True)
class Facet:
    """One question about photos. `choices` are asked of what this person may see; without them anything is typed."""

    name: str
    title: object
    narrow: Callable[[QuerySet, str, datetime], QuerySet]
    choices: Callable[[QuerySet], list[tuple[str, str]]] | None = None
    kind: str = "choice"
    # What a value means, where there are no choices to look it up in.
    label: Callable[[QuerySet, str], str] | None = None


def _source_of_likes(photos: QuerySet, value: str) -> Photo | None:
    return photos.filter(pk=int(value)).first() if value.isdecimal() and len(value) < 19 else None


def _like(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    """Return what looks like one photo, that one with it. This facet comes first: it is asked of all photos seen."""
    source = _source_of_likes(photos, value)
    return photos.filter(pk__in=numbers_like(source)) if source else photos.none()


def _like_label(photos: QuerySet, value: str) -> str:
    return str(_source_of_likes(photos, value) or value)


def _credit(photos: QuerySet, _value: str, _now: datetime) -> QuerySet:
    return photos.filter(credit_line="")


def _alt(photos: QuerySet, _value: str, _now: datetime) -> QuerySet:
    return photos.filter(alt_text="")


def _rights(photos: QuerySet, _value: str, _now: datetime) -> QuerySet:
    return photos.filter(licence=NOT_ESTABLISHED, vouched_at__isnull=True)


def _withdrawn(photos: QuerySet, _value: str, _now: datetime) -> QuerySet:
    return photos.filter(withdrawn_at__isnull=False)


def _ending(photos: QuerySet, _value: str, now: datetime) -> QuerySet:
    """Return the photos with leave that runs out within two weeks and that no other goes on after."""
    return photos.filter(pk__in=Lease.objects.ending(now, now + BEFORE).values("photo"))


def _unused(photos: QuerySet, _value: str, _now: datetime) -> QuerySet:
    return unused(photos)


FLAGS = {
    "credit": (_("No credit line"), _credit),
    "alt": (_("No alt text"), _alt),
    "rights": (_("Rights not established"), _rights),
    "ending": (_("Permission ends within 14 days"), _ending),
    "unused": (_("Never used"), _unused),
    "withdrawn": (_("Withdrawn"), _withdrawn),
}


def _needs(photos: QuerySet, value: str, now: datetime) -> QuerySet:
    return FLAGS[value][1](photos, value, now)


def _field(name: str) -> Callable[[QuerySet, str, datetime], QuerySet]:
    return lambda photos, value, _now: photos.filter(**{name: value})


def _number_of(name: str) -> Callable[[QuerySet, str, datetime], QuerySet]:
    def narrow(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
        return photos.filter(**{name: int(value)}) if value.isdecimal() and len(value) < 19 else photos.none()

    return narrow


def _newest(name: str) -> Callable[[QuerySet], list[tuple[str, str]]]:
    """Return the names that stand in the newest photos, those that stand there most often first."""

    def choices(photos: QuerySet) -> list[tuple[str, str]]:
        names = list(photos.order_by("-pk").values_list(name, flat=True)[:_LOOKED_AT])
        often = sorted(set(names) - {""}, key=lambda each: (-names.count(each), each.lower()))
        return [(each, each) for each in often[:_OFFERED]]

    return choices


def _events(_photos: QuerySet) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in Collection.objects.values_list("pk", "name")[:_OFFERED]]


def _batches(photos: QuerySet) -> list[tuple[str, str]]:
    """Return what came in together, of the newest photos."""
    newest = photos.order_by("-pk").values_list("batch", flat=True)[:_LOOKED_AT]
    return [(str(batch.pk), str(batch)) for batch in Batch.objects.filter(pk__in=set(newest) - {None})[:_OFFERED]]


def _people(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    return photos.filter(pk__in=PersonShown.objects.filter(name=value).values("photo"))


def _people_shown(photos: QuerySet) -> list[tuple[str, str]]:
    newest = photos.order_by("-pk").values("pk")[:_LOOKED_AT]
    names = set(PersonShown.objects.filter(photo__in=newest).exclude(name="").values_list("name", flat=True))
    return [(name, name) for name in sorted(names)[:_OFFERED]]


def _place(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    """Return the photos taken in a city, and those that show it, first or further on."""
    shown = Photo.objects.filter(shown_city=value).values("pk")
    further = PlaceShown.objects.filter(city=value).values("photo")
    return photos.filter(pk__in=shown.union(Photo.objects.filter(created_city=value).values("pk"), further))


def _care(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    return photos.filter(pk__in=CareFlag.objects.filter(kind=value).values("person__photo"))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _since(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    day = _day(value)
    return photos.filter(taken_at__gte=clock.start_of_day(day)) if day else photos.none()


def _upto(photos: QuerySet, value: str, _now: datetime) -> QuerySet:
    day = _day(value)
    return photos.filter(taken_at__lt=clock.start_of_day(day + timedelta(days=1))) if day else photos.none()


FACETS = [
    Facet("like", _("Looks like"), _like, kind="asked", label=_like_label),
    Facet("needs", _("Needs"), _needs, lambda _photos: [(key, title) for key, (title, _f) in FLAGS.items()], "flags"),
    Facet("event", _("Event or collection"), _number_of("collected__collection"), _events),
    Facet("batch", _("Came in together"), _number_of("batch"), _batches),
    Facet("mark", _("Mark"), _field("mark"), lambda _photos: [(v, label) for v, label in Photo.Mark.choices if v]),
    Facet("by", _("Photographer"), _field("creator"), _newest("creator"), "typed"),
    Facet("supplier", _("Supplier"), _number_of("supplier"), lambda _photos: [
        (str(pk), name) for pk, name in Supplier.objects.values_list("pk", "name")
    ]),
    Facet("source", _("Source"), _field("source"), _newest("source"), "typed"),
    Facet("licence", _("Licence"), _field("licence"), lambda _photos: list(CHOICES)),
    Facet("shape", _("Shape"), _field("orientation"), lambda _photos: list(Photo.Orientation.choices)),
    Facet("people", _("People"), _people, _people_shown, "typed"),
    Facet("place", _("Place"), _place, _newest("shown_city"), "typed"),
    Facet("care", _("Care"), _care, lambda _photos: list(CareFlag.Kind.choices)),
    Facet("proof", _("Content Credentials"), _field("credentials"), lambda _photos: [
        (value, label) for value, label in CredentialsState.choices if value
    ]),
    Facet("since", _("Taken from"), _since, kind="date"),
    Facet("upto", _("Taken until"), _upto, kind="date"),
]  # fmt: skip
BY_NAME = {facet.name: facet for facet in FACETS}
