"""What the tests of the fronts' room share: its addresses, its pages read, and how its top part stands."""

from datetime import timedelta

from django.urls import reverse
from lxml import html

from tests.makers import NOON

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LATER = NOON + HOUR


def url_of(front, name="articles_front_change", *args):
    return reverse(f"admin:{name}", args=[front.pk, *args])


def page_of(response):
    return html.document_fromstring(response.content)


def do(client, front, **said):
    return client.post(url_of(front, "front_do"), said, follow=True)


def top_of(front) -> str:
    front.refresh_from_db()
    return "".join(card.key if len(card.key) == 1 else "*" for card in front.working.container("top").cards)
