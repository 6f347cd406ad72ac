"""Taking a newsletter and giving it up: by a form and a mail, without script or cookie, telling nobody who has it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from newsroom.letters import answering, chores, keeping, readers
from newsroom.letters.acting import NotAllowed
from newsroom.letters.models import Subscription
from newsroom.letters.tasks import mail_confirmation
from newsroom.record.models import LogEntry, Pulse
from tests.makers import NOON, make_tag
from tests.readers import text

from .conftest import HERE, LATER, ask_by_form, confirm_token, form_token, off_path, said, send, take

ADDRESS = "Reader.One@example.net"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _a_mail_server(mails):
    pass


def _mail(row, at=LATER) -> bool:
    with time_machine.travel(at, tick=False):
        return mail_confirmation.func(row.pk)


def post(path: str, at=LATER, client=None, **fields):
    with time_machine.travel(at, tick=False):
        return (client or Client()).post(path, fields)


def test_from_the_form_to_the_first_issue_and_out_again(letter, story, cast, mails, read):
    assert text(read("/newsletters/")).count('href="/newsletters/harbour-news/"') == 1
    asked = ask_by_form(letter, ADDRESS)
    assert (asked.status_code, asked.url) == (303, "/newsletters/harbour-news/asked/")
    assert "Look into your mailbox" in text(read(asked.url))
    row = Subscription.objects.get()
    assert (row.address, row.confirmed_at, row.token) == (ADDRESS, None, "")
    send(letter, cast)
    assert mails == [], "nothing goes to an address nobody confirmed"
    assert _mail(row)
    [mail] = mails
    assert (mail.to, mail.subject) == ([ADDRESS], "Do you want Harbour news?")
    path = f"/newsletters/confirm/{confirm_token(mail)}/"
    assert path in mail.alternatives[0].content
    shown = read(path)
    assert "Do you want this newsletter?" in text(shown)
    row.refresh_from_db()
    assert row.confirmed_at is None, "a mail scanner that follows the link confirms nothing"
    settled = post(path)
    assert (settled.status_code, settled.url) == (303, "/newsletters/harbour-news/confirmed/")
    assert "that is settled" in text(read(settled.url))
    row.refresh_from_db()
    assert row.confirmed_at == LATER


def test_the_token_of_a_confirmation_is_kept_as_a_digest_alone(letter, mails):
    readers.ask(letter, ADDRESS, now=NOON)
    row = Subscription.objects.get()
    _mail(row)
    token = confirm_token(mails[0])
    row.refresh_from_db()
    assert len(row.token) == 64 and token not in row.token
    kept = str(list(DBTaskResult.objects.values()))
    assert token not in kept and ADDRESS not in kept


def test_a_link_is_over_after_two_days_and_its_address_forgotten(letter, mails, read):
    readers.ask(letter, ADDRESS, now=NOON)
    _mail(Subscription.objects.get(), NOON)
    path = f"/newsletters/confirm/{confirm_token(mails[0])}/"
    assert read(path, NOON + 2 * DAY - timedelta(minutes=1)).status_code == 200
    for answer in (read(path, NOON + 2 * DAY), post(path, NOON + 2 * DAY)):
        assert (answer.status_code, "This link is over" in text(answer)) == (404, True)
    assert chores.forget(NOON + 2 * DAY) == 0
    assert chores.forget(NOON + 2 * DAY + timedelta(minutes=1)) == 1
    assert not Subscription.objects.exists()


def test_to_confirm_twice_is_to_confirm_once(letter, mails):
    [row] = take(letter, ADDRESS)
    readers.ask(letter, "other@example.net", now=NOON)
    _mail(Subscription.objects.get(address="other@example.net"))
    path = f"/newsletters/confirm/{confirm_token(mails[-1])}/"
    assert [post(path, LATER + timedelta(hours=hour)).status_code for hour in range(2)] == [303, 303]
    assert Subscription.objects.get(address="other@example.net").confirmed_at == LATER


def test_a_known_address_is_answered_as_any_other(letter, mails, read):
    take(letter, ADDRESS)
    pages = {}
    for address in (ADDRESS, "unknown@example.net", ADDRESS.lower()):
        answer = ask_by_form(letter, address)
        pages[address] = (answer.status_code, answer.url, text(answer), sorted(answer.headers))
    assert len({str(page) for page in pages.values()}) == 1
    assert Subscription.objects.count() == 2, "however its letters are written, it is one address"


def test_who_has_it_already_is_told_so_by_mail_and_how_to_leave(letter, mails):
    [row] = take(letter, ADDRESS)
    readers.ask(letter, ADDRESS, now=LATER)
    assert _mail(row)
    assert mails[0].subject == "You have Harbour news already"
    assert off_path(row) in mails[0].body
    assert "/newsletters/confirm/" not in mails[0].body + mails[0].alternatives[0].content
    row.refresh_from_db()
    assert row.confirmed_at == NOON


def test_nobody_is_mailed_more_than_three_times_a_day_by_whoever_types_their_address(letter, mails):
    answers = []
    for number in range(5):
        client = Client(REMOTE_ADDR=f"192.0.2.{number + 1}")
        answers.append(ask_by_form(letter, ADDRESS, client=client).status_code)
    assert answers == [303] * 5, "the form does not tell"
    assert DBTaskResult.objects.filter(task_path=mail_confirmation.module_path).count() == 3
    ask_by_form(letter, ADDRESS, at=LATER + DAY)
    assert DBTaskResult.objects.filter(task_path=mail_confirmation.module_path).count() == 4


def test_one_network_address_may_ask_ten_times_an_hour(letter):
    answers = [ask_by_form(letter, f"r{number}@example.net").status_code for number in range(12)]
    assert answers == [303] * 10 + [429] * 2
    assert Subscription.objects.count() == 10


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write your e-mail address."),
        ("no address", "Enter a valid email address."),
        ("a@b", "Enter a valid email address."),
        ("x" * 250 + "@example.net", "at most 254 characters"),
        ("<script>alert(1)</script>@example.net", "Enter a valid email address."),
        ("a@example.net\nBcc: b@example.net", "Enter a valid email address."),
        ("nul\0@example.net", "Enter a valid email address."),
    ],
)
def test_what_is_no_address_comes_back_with_a_sentence(letter, typed, sentence):
    answer = ask_by_form(letter, typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "<script>alert" not in text(answer)
    assert not Subscription.objects.exists()


def test_without_a_mail_server_nobody_is_promised_a_mail(letter, settings):
    settings.EMAIL_URL = ""
    answer = ask_by_form(letter, ADDRESS)
    assert (answer.status_code, "can send no mail at the moment" in text(answer)) == (503, True)
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"headers": {"Origin": "https://elsewhere.example"}}, 403, "did not say that this form is ours"),
        ({"headers": {}}, 403, "did not say that this form is ours"),
        ({"website": "https://spam.example"}, 400, "has to stay empty"),
        ({"token": "forged"}, 400, "open for a long time"),
        ({"token": ""}, 400, "open for a long time"),
    ],
)
def test_what_no_person_sent_from_here_is_refused_in_a_sentence(letter, change, status, sentence):
    answer = ask_by_form(letter, ADDRESS, **change)
    assert (answer.status_code, sentence in text(answer)) == (status, True)
    assert ADDRESS in text(answer), "what was typed is there again"
    assert not Subscription.objects.exists()


def test_a_form_is_good_for_its_own_newsletter_and_for_half_a_day(letter, cast):
    other = keeping.begin_letter(said(name="Other", tag=make_tag("Other")), by=cast.administrator, now=NOON)
    with time_machine.travel(LATER, tick=False):
        token = form_token(Client().get("/newsletters/other/"))
    assert ask_by_form(letter, ADDRESS, token=token).status_code == 400
    assert ask_by_form(other, ADDRESS, at=LATER + DAY / 2 + timedelta(minutes=1), token=token).status_code == 400
    with time_machine.travel(LATER, tick=False):
        fields = {"email": ADDRESS, "website": "", "token": form_token(Client().get("/newsletters/other/"))}
        assert "very quick" in text(Client().post("/newsletters/other/", fields, headers=HERE))


def test_no_page_sets_a_cookie_and_what_is_one_readers_is_kept_by_nobody(letter, mails, read):
    [row] = take(letter, ADDRESS)
    answers = [read("/newsletters/harbour-news/"), ask_by_form(letter, ADDRESS), read(off_path(row))]
    answers.append(post(off_path(row)))
    for answer in answers:
        assert not answer.cookies
        assert answer.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    for answer in (answers[0], answers[2], answers[3]):
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "no-cache" in read("/newsletters/")["Cache-Control"]


class TestLeaving:
    def test_one_press_in_a_mail_program_is_enough(self, letter, mails):
        """RFC 8058: a post from anywhere, with no cookie, no origin of ours and no redirect after it."""
        [row] = take(letter, ADDRESS)
        client = Client(enforce_csrf_checks=True)
        with time_machine.travel(LATER, tick=False):
            answer = client.post(
                off_path(row),
                "List-Unsubscribe=One-Click",
                content_type="application/x-www-form-urlencoded",
                headers={"Origin": "https://mail.example"},
            )
        assert (answer.status_code, answer.cookies) == (200, {})
        assert not Subscription.objects.exists()

    def test_a_link_that_is_followed_asks_first(self, letter, mails, read):
        [row] = take(letter, ADDRESS)
        for _time in range(2):
            assert "Give this newsletter up?" in text(read(off_path(row)))
        assert read(off_path(row), method="head").status_code == 200
        assert Subscription.objects.exists()

    def test_it_is_the_same_to_leave_twice(self, letter, mails, read):
        [row] = take(letter, ADDRESS)
        assert ["You are unsubscribed" in text(post(off_path(row))) for _time in range(2)] == [True, True]
        assert read(off_path(row)).status_code == 404

    def test_of_all_newsletters_at_once(self, letter, cast, mails):
        other = keeping.begin_letter(said(name="Other", tag=make_tag("Other")), by=cast.administrator, now=NOON)
        [row] = take(letter, ADDRESS)
        take(other, ADDRESS.lower(), "somebody.else@example.net")
        post(off_path(row), every="1")
        assert list(Subscription.objects.values_list("address", flat=True)) == ["somebody.else@example.net"]

    @pytest.mark.parametrize("token", ["x", "0" * 32, "a:b", "%00", "٣", "x" * 900])
    def test_a_token_that_is_not_ours_leads_nowhere(self, letter, mails, read, token):
        take(letter, ADDRESS)
        path = f"/newsletters/off/{token}/"
        for answer in (read(path), post(path)):
            assert answer.status_code == 404
        assert Subscription.objects.exists()

    def test_nothing_of_the_address_is_anywhere_afterwards(self, letter, story, cast, mails):
        from django.apps import apps

        [row] = take(letter, ADDRESS)
        send(letter, cast)
        post(off_path(row))
        for model in apps.get_models():
            rows = str(list(model.objects.values())).lower()
            assert ADDRESS.lower() not in rows and ADDRESS.lower().partition("@")[0] not in rows, model

    def test_nothing_resurrects_who_left(self, letter, story, cast, mails):
        [row] = take(letter, ADDRESS)
        post(off_path(row))
        mails.clear()
        send(letter, cast)
        assert mails == []
        readers.ask(letter, ADDRESS, now=LATER)
        assert Subscription.objects.get().confirmed_at is None


def test_readers_acts_are_not_on_the_record(letter, mails):
    before = LogEntry.objects.count(), Pulse.objects.get().number
    [row] = take(letter, ADDRESS)
    post(off_path(row))
    assert (LogEntry.objects.count(), Pulse.objects.get().number) == before


def test_what_is_kept_of_an_address_is_handed_over_and_erased_at_the_command_line(letter, story, cast, mails):
    take(letter, ADDRESS)
    send(letter, cast)
    out = StringIO()
    call_command("newsletter_reader", ADDRESS.upper(), stdout=out)
    [held] = json.loads(out.getvalue())
    assert (held["newsletter"], held["address"], held["issues_sent"]) == ("Harbour news", ADDRESS, 1)
    err = StringIO()
    call_command("newsletter_reader", ADDRESS, "--erase", stdout=StringIO(), stderr=err)
    assert (err.getvalue(), Subscription.objects.count()) == ("Erased.\n", 0)
    call_command("newsletter_reader", ADDRESS, "--erase", stdout=StringIO(), stderr=err)
    assert err.getvalue().endswith("Nothing is kept of this address.\n")


@pytest.mark.parametrize("who", ["reporter", "editor", "duty_editor", "managing_editor", "stranger"])
def test_nobody_else_looks_at_addresses(letter, cast, mails, who):
    take(letter, ADDRESS)
    for do in (
        lambda by: readers.erase(ADDRESS, by=by, now=LATER),
        lambda by: readers.export_by(letter, by=by, now=LATER),
    ):
        with pytest.raises(NotAllowed):
            do(getattr(cast, who))
    assert Subscription.objects.exists()


def test_the_database_has_one_row_an_address_however_it_is_written(letter, mails):
    take(letter, ADDRESS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Subscription.objects.create(letter=letter, address=ADDRESS.upper(), asked_at=NOON)


def test_a_newsletter_that_is_off_takes_nobody_and_mails_nobody(letter, cast, mails, read):
    readers.ask(letter, ADDRESS, now=NOON)
    keeping.change_letter(letter, said(is_on=False), by=cast.administrator, now=LATER)
    for path in ("/newsletters/", "/newsletters/harbour-news/", "/newsletters/harbour-news/asked/"):
        assert read(path, LATER + timedelta(minutes=1)).status_code == 404
    assert post("/newsletters/harbour-news/", email=ADDRESS).status_code == 404
    assert answering.mail_answer(Subscription.objects.get().pk, LATER) is False
    assert "Newsletters" not in text(read("/"))
