"""Pull and restore, withdraw and reinstate, retract, hold and lift, embargo, spike and revive, restrict."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article, Edition
from articles.querysets import ReadersHave, readers_have
from articles.workflow import NotAllowed, Refused
from newsroom.record.models import Change, LogEntry
from tests.makers import make_article, make_content, make_live

MINUTE = timedelta(minutes=1)


@pytest.fixture
def live(cast, noon) -> Article:
    """A story readers have since before noon."""
    return make_live(cast, now=noon - 10 * MINUTE)


def test_a_pulled_story_is_off_at_once_and_restored_as_it_was(cast, noon, live):
    workflow.pull(live, by=cast.editor, now=noon)
    assert readers_have(live, noon) == ReadersHave.PULLED
    assert readers_have(live, noon - MINUTE) == ReadersHave.LIVE
    workflow.restore(live, by=cast.editor, now=noon + MINUTE)
    assert readers_have(live, noon + MINUTE) == ReadersHave.LIVE
    assert Edition.objects.filter(article=live).count() == 1


def test_a_pull_touches_the_story_the_front_and_its_lists(cast, noon, live):
    workflow.pull(live, by=cast.editor, now=noon)
    number = LogEntry.objects.get(verb="pull").number
    tags = set(Change.objects.filter(number=number, at=noon).values_list("tag", flat=True))
    assert {live.tag, "front:home", "list:all", f"list:section:{live.section_id}"} <= tags


def test_a_pull_recalls_what_lies_ahead(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="Later"), now=noon)
    workflow.publish(live, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon)
    workflow.pull(live, by=cast.editor, now=noon + MINUTE)
    workflow.restore(live, by=cast.editor, now=noon + 2 * MINUTE)
    standing = Edition.objects.standing_at(noon + 120 * MINUTE).get(article=live)
    assert standing.content.headline != "Later"


def test_pulling_twice_is_refused(cast, noon, live):
    workflow.pull(live, by=cast.editor, now=noon)
    with pytest.raises(Refused, match="pulled already"):
        workflow.pull(live, by=cast.editor, now=noon)


def test_an_unpublished_story_cannot_be_pulled(cast, noon):
    with pytest.raises(Refused, match="Readers have nothing of this story"):
        workflow.pull(make_article(by=cast.reporter), by=cast.editor, now=noon)


def test_a_withdrawal_leaves_no_word_of_the_story_in_what_stands(cast, noon, live):
    edition = workflow.withdraw(live, by=cast.duty_editor, note="It was not true.", now=noon)
    assert edition.content.headline == edition.content.body == ""
    assert readers_have(live, noon) == ReadersHave.WITHDRAWN


def test_under_an_order_readers_are_told_nothing_and_the_record_says_why(cast, noon, live):
    edition = workflow.withdraw(live, by=cast.duty_editor, nothing_here=True, reason="High Court", now=noon)
    assert edition.words.public_note == ""
    assert readers_have(live, noon) == ReadersHave.NOTHING
    assert "High Court" in LogEntry.objects.get(verb="withdraw").words.text


def test_a_withdrawal_needs_a_note_for_readers(cast, noon, live):
    with pytest.raises(Refused, match="Tell readers why"):
        workflow.withdraw(live, by=cast.duty_editor, now=noon)


def test_an_editor_may_not_withdraw(cast, noon, live):
    with pytest.raises(NotAllowed):
        workflow.withdraw(live, by=cast.editor, note="No.", now=noon)


def test_a_withdrawn_story_is_published_again_only_by_reinstating_it(cast, noon, live):
    workflow.withdraw(live, by=cast.duty_editor, note="Looking into it.", now=noon)
    with pytest.raises(Refused, match="Reinstate it"):
        workflow.publish(live, by=cast.editor, now=noon + MINUTE)
    edition = workflow.reinstate(live, by=cast.duty_editor, note="It stands.", now=noon + 2 * MINUTE)
    assert edition.kind == Edition.Kind.REINSTATEMENT
    assert readers_have(live, noon + 3 * MINUTE) == ReadersHave.LIVE
    assert edition.address == live.editions.get(number=1).address


def test_a_retracted_story_stays_readable_and_leaves_every_list(cast, noon, live):
    workflow.retract(live, by=cast.editor, note="The interview was invented.", now=noon)
    later = noon + MINUTE
    assert Edition.objects.live(later).get(article=live).content.headline
    assert not Edition.objects.listed(later).exists()
    assert readers_have(live, later) == ReadersHave.RETRACTED


def test_a_hold_recalls_what_is_scheduled_and_stops_publishing_until_lifted(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon)
    held = workflow.hold(article, by=cast.editor, kind="legal", reason="Lawyer reads.", now=noon)
    assert readers_have(article, noon + 120 * MINUTE) == ReadersHave.UNPUBLISHED
    with pytest.raises(Refused, match=r"Editor put it on hold \(Legal\): Lawyer reads\."):
        workflow.publish(article, by=cast.editor, now=noon)
    with pytest.raises(NotAllowed):
        workflow.lift(held, by=cast.editor, now=noon)
    workflow.lift(held, by=cast.duty_editor, now=noon)
    assert workflow.publish(article, by=cast.editor, now=noon)


def test_an_embargo_moved_later_recalls_what_is_scheduled_below_it(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon)
    workflow.embargo(article, by=cast.reporter, until=noon + 90 * MINUTE, now=noon)
    assert readers_have(article, noon + 120 * MINUTE) == ReadersHave.UNPUBLISHED


def test_only_somebody_who_may_lift_makes_an_embargo_end_earlier(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.embargo(article, by=cast.reporter, until=noon + 90 * MINUTE, now=noon)
    with pytest.raises(NotAllowed, match="may not lift the embargo of 22 November 2026, 13:30 UTC"):
        workflow.embargo(article, by=cast.reporter, until=None, now=noon)
    assert workflow.embargo(article, by=cast.duty_editor, until=None, now=noon).embargoed_until is None


def test_a_live_story_cannot_be_spiked(cast, noon, live):
    workflow.save(live, by=cast.reporter, content=make_content(headline="More"), now=noon)
    with pytest.raises(Refused, match="Pull or withdraw it instead"):
        workflow.spike(live, by=cast.editor, now=noon)


def test_spiking_recalls_what_is_scheduled_and_reviving_gives_a_draft(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon)
    workflow.recall(article, by=cast.editor, now=noon)
    workflow.spike(article, by=cast.editor, now=noon)
    assert readers_have(article, noon + 120 * MINUTE) == ReadersHave.UNPUBLISHED
    with pytest.raises(Refused, match="Revive it first"):
        workflow.publish(article, by=cast.editor, now=noon)
    assert workflow.revive(article, by=cast.editor, now=noon).stage == "draft"


def test_a_restricted_story_is_not_there_for_anybody_who_is_not_named(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.reporter], now=noon)
    for person in vars(cast).values():
        sees = Article.objects.visible_to(person).filter(pk=article.pk).exists()
        assert sees == (person in {cast.duty_editor, cast.reporter}), person


def test_a_restriction_cannot_shut_its_author_out(cast, noon):
    with pytest.raises(Refused, match="Name yourself too"):
        workflow.restrict(make_article(by=cast.reporter), by=cast.duty_editor, people=[cast.reporter], now=noon)
