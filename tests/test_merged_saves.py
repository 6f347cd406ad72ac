"""Saving what was begun with an older revision: merged under the story's lock, on the record, and whose eyes."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.eyes import typed_by
from articles.models import Article, Revision
from articles.workflow import Conflict, Refused
from articles.working_copy import content_of
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content

MINUTE = timedelta(minutes=1)
TWO = "<p>One stands here.</p>\n<p>Two stands here.</p>"


@pytest.fixture
def article(cast, noon):
    return make_article(by=cast.reporter, now=noon, body=TWO)


def text(one: str = "One", two: str = "Two", **fields):
    return make_content(body=TWO.replace("One", one).replace("Two", two), **fields)


def test_a_merged_save_is_a_revision_that_says_what_it_was_merged_with(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="First"), base=1, now=noon)
    revision = workflow.save(article, by=cast.reporter, content=text(two="Second"), base=1, now=noon + MINUTE)
    assert revision.content.body == TWO.replace("One", "First").replace("Two", "Second")
    assert (revision.why, revision.by, revision.number) == (Revision.Why.MERGED, cast.reporter, 3)
    facts = json.loads(LogEntry.objects.filter(verb="save").order_by("-number").first().facts)
    assert (facts["base"], facts["merged_with"], facts["revision"]) == (1, 2, 3)


def test_a_save_that_adds_nothing_to_a_colleagues_makes_no_revision(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="First"), base=1, now=noon)
    assert workflow.save(article, by=cast.reporter, content=text(), base=1, now=noon) is None
    assert "First" in Article.objects.get(pk=article.pk).body


def test_a_conflict_writes_nothing_and_has_both_texts(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="First"), base=1, now=noon)
    before = LogEntry.objects.count()
    with pytest.raises(Conflict) as raised:
        workflow.save(article, by=cast.reporter, content=text(one="Ein"), base=1, now=noon + MINUTE)
    (clash,) = raised.value.merged.conflicts
    assert "Ein" in clash.mine and "First" in clash.theirs
    assert LogEntry.objects.count() == before
    assert article.revisions.count() == 2


def test_choices_settle_a_conflict(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="First"), base=1, now=noon)
    with pytest.raises(Conflict) as raised:
        workflow.save(article, by=cast.reporter, content=text(one="Ein"), base=1, now=noon)
    choices = {clash.key: "both" for clash in raised.value.merged.conflicts}
    workflow.save(article, by=cast.reporter, content=text(one="Ein"), base=1, choices=choices, now=noon)
    body = Article.objects.get(pk=article.pk).body
    assert body.index("First") < body.index("Ein")


def test_who_merged_did_not_type_the_colleagues_words(cast, noon, article):
    workflow.save(article, by=cast.reporter, content=text(one="First"), now=noon)
    tagged = replace(content_of(article), tags=(), body=TWO)
    revision = workflow.save(article, by=cast.editor, content=tagged, base=1, now=noon + MINUTE)
    assert revision.why == Revision.Why.MERGED
    assert typed_by(cast.editor, article) is None
    assert typed_by(cast.reporter, article).revision_number == 2


def test_both_who_typed_are_found_after_a_merge(cast, noon, article):
    workflow.save(article, by=cast.copy_editor, content=text(one="First"), now=noon)
    workflow.save(article, by=cast.editor, content=text(two="Second"), base=1, now=noon + MINUTE)
    assert typed_by(cast.copy_editor, article).revision_number == 2
    assert typed_by(cast.editor, article).revision_number == 3
    workflow.file(article, by=cast.reporter, now=noon + MINUTE)
    with pytest.raises(Refused, match="You changed the words yourself"):
        workflow.sign_off(article, by=cast.editor, now=noon + 2 * MINUTE)


def test_a_sign_off_of_a_colleagues_text_does_not_cover_what_was_merged_into_it(cast, noon, article):
    workflow.file(article, by=cast.reporter, now=noon)
    workflow.sign_off(article, by=cast.editor, now=noon)
    workflow.save(article, by=cast.copy_editor, content=text(one="First", dek="New"), base=1, now=noon)
    workflow.save(article, by=cast.reporter, content=text(two="Second"), base=1, now=noon + MINUTE)
    assert Article.objects.get(pk=article.pk).stage == Article.Stage.IN_REVIEW


def test_a_base_that_is_not_there_asks_about_whatever_differs(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="First"), base=1, now=noon)
    with pytest.raises(Conflict) as raised:
        workflow.save(article, by=cast.reporter, content=text(two="Second"), base=77, now=noon + MINUTE)
    assert len(raised.value.merged.conflicts) == 2


def test_words_taken_out_by_order_do_not_come_back_by_a_merge(cast, noon, article):
    workflow.save(article, by=cast.reporter, content=text(one="Jane Doe"), now=noon)
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon + MINUTE)
    with pytest.raises(Conflict):
        workflow.save(article, by=cast.reporter, content=text(one="Jane Doe", dek="New"), base=2, now=noon + 2 * MINUTE)
    assert "Doe" not in Article.objects.get(pk=article.pk).body


def test_a_form_opened_before_an_order_asks_even_where_its_revision_never_had_the_words(cast, noon, article):
    workflow.save(article, by=cast.editor, content=text(one="Jane Doe"), now=noon)
    workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon + MINUTE)
    with pytest.raises(Conflict):
        workflow.save(article, by=cast.reporter, content=text(two="Jane Doe"), base=1, now=noon + 2 * MINUTE)


def test_what_stands_beside_the_content_is_merged_too(cast, noon, article):
    opened = {"copy_source": "", "sensitive": False}
    workflow.save(article, by=cast.editor, content=text(), copy_source="The Gazette", now=noon)
    about = {"copy_source": "", "sensitive": True}
    workflow.save(article, by=cast.reporter, content=text(), base=1, opened=opened, now=noon + MINUTE, **about)
    article.refresh_from_db()
    assert (article.copy_source, article.sensitive) == ("The Gazette", True)
