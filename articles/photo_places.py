"""Where a photo or document stands, story by story: what readers have now, had once, and are to have."""

from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import Licensed
from media.stories import Place, State
from newsroom import clock

from .models import Article, Contributor, Edition

_MOST = 200


def places(licensed: Licensed, user, now: datetime) -> tuple[list[Place], int]:
    """Return the places of the stories this person may see, what readers have first, and how many stories more."""
    kind = licensed._meta.model_name
    shows = {f"{kind}_rows__{kind}": licensed}
    used = Article.objects.filter(**{f"editions__{kind}_rows__{kind}": licensed})
    in_work = set(Article.objects.filter(**{f"{kind}s__{kind}": licensed}).values_list("pk", flat=True))
    pks = in_work | set(used.values_list("pk", flat=True))
    issued = Edition.objects.issued().filter(**shows).order_by("number")
    seen = Article.objects.visible_to(user).filter(pk__in=pks).select_related("section")
    seen = list(seen.prefetch_related(Prefetch("editions", issued, to_attr="showing"))[:_MOST])
    live = set(Edition.objects.live(now).filter(**shows).values_list("pk", flat=True))
    found = [place for article in seen for place in _of(article, kind, article.pk in in_work, live, now)]
    if kind == "photo":
        found += _beside_names(licensed, user)
    order = list(State)
    return sorted(found, key=lambda place: order.index(place.state)), len(pks) - len(seen)


def _beside_names(photo: Licensed, user):
    """Yield where it stands as a portrait: readers have it there as soon as they have a story of that name."""
    for contributor in Contributor.objects.visible_to(user).filter(portrait=photo):
        url = reverse("admin:articles_contributor_change", args=[contributor.pk])
        said = _("Portrait, at /by/%(slug)s/ and beside opinion they write") % {"slug": contributor.slug}
        yield Place(State.NOW, contributor.name, url, said)


def _of(article: Article, kind: str, in_work: bool, live: set[int], now: datetime):
    url = reverse("admin:articles_article_change", args=[article.pk])
    once = []
    for edition in article.showing:
        if edition.pk in live:
            section = article.section.name if article.section else ""
            where = (
                _("Version %(number)s at %(address)s, and wherever its card stands: fronts, %(section)s, tags, feeds")
                if kind == "photo"
                else _("Version %(number)s at %(address)s, and in feeds")
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
    if in_work:
        yield Place(State.DRAFT, str(article), url, _("The text in work, which readers do not have"))
    if once:
        numbers = ", ".join(map(str, once))
        said = ngettext("Version %(numbers)s", "Versions %(numbers)s", len(once)) % {"numbers": numbers}
        yield Place(State.ONCE, str(article), url, said)
