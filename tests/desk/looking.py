"""Looking at the site as of another moment."""

import re
from datetime import timedelta

import time_machine
from django.test import Client

from articles import workflow
from newsroom.pagecache.links import address_as_of
from tests.makers import NOON, make_article

HOUR = timedelta(hours=1)
BANNER = re.compile(
    r'<link rel="stylesheet" href="[^"]*desk/as-of\.css">\n<aside class="as-of".*?</aside>\n', re.DOTALL
)


def look(person, at, path="/", now=NOON + HOUR):
    """Look at a path as of a moment, signed in as somebody, an hour after noon unless said otherwise."""
    client = Client()
    client.force_login(person)
    with time_machine.travel(now, tick=False):
        return client.get(address_as_of(at, path))


def bare(response, at) -> str:
    """Return a page as readers would have it: less the banner, its links led back."""
    space = address_as_of(at, "/")
    return BANNER.sub("", response.content.decode()).replace(space, "/")


def schedule(cast, at, now=NOON, **fields):
    """Return a story that is planned for a moment."""
    article = make_article(by=cast.reporter, now=now, **fields)
    workflow.file(article, by=cast.reporter, now=now)
    workflow.publish(article, by=cast.editor, now=now, live_from=at)
    return article
