"""What readers have at the top of the front now, and the last thing that was published."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timesince import timesince

from articles.models import Edition
from articles.querysets import of_visible
from media.pictures import Picture
from newsroom.public.album import CARD, Album
from newsroom.public.front import top
from newsroom.public.lists import Card

TOP = 5
_SIZES = "320px"


@dataclass(frozen=True)
class OnTop:
    """One of the first stories of the front: as readers have it, and what the desk can do with it."""

    card: Card
    age: str
    version: int | None = None
    url: str = ""
    pull_url: str = ""


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


def site(user, now: datetime) -> Site:
    """Return what readers have on top of the front; of a story this person may not see, no more than readers get."""
    shown = top(now)[:TOP]
    numbers = {edition.pk: edition for edition in _of_the_desk(user, shown)}
    lead = shown[0].lead if shown else None
    picture = Album([lead.photo], now, {CARD}).small(lead, sizes=_SIZES) if lead else None
    return Site([_on_top(card, numbers.get(card.edition.pk), user, now) for card in shown], picture, _last(user, now))


def _of_the_desk(user, shown: list[Card]):
    editions = Edition.objects.filter(pk__in=[card.edition.pk for card in shown])
    return of_visible(editions, user).only("pk", "number", "article_id")


def _on_top(card: Card, edition: Edition | None, user, now: datetime) -> OnTop:
    age = timesince(card.edition.live_from, now, depth=1)
    if edition is None:
        return OnTop(card, age)
    about = [edition.article_id]
    pull_url = reverse("admin:articles_article_pull", args=about) if user.has_perm("articles.pull_article") else ""
    return OnTop(card, age, edition.number, reverse("admin:articles_article_change", args=about), pull_url)


def _last(user, now: datetime) -> Published | None:
    live = of_visible(Edition.objects.issued().filter(live_from__lte=now), user)
    live = live.select_related("article", "issued_by", "receipt").prefetch_related("receipt__rows")
    edition = live.defer("article__body", "article__left_out", "article__dek").order_by("-live_from", "-pk").first()
    if edition is None:
        return None
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
