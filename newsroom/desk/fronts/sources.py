"""The left side of the screen: stories that can be placed, those that readers have or that are scheduled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import chips
from articles.fronts.arrangement import Arrangement
from articles.models import Article, Edition, MostRead, Section
from articles.most_read import key_of
from articles.paid import paid_of_card
from articles.querysets import of_visible
from articles.searching import stories
from newsroom import said_times
from newsroom.reads.asking import Window
from newsroom.record.canonical import clean_text

MOST = 30
TABS = {
    "latest": gettext_lazy("Latest"),
    "most-read": gettext_lazy("Most read"),
    "ahead": gettext_lazy("Scheduled"),
    "board": gettext_lazy("On the board"),
}


@dataclass(frozen=True)
class Source:
    """A story that can be placed; `on` says that it is on the front already."""

    uid: str
    headline: str
    state: SafeString | str
    time: str
    section: str
    has_photo: bool
    on: bool
    # As what it is paid for, as readers are told; "" where nobody pays.
    paid: str


@dataclass(frozen=True)
class Sources:
    """The list that is asked for."""

    tab: str
    query: str
    section: str
    found: list[Source]

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        return [(name, str(label), name == self.tab) for name, label in TABS.items()]


def sources(asked, arrangement: Arrangement, user, now: datetime) -> Sources:
    """Return the stories of the list that was asked for; of those this person may not see none."""
    tab = asked.get("from", "latest") if asked.get("from") in TABS else "latest"
    query, section = clean_text(asked.get("q", "")).strip(), clean_text(asked.get("section", ""))
    editions = of_visible(_of(tab, query, user, now), user)
    if section:
        editions = editions.filter(section_row__section__slug=section)
    placed = set(arrangement.stories)
    names = dict(Section.objects.values_list("uid", "name"))
    editions = editions.select_related("article", "words").only(
        "live_from", "listed_at", "article__uid", "article__embargoed_until", "words__card"
    )
    found = [
        _source(edition, placed, {str(uid): name for uid, name in names.items()}, now) for edition in editions[:MOST]
    ]
    return Sources(tab, query, section, found)


def _of(tab: str, query: str, user, now: datetime):
    listed, ahead = Edition.objects.listed(now), Edition.objects.ahead(now).filter(shows="text")
    ahead = ahead.exclude(article__in=listed.filter(article__in=ahead.values("article")).values("article"))
    if query:
        numbers = stories(query) or []
        both = listed.filter(article__in=numbers[:200]) | Edition.objects.filter(
            pk__in=ahead.filter(article__in=numbers[:200]).values("pk")
        )
        return Edition.objects.filter(pk__in=both.values("pk")).order_by("-listed_at", "-pk")
    if tab == "most-read":
        # What is read most in a day, as readers are told it; of a section that is asked for, what of that is in it.
        kept = MostRead.objects.filter(key=key_of(Window.DAY))
        ranked = Edition.objects.automatic(now).filter(article__in=kept.values("article"))
        return ranked.order_by(Subquery(kept.filter(article=OuterRef("article")).values("place")[:1]))
    if tab == "ahead":
        return ahead.order_by("live_from", "pk")
    if tab == "board":
        # What the desk is at work on and readers have, and what was published since yesterday.
        at_work = Article.objects.visible_to(user).in_work().values("pk")
        fresh = listed.filter(listed_at__gt=now - timedelta(days=1)) | listed.filter(article__in=at_work)
        return fresh.order_by("-listed_at", "-pk")
    return listed.filter(listed_at__lte=now).order_by("-listed_at", "-pk")


def _source(edition: Edition, placed: set[str], names: dict[str, str], now: datetime) -> Source:
    plain = edition.card
    state = chips.readers_chip("scheduled") if edition.live_from > now else ""
    if edition.live_from > now and edition.article.embargoed_until and edition.article.embargoed_until > now:
        state = chips.chip(str(_("Embargo")), "clock", "warn")
    uid = str(edition.article.uid)
    when = said_times.at_hand(edition.live_from if edition.live_from > now else edition.listed_at, now)
    return Source(
        uid,
        plain["headline"],
        state,
        when,
        names.get(plain["section"], ""),
        bool(plain["photo"]),
        uid in placed,
        paid_of_card(plain).label,
    )
