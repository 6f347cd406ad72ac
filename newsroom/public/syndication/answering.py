"""Answering with a feed in the form that was asked for."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from newsroom.paper.current import site

from ..structured import absolute
from . import atom, json_feed, rss
from .feed import Feed, Item

FORMS = {"rss": rss, "atom": atom, "json": json_feed}


def answer(
    request: HttpRequest, form: str, *, title: str, home: str, description: str, items: list[Item]
) -> HttpResponse:
    """Return the feed of a page of ours, whose address is `home`."""
    feed = Feed(
        title=title,
        paper=site().name,
        home=absolute(home),
        description=description,
        language=site().language,
        address=absolute(quote(request.path_info)),
        items=tuple(items),
    )
    written = FORMS[form]
    return HttpResponse(written.write(feed), content_type=f"{written.KIND}; charset=utf-8")


def tail(form: str) -> str:
    """Return the end of a feed's address."""
    return "feed/" if form == "rss" else f"feed/{form}/"
