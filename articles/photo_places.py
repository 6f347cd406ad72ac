"""Where a photo stands, story by story: what readers have now, had once, and are to have."""

from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import Photo
from media.stories import Place, State
from newsroom import clock

from .models import Article, Edition, EditionPhoto

_MOST = 200


def places(photo: Photo, user, now: datetime) -> tuple[list[Place], int]:
    """Return the places of the stories this person may see, what readers have first, and how many stories more."""
    used = Article.objects.filter(pk__in=EditionPhoto.objects.filter(photo=photo).values("article"))
    used = used | Article.objects.filter(photos__photo=photo)
    pks = set(used.values_list("pk", flat=True))
    issued = Edition.objects.issued().filter(photo_rows__photo=photo).order_by("number")
    seen = Article.objects.visible_to(user).filter(pk__in=pks).select_related("section")
    seen = list(seen.prefetch_related(Prefetch("editions", issued, to_attr="with_photo"), "photos")[:_MOST])
    live = set(Edition.objects.live(now).filter(photo_rows__photo=photo).values_list("pk", flat=True))
    found = [place for article in seen for place in _of(article, photo, live, now)]
    order = list(State)
    return sorted(found, key=lambda place: order.index(place.state)), len(pks) - len(seen)


def _of(article: Article, photo: Photo, live: set[int], now: datetime):
    url = reverse("admin:articles_article_change", args=[article.pk])
    once = []
    for edition in article.with_photo:
        if edition.pk in live:
            section = article.section.name if article.section else ""
            where = _(
                "Version %(number)s at %(address)s, and wherever its card stands: fronts, %(section)s, tags, feeds"
            )
            said = where % {
                "number": edition.number,
                "address": f"/{edition.address.key.lstrip('/')}",
                "section": section,
            }
            yield Place(State.NOW, str(article), url, said)
        elif edition.live_from > now:
            when = date_format(clock.local(edition.live_from), "j F Y, H:i")
            said = _("Version %(number)s, to go live on %(when)s") % {"number": edition.number, "when": when}
            yield Place(State.SCHEDULED, str(article), url, said)
        else:
            once.append(edition.number)
    if any(use.photo_id == photo.pk for use in article.photos.all()):
        yield Place(State.DRAFT, str(article), url, _("The text in work, which readers do not have"))
    if once:
        numbers = ", ".join(map(str, once))
        said = ngettext("Version %(numbers)s", "Versions %(numbers)s", len(once)) % {"numbers": numbers}
        yield Place(State.ONCE, str(article), url, said)
