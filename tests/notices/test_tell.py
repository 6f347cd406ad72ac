"""Telling people: who is told, once, in their way, and only of what they may see."""

from datetime import timedelta

import pytest
from django.db import transaction

from articles import workflow
from newsroom.notices import subjects
from newsroom.notices.kinds import KINDS, Way
from newsroom.notices.models import Notice, NoticeChoice
from newsroom.notices.telling import tell
from newsroom.staff import verbs
from newsroom.staff.roles import COPY_EDITOR, EDITOR
from tests.makers import make_article, make_live


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter)


def told(person) -> list[str]:
    """Return the kinds of what somebody was told, the first first."""
    return list(Notice.objects.of(person).order_by("pk").values_list("kind", flat=True))


def test_it_tells_each_person_once_and_nobody_of_what_they_did(cast, article, noon):
    to = [cast.editor, cast.editor, cast.reporter]
    notices = tell("mentioned", about=article, to=to, by=cast.reporter, now=noon)
    assert [(notice.to, notice.by, notice.at) for notice in notices] == [(cast.editor, cast.reporter, noon)]
    assert str(notices[0]) == "Reporter mentions you in a note"


def test_it_tells_everybody_who_holds_a_role(cast, article, noon):
    notices = tell("filed", about=article, role=(EDITOR, COPY_EDITOR), by=cast.editor, now=noon)
    assert [notice.to for notice in notices] == [cast.copy_editor]


def test_it_refuses_to_tell_outside_the_transaction_of_an_act(transactional_db, noon):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        tell("filed", about=None, role=EDITOR, now=noon)


def test_what_is_told_once_is_not_told_again(cast, article, noon):
    for _time in range(2):
        tell("reading_overdue", about=article, to=[cast.editor], once="edition-1", now=noon)
    assert told(cast.editor) == ["reading_overdue"]


def test_who_wants_none_of_a_kind_gets_none(cast, article, noon):
    NoticeChoice.objects.create(person=cast.editor, kind="filed", way=Way.OFF)
    tell("filed", about=article, to=[cast.editor, cast.copy_editor], now=noon)
    assert (told(cast.editor), told(cast.copy_editor)) == ([], ["filed"])


def test_nobody_who_left_is_told(cast, article, noon):
    verbs.depart(cast.editor, by=cast.administrator, now=noon)
    cast.editor.refresh_from_db()
    assert tell("filed", about=article, to=[cast.editor], now=noon) == []


def test_a_notice_is_gone_while_its_story_is_restricted_to_others(cast, article, noon):
    tell("filed", about=article, to=[cast.editor, cast.duty_editor], now=noon)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    assert (told(cast.editor), told(cast.duty_editor)) == ([], ["filed"])
    notices = list(Notice.objects.all())
    subjects.find(notices, cast.editor)
    assert [notice.thing for notice in notices] == [None, None]
    workflow.restrict(article, by=cast.duty_editor, people=[], now=noon)
    assert told(cast.editor) == ["filed"]


def test_an_act_that_fails_tells_nobody(cast, article, noon):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell("filed", about=article, to=[cast.editor], now=noon)
        1 / 0  # noqa: B018
    assert not Notice.objects.exists()


def test_a_thing_nobody_can_show_is_refused(cast, noon):
    with pytest.raises(LookupError, match="subjects"):
        tell("filed", about="cabbage:7", to=[cast.editor], now=noon)


def test_every_sentence_can_be_said():
    assert all(str(kind.says) % {"by": "A"} for kind in KINDS.values())


def test_filing_tells_those_who_may_read_and_sending_back_tells_the_writer(cast, article, noon):
    workflow.file(article, by=cast.reporter, now=noon)
    workflow.send_back(article, by=cast.editor, reason="Who says so?", now=noon)
    assert told(cast.copy_editor) == told(cast.editor) == ["filed"]
    assert told(cast.reporter) == ["sent_back"]
    assert Notice.objects.get(kind="sent_back").words == ""


def test_the_writer_is_told_what_readers_get(cast, noon):
    article = make_live(cast)
    later = noon + timedelta(hours=1)
    workflow.pull(article, by=cast.editor, now=later)
    workflow.restore(article, by=cast.editor, now=later)
    workflow.retract(article, by=cast.editor, note="It was wrong.", now=later)
    assert told(cast.reporter) == ["published", "pulled", "pulled", "corrected"]


def test_a_hold_tells_the_writer_that_the_schedule_is_recalled(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter, now=noon)
    workflow.publish(article, by=cast.editor, live_from=noon + timedelta(hours=3), now=noon)
    held = workflow.hold(article, by=cast.duty_editor, kind="legal", reason="Lawyer.", now=noon)
    workflow.lift(held, by=cast.duty_editor, now=noon)
    assert told(cast.reporter) == ["scheduled", "recalled", "held", "lifted"]
    assert "recalled" in told(cast.editor)


def test_undo_tells_the_writer(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.file(article, by=cast.reporter, now=noon)
    workflow.publish(article, by=cast.editor, now=noon)
    workflow.recall(article, by=cast.editor, now=noon + timedelta(seconds=3))
    assert told(cast.reporter) == ["published", "undone"]


def test_whoever_is_to_read_what_went_out_unread_is_told(cast, article, noon):
    workflow.publish_alone(
        article,
        by=cast.duty_editor,
        reason="alone",
        reader=cast.editor,
        read_after=noon + timedelta(hours=2),
        now=noon,
    )
    assert told(cast.editor) == ["reading_owed"]


def test_a_redaction_reaches_the_words_of_a_notice(cast, article, noon):
    tell("alarm", about=article, to=[cast.editor], words="About Jane Odoe", now=noon)
    done = workflow.redact(article, by=cast.duty_editor, words=["Jane Odoe"], reason="Order.", now=noon)
    assert done.found["notice"] == 1
    assert "Odoe" not in Notice.objects.get(kind="alarm").words
