"""The pages of what is read most, of the paper and of a section: in the last hour, day and week."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.most_read import key_of
from newsroom.pagecache.collecting import note
from newsroom.reads.asking import Window

from .most_read import Ranked
from .moved import moved, named
from .names import Name, names
from .pages import page
from .reading import reader_page
from .views import not_found

TITLES = {
    Window.HOUR: _("In the last hour"),
    Window.DAY: _("In the last 24 hours"),
    Window.WEEK: _("In the last seven days"),
}


@dataclass(frozen=True)
class RankedList:
    """One list on the page: its title and its stories."""

    title: str
    stories: list[Ranked]


@reader_page
def most_read_page(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with what is read most in the whole paper."""
    return _page(at, None)


@reader_page
def section_most_read_page(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with what is read most of a section."""
    thing = named("section", slug)
    if thing is None:
        return moved("section", slug, at) or not_found(request, at)
    note(f"name:section:{thing.pk}")
    return _page(at, Name("section", thing.pk, str(thing.uid), thing.name, thing.slug))


def _page(at: datetime, section: Name | None) -> HttpResponse:
    keys = {window: key_of(window, section.pk if section else None) for window in Window}
    found = names(at=at, ranked=list(keys.values()))
    lists = [RankedList(str(TITLES[window]), found.ranked[key]) for window, key in keys.items() if key in found.ranked]
    return page("public/most_read.html", {"lists": lists, "section": section, **found.frame})
