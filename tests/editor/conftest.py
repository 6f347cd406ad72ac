"""Tests of the editor in a browser sit down at a desk that runs inside the test."""

from pathlib import Path

import pytest

from tests.document_makers import make_document
from tests.editor.writing import Writing
from tests.makers import make_article, make_photo, use_of

EVERY_BLOCK = (Path(__file__).parent / "every_block.html").read_text().strip()


@pytest.fixture
def writing(cast, settings, signed_in):
    """Return a function that opens a story with this body, as its reporter."""
    settings.SECOND_FACTOR = False

    def opened(body="<p>The council met.</p>", width=1280, *, article=None, color_scheme="light", **fields):
        article = article or make_article(by=cast.reporter, body=body, **fields)
        return Writing(signed_in(cast.reporter, width, color_scheme=color_scheme), article)

    return opened


@pytest.fixture
def everything(cast):
    """A story with every node there is."""
    related = make_article(by=cast.reporter, headline="Ferries stay in port", slugline="ferries")
    photo = make_photo(by=cast.photographer)
    document = make_document(by=cast.reporter)
    body = EVERY_BLOCK.format(story=related.uid, photo=photo.uid, document=document.uid)
    return make_article(by=cast.reporter, body=body, photos=(use_of(photo, use="inline"),))
