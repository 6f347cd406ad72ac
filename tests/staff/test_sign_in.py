"""Signing in: by e-mail alone, throttled, closed to sign-up, never a server error."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.urls import reverse

from newsroom.mail import mailer
from tests.conftest import NOON
from tests.makers import PASSWORD

LOGIN = reverse("account_login")


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def fail(client, email, times, **extra):
    for _ in range(times):
        answer = sign_in(client, email, "wrong", **extra)
    return answer


def test_somebody_signs_in_and_stands_before_the_board(client, cast):
    answer = sign_in(client, cast.reporter.email)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("admin:index")
    assert client.get(answer["Location"]).status_code == 200


def test_each_field_of_the_sign_in_page_is_named_once_by_its_label(client, db):
    page = client.get(LOGIN).content.decode()
    assert "placeholder=" not in page and "Keep me signed in on this device" in page


def test_capitals_in_the_address_do_not_matter(client, cast):
    assert sign_in(client, cast.reporter.email.upper()).status_code == 302


def test_the_admins_own_login_leads_to_the_sign_in_page_and_on(client, cast):
    answer = client.get(reverse("admin:login"), {"next": "/admin/staff/user/"})
    assert answer["Location"] == f"{LOGIN}?next=/admin/staff/user/"
    client.force_login(cast.administrator)
    assert client.get(reverse("admin:login"), {"next": "/admin/staff/user/"})["Location"] == "/admin/staff/user/"


def test_it_does_not_lead_on_to_another_site(client, cast):
    client.force_login(cast.reporter)
    answer = client.get(reverse("admin:login"), {"next": "https://evil.example/"})
    assert answer["Location"] == reverse("admin:index")


def test_somebody_who_does_not_work_here_is_told_so(client, cast):
    cast.stranger.is_staff = False
    cast.stranger.save(update_fields=["is_staff"])
    client.force_login(cast.stranger)
    answer = client.get(reverse("admin:index"), follow=True)
    assert answer.status_code == 403
    assert "does not open the desk" in answer.text


def test_five_failures_close_the_name_for_that_network(client, cast):
    answer = fail(client, cast.reporter.email, 5)
    assert answer.status_code == 429
    assert "Too many tries" in answer.text
    assert sign_in(client, cast.reporter.email).status_code == 429


def test_a_lock_does_not_stop_the_same_person_elsewhere_or_another_person_here(client, cast):
    fail(client, cast.reporter.email, 5)
    assert sign_in(client, cast.reporter.email, REMOTE_ADDR="192.0.2.7").status_code == 302
    client.logout()
    assert sign_in(client, cast.second_reporter.email).status_code == 302


def test_capitals_do_not_buy_more_tries(client, cast):
    fail(client, cast.reporter.email, 3)
    assert fail(client, cast.reporter.email.upper(), 2).status_code == 429


def test_a_lock_ends_after_fifteen_minutes_however_often_it_was_tried(client, cast):
    with time_machine.travel(NOON, tick=False) as at:
        fail(client, cast.reporter.email, 5)
        at.shift(timedelta(minutes=14))
        assert sign_in(client, cast.reporter.email).status_code == 429
        at.shift(timedelta(minutes=2))
        assert sign_in(client, cast.reporter.email).status_code == 302


def test_a_header_cannot_pretend_another_network(client, cast):
    for n in range(5):
        answer = sign_in(client, cast.reporter.email, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}")
    assert answer.status_code == 429


def test_behind_a_proxy_the_proxys_word_is_taken(client, cast, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    fail(client, cast.reporter.email, 5, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.1")
    assert sign_in(client, cast.reporter.email, HTTP_X_FORWARDED_FOR="192.0.2.2").status_code == 302


def test_many_names_from_one_network_are_slowed_down_too(client, cast):
    answers = [sign_in(client, f"nobody{n}@example.org", "wrong") for n in range(21)]
    assert "Too many failed login attempts" in answers[-1].text


@pytest.mark.parametrize(
    "name",
    ["", "no address", "a@b", "\x00@example.org", "x" * 64 + "@" + "y" * 250 + ".org", "' OR 1=1 --", "é@exämple.org"],
)
def test_odd_names_are_refused_without_an_error(client, db, name):
    assert sign_in(client, name, "wrong").status_code == 200


def test_a_name_longer_than_the_throttles_column_is_still_counted(client, db):
    long = "x" * 60 + "@" + ".".join(["y" * 60] * 3) + "." + "z" * 20 + ".org"
    assert fail(client, long, 5).status_code == 429


def test_a_closed_account_is_told_so_and_stays_out(client, cast):
    cast.reporter.is_active = False
    cast.reporter.save(update_fields=["is_active"])
    answer = client.post(LOGIN, {"login": cast.reporter.email, "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.text
    assert "_auth_user_id" not in client.session


def test_there_is_no_sign_up(client, db, django_user_model):
    answer = client.get(reverse("account_signup"))
    assert "no sign-up" in answer.text
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})
    assert not django_user_model.objects.filter(email="new@example.org").exists()


def test_nobody_adds_a_second_address_to_sign_in_with(client, cast):
    client.force_login(cast.reporter)
    answer = client.post(reverse("account_email"), {"action_add": "", "email": "mine@example.net"})
    assert answer.status_code == 200
    assert "Ask an administrator to change your address" in answer.text
    assert not EmailAddress.objects.filter(email="mine@example.net").exists()


def test_without_a_mail_server_the_reset_page_says_whom_to_ask(client, db, settings):
    settings.EMAIL_URL = ""
    assert "Ask an administrator" in client.get(reverse("account_reset_password")).text


@pytest.fixture
def mail_server(settings):
    settings.EMAIL_URL = "smtp://mail.example.org"
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


def test_without_a_mail_server_a_request_for_a_link_is_no_error(client, cast, settings):
    settings.EMAIL_URL, settings.MAILERS = "", {}
    assert client.post(reverse("account_reset_password"), {"email": cast.reporter.email}).status_code == 302


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://me:p%40ss@mail.example.org", 587, True, False),
        ("smtps://me:p%40ss@mail.example.org", 465, False, True),
        ("smtp://me:p%40ss@mail.example.org:25?plain=1", 25, False, False),
    ],
)
def test_a_mail_servers_address_becomes_a_mailer(url, port, tls, ssl):
    options = mailer(url)["OPTIONS"]
    assert (options["host"], options["username"], options["password"]) == ("mail.example.org", "me", "p@ss")
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, tls, ssl)


def test_an_address_that_is_no_mail_server_is_a_sentence():
    with pytest.raises(ValueError, match="begins with 'http'; write smtp://"):
        mailer("http://mail.example.org")


def test_a_reset_link_is_sent_and_sets_a_password(client, cast, mail_server, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": cast.reporter.email})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link, follow=True)
    new = "an entirely new sentence"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client, cast.reporter.email, new).status_code == 302


def test_a_mail_server_that_fails_is_a_sentence(client, cast, mail_server, monkeypatch):
    def broken(self, *args, **kwargs):
        raise SMTPException("greylisted")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", broken)
    answer = client.post(reverse("account_reset_password"), {"email": cast.reporter.email})
    assert answer.status_code == 503
    assert "could not be sent" in answer.text


def test_signing_out_takes_a_post(client, cast):
    client.force_login(cast.reporter)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout"))["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_a_stale_form_is_told_what_to_do(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    answer = client.post(LOGIN, {"login": cast.reporter.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "What you typed is still there" in answer.text
