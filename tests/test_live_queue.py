"""The queue of a live story, a desk that reads first, a pause, and the end of somebody's leave to post."""

import json
import uuid
from datetime import timedelta

import pytest

from articles import workflow
from articles.audit import broken_chains
from articles.models import Article, Edition, LiveEntry, LiveStory, ReadAfter
from articles.workflow import NotAllowed, Refused, Said
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import make_contributor, make_live

MINUTE = timedelta(minutes=1)


@pytest.fixture
def live(cast, noon):
    """A live story to which the reporter may post; the second reporter has no leave."""
    story = make_live(cast, now=noon - MINUTE, headline="Election night")
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    return story


def said(text="Turnout is 61 %", **fields) -> Said:
    return Said(text, byline=make_contributor(), **fields)


def queued(live, cast, noon, **given):
    fields = {"by": cast.second_reporter, "said": said(), "token": uuid.uuid4(), "now": noon + MINUTE, **given}
    return workflow.queue_entry(live, **fields).article


def approved(entry, by, noon, **given):
    revision = Article.objects.get(pk=entry.pk).revision_number
    return workflow.approve_entry(entry, **{"by": by, "revision": revision, "now": noon + 5 * MINUTE, **given})


def last_verb() -> str:
    return LogEntry.objects.order_by("number").last().verb


def test_readers_have_nothing_of_what_waits(live, cast, noon):
    entry = queued(live, cast, noon)
    assert (entry.stage, entry.filed_by, entry.part_of) == ("in_review", cast.second_reporter, live)
    assert entry.live_entry.number is None
    assert not Edition.objects.filter(article=entry).exists()
    assert last_verb() == "queue_entry"


def test_what_is_filed_twice_is_filed_once(live, cast, noon):
    token = uuid.uuid4()
    first = queued(live, cast, noon, token=token)
    assert queued(live, cast, noon, token=token) == first
    assert LiveEntry.objects.count() == 1
    with pytest.raises(Refused, match="filed already, in other words"):
        queued(live, cast, noon, token=token, said=said("Turnout is 62 %"))
    with pytest.raises(Refused, match="Another entry was sent under that number"):
        queued(live, cast, noon, token=token, by=cast.reporter)


def test_an_entry_that_says_nothing_is_not_filed_and_nobody_files_to_what_is_closed(live, cast, noon):
    with pytest.raises(Refused, match="The entry says nothing"):
        queued(live, cast, noon, said=said(" "))
    with pytest.raises(NotAllowed):
        queued(live, cast, noon, by=cast.photographer)
    workflow.let_post(live, by=cast.editor, user=cast.editor, reader=cast.duty_editor, now=noon)
    workflow.close_live(live, by=cast.editor, summary="It ended.", now=noon + MINUTE)
    with pytest.raises(Refused, match="was closed at"):
        queued(live, cast, noon, now=noon + 2 * MINUTE)
    assert not LiveEntry.objects.exists()


def test_an_approved_entry_is_read_by_who_approved_it_and_has_the_time_it_goes_out(live, cast, noon):
    entry = queued(live, cast, noon)
    edition = approved(entry, cast.editor, noon)
    assert (edition.eyes, edition.read_by, edition.kind, edition.live_from) == (
        "read", cast.editor, "first", noon + 5 * MINUTE,
    )  # fmt: skip
    row = LiveEntry.objects.get()
    assert (row.at, row.number) == (noon + 5 * MINUTE, LogEntry.objects.order_by("number").last().number)
    assert last_verb() == "approve_entry"
    entry.refresh_from_db()
    assert entry.stage == "at_rest"
    assert list(broken_chains()) == []
    with pytest.raises(Refused, match="Readers have this entry already"):
        approved(entry, cast.editor, noon)


def test_an_entry_that_was_edited_goes_out_unread_with_somebody_who_reads_behind(live, cast, noon):
    entry = queued(live, cast, noon)
    with pytest.raises(Refused, match="Say who reads it behind you"):
        approved(entry, cast.editor, noon, said=said("Turnout is 51 %"))
    with pytest.raises(Refused, match="cannot read it behind you"):
        approved(entry, cast.editor, noon, said=said("Turnout is 51 %"), reader=cast.reporter)
    edition = approved(entry, cast.editor, noon, said=said("Turnout is 51 %"), reader=cast.duty_editor)
    assert (edition.eyes, edition.unread_reason) == ("unread", "live")
    assert edition.content.body == "<p>Turnout is 51 %</p>"
    assert ReadAfter.objects.get(edition=edition).reader == cast.duty_editor


def test_who_approves_with_leave_to_post_is_read_behind_by_the_same_colleague(live, cast, noon):
    workflow.let_post(live, by=cast.editor, user=cast.editor, reader=cast.copy_editor, now=noon)
    edition = approved(queued(live, cast, noon), cast.editor, noon, said=said("Turnout is 51 %"))
    assert ReadAfter.objects.get(edition=edition).reader == cast.copy_editor


def test_nobody_approves_their_own_as_read(live, cast, noon):
    entry = queued(live, cast, noon, by=cast.editor)
    with pytest.raises(Refused, match="You typed in it"):
        approved(entry, cast.editor, noon)
    assert approved(entry, cast.duty_editor, noon).read_by == cast.duty_editor


def test_only_who_publishes_approves_and_only_what_they_looked_at(live, cast, noon):
    entry = queued(live, cast, noon)
    for person in (cast.reporter, cast.second_reporter, cast.copy_editor, cast.stranger):
        with pytest.raises(NotAllowed):
            approved(entry, person, noon)
    with pytest.raises(Refused, match="changed after you opened it"):
        approved(entry, cast.editor, noon, revision=2)
    assert not Edition.objects.filter(article=entry).exists()


def test_what_is_sent_back_comes_with_a_reason_and_is_filed_anew_with_other_words(live, cast, noon):
    entry = queued(live, cast, noon)
    workflow.send_back(entry, by=cast.editor, reason="Who says so?", now=noon + 2 * MINUTE)
    with pytest.raises(Refused):
        approved(entry, cast.editor, noon)
    with pytest.raises(NotAllowed):
        workflow.requeue_entry(entry, by=cast.reporter, said=said("Mine"), now=noon + 3 * MINUTE)
    workflow.requeue_entry(entry, by=cast.second_reporter, said=said("Turnout is 61 %, says X"), now=noon + 3 * MINUTE)
    assert last_verb() == "requeue_entry"
    edition = approved(entry, cast.editor, noon)
    assert edition.content.body == "<p>Turnout is 61 %, says X</p>"
    told = Notice.objects.filter(to=cast.second_reporter).values_list("kind", flat=True)
    assert "sent_back" in told


def test_the_desk_is_told_of_a_queue_and_not_of_every_entry(live, cast, noon):
    filed = Notice.objects.filter(to=cast.editor, kind="filed")
    before = filed.count()
    for minute in range(3):
        queued(live, cast, noon, now=noon + minute * MINUTE)
    assert filed.count() == before + 1


def test_no_other_verb_gives_readers_what_waits(live, cast, noon):
    entry = queued(live, cast, noon)
    with pytest.raises(Refused, match="It waits in the queue"):
        workflow.publish(entry, by=cast.editor, now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="It waits in the queue"):
        workflow.publish_alone(
            entry, by=cast.duty_editor, reason="breaking", reader=cast.editor, read_after=noon + 9 * MINUTE, now=noon
        )
    assert not Edition.objects.filter(article=entry).exists()


def test_a_hold_of_the_live_story_binds_its_queue(live, cast, noon):
    entry = queued(live, cast, noon)
    workflow.hold(live, by=cast.editor, kind="legal", reason="A letter came.", now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="put it on hold"):
        approved(entry, cast.editor, noon)


def test_where_the_desk_reads_first_nobody_posts_and_the_queue_goes_out(live, cast, noon):
    workflow.queue_first(live, by=cast.editor, on=True, now=noon)
    assert (last_verb(), json.loads(LogEntry.objects.order_by("number").last().facts)["on"]) == ("queue_first", 1)
    with pytest.raises(Refused, match="The desk reads every entry first"):
        workflow.post(live, by=cast.reporter, said=said(), token=uuid.uuid4(), now=noon + MINUTE)
    assert approved(queued(live, cast, noon, by=cast.reporter), cast.editor, noon).number == 1
    workflow.queue_first(live, by=cast.editor, on=False, now=noon + 6 * MINUTE)
    assert workflow.post(live, by=cast.reporter, said=said(), token=uuid.uuid4(), now=noon + 7 * MINUTE)
    with pytest.raises(Refused, match="It is so already"):
        workflow.queue_first(live, by=cast.editor, on=False, now=noon + 8 * MINUTE)


def test_a_pause_stops_posts_and_approvals_but_no_correction_and_no_pull(live, cast, noon):
    edition = workflow.post(live, by=cast.reporter, said=said(), token=uuid.uuid4(), now=noon + MINUTE)
    entry = queued(live, cast, noon)
    workflow.pause_live(live, by=cast.editor, now=noon + 2 * MINUTE)
    assert last_verb() == "pause_live"
    with pytest.raises(Refused, match="Posting is paused since 12:02, by Editor"):
        workflow.post(live, by=cast.reporter, said=said(), token=uuid.uuid4(), now=noon + 3 * MINUTE)
    with pytest.raises(Refused, match="Posting is paused"):
        approved(entry, cast.editor, noon)
    note = {"kind": "correction", "note": "We said 61.", "edition": 1}
    workflow.edit_entry(edition.article, by=cast.reporter, said=said("51 %"), **note, now=noon + 3 * MINUTE)
    workflow.pull(edition.article, by=cast.reporter, now=noon + 4 * MINUTE)
    with pytest.raises(Refused, match="paused already, by Editor"):
        workflow.pause_live(live, by=cast.duty_editor, now=noon + 4 * MINUTE)
    with pytest.raises(NotAllowed):
        workflow.resume_live(live, by=cast.reporter, now=noon + 4 * MINUTE)
    workflow.resume_live(live, by=cast.duty_editor, now=noon + 5 * MINUTE)
    assert (last_verb(), LiveStory.objects.get().paused_at) == ("resume_live", None)
    assert approved(entry, cast.editor, noon, now=noon + 6 * MINUTE)


def test_one_leave_ends_and_the_others_stay(live, cast, noon):
    workflow.let_post(live, by=cast.editor, user=cast.second_reporter, reader=cast.editor, now=noon)
    workflow.end_leave(live, by=cast.editor, user=cast.reporter, now=noon + MINUTE)
    last = LogEntry.objects.order_by("number").last()
    assert (last.verb, json.loads(last.facts)["user"]) == ("end_leave", cast.reporter.pk)
    with pytest.raises(NotAllowed):
        workflow.post(live, by=cast.reporter, said=said(), token=uuid.uuid4(), now=noon + 2 * MINUTE)
    assert workflow.post(live, by=cast.second_reporter, said=said(), token=uuid.uuid4(), now=noon + 2 * MINUTE)
    with pytest.raises(Refused, match="has no leave to post"):
        workflow.end_leave(live, by=cast.editor, user=cast.reporter, now=noon + 3 * MINUTE)


def test_what_is_spiked_leaves_the_queue(live, cast, noon):
    entry = queued(live, cast, noon)
    workflow.spike(entry, by=cast.second_reporter, now=noon + 2 * MINUTE)
    assert not LiveEntry.objects.queued().exists()
    with pytest.raises(Refused):
        approved(entry, cast.editor, noon)
