"""Publishing: what readers get, when, and what stands in the way."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Edition
from articles.querysets import ReadersHave, readers_have
from articles.workflow import NotAllowed, Refused
from tests.makers import make_article, make_content, make_live, make_photo, use_of

SECOND = timedelta(seconds=1)


def test_it_goes_live_seven_seconds_after_publishing(cast, noon):
    article = make_live(cast, now=noon)
    assert readers_have(article, noon + 6 * SECOND) == ReadersHave.SCHEDULED
    assert readers_have(article, noon + 7 * SECOND) == ReadersHave.LIVE


def test_publishing_anothers_copy_is_itself_the_sign_off(cast, noon):
    article = make_live(cast, now=noon)
    edition = article.editions.get()
    assert (edition.eyes, edition.read_by) == (Edition.Eyes.READ, cast.editor)
    assert article.sign_offs.get().by == cast.editor


def test_an_editor_cannot_publish_what_they_wrote_and_nobody_read(cast, noon):
    article = make_article(by=cast.editor, now=noon)
    with pytest.raises(Refused, match="Nobody else has read this text"):
        workflow.publish(article, by=cast.editor, now=noon)
    assert not Edition.objects.exists()


def test_a_reporter_may_not_publish(cast, noon):
    article = make_article(by=cast.reporter, now=noon)
    with pytest.raises(NotAllowed, match="Reporter may not publish this story"):
        workflow.publish(article, by=cast.reporter, now=noon)


def test_an_edit_after_the_sign_off_is_named_with_its_author_and_time(cast, noon):
    article = make_article(by=cast.editor, now=noon)
    workflow.file(article, by=cast.editor, now=noon)
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    changed = make_content(headline="Council votes for a taller wall")
    workflow.save(article, by=cast.editor, content=changed, now=noon + 60 * SECOND)
    with pytest.raises(Refused, match="Copy Editor signed off revision 1, but Editor changed the words at 22 November"):
        workflow.publish(article, by=cast.editor, now=noon + 90 * SECOND)
    article.refresh_from_db()
    assert article.stage == "in_review"


def test_a_changed_tag_leaves_the_words_read(cast, noon):
    article = make_article(by=cast.editor, now=noon)
    workflow.file(article, by=cast.editor, now=noon)
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    workflow.save(article, by=cast.editor, content=make_content(tags=()), now=noon)
    edition = workflow.publish(article, by=cast.editor, now=noon)
    assert edition.read_by == cast.copy_editor


def test_it_refuses_a_mark_in_the_text_and_names_the_place(cast, noon):
    article = make_article(by=cast.reporter, body="<p>Fine words here.</p><p>It cost XX pounds.</p>")
    with pytest.raises(Refused, match="“XX” stands in paragraph 2"):
        workflow.publish(article, by=cast.editor, now=noon)


def test_it_refuses_an_uncredited_photo_and_publishes_without_it(cast, noon):
    photo = make_photo(by=cast.reporter, credit_line="")
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    with pytest.raises(Refused, match="has no credit line"):
        workflow.publish(article, by=cast.editor, now=noon)
    edition = workflow.publish(article, by=cast.editor, without_photos=[str(photo.uid)], now=noon)
    assert edition.content.photos == ()


def test_it_refuses_an_embargoed_story_with_the_hour_it_ends(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.embargo(article, by=cast.reporter, until=noon + timedelta(hours=2), now=noon)
    with pytest.raises(Refused, match="under embargo until 22 November 2026, 14:00 UTC"):
        workflow.publish(article, by=cast.editor, now=noon)
    edition = workflow.publish(article, by=cast.editor, live_from=noon + timedelta(hours=2), now=noon)
    assert edition.embargoed_until == noon + timedelta(hours=2)


def test_a_correction_before_a_scheduled_update_recalls_it_for_good(cast, noon):
    article = make_live(cast, now=noon)
    later = noon + timedelta(hours=1)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Old plan"), now=noon + 60 * SECOND)
    workflow.publish(article, by=cast.editor, live_from=later, now=noon + 120 * SECOND)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Right at last"), now=noon + 180 * SECOND)
    workflow.publish(article, by=cast.editor, kind="correction", note="It was wrong.", now=noon + 240 * SECOND)
    for minute in (5, 59, 61, 600):
        standing = Edition.objects.standing_at(noon + timedelta(minutes=minute)).get(article=article)
        assert standing.content.headline == "Right at last"
    # What was planned said nothing that the correction does not say otherwise: nothing of it is left to schedule.
    assert not article.revisions.filter(why="recalled").exists()


def test_a_withdrawal_before_a_scheduled_update_keeps_it_away(cast, noon):
    article = make_live(cast, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Update"), now=noon + 60 * SECOND)
    workflow.publish(article, by=cast.editor, live_from=noon + timedelta(hours=1), now=noon + 120 * SECOND)
    workflow.withdraw(article, by=cast.duty_editor, note="It was not true.", now=noon + 180 * SECOND)
    assert readers_have(article, noon + timedelta(hours=2)) == ReadersHave.WITHDRAWN


def test_a_second_publish_while_one_lies_ahead_is_refused_by_name(cast, noon):
    article = make_live(cast, now=noon)
    with pytest.raises(Refused, match="Version 1 goes live at 22 November 2026, 12:00:07 UTC already"):
        workflow.publish(article, by=cast.editor, now=noon + SECOND)


def test_readers_already_have_exactly_this(cast, noon):
    article = make_live(cast, now=noon)
    with pytest.raises(Refused, match=r"Readers already have exactly this \(version 1\)"):
        workflow.publish(article, by=cast.editor, now=noon + 60 * SECOND)


def test_undo_within_seven_seconds_leaves_readers_nothing(cast, noon):
    article = make_live(cast, now=noon)
    workflow.recall(article, by=cast.editor, now=noon + 3 * SECOND)
    assert readers_have(article, noon + timedelta(days=1)) == ReadersHave.UNPUBLISHED
    article.refresh_from_db()
    assert article.stage == "ready"


def test_undo_comes_too_late_after_seven_seconds(cast, noon):
    article = make_live(cast, now=noon)
    with pytest.raises(Refused, match="It is too late"):
        workflow.recall(article, by=cast.editor, now=noon + 7 * SECOND)
