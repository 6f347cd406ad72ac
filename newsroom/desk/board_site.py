"""What readers have at the top of the front now, and the last thing that was published."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.timesince import timesince

from articles.models import Edition
from articles.querysets import of_visible
from media.pictures import Picture
from newsroom.prepared import MOMENT, NUMBERS, PERSON, prepared
from newsroom.public.album import CARD, Album
from newsroom.public.curated import on_top as on_top_curated
from newsroom.public.front import on_top
from newsroom.public.lists import Card, card

TOP = 5
_SIZES = "320px"


@dataclass(frozen=True)
class OnTop:
    """One of the first stories of the front: as readers have it, and what the desk can do with it."""

    card: Card
    version: int | None = None
    url: str = ""
    pull_url: str = ""
    age: str = ""


@dataclass(frozen=True)
class Published:
    """The last version that went live, and whether everybody was really served it, where that was looked at."""

    edition: Edition
    url: str
    receipt: str


@dataclass(frozen=True)
class Site:
    """The top of the front, its first picture, and the last publish."""

    stories: list[OnTop]
    picture: Picture | None
    last: Published | None


@prepared(now=MOMENT)
def _on_top_now(now):
    return on_top(now)[:TOP]


def site(user, now: datetime) -> Site:
    """Return what readers have on top of the front; of a story this person may not see, no more than readers get."""
    curated = on_top_curated(now)
    shown = [card(edition, now) for edition in _on_top_now(now=now)] if curated is None else curated[:TOP]
    numbers = {edition.pk: edition for edition in _of_the_desk(user=user, numbers=[each.edition.pk for each in shown])}
    lead = shown[0].lead if shown else None
    picture = Album([lead.photo], now, {CARD}).small(lead, shown[0].section, sizes=_SIZES) if lead else None
    return Site([_on_top(each, numbers.get(each.edition.pk), user) for each in shown], picture, _last(user, now))


def aged(site: Site, now: datetime) -> tuple[Site, tuple[str, ...]]:
    """Return the same with how long each story has been there, and these ages: they change by themselves."""
    ages = tuple(timesince(each.card.edition.live_from, now, depth=1) for each in site.stories)
    stories = [replace(each, age=age) for each, age in zip(site.stories, ages, strict=True)]
    return replace(site, stories=stories), ages


@prepared(user=PERSON, numbers=NUMBERS)
def _of_the_desk(user, numbers):
    return of_visible(Edition.objects.filter(pk__in=numbers), user).only("pk", "number", "article_id")


def _on_top(card: Card, edition: Edition | None, user) -> OnTop:
    if edition is None:
        return OnTop(card)
    about = [edition.article_id]
    pull_url = reverse("admin:articles_article_pull", args=about) if user.has_perm("articles.pull_article") else ""
    return OnTop(card, edition.number, reverse("admin:articles_article_change", args=about), pull_url)


@prepared(user=PERSON, now=MOMENT)
def _latest(user, now):
    live = of_visible(Edition.objects.issued().filter(live_from__lte=now), user)
    live = live.select_related("article", "issued_by", "receipt").prefetch_related("receipt__rows")
    return live.defer("article__body", "article__left_out", "article__dek").order_by("-live_from", "-pk")[:1]


def _last(user, now: datetime) -> Published | None:
    found = _latest(user=user, now=now)
    if not found:
        return None
    edition = found[0]
    url = reverse("admin:articles_article_change", args=[edition.article_id])
    return Published(edition, url, _receipt(edition))


def _receipt(edition: Edition) -> str:
    """Return "good", "bad" or "waiting" for what was found when the desk looked; empty when it did not."""
    receipt = getattr(edition, "receipt", None)
    if receipt is None:
        return ""
    if receipt.finished_at is None:
        return "waiting"
    return "good" if receipt.is_whole else "bad"
