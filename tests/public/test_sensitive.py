"""Sensitive stories: found by whoever looks, and nowhere by themselves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.audit import broken_chains
from articles.models import Edition
from articles.receipts.places import Place, places_of
from articles.workflow.chain import edition_digest
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content, make_live
from tests.readers import LATER, address, text


@pytest.fixture
def drowned(cast, noon):
    """A sensitive story, the newest there is, beside an ordinary one with its tag."""
    make_live(cast, headline="Council votes", slug="votes", now=noon - timedelta(hours=2))
    article = make_article(by=cast.reporter, now=noon, headline="Boy drowned at the wall", slug="drowned")
    workflow.save(article, by=cast.reporter, content=make_content(headline="Boy drowned at the wall", slug="drowned"),
                  sensitive=True, now=noon)  # fmt: skip
    workflow.file(article, by=cast.reporter, now=noon)
    workflow.publish(article, by=cast.editor, now=noon)
    article.refresh_from_db()
    return article


def test_the_mark_is_frozen_in_the_version_and_on_the_record(drowned, cast, noon):
    edition = drowned.editions.get()
    assert edition.sensitive
    assert '"sensitive":1' in LogEntry.objects.filter(verb="publish").order_by("number").last().facts
    workflow.save(drowned, by=cast.reporter, content=edition.content, sensitive=False, now=noon)
    assert Edition.objects.automatic(LATER).filter(article=drowned).count() == 0


def test_a_later_version_takes_the_mark_off(drowned, cast, noon):
    later = noon + timedelta(minutes=5)
    content = make_content(headline="Boy drowned at the wall", slug="drowned", dek="He was nine.")
    workflow.save(drowned, by=cast.reporter, content=content, sensitive=False, now=later)
    workflow.publish(drowned, by=cast.editor, kind="update", now=later)
    assert Edition.objects.automatic(LATER).filter(article=drowned).exists()


def test_the_mark_is_covered_by_the_digest_and_versions_without_it_keep_theirs(drowned, cast, noon):
    plain = Edition.objects.get(article__slug="votes")
    assert edition_digest(plain) == plain.digest and not list(broken_chains())
    Edition.objects.filter(article=drowned).update(sensitive=False)
    assert edition_digest(drowned.editions.get()) != drowned.editions.get().digest
    assert list(broken_chains())


@pytest.mark.parametrize("path", ["/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/", "/feed/",
                                  "/section/city/feed/", "/search/?q=drowned", "/sitemap/2026-11.xml"])  # fmt: skip
def test_whoever_looks_finds_it(drowned, read, path):
    assert address(drowned) in text(read(path))


@pytest.mark.parametrize("path", ["/", "/nowhere/at/all/"])
def test_it_stands_nowhere_by_itself(drowned, read, path):
    page = text(read(path))
    assert "Boy drowned" not in page and "Council votes" in page


def test_it_is_offered_beside_no_story_and_none_is_offered_beside_it(drowned, read):
    assert "Boy drowned" not in text(read(address(Edition.objects.get(article__slug="votes").article)))
    assert "Related stories" not in text(read(address(drowned)))


def test_its_package_stands_beside_it_since_somebody_chose_that(drowned, cast, read, noon):
    votes = Edition.objects.get(article__slug="votes").article
    workflow.pack(drowned, by=cast.editor, parts=[(votes, "sidebar")], now=noon)
    assert "Council votes" in text(read(address(drowned)))


def test_a_receipt_expects_it_in_its_section_and_not_on_the_front(drowned, noon):
    due = {each.place: each.due for each in places_of(drowned.editions.get(), LATER)}
    assert (due[Place.SECTION], due[Place.FRONT], due[Place.STORY]) == (True, False, True)


def test_it_takes_no_place_on_the_front_from_another_in_a_receipt(drowned, monkeypatch):
    monkeypatch.setattr("articles.receipts.places.ON_THE_FRONT", 1)
    older = Edition.objects.get(article__slug="votes")
    assert {each.place: each.due for each in places_of(older, LATER)}[Place.FRONT]


def test_what_may_appear_by_itself_is_one_question(drowned):
    with CaptureQueriesContext(connection) as asked:
        list(Edition.objects.automatic(LATER))
    assert len(asked) == 1


def test_its_preview_offers_nothing_by_tag_either(drowned, cast, as_):
    def preview(article):
        return text(as_(cast.editor).get(reverse("admin:articles_article_preview", args=[article.pk])))

    votes, other = Edition.objects.get(article__slug="votes").article, make_live(cast, headline="Other", slug="other")
    assert "Related stories" in preview(votes) and "Related stories" in preview(other)
    assert "Related stories" not in preview(drowned)
