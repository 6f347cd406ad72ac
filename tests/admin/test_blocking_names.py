"""The desk's side of blocked names: the sheets, the top line, and that no page gives a name away."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from tests.makers import make_article

NAME = "Jane O’Doe"


@pytest.fixture(autouse=True)
def _key(settings):
    settings.NAMES_KEY = "a key that is only in this test"


@pytest.fixture
def desk(cast):
    def of(person):
        client = Client()
        client.force_login(person)
        return client

    return of


def url(article, name):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_blocking_on_the_sheet_shows_the_restriction_on_top_and_never_the_name(cast, desk):
    article = make_article(by=cast.reporter)
    said = {"names": f"{NAME}\nPat Poe", "until": "verdict", "reason": "Order HC 12/26"}
    page = desk(cast.editor).post(url(article, "block_names"), said, follow=True).content.decode()
    assert "Reporting restriction until verdict: 2 names blocked" in page
    assert "2 names are blocked." in page
    assert "Doe" not in page and "Poe" not in page


def test_a_refused_sheet_does_not_repeat_what_was_typed(cast, desk):
    article = make_article(by=cast.reporter)
    for said in ({"names": NAME}, {"names": NAME, "reason": "x" * 10, "until": "u" * 99}):
        answer = desk(cast.editor).post(url(article, "block_names"), said)
        assert answer.status_code == 422
        assert "Doe" not in answer.content.decode()


def test_a_reporter_has_no_button_and_no_page(cast, desk):
    article = make_article(by=cast.reporter)
    assert "block_names" not in desk(cast.reporter).get(url(article, "change")).content.decode()
    assert desk(cast.reporter).get(url(article, "block_names")).status_code == 403


def test_only_a_duty_editor_has_the_page_to_unblock(cast, desk):
    article = make_article(by=cast.reporter)
    workflow.block_names(article, by=cast.editor, names=[NAME], reason="Order")
    assert desk(cast.editor).get(url(article, "unblock_names")).status_code == 403
    said = {"names": "jane odoe", "reason": "Verdict"}
    page = desk(cast.duty_editor).post(url(article, "unblock_names"), said, follow=True).content.decode()
    assert "1 name may be printed again." in page
    assert not article.blocked_names.exists()


def test_the_checklist_says_where(cast, desk):
    article = make_article(by=cast.reporter, dek=f"About {NAME}.")
    workflow.block_names(article, by=cast.editor, names=[NAME], reason="Order")
    assert "A blocked name stands in the dek." in desk(cast.reporter).get(url(article, "change")).content.decode()


def test_the_redact_sheet_blocks_the_words_as_well_unless_told_not_to(cast, desk):
    for block, kept in (("on", 1), ("", 0)):
        article = make_article(by=cast.reporter, dek=f"About {NAME}.")
        said = {"words": NAME, "reason": "Protects her", "block": block}
        page = desk(cast.duty_editor).post(url(article, "redact"), said, follow=True).content.decode()
        assert article.blocked_names.count() == kept
        assert "Doe" not in page
