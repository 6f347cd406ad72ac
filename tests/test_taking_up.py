"""A plan that was overtaken: recalled, handed back with what was issued brought in, and taken up again."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.handed_back import handed_back, planned_for
from articles.workflow import NotAllowed, PlanOvertyped, Refused
from articles.working_copy import content_of
from newsroom.record.models import LogEntry
from tests.makers import make_live

MINUTE = timedelta(minutes=1)
FIRST, SECOND = "<p>The council met on Monday.</p>", "<p>The wall will be built by spring.</p>"
PLANNED = "<p>The mayor will speak at six.</p>"


def _planned_and_corrected(cast, noon):
    """Return a live story whose update was planned, then put back to the live text, corrected and issued sooner."""
    article = make_live(cast, now=noon, body=f"{FIRST}\n{SECOND}")
    live = content_of(article)
    plan = replace(live, body=f"{FIRST}\n{SECOND}\n{PLANNED}", dek="The mayor speaks tonight.")
    workflow.save(article, by=cast.reporter, content=plan, now=noon + MINUTE)
    workflow.publish(article, by=cast.editor, live_from=noon + 360 * MINUTE, now=noon + 2 * MINUTE)
    fixed = replace(live, body=f"{FIRST.replace('Monday', 'Tuesday')}\n{SECOND}")
    workflow.save(article, by=cast.reporter, content=fixed, now=noon + 3 * MINUTE)
    workflow.publish(article, by=cast.editor, kind="correction", note="It was Tuesday.", now=noon + 4 * MINUTE)
    article.refresh_from_db()
    return article


def _waiting(article):
    return handed_back(article.revisions.order_by("-number"), article.editions.order_by("-number"))


def test_the_plan_is_handed_back_with_the_correction_in_it(cast, noon):
    article = _planned_and_corrected(cast, noon)
    waiting = _waiting(article)
    text = waiting.revision.content
    assert "met on Tuesday" in text.body and "The mayor will speak" in text.body
    assert text.dek == "The mayor speaks tonight."
    assert (waiting.planned.number, waiting.issued.number) == (2, 3)
    assert "The mayor" not in content_of(article).body
    facts = json.loads(LogEntry.objects.filter(verb="publish").latest("number").facts)
    assert (facts["rebased"], facts["overtaken"]) == (1, 0)


def test_where_both_changed_one_thing_what_was_issued_stands(cast, noon):
    article = make_live(cast, now=noon)
    live = content_of(article)
    workflow.save(article, by=cast.reporter, content=replace(live, headline="Plan", dek="New"), now=noon + MINUTE)
    workflow.publish(article, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon + 2 * MINUTE)
    workflow.save(article, by=cast.reporter, content=replace(live, headline="Right"), now=noon + 3 * MINUTE)
    workflow.publish(article, by=cast.editor, now=noon + 4 * MINUTE)
    text = _waiting(article).revision.content
    assert (text.headline, text.dek) == ("Right", "New")


def test_taken_up_it_is_in_the_copy_to_be_signed_off_and_scheduled_again(cast, noon):
    article = _planned_and_corrected(cast, noon)
    workflow.take_up(article, by=cast.editor, now=noon + 5 * MINUTE)
    article.refresh_from_db()
    assert "The mayor will speak" in article.body and "Tuesday" in article.body
    assert article.stage == "in_review"
    assert LogEntry.objects.latest("number").verb == "take_up"
    revisions, versions = article.revisions.order_by("-number"), article.editions.order_by("-number")
    assert planned_for(revisions, versions, noon + 6 * MINUTE) == noon + 360 * MINUTE
    assert _waiting(article) is None
    with pytest.raises(Refused, match="taken up already"):
        workflow.take_up(article, by=cast.editor, now=noon + 7 * MINUTE)
    edition = workflow.publish(article, by=cast.editor, live_from=noon + 360 * MINUTE, now=noon + 8 * MINUTE)
    assert "Tuesday" in edition.content.body and edition.read_by == cast.editor


def test_what_was_typed_since_is_kept_and_a_clash_is_refused(cast, noon):
    article = _planned_and_corrected(cast, noon)
    typed = replace(content_of(article), headline="Typed since")
    workflow.save(article, by=cast.reporter, content=typed, now=noon + 5 * MINUTE)
    workflow.take_up(article, by=cast.editor, now=noon + 6 * MINUTE)
    article.refresh_from_db()
    assert article.headline == "Typed since" and "The mayor" in article.body
    other = _planned_and_corrected(cast, noon)
    workflow.save(other, by=cast.reporter, content=replace(content_of(other), dek="Another"), now=noon + 5 * MINUTE)
    with pytest.raises(PlanOvertyped, match="in the same place: 1 thing is to choose"):
        workflow.take_up(other, by=cast.editor, now=noon + 6 * MINUTE)


def _overtyped(cast, noon):
    """Return such a story whose dek was changed since, with one more paragraph, and its questions by place."""
    article = _planned_and_corrected(cast, noon)
    copy = content_of(article)
    typed = replace(copy, dek="Another.", body=f"{copy.body}\n<p>The mayor will not speak.</p>")
    workflow.save(article, by=cast.reporter, content=typed, now=noon + 5 * MINUTE)
    with pytest.raises(PlanOvertyped) as refused:
        workflow.take_up(article, by=cast.editor, now=noon + 6 * MINUTE)
    return article, {clash.where: clash.key for clash in refused.value.merged.conflicts}


@pytest.mark.parametrize(
    ("answer", "dek"), [("mine", "The mayor speaks tonight."), ("theirs", "Another.")]
)  # fmt: skip
def test_what_is_chosen_stays_and_all_else_of_both_is_in(cast, noon, answer, dek):
    article, asked = _overtyped(cast, noon)
    before = set(article.revisions.values_list("number", flat=True))
    kept = workflow.take_up(
        article, by=cast.editor, choices=dict.fromkeys(asked.values(), answer), now=noon + 7 * MINUTE
    )
    article.refresh_from_db()
    assert article.dek == dek and "Tuesday" in article.body
    assert "will speak" in article.body and "will not speak" in article.body
    assert kept.why == "taken_up" and before < set(article.revisions.values_list("number", flat=True))
    entry = LogEntry.objects.latest("number")
    assert entry.verb == "take_up" and json.loads(entry.facts)["answers"] == [answer] * len(asked)


def test_where_the_copy_is_chosen_everywhere_it_stays_and_the_plan_waits_no_longer(cast, noon):
    article = make_live(cast, now=noon)
    live = content_of(article)
    workflow.save(article, by=cast.reporter, content=replace(live, dek="The plan."), now=noon + MINUTE)
    workflow.publish(article, by=cast.editor, live_from=noon + 60 * MINUTE, now=noon + 2 * MINUTE)
    workflow.save(article, by=cast.reporter, content=replace(live, headline="Right"), now=noon + 3 * MINUTE)
    workflow.publish(article, by=cast.editor, now=noon + 4 * MINUTE)
    article.refresh_from_db()
    typed = replace(content_of(article), dek="The copy.")
    workflow.save(article, by=cast.reporter, content=typed, now=noon + 5 * MINUTE)
    workflow.file(article, by=cast.reporter, now=noon + 5 * MINUTE)
    workflow.sign_off(article, by=cast.copy_editor, now=noon + 6 * MINUTE)
    with pytest.raises(PlanOvertyped) as asked:
        workflow.take_up(article, by=cast.editor, now=noon + 6 * MINUTE)
    choices = {clash.key: "theirs" for clash in asked.value.merged.conflicts}
    workflow.take_up(article, by=cast.editor, choices=choices, now=noon + 7 * MINUTE)
    article.refresh_from_db()
    assert content_of(article).text == typed.text and article.stage == "ready"
    assert _waiting(article) is None
    assert json.loads(LogEntry.objects.latest("number").facts)["as_it_was"] == 1
    with pytest.raises(Refused, match="taken up already"):
        workflow.take_up(article, by=cast.editor, now=noon + 8 * MINUTE)


def test_what_is_not_chosen_or_no_longer_so_is_asked_and_changes_nothing(cast, noon):
    article, asked = _overtyped(cast, noon)
    revision, entries = article.revisions.count(), LogEntry.objects.count()
    for choices in ({}, dict.fromkeys(asked.values(), "neither"), {"stale": "mine"}):
        with pytest.raises(PlanOvertyped):
            workflow.take_up(article, by=cast.editor, choices=choices, now=noon + 7 * MINUTE)
    assert (article.revisions.count(), LogEntry.objects.count()) == (revision, entries)
    copy = content_of(article)
    workflow.save(article, by=cast.reporter, content=replace(copy, dek="A third."), now=noon + 8 * MINUTE)
    with pytest.raises(PlanOvertyped):
        workflow.take_up(article, by=cast.editor, choices=dict.fromkeys(asked.values(), "mine"), now=noon + 9 * MINUTE)
    article.refresh_from_db()
    assert article.dek == "A third."


def test_it_waits_no_longer_once_something_else_is_issued(cast, noon):
    article = _planned_and_corrected(cast, noon)
    typed = replace(content_of(article), headline="Later")
    workflow.save(article, by=cast.reporter, content=typed, now=noon + 9 * MINUTE)
    workflow.publish(article, by=cast.editor, now=noon + 10 * MINUTE)
    with pytest.raises(Refused, match="overtaken by a later version"):
        workflow.take_up(article, by=cast.editor, now=noon + 11 * MINUTE)
    with pytest.raises(NotAllowed):
        workflow.take_up(article, by=cast.stranger, now=noon + 11 * MINUTE)


def test_nobody_reads_their_own_words_by_taking_up_what_was_planned_of_them(cast, noon):
    article = make_live(cast, now=noon, body=f"{FIRST}\n{SECOND}")
    live = content_of(article)
    workflow.save(article, by=cast.duty_editor, content=replace(live, dek="Mine alone."), now=noon + MINUTE)
    unread = {"reason": "alone", "reader": cast.copy_editor, "read_after": noon + 999 * MINUTE}
    later = noon + 360 * MINUTE
    workflow.publish_alone(article, by=cast.duty_editor, live_from=later, now=noon + 2 * MINUTE, **unread)
    fixed = replace(live, body=f"{FIRST.replace('Monday', 'Tuesday')}\n{SECOND}")
    workflow.save(article, by=cast.reporter, content=fixed, now=noon + 3 * MINUTE)
    workflow.publish(article, by=cast.editor, now=noon + 4 * MINUTE)
    workflow.take_up(article, by=cast.reporter, now=noon + 5 * MINUTE)
    with pytest.raises(Refused, match="Editor signed off revision|changed the words"):
        workflow.publish(article, by=cast.duty_editor, now=noon + 6 * MINUTE)
    assert workflow.publish(article, by=cast.editor, now=noon + 7 * MINUTE).read_by == cast.editor
