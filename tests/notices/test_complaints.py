"""Complaints: what a reader says is wrong, who is told, what becomes of it, and that nobody is remembered."""

from datetime import timedelta

import pytest

from articles import complaints, workflow
from articles.models import Complaint, Edition
from articles.tasks import mail_answer
from articles.workflow import NotAllowed, Refused
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry
from tests.makers import make_live

State, Outcome = Complaint.State, Complaint.Outcome


@pytest.fixture
def story(cast):
    return make_live(cast)


@pytest.fixture
def later(noon):
    return noon + timedelta(hours=1)


@pytest.fixture
def complain(story, later):
    """Return a function that reports an error as a reader does."""

    def _complain(**said):
        edition = story.editions.get(number=1)
        return workflow.complain(edition, **{"text": "It voted on Tuesday.", "now": later, **said})

    return _complain


@pytest.fixture
def correct(cast, story, later):
    """Return a function that issues a correction, and gives its edition."""

    def _correct(kind="correction", after=timedelta(minutes=5)):
        return workflow.publish(story, by=cast.editor, kind=kind, note="It was Tuesday.", now=later + after)

    return _correct


def kinds_of(person):
    return list(Notice.objects.of(person).values_list("kind", flat=True))


def test_it_reaches_the_writer_and_whoever_edits(complain, cast):
    complaint = complain(passage="met on Monday", email="reader@example.net")
    assert (complaint.state, complaint.edition.number) == (State.NEW, 1)
    assert all("complaint" in kinds_of(person) for person in (cast.reporter, cast.editor, cast.duty_editor))
    assert "complaint" not in kinds_of(cast.second_reporter)


def test_the_log_says_that_somebody_complained_and_neither_who_nor_what(complain, story):
    complain(email="reader@example.net")
    entry = LogEntry.objects.get(verb="complain")
    assert (entry.by, entry.subject) == (None, story.subject)
    assert "reader@" not in entry.facts + entry.words.text
    assert "Tuesday" not in entry.facts + entry.words.text


def test_an_empty_one_is_refused(complain):
    with pytest.raises(Refused, match="Say what is wrong"):
        complain(text="  \n ")
    assert not Complaint.objects.exists()


def test_an_editor_looks_into_it_and_says_why_nothing_is_corrected(complain, cast, later):
    complaint = complain()
    complaint = workflow.look_into(complaint, by=cast.editor, now=later)
    assert (complaint.state, complaint.looked_into_by) == (State.LOOKING, cast.editor)
    with pytest.raises(Refused, match="Say why"):
        workflow.settle(complaint, by=cast.editor, now=later)
    complaint = workflow.settle(complaint, by=cast.editor, reason="It was Monday.", now=later)
    assert (complaint.state, complaint.outcome) == (State.NOT_CORRECTED, Outcome.NOT_CORRECTED)
    assert complaint.settled_by == cast.editor
    assert "complaint_answered" in kinds_of(cast.reporter)
    assert (
        list(LogEntry.objects.filter(verb__in=["look_into", "settle"]).values_list("by", flat=True))
        == [cast.editor.pk] * 2
    )


def test_a_reporter_may_read_complaints_and_not_settle_them(complain, cast, later):
    complaint = complain()
    with pytest.raises(NotAllowed, match="may not handle complaints"):
        workflow.look_into(complaint, by=cast.second_reporter, now=later)
    complaint.refresh_from_db()
    assert complaint.state == State.NEW


@pytest.mark.parametrize(("kind", "outcome"), [("correction", "corrected"), ("clarification", "clarified")])
def test_what_mends_it_settles_it(complain, correct, cast, kind, outcome):
    complaint = complain()
    edition = correct(kind)
    settled = complaints.settle_by(edition, [str(complaint.uid)], by=cast.editor, now=edition.issued_at)
    assert [(each.outcome, each.mended_by) for each in settled] == [(outcome, edition)]


def test_an_update_settles_nothing(complain, cast, story, later):
    complaint = complain()
    first = story.editions.get()
    assert complaints.settle_by(first, [str(complaint.uid)], by=cast.editor, now=later) == []
    with pytest.raises(Refused, match="Only a correction"):
        workflow.settle(complaint, by=cast.editor, edition=first, now=later)


def test_a_settled_one_is_not_settled_again(complain, cast, later):
    complaint = workflow.settle(complain(), by=cast.editor, reason="It was Monday.", now=later)
    with pytest.raises(Refused, match="settled already"):
        workflow.settle(complaint, by=cast.editor, reason="Still.", now=later)


def test_the_draft_of_the_answer_says_what_became_of_it(complain, correct, cast):
    complaint = complain(email="reader@example.net")
    assert "You were right" in complaints.draft_answer(complaint, note="It was Tuesday.")
    [settled] = complaints.settle_by(correct(), [str(complaint.uid)], by=cast.editor)
    drafted = complaints.draft_answer(settled)
    for said in ("Council votes for the wall", "You were right", "It was Tuesday.", "http"):
        assert said in drafted


def test_the_reader_is_answered_once_and_their_address_is_gone(complain, cast, later, mails):
    complaint = complain(email="reader@example.net")
    workflow.settle(complaint, by=cast.editor, reason="It was Monday.", now=later)
    workflow.answer_complaint(complaint, by=cast.editor, text="Thank you. It was Monday.", now=later)
    assert [mail_answer.func(complaint.pk) for _time in range(2)] == [True, False]
    assert [(each.to, each.body) for each in mails] == [(["reader@example.net"], "Thank you. It was Monday.")]
    complaint.refresh_from_db()
    assert (complaint.state, complaint.email, complaint.answered_by) == (State.ANSWERED, "", cast.editor)
    assert complaint.mailed_at is not None


def test_nobody_is_answered_before_it_is_settled_nor_without_an_address(complain, cast, later, mails):
    with pytest.raises(Refused, match="Say first"):
        workflow.answer_complaint(complain(), by=cast.editor, text="Thanks.", now=later)
    settled = workflow.settle(complain(), by=cast.editor, reason="No.", now=later)
    with pytest.raises(Refused, match="left no address"):
        workflow.answer_complaint(settled, by=cast.editor, text="Thanks.", now=later)


def test_without_a_mail_server_it_can_be_answered_by_hand(complain, cast, later):
    settled = workflow.settle(complain(email="r@example.net"), by=cast.editor, reason="No.", now=later)
    with pytest.raises(Refused, match="no mail server"):
        workflow.answer_complaint(settled, by=cast.editor, text="Thanks.", now=later)
    answered = workflow.answer_complaint(settled, by=cast.editor, text="Thanks.", by_hand=True, now=later)
    assert (answered.state, answered.email) == (State.ANSWERED, "")


def test_an_address_nobody_answered_is_forgotten_after_a_quarter(complain, later):
    complaint = complain(email="reader@example.net")
    assert complaints.forget_addresses(later + timedelta(days=89)) == 0
    assert complaints.forget_addresses(later + timedelta(days=91)) == 1
    complaint.refresh_from_db()
    assert (complaint.email, complaint.text) == ("", "It voted on Tuesday.")


def test_a_complaint_about_a_restricted_story_is_seen_by_its_people_alone(complain, story, cast, later):
    complain()
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor], now=later)
    assert list(complaints.waiting_for(cast.editor)) == []
    assert len(complaints.waiting_for(cast.duty_editor)) == 1
    assert "complaint" not in kinds_of(cast.editor)


def test_a_redaction_reaches_a_complaint(complain, story, cast, later):
    complaint = complain(text="Jane Odoe was not there.", passage="said Jane Odoe")
    done = workflow.redact(story, by=cast.duty_editor, words=["Jane Odoe"], reason="Order.", now=later)
    assert done.found["complaint"] == 1
    complaint.refresh_from_db()
    assert "Odoe" not in complaint.text + complaint.passage
    assert complaint.redacted_at == later


def test_a_correction_of_another_story_settles_nothing(complain, cast, later):
    complaint = complain()
    other = make_live(cast, slugline="other", headline="Another")
    edition = workflow.publish(other, by=cast.editor, kind="correction", note="Sorry.", now=later)
    assert complaints.settle_by(edition, [str(complaint.uid)], by=cast.editor) == []
    assert isinstance(edition, Edition)
    with pytest.raises(Refused, match="another story"):
        workflow.settle(complaint, by=cast.editor, edition=edition, now=later)


def test_a_correction_settles_what_it_is_meant_for_and_answers_the_reader(complain, correct, cast, later, mails):
    meant, other = complain(email="reader@example.net"), complain()
    workflow.make_correction(meant, by=cast.editor, answer="Thank you, it was Tuesday.", now=later)
    edition = correct()
    meant.refresh_from_db()
    other.refresh_from_db()
    assert (meant.state, meant.outcome, meant.mended_by) == (State.ANSWERED, Outcome.CORRECTED, edition)
    assert other.waits
    assert "complaint_answered" in kinds_of(cast.reporter)
    assert mail_answer.func(meant.pk)
    assert [each.body for each in mails] == ["Thank you, it was Tuesday."]


def test_undo_opens_it_again_and_nobody_is_answered(complain, correct, cast, story, later, mails):
    complaint = complain(email="reader@example.net")
    workflow.make_correction(complaint, by=cast.editor, answer="Thank you.", now=later)
    edition = correct()
    workflow.recall(story, by=cast.editor, now=edition.issued_at + timedelta(seconds=3))
    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome, complaint.mended_by) == (State.LOOKING, "", None)
    assert not mail_answer.func(complaint.pk)
    assert mails == []
    correct(after=timedelta(minutes=9))
    complaint.refresh_from_db()
    assert complaint.state == State.ANSWERED
