"""What a hand-over says by itself: drafted from the record as of a moment, named when somebody reads it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media.models import Lease, Photo
from newsroom.staff.models import User

from .body import plain
from .models import Article, Complaint, Edition, HandOver, Hold, LiveEntry, ReadAfter

AHEAD = timedelta(hours=12)
RIGHTS_AHEAD = timedelta(days=3)
# Without an earlier hand-over, a shift is this long.
FIRST = timedelta(hours=12)
# No shift hands over more of one sort than anybody reads.
MOST = 100
# Letters of an entry that has no headline.
_WORDS = 60

SORTS = {
    "unread": gettext_lazy("Unread"),
    "scheduled": gettext_lazy("Scheduled"),
    "embargoes": gettext_lazy("Embargoes"),
    "holds": gettext_lazy("Holds"),
    "complaints": gettext_lazy("Complaints"),
    "overdue": gettext_lazy("Overdue"),
    "rights": gettext_lazy("Permissions that end"),
    "published": gettext_lazy("Published"),
}


# In these the detail is somebody's uid.
_OF_PEOPLE = ("unread", "overdue", "complaints")


def since(at: datetime) -> datetime:
    """Return from when on a hand-over at that moment tells: the one before it, or a shift."""
    last = HandOver.objects.filter(at__lt=at).order_by("-at", "-pk").first()
    return last.at if last else at - FIRST


def draft(begun: datetime, at: datetime) -> dict[str, list]:
    """Return what happened between two moments and what waits at the second, as uids and moments, without words.

    Each sort is a list of [uid, moment, detail]; `rights` are of photos, the others of stories. A detail is a kind, or
    the uid of a colleague.
    """
    makers = {
        "published": _published(begun, at),
        "unread": _unread(at),
        "scheduled": _scheduled(at),
        "holds": _holds(at),
        "embargoes": _embargoes(at),
        "complaints": _complaints(at),
        "overdue": _overdue(at),
        "rights": _rights(at),
    }
    return {
        sort: [[str(uid), moment.isoformat(), str(detail or "")] for uid, moment, detail in rows]
        for sort, rows in makers.items()
    }


def _published(begun: datetime, at: datetime) -> Iterable[tuple]:
    rows = Edition.objects.issued().filter(live_from__gt=begun, live_from__lte=at).order_by("-live_from")
    return rows.values_list("article__uid", "live_from", "kind")[:MOST]


def _unread(at: datetime) -> Iterable[tuple]:
    owed = ReadAfter.objects.filter(Q(read_at=None) | Q(read_at__gt=at), edition__recalled_at=None)
    rows = owed.filter(edition__issued_at__lte=at).order_by("due_at")
    return rows.values_list("edition__article__uid", "due_at", "reader__uid")[:MOST]


def _scheduled(at: datetime) -> Iterable[tuple]:
    rows = Edition.objects.filter(issued_at__lte=at, live_from__gt=at, live_from__lte=at + AHEAD)
    rows = rows.filter(Q(recalled_at=None) | Q(recalled_at__gt=at)).order_by("live_from")
    return rows.values_list("article__uid", "live_from", "kind")[:MOST]


def _holds(at: datetime) -> Iterable[tuple]:
    """What is prepared for a day nobody knows is no shift's business."""
    rows = Hold.objects.filter(Q(lifted_at=None) | Q(lifted_at__gt=at), placed_at__lte=at)
    rows = rows.exclude(kind=Hold.Kind.STOCK).order_by("placed_at")
    return rows.values_list("article__uid", "placed_at", "kind")[:MOST]


def _embargoes(at: datetime) -> Iterable[tuple]:
    rows = Article.objects.filter(embargoed_until__gt=at).exclude(stage=Article.Stage.SPIKED)
    rows = rows.order_by("embargoed_until").values_list("uid", "embargoed_until")
    return ((uid, until, "") for uid, until in rows[:MOST])


def _complaints(at: datetime) -> Iterable[tuple]:
    rows = Complaint.objects.filter(Q(settled_at=None) | Q(settled_at__gt=at), at__lte=at).order_by("at")
    return rows.values_list("article__uid", "at", "looked_into_by__uid")[:MOST]


def _overdue(at: datetime) -> Iterable[tuple]:
    rows = Article.objects.overdue(at).order_by("due_at")
    return rows.values_list("uid", "due_at", "assignee__uid")[:MOST]


def _rights(at: datetime) -> Iterable[tuple]:
    """Permissions that end soon, of photos that readers have or a story in work uses."""
    used = Q(photo__uses__isnull=False) | Q(photo__edition_rows__isnull=False)
    rows = Lease.objects.filter(used, usable_until__gt=at, usable_until__lte=at + RIGHTS_AHEAD).distinct()
    rows = rows.order_by("usable_until").values_list("photo__uid", "usable_until")
    return ((uid, until, "") for uid, until in rows[:MOST])


@dataclass(frozen=True)
class Line:
    """One fact as its reader sees it."""

    url: str
    title: str
    at: datetime
    detail: str


@dataclass(frozen=True)
class Sort:
    """The facts of one sort."""

    name: str
    title: str
    lines: list[Line]


def named(facts: dict[str, list], user) -> Iterator[Sort]:
    """Yield the facts this person may see, by sort, the most pressing first. Three queries, a fourth for entries."""
    found = _things(facts, user)
    people, entries = _people(facts), _entries(found)
    for sort, title in SORTS.items():
        seen = [row for row in facts.get(sort, []) if row[0] in found]
        lines = [
            _line(found[uid], entries.get(uid) or str(found[uid]), at, _detail(sort, detail, people))
            for uid, at, detail in seen
        ]
        if lines:
            yield Sort(sort, str(title), lines)


def _things(facts: dict[str, list], user) -> dict[str, Article | Photo]:
    """Return what the facts are about, by uid, as far as this person may see it."""
    stories = {uid for sort, rows in facts.items() if sort != "rights" for uid, _at, _detail in rows}
    photos = {uid for uid, _at, _detail in facts.get("rights", [])}
    found: dict[str, Article | Photo] = {}
    if stories:
        rows = Article.objects.visible_to(user).filter(uid__in=stories).only("uid", "slugline", "headline", "part_of")
        found |= {str(each.uid): each for each in rows}
    if photos:
        found |= {str(each.uid): each for each in Photo.objects.visible_to(user).filter(uid__in=photos)}
    return found


def _entries(found: dict[str, Article | Photo]) -> dict[str, str]:
    """Return what entries of live stories are called here, by uid: their slugline is a time, which each line says."""
    parts = [thing.pk for thing in found.values() if isinstance(thing, Article) and thing.part_of_id]
    if not parts:
        return {}
    rows = LiveEntry.objects.filter(article__in=parts).select_related("article", "live__article")
    words = ("uid", "headline", "body")
    rows = rows.only(
        *(f"article__{name}" for name in words), "live__article__slugline", "live__article__headline", "is_key_points"
    )
    return {str(row.article.uid): f"{row.live.article}: {_said_in(row)}" for row in rows}


def _said_in(entry: LiveEntry) -> str:
    """Return the headline of an entry, or its first words."""
    if entry.is_key_points:
        return _("key points")
    said = entry.article.headline or plain(entry.article.body)
    return Truncator(" ".join(said.split())).chars(_WORDS, truncate="…") or _("a photo")


def _people(facts: dict[str, list]) -> dict[str, str]:
    uids = {detail for sort in _OF_PEOPLE for _uid, _at, detail in facts.get(sort, []) if detail}
    return {str(person.uid): str(person) for person in User.objects.filter(uid__in=uids)} if uids else {}


def _line(thing: Article | Photo, title: str, at: str, detail: str) -> Line:
    meta = thing._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    return Line(url, title, datetime.fromisoformat(at), detail)


def _detail(sort: str, detail: str, people: dict[str, str]) -> str:
    if sort in {"published", "scheduled"}:
        return str(Edition.Kind(detail).label)
    if sort == "holds":
        return str(Hold.Kind(detail).label)
    name = people.get(detail, "")
    worded = {"unread": _("to be read by %(name)s"), "complaints": _("%(name)s looks into it")}
    return worded.get(sort, "%(name)s") % {"name": name} if name else ""
