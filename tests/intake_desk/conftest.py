"""The page, and a reporter at it."""

import pytest
from django.urls import reverse


@pytest.fixture
def address(db):
    return reverse("admin:articles_article_from_text")


@pytest.fixture
def at_desk(client, cast):
    """Return a client signed in as the reporter."""
    client.force_login(cast.reporter)
    return client
