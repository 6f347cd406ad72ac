"""The board as a page, and what of it is different for one that is open."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.admin.stories import alive
from articles.admin.stories.asked import Asked
from articles.admin.stories.narrowing import Looker
from articles.admin.stories.rows import Row, rows
from articles.admin.stories.saved import known_to
from newsroom import clock

from . import hand_over
from .board import Card, cards
from .board_day import day
from .board_site import site

STORIES = 12
_MOST_SHOWN = 200


@dataclass(frozen=True)
class Board:
    """Everything that stands on the board for one person at one moment."""

    filled: list[Card]
    nothing: list[str]
    rows: list[Row]

    @property
    def keys(self) -> set[str]:
        """The names of all lines and rows."""
        return {f"{card.name}-{line.key}" for card in self.filled for line in card.lines} | {
            str(row.pk) for row in self.rows
        }


def _board(looker: Looker, shown: list[int] | None = None) -> Board:
    found = list(cards(looker.user, looker.now))
    numbers = shown if shown is not None else Asked().numbers(looker, STORIES)
    return Board(
        [card for card in found if card.lines],
        [card.nothing for card in found if not card.lines],
        rows(numbers, looker) if looker.user.has_perm("articles.view_article") else [],
    )


def context(request) -> dict:
    """Return what the board shows this person."""
    looker = Looker(request.user, clock.now())
    return {
        "board": _board(looker),
        "hand_over": hand_over.on_the_board(request.user),
        "day": day(looker.user, looker.now),
        "on_site": site(looker.user, looker.now),
        "saved_filters": known_to(looker.user) if looker.user.has_perm("articles.view_article") else [],
    }


@require_safe
def fresh(request, site):
    """Answer a board that is open: its lines as they are now, and how many are new."""
    looker = Looker(request.user, clock.now())
    tag = alive.tag(request, looker.now)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    shown = request.GET.get("shown", "").split(".")[:_MOST_SHOWN]
    board = _board(looker, alive.shown_in(".".join(shown), STORIES))
    newest = {str(pk) for pk in Asked().numbers(looker, STORIES)}
    context = {
        "board": board,
        "fresh": len((board.keys | newest) - set(shown)),
        "wall_clock": clock.local(looker.now),
    }
    response = TemplateResponse(request, "admin/board/fresh.html", context)
    response["ETag"] = tag
    return response
