"""Somebody outside with a link: makers, and a client that knows no cookie but its own."""

from datetime import datetime, timedelta

import time_machine
from django.test import Client

from articles import workflow
from tests.makers import NOON

LATER = NOON + timedelta(minutes=30)


def make_link(article, *, by, now: datetime = NOON, days: int = 3, **said):
    """Return a link and its token: to the latest text, to comment and to sign off, unless `said` says otherwise."""
    given = {"name": "Lena Lawyer", "may_sign_off": True, "expires_at": now + timedelta(days=days), **said}
    return workflow.make_review_link(article, by=by, now=now, **given)


def visit(token: str, act: str = "", at: datetime = LATER, client: Client | None = None, **said):
    """Open a link's page at a moment, or send one of its forms."""
    client = client or Client(enforce_csrf_checks=True)
    address = f"/for-review/{token}/{act + '/' if act else ''}"
    with time_machine.travel(at, tick=False):
        return client.post(address, said) if act else client.get(address)


def text(response) -> str:
    return response.content.decode()
