"""Tests of the editor in a browser sit down at a desk that runs inside the test."""

import pytest

from tests.editor.writing import Writing
from tests.live_desk import signed_in  # noqa: F401
from tests.makers import make_article


@pytest.fixture
def writing(cast, settings, signed_in):  # noqa: F811
    """Return a function that opens a story with this body, as its reporter."""
    settings.SECOND_FACTOR = False

    def opened(body="<p>The council met.</p>", width=1280, *, article=None, **fields):
        article = article or make_article(by=cast.reporter, body=body, **fields)
        return Writing(signed_in(cast.reporter, width), article)

    return opened
