"""Sending an issue: once to each reader, in batches, resumed where it was; what is taken back meanwhile is left out."""

import smtplib
from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from newsroom.letters import chores, issuing, readers, sending, wording
from newsroom.letters.acting import NotAllowed, Refused
from newsroom.letters.line import Closed, Line
from newsroom.letters.models import Delivery, Issue, Subscription
from newsroom.letters.sending import press_on
from newsroom.letters.tasks import send_batch
from newsroom.record.models import LogEntry, LogWords
from tests.makers import NOON, make_live

from .conftest import LATER, pull, send, take

MINUTE = timedelta(minutes=1)
# On another machine, so that nobody here can say that its process is dead.
RUN = "elsewhere:1:test"
ADDRESSES = [f"reader{number}@example.net" for number in range(5)]


@pytest.fixture
def sent(letter, story, cast, mails):
    """Begin to send an issue to five readers; nothing has gone yet."""
    take(letter, *ADDRESSES)
    return issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=LATER), by=cast.editor, now=LATER)


def states(issue) -> Counter:
    return Counter(issue.deliveries.values_list("state", flat=True))


def to(mails) -> list[str]:
    return [message.to[0] for message in mails]


def test_everybody_who_confirmed_gets_it_once(letter, story, cast, mails):
    take(letter, *ADDRESSES)
    readers.ask(letter, "unconfirmed@example.net", now=NOON)
    issue = send(letter, cast)
    assert to(mails) == ADDRESSES
    assert states(issue) == {"sent": 5}
    assert (issue.state, issue.finished_at) == (Issue.State.SENT, LATER)
    assert {message.subject for message in mails} == {"Harbour news: Council votes for the wall"}


def test_it_goes_in_batches_and_each_is_queued_with_the_last(sent, mails, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    assert [press_on(sent.pk, RUN, LATER) for _time in range(4)] == [True, True, True, False]
    assert to(mails) == ADDRESSES
    from django_tasks_db.models import DBTaskResult

    before = DBTaskResult.objects.filter(task_path=send_batch.module_path).count()
    assert send_batch.func(sent.pk) is False
    assert DBTaskResult.objects.filter(task_path=send_batch.module_path).count() == before == 1


def test_who_confirms_after_it_was_sent_gets_the_next(sent, letter, mails):
    take(letter, "late@example.net", now=LATER + MINUTE)
    while press_on(sent.pk, RUN, LATER + 2 * MINUTE):
        pass
    assert "late@example.net" not in to(mails)


class _Killed(BaseException):
    """The server's end in the middle of something: nothing after it is run."""


@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize("handed_over", [False, True], ids=["before the server has it", "after the server has it"])
def test_killed_in_the_middle_it_goes_on_and_sends_none_twice(sent, mails, monkeypatch, after, handed_over):
    plain = Line.send

    def killed(line, message):
        if len(mails) == after:
            if handed_over:
                plain(line, message)
            raise _Killed
        plain(line, message)

    monkeypatch.setattr(Line, "send", killed)
    # A killed process puts nothing back itself.
    monkeypatch.setattr(sending, "_put_back", lambda rows: None)
    with pytest.raises(_Killed):
        press_on(sent.pk, "gone:1:x", LATER)
    monkeypatch.undo()
    assert states(sent) == Counter({"sent": after, "sending": 1, "claimed": 4 - after}) - Counter()
    monkeypatch.setattr(sending, "alive", lambda run: not run.startswith("gone:"))
    while press_on(sent.pk, RUN, LATER + MINUTE):
        pass
    sent.refresh_from_db()
    assert states(sent) == {"sent": 4, "unknown": 1}
    assert sent.state == Issue.State.SENT
    assert max(Counter(to(mails)).values()) == 1
    assert len(mails) == 4 + handed_over


def test_what_a_living_process_has_is_left_to_it(sent, monkeypatch):
    Delivery.objects.create(issue=sent, subscription=Subscription.objects.first(), run="busy:1:x", at=LATER)
    Issue.objects.filter(pk=sent.pk).update(reached=Subscription.objects.last().pk)
    assert press_on(sent.pk, RUN, LATER + MINUTE) is False
    sent.refresh_from_db()
    assert (states(sent), sent.state) == ({"claimed": 1}, Issue.State.SENDING)
    assert press_on(sent.pk, RUN, LATER + 21 * MINUTE) is True


def _refusing(monkeypatch, error, *, of: str):
    plain = Line.send

    class Server:
        def __init__(self, real):
            self.real = real

        def send_messages(self, messages):
            if messages[0].to == [of]:
                raise error
            return self.real.send_messages(messages)

    monkeypatch.setattr(Line, "send", lambda line, message: plain(Line(Server(line._connection)), message))


def test_an_address_that_is_refused_for_good_is_suspended(sent, mails, monkeypatch):
    error = smtplib.SMTPRecipientsRefused({ADDRESSES[1]: (550, b"5.1.1 no such user")})
    _refusing(monkeypatch, error, of=ADDRESSES[1])
    while press_on(sent.pk, RUN, LATER):
        pass
    assert states(sent) == {"sent": 4, "failed": 1}
    assert sent.deliveries.get(state="failed").said == "550"
    assert Subscription.objects.get(suspended_at=LATER).address == ADDRESSES[1]


def test_a_mail_that_is_refused_for_what_is_in_it_suspends_nobody(sent, mails, monkeypatch):
    _refusing(monkeypatch, smtplib.SMTPDataError(554, b"spam"), of=ADDRESSES[1])
    while press_on(sent.pk, RUN, LATER):
        pass
    assert states(sent) == {"sent": 4, "failed": 1}
    assert not Subscription.objects.exclude(suspended_at=None).exists()


def test_an_address_that_is_busy_is_tried_again_later_and_later_and_then_given_up(sent, mails, monkeypatch):
    error = smtplib.SMTPRecipientsRefused({ADDRESSES[1]: (451, b"try later")})
    _refusing(monkeypatch, error, of=ADDRESSES[1])
    now, tries = LATER, []
    for _minute in range(30):
        press_on(sent.pk, RUN, now)
        tries.append(sent.deliveries.get(subscription__address=ADDRESSES[1]).tries)
        now += MINUTE
    assert sorted(set(tries)) == [1, 2, 3, 4]
    assert tries[1] == 2 and tries[2] == 2
    sent.refresh_from_db()
    assert (states(sent), sent.state) == ({"sent": 4, "failed": 1}, Issue.State.SENT)
    assert not Subscription.objects.exclude(suspended_at=None).exists()


def test_a_line_that_breaks_says_so_of_one_mail_and_the_others_wait(sent, mails, monkeypatch):
    _refusing(monkeypatch, smtplib.SMTPServerDisconnected("gone"), of=ADDRESSES[2])
    with pytest.raises(Closed, match="SMTPServerDisconnected"):
        press_on(sent.pk, RUN, LATER)
    assert states(sent) == {"sent": 2, "unknown": 1, "again": 2}
    monkeypatch.undo()
    press_on(sent.pk, RUN, LATER + MINUTE)
    assert states(sent) == {"sent": 4, "unknown": 1}


def test_a_server_that_is_away_costs_nobody_their_turn(sent, mails, settings):
    nowhere = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}
    locmem, settings.MAILERS = settings.MAILERS, {"default": nowhere}
    with pytest.raises(Closed, match="could not be reached"):
        press_on(sent.pk, RUN, LATER)
    assert states(sent) == {"again": 5}
    settings.MAILERS = locmem
    press_on(sent.pk, RUN, LATER + MINUTE)
    assert states(sent) == {"sent": 5}


def test_nothing_a_mail_server_says_gets_into_a_traceback(sent, mails, monkeypatch):
    """Tasks that fail are kept with theirs, and printed into a log."""
    import traceback

    for error in (
        smtplib.SMTPRecipientsRefused({ADDRESSES[0]: (550, b"no")}),
        smtplib.SMTPSenderRefused(530, b"no", ADDRESSES[0]),
        smtplib.SMTPServerDisconnected(ADDRESSES[0]),
        OSError(ADDRESSES[0]),
    ):
        with monkeypatch.context() as patch:
            _refusing(patch, error, of=ADDRESSES[0])
            Delivery.objects.all().delete()
            Issue.objects.update(reached=0, state="sending")
            Subscription.objects.update(suspended_at=None)
            try:
                press_on(sent.pk, RUN, LATER)
            except Closed as closed:
                assert "example.net" not in "".join(traceback.format_exception(closed))


def test_who_leaves_between_two_batches_gets_nothing_more(sent, mails, monkeypatch):
    monkeypatch.setattr(sending, "BATCH", 2)
    press_on(sent.pk, RUN, LATER)
    readers.erase(ADDRESSES[3], now=LATER)
    readers.erase(ADDRESSES[0], now=LATER)
    while press_on(sent.pk, RUN, LATER):
        pass
    assert to(mails) == [ADDRESSES[0], ADDRESSES[1], ADDRESSES[2], ADDRESSES[4]]
    assert states(sent) == {"sent": 4}, "what was sent is counted after its reader is gone"


def test_who_leaves_within_a_batch_gets_nothing(sent, mails, monkeypatch):
    plain = Line.send

    def leaving(line, message):
        plain(line, message)
        readers.erase(ADDRESSES[4], now=LATER)

    monkeypatch.setattr(Line, "send", leaving)
    press_on(sent.pk, RUN, LATER)
    assert to(mails) == ADDRESSES[:4]
    assert states(sent) == {"sent": 4, "left": 1}


def test_a_story_pulled_between_two_batches_is_in_no_mail_after_it(letter, cast, mails, monkeypatch):
    first = make_live(cast, headline="The first", slug="first", now=NOON + MINUTE)
    make_live(cast, headline="The second", slug="second")
    take(letter, *ADDRESSES)
    issue = issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=LATER), by=cast.editor, now=LATER)
    monkeypatch.setattr(sending, "BATCH", 2)
    press_on(issue.pk, RUN, LATER)
    pull(first, cast)
    while press_on(issue.pk, RUN, LATER + MINUTE):
        pass
    bodies = [message.body + message.alternatives[0].content + message.subject for message in mails]
    assert ["The first" in body for body in bodies] == [True, True, False, False, False]
    assert all("The second" in body for body in bodies)


def test_a_subject_that_was_typed_goes_with_any_story_it_may_be_about(letter, cast, mails, monkeypatch):
    first = make_live(cast, headline="The first", slug="first", now=NOON + MINUTE)
    make_live(cast, headline="The second", slug="second")
    take(letter, *ADDRESSES[:2])
    issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
    wording.set_title(issue, "  The mayor and\nthe first ", by=cast.editor, now=LATER)
    issue = issuing.send_issue(issue, by=cast.editor, now=LATER)
    monkeypatch.setattr(sending, "BATCH", 1)
    press_on(issue.pk, RUN, LATER)
    pull(first, cast)
    press_on(issue.pk, RUN, LATER + MINUTE)
    assert [message.subject for message in mails] == [
        "Harbour news: The mayor and the first",
        "Harbour news: The second",
    ]


def test_an_issue_of_which_nothing_is_left_stops(sent, story, cast, mails):
    pull(story, cast)
    assert press_on(sent.pk, RUN, LATER + MINUTE) is False
    sent.refresh_from_db()
    assert (sent.state, mails) == (Issue.State.STOPPED, [])


def test_stopped_in_the_middle_nobody_else_gets_it(sent, cast, mails, monkeypatch):
    plain = Line.send

    def stopping(line, message):
        plain(line, message)
        if len(mails) == 2:
            issuing.stop_issue(sent, by=cast.editor, now=LATER)

    monkeypatch.setattr(Line, "send", stopping)
    press_on(sent.pk, RUN, LATER)
    assert press_on(sent.pk, RUN, LATER + MINUTE) is False
    assert len(mails) == 2
    with pytest.raises(Refused, match="“Stopped” by now"):
        issuing.stop_issue(sent, by=cast.editor, now=LATER)


def test_an_issue_that_stands_still_is_taken_up_again(sent):
    assert chores.go_on_sending(LATER + 4 * MINUTE) == 0
    assert chores.go_on_sending(LATER + 6 * MINUTE) == 1
    assert chores.go_on_sending(LATER + 6 * MINUTE) == 0


def test_a_batch_of_a_hundred_costs_two_small_writes_a_mail(letter, story, cast, mails, django_assert_max_num_queries):
    Subscription.objects.bulk_create(
        Subscription(letter=letter, address=f"r{number}@example.net", asked_at=NOON, confirmed_at=NOON)
        for number in range(100)
    )
    issue = issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=LATER), by=cast.editor, now=LATER)
    with django_assert_max_num_queries(2 * 100 + 30):
        assert press_on(issue.pk, RUN, LATER) is True
    assert len(mails) == 100


def test_the_log_says_what_was_done_and_nothing_of_whom(sent, cast, mails):
    press_on(sent.pk, RUN, LATER)
    readers.erase(ADDRESSES[0], by=cast.administrator, now=LATER)
    acts = LogEntry.objects.filter(subject=sent.letter.subject).order_by("number")
    assert [(entry.verb, entry.facts) for entry in acts][1:] == [
        ("draw up letter", '{"issue":1,"stories":1}'),
        ("send letter", '{"issue":1,"readers":5}'),
    ]
    everything = [*LogEntry.objects.values_list("subject", "facts"), *LogWords.objects.values_list("text")]
    assert "example.net" not in str(everything)
    assert LogEntry.objects.get(verb="erase reader").facts == '{"newsletters":1}'


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "photographer", "administrator", "stranger"])
def test_nobody_else_sends(letter, story, cast, mails, who):
    by = getattr(cast, who)
    with pytest.raises(NotAllowed, match="may not draw up a newsletter"):
        issuing.draw_up(letter, by=by, now=LATER)
    issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
    for verb in (issuing.send_issue, issuing.stop_issue):
        with pytest.raises(NotAllowed, match="may not"):
            verb(issue, by=by, now=LATER)
    with pytest.raises(NotAllowed):
        wording.set_title(issue, "Mine", by=by, now=LATER)
    issue.refresh_from_db()
    assert (issue.state, issue.title) == (Issue.State.DRAWN, "")


def test_an_issue_is_sent_once(sent, cast):
    with pytest.raises(Refused, match="“Being sent” by now"):
        issuing.send_issue(sent, by=cast.editor, now=LATER)


def test_without_a_mail_server_it_says_so(letter, story, cast, mails, settings):
    take(letter, *ADDRESSES)
    settings.EMAIL_URL = ""
    issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
    with pytest.raises(Refused, match="no mail server"):
        issuing.send_issue(issue, by=cast.editor, now=LATER)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_workers_at_once_send_none_twice(letter, story, cast, mails, monkeypatch):
    take(letter, *[f"reader{number}@example.net" for number in range(40)])
    issue = issuing.send_issue(issuing.draw_up(letter, by=cast.editor, now=LATER), by=cast.editor, now=LATER)
    monkeypatch.setattr(sending, "BATCH", 7)
    both = Barrier(2)

    def work(run):
        both.wait()
        while press_on(issue.pk, run, LATER):
            pass
        connections.close_all()

    workers = [Thread(target=work, args=[f"elsewhere:{number}:x"]) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(to(mails)) == len(set(to(mails))) == 40
