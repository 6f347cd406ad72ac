"""Reading the paper as an anonymous reader does, at a moment of the test's choosing."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.makers import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def read(db):
    """Ask for a path at a moment, an hour after noon unless said otherwise; signed in as nobody."""

    def _read(path: str, at: datetime = LATER, method: str = "get", client: Client | None = None, **headers):
        with time_machine.travel(at, tick=False):
            return getattr(client or Client(), method)(path, headers=headers)

    return _read


@pytest.fixture
def selects(read):
    """Return the SELECTs that reading a path takes."""

    def _selects(path: str, at: datetime = LATER) -> list[str]:
        with CaptureQueriesContext(connections["readers"]) as captured:
            response = read(path, at)
        assert response.status_code == 200
        return [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith("SELECT")]

    return _selects


def text(response) -> str:
    return response.content.decode()


def address(article) -> str:
    """Return the address of a story's newest edition."""
    return article.editions.order_by("-number").first().address.key
