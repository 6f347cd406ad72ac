"""The verb of a story's tray: photos the desk sets aside for it. What the story has is not touched."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, TrayPhoto
from articles.permissions import may_set_aside
from media.asking import wake
from media.models import Photo
from newsroom.staff.models import User

from .act import act


def set_aside(article: Article, photos: Iterable[Photo], *, by: User, now: datetime | None = None) -> int:
    """Put photos into the story's tray, for whoever works on it; return how many were not there yet."""
    with act("set_aside", article, by=by, now=now, may=may_set_aside, doing=_("set photos aside for it")) as under_way:
        story = under_way.article
        wanted = {photo.pk: photo for photo in photos}
        there = set(story.tray.filter(photo__in=wanted).values_list("photo", flat=True))
        new = [photo for pk, photo in wanted.items() if pk not in there]
        said = {"article": story, "set_aside_by": by, "set_aside_at": under_way.now}
        TrayPhoto.objects.bulk_create([TrayPhoto(photo=photo, **said) for photo in new])
        wake(new, under_way.now)
        under_way.facts["photos"] = [str(photo.uid) for photo in new]
    return len(new)
