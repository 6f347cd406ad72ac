"""The story list as a page, as a table or by stage, and its rows anew for a page that is open."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from articles.models import Section
from articles.models.article import Stage
from articles.querysets import about_how_many
from newsroom import clock
from newsroom.staff.models import User

from . import alive, narrowing, saved
from .asked import COLUMNS, SORTS, TABLE, Asked
from .narrowing import Looker, looker_of
from .rows import Row, rows

PAGE = 50
IN_A_COLUMN = 30
MOST_COUNTED = 1_000
_COOKIE = "stories-as"
_YEAR = 365 * 24 * 3600
# Of these, stories in work stand beside each other.
_COLUMNS = (Stage.DRAFT, Stage.IN_REVIEW, Stage.READY)


@dataclass(frozen=True)
class Column:
    """The stories on one stage: the first of them, and how many there are."""

    stage: str
    title: str
    rows: list[Row]
    count: str
    more: str


@require_safe
def show(request, site):
    """Show the stories that are asked for; `as` chooses table or columns and is remembered by this browser."""
    looker, asked = looker_of(request), Asked.of(request.GET)
    wanted = request.GET.get("as", "")
    style = wanted if wanted in {TABLE, COLUMNS} else request.COOKIES.get(_COOKIE, TABLE)
    columns = style == COLUMNS and asked.in_work
    context = {
        **site.each_context(request),
        "title": _("Stories"),
        "asked": asked,
        "filters": _filters(asked),
        "narrowed_by": _narrowed_by(asked),
        "sorts": _sorts(asked),
        "columns_open": columns,
        "fresh_url": _fresh_url(request, asked, columns),
        "as_table": asked.query(**{"as": TABLE}),
        "as_columns": asked.query(**{"as": COLUMNS}),
        "saved_filters": saved.known_to(request.user),
        "looker": looker,
        **(_by_stage(asked, looker) if columns else _table(asked, looker)),
        **choices_for_many(request.user),
    }
    response = TemplateResponse(request, "admin/articles/article/change_list.html", context)
    if wanted in {TABLE, COLUMNS}:
        response.set_cookie(_COOKIE, wanted, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def _fresh_url(request, asked: Asked, columns: bool) -> str:
    """Return where this page asks for its rows anew."""
    after = request.GET.get("after", "") if asked.after else ""
    return reverse("admin:articles_article_fresh") + asked.query(after=after, **{"as": COLUMNS if columns else TABLE})


def choices_for_many(user) -> dict:
    """Return what can be done with the stories that are chosen, as far as this person may do it to any."""
    return {
        "may_assign": user.has_perm("articles.assign_article"),
        "may_move": user.has_perm("articles.change_article"),
        "may_spike": user.has_perm("articles.change_article") or user.has_perm("articles.spike_any_article"),
        "people": User.objects.filter(is_active=True, is_staff=True),
        "sections": Section.objects.all(),
    }


def _table(asked: Asked, looker: Looker) -> dict:
    numbers = asked.numbers(looker, PAGE + 1)
    shown = rows(numbers[:PAGE], looker)
    more = len(numbers) > PAGE and bool(shown)
    return {
        "rows": shown,
        "count": count_of(asked, looker) if more or asked.after else say_count(len(shown)),
        "older": asked.query(after=asked.cursor(shown[-1])) if more else "",
    }


def _by_stage(asked: Asked, looker: Looker) -> dict:
    stages = [asked.scope] if asked.scope in _COLUMNS else _COLUMNS
    numbers = {stage: asked.numbers(looker, IN_A_COLUMN + 1, stage) for stage in stages}
    shown = rows([pk for found in numbers.values() for pk in found[:IN_A_COLUMN]], looker)
    columns = []
    for stage, found in numbers.items():
        more = len(found) > IN_A_COLUMN
        count = count_of(asked, looker, stage) if more else say_count(len(found))
        of_stage = [row for row in shown if row.pk in set(found)]
        link = asked.query(stage=stage, **{"as": TABLE}) if more else ""
        columns.append(Column(stage, str(Stage(stage).label), of_stage, count, link))
    return {"columns": columns, "rows": shown}


def say_count(count: int, over: bool = False) -> str:
    """Return a number of stories in words."""
    if over:
        return _("more than %(count)s stories") % {"count": f"{count:,}"}
    return ngettext("%(count)s story", "%(count)s stories", count) % {"count": f"{count:,}"}


def count_of(asked: Asked, looker: Looker, scope: str = "") -> str:
    """Say how many there are: counted up to a thousand; of everything there is, about how many."""
    if asked.scope == narrowing.ALL and set(asked.chosen) <= {"stage"} and not asked.words:
        return about()
    counted = 0
    if asked.scope == narrowing.ALL and any(narrowing.BY_NAME[name].some for name in asked.chosen):
        counted = _counted(asked.stories(looker, scope, some=True))
    if counted <= MOST_COUNTED:
        counted = _counted(asked.stories(looker, scope))
    return say_count(min(counted, MOST_COUNTED), counted > MOST_COUNTED)


def _counted(stories) -> int:
    """Count stories up to one more than is said, and work out nothing else of them."""
    return stories.order_by().values("pk")[: MOST_COUNTED + 1].count()


def about() -> str:
    """Say about how many stories there are: everybody's, so that it says nothing of what somebody may not see."""
    return _("about %(count)s stories") % {"count": f"{about_how_many():,}"}


def _filters(asked: Asked) -> list[dict]:
    return [
        {"name": each.name, "title": each.title, "choices": each.choices(), "chosen": _chosen(asked, each.name),
         "free": each.free}
        for each in narrowing.FILTERS
    ]  # fmt: skip


def _chosen(asked: Asked, name: str) -> str:
    """Return what a filter says: of the stage what is looked at, which a search alone already widens."""
    return asked.scope if name == narrowing.STAGE.name else asked.chosen.get(name, "")


def _narrowed_by(asked: Asked) -> list[dict]:
    """Return what is asked for in words, each with the address of the list without it."""
    said = []
    for name, value in asked.chosen.items():
        each = narrowing.BY_NAME[name]
        label = dict(each.choices()).get(value, value)
        said.append({"title": each.title, "label": label, "without": asked.query(**{name: ""})})
    if asked.words:
        said.append({"title": _("Search"), "label": asked.words, "without": asked.query(q="")})
    return said


def _sorts(asked: Asked) -> dict[str, dict]:
    """Return the orders the list can have now, by name."""
    return {
        sort.name: {
            "title": sort.title,
            "url": asked.query(sort="" if sort.name == "touched" else sort.name),
            "current": sort.name == asked.sort,
            "downwards": sort.downwards,
        }
        for sort in SORTS.values()
        if asked.in_work or not sort.in_work
    }


@require_safe
def fresh(request, site):
    """Answer a page that is open: its rows as they are now, and how many are new; nothing when nothing happened."""
    looker, asked = looker_of(request), Asked.of(request.GET)
    shown = alive.shown_in(request.GET.get("shown", ""), IN_A_COLUMN * len(_COLUMNS))
    tag = alive.tag(request, looker.now)
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    context = {
        "rows": rows(shown, looker),
        "fresh": _new(request, asked, looker, set(shown)),
        "columns_open": request.GET.get("as") == COLUMNS,
        "wall_clock": clock.local(looker.now),
        "looker": looker,
    }
    response = TemplateResponse(request, "admin/articles/article/list_fresh.html", context)
    response["ETag"] = tag
    return response


def _new(request, asked: Asked, looker: Looker, shown: set[int]) -> int:
    """Return how many stories the first page has now that it had not when it was opened."""
    if asked.after:
        return 0
    if request.GET.get("as") != COLUMNS:
        return len(set(asked.numbers(looker, PAGE)) - shown)
    return sum(len(set(asked.numbers(looker, IN_A_COLUMN, stage)) - shown) for stage in _COLUMNS)
