"""Notices by e-mail: at once or once a day, in two forms, naming nothing that is kept from others."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from articles import chores as story_chores
from articles import workflow
from media import chores as photo_chores
from media.models import Lease
from newsroom.notices import chores
from newsroom.notices.kinds import Way
from newsroom.notices.models import Digest, Notice, NoticeChoice
from newsroom.notices.tasks import mail_digest, mail_notice
from newsroom.notices.telling import tell
from newsroom.staff import verbs
from newsroom.tasks import regular
from tests.makers import make_article, make_photo


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter)


@pytest.fixture
def told(cast, article, noon, mails):
    """Return a function that tells the editor in their mail, and gives the notice."""

    def _told(kind="mentioned", **said):
        return tell(kind, about=article, to=[cast.editor], by=cast.reporter, now=noon, **said)[0]

    return _told


def test_it_is_queued_with_the_act_and_mailed_once_as_text_and_html(told, cast, mails):
    notice = told(words="Ask the mayor.")
    assert DBTaskResult.objects.filter(task_path=mail_notice.module_path).count() == 1
    assert [mail_notice.func(notice.pk) for _time in range(2)] == [True, False]
    [sent] = mails
    assert (sent.to, sent.subject) == (
        ["editor@example.org"],
        "The Newsroom: harbour-wall: Reporter mentions you in a note",
    )
    html = sent.alternatives[0].content
    for said in ("harbour-wall", "Reporter mentions you in a note", "Ask the mayor.", "/admin/articles/article/"):
        assert said in sent.body
        assert said in html
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_what_stays_in_the_desk_is_not_mailed(told):
    told("filed")
    assert not DBTaskResult.objects.exists()


def test_without_a_mail_server_nothing_is_queued(cast, article, noon):
    tell("mentioned", about=article, to=[cast.editor], now=noon)
    assert not DBTaskResult.objects.exists()


def test_a_restricted_story_is_neither_named_nor_quoted(told, article, cast, mails):
    notice = told(words="The mayor did it.")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.editor])
    mail_notice.func(notice.pk)
    whole = mails[0].subject + mails[0].body + mails[0].alternatives[0].content
    assert "A story restricted to you" in whole
    for word in ("harbour", "Council", "mayor"):
        assert word not in whole


def test_a_story_under_embargo_is_not_named(told, article, cast, noon, mails):
    workflow.embargo(article, by=cast.reporter, until=datetime(2100, 1, 1, tzinfo=UTC), now=noon)
    mail_notice.func(told().pk)
    assert "A story under embargo" in mails[0].body
    assert "harbour" not in mails[0].subject + mails[0].body


def test_a_headline_is_never_mailed(told, mails, article):
    type(article).objects.filter(pk=article.pk).update(slugline="")
    mail_notice.func(told().pk)
    assert "Council" not in mails[0].subject + mails[0].body + mails[0].alternatives[0].content


def test_who_left_or_lost_sight_of_the_story_gets_none(told, article, cast, mails):
    notice = told()
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    assert not mail_notice.func(notice.pk)
    workflow.restrict(article, by=cast.duty_editor, people=[])
    verbs.depart(cast.editor, by=cast.administrator)
    assert not mail_notice.func(notice.pk)
    assert mails == []


def test_what_was_read_meanwhile_is_not_mailed(told, mails, noon):
    notice = told()
    Notice.objects.update(read_at=noon)
    assert not mail_notice.func(notice.pk)


def test_the_daily_mail_comes_once_a_day_at_its_hour_with_what_is_unread(told, cast, noon, mails):
    NoticeChoice.objects.create(person=cast.editor, kind="filed", way=Way.DIGEST)
    Digest.objects.create(person=cast.editor, hour=18)
    told("filed")
    told("filed")
    read = told("filed")
    Notice.objects.filter(pk=read.pk).update(read_at=noon)
    assert chores.queue_digests(noon) == 0
    evening = noon + timedelta(hours=6, minutes=5)
    assert [chores.queue_digests(evening) for _time in range(2)] == [1, 0]
    assert mail_digest.func(cast.editor.pk) == 2
    assert mail_digest.func(cast.editor.pk) == 0
    assert mails[0].subject == "The Newsroom: 2 notices"
    assert mails[0].body.count("harbour-wall: Reporter filed it to be read") == 2
    told("filed")
    assert chores.queue_digests(evening + timedelta(hours=1)) == 0
    assert chores.queue_digests(evening + timedelta(days=1)) == 1


def test_a_reading_that_is_overdue_is_told_once(cast, article, noon):
    due = noon + timedelta(hours=2)
    workflow.publish_alone(article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=due, now=noon)
    story_chores.tell_overdue(due - timedelta(minutes=1))
    assert not Notice.objects.filter(kind="reading_overdue").exists()
    for minutes in (1, 2):
        story_chores.tell_overdue(due + timedelta(minutes=minutes))
    told_to = Notice.objects.filter(kind="reading_overdue").values_list("to", flat=True)
    assert sorted(told_to) == sorted([cast.editor.pk, cast.duty_editor.pk])


def test_a_story_that_is_due_and_not_filed_is_told_once_a_due_time(cast, article, noon):
    workflow.assign(article, by=cast.editor, to=cast.second_reporter, now=noon)
    workflow.set_due(article, by=cast.editor, due_at=noon + timedelta(hours=1), now=noon)
    for hours in (2, 3):
        story_chores.tell_overdue(noon + timedelta(hours=hours))
    assert Notice.objects.filter(kind="assignment_overdue", to=cast.second_reporter).count() == 1


def test_a_permission_that_ends_is_told_to_the_photo_desk_beforehand(cast, noon):
    photo = make_photo(by=cast.photo_editor)
    end = noon + timedelta(days=20)
    Lease.objects.create(photo=photo, usable_from=noon, usable_until=end, agreed_by=cast.photo_editor, agreed_at=noon)
    photo_chores.tell_of_endings(noon)
    assert not Notice.objects.exists()
    for days in (10, 11):
        photo_chores.tell_of_endings(noon + timedelta(days=days))
    assert [notice.to for notice in Notice.objects.filter(kind="rights_ending")] == [cast.photo_editor]


def test_a_chore_that_fails_keeps_no_other_from_its_turn(monkeypatch, noon, caplog):
    done = []

    def breaks(now):
        raise ZeroDivisionError

    monkeypatch.setattr(regular, "_chores", [])
    regular.regularly(breaks)
    regular.regularly(done.append, regular.HOUR)
    for minutes in (0, 1, 61):
        regular.do_chores(noon + timedelta(minutes=minutes))
    assert done == [noon, noon + timedelta(minutes=61)]
    assert "breaks failed" in caplog.text


def test_queueing_mail_fails_with_its_act(told):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told()
        1 / 0  # noqa: B018
    assert not DBTaskResult.objects.exists()
