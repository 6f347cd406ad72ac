"""The board as a page, and what of it is different for one that is open."""

from collections.abc import Callable

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.admin.stories import alive
from articles.admin.stories.narrowing import Looker
from articles.admin.stories.rows import Row, of_nobody, with_who_is_in
from articles.admin.stories.saved import known_to
from articles.models import Article
from newsroom import clock
from newsroom.prepared import PERSON, prepared

from . import hand_over
from .board import Card, cards
from .board_day import day
from .board_reads import reads
from .board_site import aged, site
from .memory import Parts, boards

STORIES = 12
_MOST_SHOWN = 200


class Board:
    """Everything that stands on the board for one person at one moment; parts are made when they are asked for."""

    def __init__(self, looker: Looker, parts: Parts):
        self.looker, self._parts = looker, parts

    @property
    def cards(self) -> list[Card]:
        return self._parts("cards", lambda: list(cards(self.looker.user, self.looker.now)))

    @property
    def filled(self) -> list[Card]:
        return [card for card in self.cards if card.lines]

    @property
    def nothing(self) -> list[str]:
        return [card.nothing for card in self.cards if not card.lines]

    @property
    def newest(self) -> list[int]:
        """The numbers of the first stories in work."""
        return self._parts("newest", lambda: [pk for (pk,) in _newest(user=self.looker.user)])

    def rows(self, numbers: list[int]) -> list[Row]:
        if not self.looker.user.has_perm("articles.view_article"):
            return []
        kept = self._parts(("rows", *numbers), lambda: of_nobody(numbers, self.looker))
        return with_who_is_in(kept, self.looker)

    @property
    def cards_drawn(self) -> str:
        return self._drawn("admin/board/cards.html", lambda: {"filled": self.filled})

    @property
    def day_drawn(self) -> str:
        minute = self.looker.now.replace(second=0, microsecond=0)
        return self._drawn("admin/board/day.html", lambda: {"day": day(self.looker.user, self.looker.now)}, minute)

    @property
    def site_drawn(self) -> str:
        on_site = self._parts("site", lambda: site(self.looker.user, self.looker.now))
        shown, ages = aged(on_site, self.looker.now)
        return self._drawn("admin/board/site.html", lambda: {"on_site": shown}, ages)

    @property
    def reads_drawn(self) -> str:
        """What is read, as of this minute; nothing for who sees no stories."""
        if not self.looker.user.has_perm("articles.view_article"):
            return ""
        minute = self.looker.now.replace(second=0, microsecond=0)
        return self._drawn(
            "admin/board/reads.html", lambda: {"reads": reads(self.looker.user, self.looker.now)}, minute
        )

    @property
    def table_drawn(self) -> str:
        rows = self.rows(self.newest)
        return self._drawn("admin/articles/article/list_table.html", lambda: {"rows": rows}, *rows)

    def _drawn(self, template: str, context: Callable[[], dict], *also) -> str:
        wall = {"wall_clock": clock.local(self.looker.now)}
        return self._parts((template, *also), lambda: render_to_string(template, {**context(), **wall}))

    @property
    def keys(self) -> set[str]:
        """The names of all lines."""
        return {f"{card.name}-{line.key}" for card in self.filled for line in card.lines}


@prepared(user=PERSON)
def _newest(user):
    stories = Article.objects.visible_to(user).in_work().but_entries().order_by("-touched_at", "-pk")
    return stories.values_list("pk")[:STORIES]


def context(request) -> dict:
    """Return what the board shows this person."""
    looker = Looker(request.user, clock.now())
    with boards.of(looker.user, looker.now) as parts:
        return said(looker, parts)


def said(looker: Looker, parts: Parts) -> dict:
    """Return everything the board says, most of it as it is drawn."""
    board = Board(looker, parts)
    return {
        "cards": board.cards_drawn,
        "filled": bool(board.filled),
        "nothing": board.nothing,
        "hand_over": parts("hand-over", lambda: hand_over.on_the_board(looker.user)),
        "day": board.day_drawn,
        "on_site": board.site_drawn,
        "reads": board.reads_drawn,
        "table": board.table_drawn,
        "saved_filters": parts("saved", lambda: _saved(looker.user)),
    }


def _saved(user) -> list:
    return known_to(user) if user.has_perm("articles.view_article") else []


@require_safe
def fresh(request, site):
    """Answer a board that is open: its lines as they are now, and how many are new."""
    looker = Looker(request.user, clock.now())
    tag = alive.tag(request, looker.now)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    shown = request.GET.get("shown", "").split(".")[:_MOST_SHOWN]
    with boards.of(looker.user, looker.now) as parts:
        board = Board(looker, parts)
        context = {
            "cards": board.cards_drawn,
            "rows": board.rows(alive.shown_in(".".join(shown), STORIES)),
            "fresh": len((board.keys | set(map(str, board.newest))) - set(shown)),
            "wall_clock": clock.local(looker.now),
        }
    response = TemplateResponse(request, "admin/board/fresh.html", context)
    response["ETag"] = tag
    return response
