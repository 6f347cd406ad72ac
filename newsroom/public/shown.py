"""The one question before any byte of a photo or document is handed over: usable now, and in a live edition?"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse

from articles.models import Contributor, Edition, EditionByline
from media.models import Licensed, Photo
from media.permissions import may_see
from media.using import only_in_sections

from .pages import page

LONGEST = timedelta(days=1)


def shown(licensed: Licensed, at: datetime) -> bool:
    """Say whether readers may have it: usable at that moment, and in an edition that is live then; of a photo also
    whether it is the portrait of somebody who has a page then.

    Where its permission is for some sections, one of those has to have it.
    """
    kind, name = type(licensed), licensed._meta.model_name
    in_live = _rows(kind).filter(**{name: OuterRef("pk")}, edition__in=Edition.objects.live(at))
    prefetch_related_objects([licensed], "leases")
    if sections := only_in_sections(licensed, at):
        in_live = in_live.filter(edition__section_row__section__uid__in=sections)
    if kind.objects.usable(at).filter(Q(pk=licensed.pk) & Q(pk__in=in_live.values(name))).exists():
        return True
    return kind is Photo and not sections and _is_a_face(licensed, at)


def _is_a_face(photo: Photo, at: datetime) -> bool:
    """Say whether a usable photo is the portrait of a contributor of a story that is listed at that moment."""
    listed = Edition.objects.listed(at).filter(pk=OuterRef("edition"))
    theirs = EditionByline.objects.filter(contributor=OuterRef("pk"), listed_at__lte=at).filter(Exists(listed))
    named = Contributor.objects.filter(portrait=photo).exclude(kind=Contributor.Kind.UNNAMED)
    # Asked first: nearly no photo is one.
    return (
        named.exists()
        and Photo.objects.usable(at).filter(pk=photo.pk).exists()
        and named.filter(Exists(theirs)).exists()
    )


def was_shown(licensed: Licensed, at: datetime) -> bool:
    """Say whether an edition that readers had by then has it."""
    rows = _rows(type(licensed)).filter(**{licensed._meta.model_name: licensed})
    return rows.filter(edition__in=Edition.objects.issued().filter(live_from__lte=at)).exists()


def _rows(kind: type[Licensed]):
    """Return the rows of editions that show such things."""
    return kind._meta.get_field("edition_rows").related_model.objects


def seconds_to_keep(licensed: Licensed, at: datetime) -> int:
    """Return how long a browser may keep it without asking: a day, and never past its lease's end."""
    end = licensed.lease_end(at)
    return int(min(LONGEST, end - at if end else LONGEST).total_seconds())


def is_staff_who_may_see(request: HttpRequest, licensed: Licensed) -> bool:
    """Say whether somebody of the staff asks, who may see it at the desk."""
    # Without the cookie nobody is signed in; not looking keeps readers' answers free of `Vary: Cookie`.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    user = request.user
    return user.is_active and user.is_staff and may_see(user, licensed)


def missing(status: int, template: str) -> HttpResponse:
    """Answer that nothing is there, to be kept by nobody."""
    response = page(template, {}, status=status)
    response["Cache-Control"] = "no-store"
    return response
