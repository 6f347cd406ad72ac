"""Pitch, take on, assign, due, planned for: who may, what stands on the story, what the log says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Article
from articles.permissions import may_edit
from articles.working_copy import content_of
from newsroom import clock
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_section


def make_pitch(by, **said):
    fields = {"slugline": "pilot-week", "line": "A week with the harbour pilots.", "now": NOON, **said}
    return workflow.pitch(by=by, **fields)


def logged(article):
    return LogEntry.objects.filter(subject=article.subject).order_by("-number").first()


def test_a_pitch_is_a_draft_in_nobodys_hands(cast):
    section = make_section()
    article = make_pitch(cast.reporter, section=section, commissioned=900)
    article.refresh_from_db()
    assert (article.stage, article.is_pitch, article.assignee) == ("draft", True, None)
    assert (article.slugline, article.pitch, article.section) == (
        "pilot-week",
        "A week with the harbour pilots.",
        section,
    )
    assert logged(article).verb == "pitch"
    assert list(Article.objects.pitched()) == [article]


@pytest.mark.parametrize(("field", "sentence"), [("slugline", "Give it a slugline"), ("line", "in one line")])
def test_a_pitch_without_its_words_is_refused(cast, field, sentence):
    with pytest.raises(workflow.Refused, match=sentence):
        make_pitch(cast.reporter, **{field: "  "})


def test_a_pitch_that_is_too_long_is_refused_in_a_sentence(cast):
    with pytest.raises(workflow.Refused, match="301 characters long; there is room for 300"):
        make_pitch(cast.reporter, line="x" * 301)


def test_a_stranger_and_a_photographer_may_not_pitch(cast):
    for person in (cast.stranger, cast.photographer):
        with pytest.raises(workflow.NotAllowed):
            make_pitch(person)
    assert not Article.objects.exists()


def test_a_reporter_takes_a_colleagues_pitch_and_may_write_it(cast):
    article = make_pitch(cast.reporter)
    assert not may_edit(cast.second_reporter, article)
    article = workflow.take_pitch(article, by=cast.second_reporter, now=NOON)
    assert (article.assignee, article.is_pitch) == (cast.second_reporter, False)
    assert may_edit(cast.second_reporter, article)
    assert logged(article).verb == "take_pitch"


def test_a_pitch_is_taken_once(cast):
    article = make_pitch(cast.reporter)
    workflow.take_pitch(article, by=cast.second_reporter)
    with pytest.raises(workflow.Refused, match="Second Reporter has this story already"):
        workflow.take_pitch(article, by=cast.reporter)


def test_writing_in_a_pitch_ends_it(cast):
    article = make_pitch(cast.reporter)
    content = replace(content_of(article), body="<p>Six in the morning, and dark.</p>")
    workflow.save(article, by=cast.reporter, content=content)
    article.refresh_from_db()
    assert not article.is_pitch


def test_a_spiked_pitch_comes_back_as_a_pitch(cast):
    article = make_pitch(cast.reporter)
    workflow.spike(article, by=cast.editor)
    with pytest.raises(workflow.Refused, match="Revive it first"):
        workflow.take_pitch(article, by=cast.reporter)
    assert workflow.revive(article, by=cast.editor).is_pitch


def test_an_editor_assigns_and_the_log_names_whom(cast):
    article = make_pitch(cast.reporter)
    article = workflow.assign(article, by=cast.editor, to=cast.second_reporter, now=NOON)
    assert (article.assignee, article.is_pitch) == (cast.second_reporter, False)
    entry = logged(article)
    assert entry.verb == "assign"
    assert str(cast.second_reporter.uid) in entry.facts


def test_whoever_is_assigned_is_told_and_whoever_takes_it_is_not(cast):
    article = make_pitch(cast.reporter)
    workflow.take_pitch(article, by=cast.second_reporter)
    assert not Notice.objects.exists()
    workflow.assign(article, by=cast.editor, to=cast.reporter)
    workflow.assign_photographer(article, by=cast.editor, to=cast.photographer)
    told = {(notice.kind, notice.to) for notice in Notice.objects.all()}
    assert told == {("assigned", cast.reporter), ("assigned_photo", cast.photographer)}


def test_a_reporter_may_not_assign_and_nothing_changes(cast):
    article = make_article(by=cast.reporter)
    before = logged(article)
    with pytest.raises(workflow.NotAllowed, match="Reporter may not assign this story"):
        workflow.assign(article, by=cast.reporter, to=cast.second_reporter)
    article.refresh_from_db()
    assert (article.assignee, logged(article)) == (None, before)


def test_nobody_is_given_a_story_they_could_not_write(cast):
    article = make_article(by=cast.reporter)
    with pytest.raises(workflow.Refused, match="Photographer may not write stories"):
        workflow.assign(article, by=cast.editor, to=cast.photographer)


def test_nobody_is_given_a_story_they_may_not_see(cast):
    article = make_article(by=cast.reporter)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    with pytest.raises(workflow.Refused, match="restricted, and Reporter is not among"):
        workflow.assign(article, by=cast.duty_editor, to=cast.reporter)


def test_assigning_moves_no_copy_and_no_time(cast):
    article = make_article(by=cast.reporter)
    revisions, touched = article.revision_number, article.touched_at
    workflow.assign(article, by=cast.editor, to=cast.reporter)
    workflow.set_due(article, by=cast.editor, due_at=clock.now() + timedelta(hours=3))
    article.refresh_from_db()
    assert (article.revision_number, article.touched_at) == (revisions, touched)


def test_a_photo_editor_sends_a_photographer_and_assigns_no_writer(cast):
    article = make_article(by=cast.reporter)
    article = workflow.assign_photographer(article, by=cast.photo_editor, to=cast.photographer)
    assert article.photographer == cast.photographer
    with pytest.raises(workflow.NotAllowed):
        workflow.assign(article, by=cast.photo_editor, to=cast.reporter)


def test_due_and_plan_are_set_and_taken_away(cast):
    article = make_article(by=cast.reporter, now=NOON)
    later = NOON + timedelta(hours=4)
    assert workflow.set_due(article, by=cast.editor, due_at=later, now=NOON).due_at == later
    assert workflow.plan_for(article, by=cast.editor, planned_for=later, now=NOON).planned_for == later
    assert workflow.set_due(article, by=cast.editor, due_at=None, now=NOON).due_at is None
    assert logged(article).verb == "set_due"


def test_a_time_that_is_past_is_refused(cast):
    article = make_article(by=cast.reporter, now=NOON)
    with pytest.raises(workflow.Refused, match="is past"):
        workflow.set_due(article, by=cast.editor, due_at=NOON - timedelta(minutes=1), now=NOON)
    with pytest.raises(workflow.Refused, match="is over"):
        workflow.plan_for(article, by=cast.editor, planned_for=NOON - timedelta(days=1), now=NOON)
    today = clock.start_of_day(clock.local_date(NOON))
    assert workflow.plan_for(article, by=cast.editor, planned_for=today, now=NOON).planned_for == today


def test_whoever_pitches_plans_until_it_is_taken(cast):
    article = make_pitch(cast.reporter)
    tomorrow = NOON + timedelta(days=1)
    workflow.plan_for(article, by=cast.reporter, planned_for=tomorrow, now=NOON)
    with pytest.raises(workflow.NotAllowed):
        workflow.plan_for(article, by=cast.second_reporter, planned_for=None, now=NOON)
    workflow.take_pitch(article, by=cast.second_reporter, now=NOON)
    with pytest.raises(workflow.NotAllowed):
        workflow.plan_for(article, by=cast.reporter, planned_for=None, now=NOON)


def test_overdue_is_what_was_to_be_filed_and_is_not(cast):
    late, filed, stock = (make_article(by=cast.reporter, now=NOON) for _each in range(3))
    for article in (late, filed, stock):
        workflow.set_due(article, by=cast.editor, due_at=NOON + timedelta(hours=1), now=NOON)
    workflow.file(filed, by=cast.reporter, now=NOON)
    workflow.hold(stock, by=cast.editor, kind="stock", reason="Prepared.", now=NOON)
    assert list(Article.objects.overdue(NOON + timedelta(hours=2))) == [late]
    assert not Article.objects.overdue(NOON + timedelta(minutes=30)).exists()


def test_a_redaction_reaches_what_it_is(cast):
    article = make_pitch(cast.reporter, line="What Jonas Brockley did at the mill.")
    workflow.redact(article, by=cast.duty_editor, words=["Brockley"], reason="Order.")
    article.refresh_from_db()
    assert "Brockley" not in article.pitch
