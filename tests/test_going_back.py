"""Going back: to a state a story had, or to part of it, as a new revision; readers keep what they have."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Edition, Revision, Tag
from articles.workflow.going_back import SavedSince
from articles.working_copy import content_of
from media.models import Photo
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_live, make_photo, make_tag, use_of

LATER = NOON + timedelta(hours=1)
LAST = NOON + timedelta(hours=2)


def saved(article, by, now=LATER, **changes):
    """Save the story with these changes; return it as it is then."""
    article = Article.objects.get(pk=article.pk)
    workflow.save(article, by=by, content=replace(content_of(article), **changes), now=now)
    return Article.objects.get(pk=article.pk)


def revision(article, number) -> Revision:
    return article.revisions.get(number=number)


@pytest.fixture
def changed(cast):
    """A story whose headline and body were changed once."""
    article = make_article(by=cast.reporter)
    return saved(article, cast.reporter, headline="Council votes against the wall", body="<p>All was lost.</p>")


def test_it_goes_back_to_everything_as_a_new_revision(cast, changed):
    first = revision(changed, 1)
    made = workflow.go_back(changed, by=cast.reporter, to=first, now=LAST)
    changed.refresh_from_db()
    assert (made.number, made.why, made.by, made.at) == (3, "gone_back", cast.reporter, LAST)
    assert content_of(changed).text == first.text == made.text
    assert revision(changed, 2).content.headline == "Council votes against the wall"


def test_it_goes_back_to_one_part_and_leaves_the_rest(cast, changed):
    workflow.go_back(changed, by=cast.reporter, to=revision(changed, 1), parts=["headline"], now=LAST)
    content = content_of(Article.objects.get(pk=changed.pk))
    assert content.headline == "Council votes for the wall"
    assert content.body == "<p>All was lost.</p>"


def test_lists_go_back_as_they_were(cast):
    photo, first, second = make_photo(by=cast.reporter), make_tag("Harbour"), make_tag("Sea")
    tags = (str(second.uid), str(first.uid))
    article = make_article(by=cast.reporter, tags=tags, photos=(use_of(photo, crop="0,0,50,50"),))
    before = content_of(article)
    article = saved(article, cast.reporter, tags=(str(first.uid),), photos=(), bylines=())
    workflow.go_back(article, by=cast.reporter, to=revision(article, 1), parts=["tags", "photos", "bylines"], now=LAST)
    assert content_of(Article.objects.get(pk=article.pk)).text == before.text


def test_the_log_says_to_where_and_why(cast, changed):
    workflow.go_back(
        changed, by=cast.reporter, to=revision(changed, 1), parts=["body"], reason="The lawyer asked.", now=LAST
    )
    entry = LogEntry.objects.filter(verb="go_back").get()
    assert json.loads(entry.facts) == {"revision": 3, "to": "revision:1", "parts": ["body"]}
    assert json.loads(entry.words.text) == {"reason": "The lawyer asked."}


def test_a_reason_is_reached_by_redact(cast, changed):
    workflow.go_back(changed, by=cast.reporter, to=revision(changed, 1), reason="Jane Doe asked.", now=LAST)
    workflow.redact(changed, by=cast.duty_editor, words=["Jane Doe"], reason="An order.", now=LAST)
    assert "Jane" not in LogEntry.objects.get(verb="go_back").words.text


def test_readers_keep_what_they_have(cast):
    article = make_live(cast)
    live = Edition.objects.get(article=article)
    article = saved(article, cast.reporter, headline="Another headline")
    editions = Edition.objects.count()
    workflow.go_back(article, by=cast.reporter, to=live, now=LAST)
    assert Edition.objects.count() == editions
    assert content_of(Article.objects.get(pk=article.pk)).text == live.content.text


def test_a_story_at_rest_is_in_work_again(cast):
    article = make_live(cast)
    article = saved(article, cast.reporter, headline="Another headline")
    workflow.file(article, by=cast.reporter, now=LATER)
    workflow.publish(article, by=cast.editor, now=LATER)
    article.refresh_from_db()
    assert article.stage == "at_rest"
    workflow.go_back(article, by=cast.reporter, to=revision(article, 1), now=LAST)
    article.refresh_from_db()
    assert article.stage == "draft"


def test_words_that_were_signed_off_are_to_be_read_again(cast, changed):
    workflow.file(changed, by=cast.reporter, now=LATER)
    workflow.sign_off(changed, by=cast.editor, now=LATER)
    workflow.go_back(changed, by=cast.reporter, to=revision(changed, 1), now=LAST)
    changed.refresh_from_db()
    assert changed.stage == "in_review"


def test_whoever_may_not_edit_may_not_go_back(cast, changed):
    for person in (cast.second_reporter, cast.stranger, cast.photographer):
        with pytest.raises(workflow.NotAllowed, match="may not take this story back"):
            workflow.go_back(changed, by=person, to=revision(changed, 1), now=LAST)
    assert Article.objects.get(pk=changed.pk).revision_number == 2


def test_somebody_elses_save_in_between_is_not_overwritten_unseen(cast, changed):
    saved(changed, cast.editor, headline="A third headline", now=LATER)
    with pytest.raises(SavedSince, match="Editor saved this story"):
        workflow.go_back(changed, by=cast.reporter, to=revision(changed, 1), base=2, now=LAST)
    assert content_of(Article.objects.get(pk=changed.pk)).headline == "A third headline"


def test_a_spiked_story_goes_nowhere(cast, changed):
    workflow.spike(changed, by=cast.editor, now=LATER)
    with pytest.raises(workflow.NotAllowed):
        workflow.go_back(changed, by=cast.editor, to=revision(changed, 1), now=LAST)


def test_going_back_to_what_it_says_already_is_refused_without_a_trace(cast, changed):
    with pytest.raises(workflow.Refused, match="says exactly that already"):
        workflow.go_back(changed, by=cast.reporter, to=revision(changed, 2), now=LAST)
    assert not LogEntry.objects.filter(verb="go_back").exists()


def test_a_tag_that_is_gone_is_said_and_the_rest_can_go_back(cast):
    article = make_article(by=cast.reporter, tags=(str(make_tag("Sea").uid),))
    article = saved(article, cast.reporter, tags=(), headline="Another")
    Tag.objects.filter(name="Sea").delete()
    with pytest.raises(workflow.Refused, match="1 of its tags is no longer here"):
        workflow.go_back(article, by=cast.reporter, to=revision(article, 1), now=LAST)
    workflow.go_back(article, by=cast.reporter, to=revision(article, 1), parts=["headline"], now=LAST)
    assert content_of(Article.objects.get(pk=article.pk)).headline == "Council votes for the wall"


def test_a_photo_that_is_gone_is_said(cast):
    article = make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter)),))
    article = saved(article, cast.reporter, photos=())
    Photo.objects.all().delete()
    with pytest.raises(workflow.Refused, match="1 of its photos is no longer here"):
        workflow.go_back(article, by=cast.reporter, to=revision(article, 1), now=LAST)


def test_a_state_of_another_story_is_no_state_of_this(cast, changed):
    other = make_article(by=cast.reporter)
    with pytest.raises(ValueError, match="same story"):
        workflow.go_back(changed, by=cast.reporter, to=revision(other, 1), now=LAST)
