"""Republishers: who took a story hears of its corrections and kills, in words that fit, once readers have them."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from articles import workflow
from articles.models import Republisher, RepublisherNotice
from articles.tasks import payload_of, tell_republisher
from articles.workflow import NotAllowed, Refused
from newsroom.notices import outgoing
from newsroom.notices.outgoing import NotSent
from tests.makers import make_live, make_section

State, Kind = RepublisherNotice.State, RepublisherNotice.Kind


@pytest.fixture
def story(cast):
    return make_live(cast)


@pytest.fixture
def later(noon):
    return noon + timedelta(hours=1)


@pytest.fixture
def gazette(db):
    return Republisher.objects.create(name="The Other Gazette", email="desk@gazette.example")


def send(notice):
    return tell_republisher.func(notice.pk)


def test_who_took_the_story_is_written_down_once(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    with pytest.raises(Refused, match="already"):
        workflow.note_taken(story, gazette, by=cast.editor, now=later)
    with pytest.raises(NotAllowed):
        workflow.forget_taken(story, gazette, by=cast.reporter, now=later)
    workflow.forget_taken(story, gazette, by=cast.editor, now=later)
    assert not gazette.taken.exists()


def test_a_correction_goes_to_who_took_it_and_to_nobody_else(story, gazette, cast, later, mails):
    Republisher.objects.create(name="Stranger", email="s@example.net")
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    edition = workflow.publish(story, by=cast.editor, kind="correction", note="It was Tuesday.", now=later)
    notice = RepublisherNotice.objects.get()
    assert (notice.republisher, notice.edition, notice.kind) == (gazette, edition, Kind.CORRECTION)
    assert notice.title == "CORRECTION: Council votes for the wall"
    assert "It was Tuesday." in notice.text
    assert send(notice) == State.SENT
    assert [(each.to, each.subject) for each in mails] == [
        (["desk@gazette.example"], "The Newsroom: CORRECTION: Council votes for the wall")
    ]


@pytest.mark.parametrize("takes", ["all", "section", "other section", "nothing"])
def test_who_takes_a_feed_took_what_is_in_it(story, gazette, cast, later, takes):
    if takes == "all":
        gazette.takes_all = True
        gazette.save()
    elif takes != "nothing":
        gazette.sections.add(make_section("City" if takes == "section" else "Sport"))
    workflow.retract(story, by=cast.editor, note="It was wrong.", now=later)
    assert RepublisherNotice.objects.exists() == (takes in {"all", "section"})


def test_updates_and_minor_fixes_tell_nobody(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.publish(story, by=cast.editor, kind="update", note="More.", now=later)
    assert not RepublisherNotice.objects.exists()


def test_it_waits_until_readers_have_it_and_is_stopped_by_undo(story, gazette, cast, later, mails):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    edition = workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=later)
    task = DBTaskResult.objects.get(task_path=tell_republisher.module_path)
    assert task.run_after > edition.live_from
    workflow.recall(story, by=cast.editor, now=later + timedelta(seconds=2))
    assert send(RepublisherNotice.objects.get()) == State.STOPPED
    assert mails == []


def test_a_withdrawal_under_an_order_names_neither_headline_nor_reason(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.withdraw(story, by=cast.duty_editor, nothing_here=True, reason="Order 7 O 12/26, Jane Odoe", now=later)
    notice = RepublisherNotice.objects.get()
    assert notice.kind == Kind.NOTHING
    for word in ("Council", "Odoe", "Order", "harbour"):
        assert word not in notice.title
    for word in ("Council votes", "Odoe", "Order"):
        assert word not in notice.text
    assert str(story.uid) in notice.text


def test_a_withdrawal_with_a_notice_is_a_kill_with_the_note(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.withdraw(story, by=cast.duty_editor, note="We were deceived.", now=later)
    notice = RepublisherNotice.objects.get()
    assert notice.title == "KILL: Council votes for the wall"
    assert "We were deceived." in notice.text


def test_a_pull_tells_only_who_wants_to_hear_of_it(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.pull(story, by=cast.editor, now=later)
    assert not RepublisherNotice.objects.exists()
    Republisher.objects.update(told_of_pulls=True)
    workflow.restore(story, by=cast.editor, now=later)
    assert [each.kind for each in RepublisherNotice.objects.all()] == [Kind.RESTORE]


def test_what_did_not_arrive_is_kept_and_can_be_sent_again(story, gazette, cast, later, monkeypatch):
    gazette.webhook, gazette.secret = "https://gazette.example/hook", outgoing.new_secret()
    gazette.save()
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=later)
    notice = RepublisherNotice.objects.get()

    def fails(*said, **how):
        raise NotSent("gazette.example answered 500.", status=500)

    monkeypatch.setattr(outgoing, "post", fails)
    with pytest.raises(NotSent):
        send(notice)
    notice.refresh_from_db()
    assert (notice.state, notice.trouble) == (State.FAILED, "gazette.example answered 500.")
    notice = workflow.send_again(notice, by=cast.editor, now=later)
    assert notice.state == State.QUEUED
    got = []
    monkeypatch.setattr(outgoing, "post", lambda url, payload, **how: got.append((url, payload)))
    assert send(notice) == State.SENT
    assert got == [("https://gazette.example/hook", payload_of(notice))]
    with pytest.raises(Refused, match="arrived"):
        workflow.send_again(notice, by=cast.editor, now=later)


def test_without_a_way_to_reach_them_it_is_said_and_not_tried_again(story, gazette, cast, later):
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=later)
    notice = RepublisherNotice.objects.get()
    assert send(notice) == State.FAILED
    notice.refresh_from_db()
    assert "no way to reach them" in notice.trouble


def test_a_redaction_reaches_what_is_kept_of_it(cast, gazette, noon, later):
    story = make_live(cast, headline="Jane Odoe votes for the wall")
    workflow.note_taken(story, gazette, by=cast.editor, now=later)
    workflow.publish(story, by=cast.editor, kind="correction", note="Oops.", now=later)
    done = workflow.redact(story, by=cast.duty_editor, words=["Jane Odoe"], reason="Order.", now=later)
    assert done.found["notice to a republisher"] == 1
    notice = RepublisherNotice.objects.get()
    assert "odoe" not in (notice.title + notice.text).lower()
