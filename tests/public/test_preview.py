"""A draft as readers would get it, for staff."""

from datetime import timedelta

import pytest
from django.test import RequestFactory

from articles import workflow
from newsroom.public import story
from tests.makers import NOON, make_content, make_live
from tests.readers import text


@pytest.fixture
def preview(db):
    def _preview(**fields):
        return story.preview(RequestFactory().get("/preview/"), make_content(**fields), NOON + timedelta(hours=1))

    return _preview


def test_it_shows_the_draft_under_a_banner(preview):
    page = text(preview(headline="A draft headline"))
    assert "A draft headline" in page and "Preview: readers do not see this page." in page


def test_it_is_neither_kept_nor_indexed_nor_shared(preview):
    response = preview()
    assert response["Cache-Control"] == "private, no-store" and response["X-Robots-Tag"] == "noindex"
    page = text(response)
    assert "og:title" not in page and "ld+json" not in page and "canonical" not in page


@pytest.mark.parametrize(
    "fields", [{"headline": "", "body": "", "dek": ""}, {"section": "", "tags": (), "bylines": ()}]
)
def test_a_draft_that_lacks_almost_everything_is_shown_all_the_same(preview, fields):
    assert preview(**fields).status_code == 200


def test_it_makes_nothing_public(cast, preview, read):
    make_live(cast)
    preview(headline="A draft headline")
    assert "A draft headline" not in text(read("/"))


def test_the_papers_breaking_banner_is_over_readers_pages_and_not_over_a_preview(cast, preview, read):
    live = make_live(cast)
    workflow.show_banner(live, by=cast.editor, text="Stay away from Fish Quay", now=NOON + timedelta(minutes=5))
    assert "Stay away from Fish Quay" in text(read("/"))
    assert "Stay away from Fish Quay" not in text(preview())
