"""`depart`, and what else is done to accounts."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from newsroom.record.models import LogEntry
from newsroom.staff import verbs
from newsroom.staff.models import User
from newsroom.staff.roles import ADMINISTRATOR, DUTY_EDITOR, REPORTER
from tests.makers import make_article, make_person


def test_it_empties_the_account_and_keeps_the_row(cast, noon):
    uid = cast.reporter.uid
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    gone = User.objects.get(uid=uid)
    assert (gone.name, gone.email) == ("Former staff", f"departed-{uid}@newsroom.invalid")
    assert (gone.is_active, gone.is_staff, gone.departed_at) == (False, False, noon)
    assert not gone.has_usable_password()
    assert not gone.groups.exists()


def test_it_removes_devices_and_other_addresses(cast, noon):
    TOTP.activate(cast.reporter, generate_totp_secret())
    EmailAddress.objects.create(user=cast.reporter, email="old@example.org", verified=True, primary=True)
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    assert not Authenticator.objects.exists()
    assert not EmailAddress.objects.exists()


def test_it_ends_their_sessions_and_nobody_elses(cast, noon):
    theirs, mine = Client(), Client()
    theirs.force_login(cast.reporter)
    mine.force_login(cast.editor)
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    assert theirs.get("/admin/").status_code == 302
    assert mine.get("/admin/").status_code == 200


def test_it_is_on_the_record_without_the_name(cast, noon):
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    entry = LogEntry.objects.get(verb="depart")
    assert (entry.by, entry.at, entry.subject) == (cast.administrator, noon, f"user:{cast.reporter.uid}")
    assert "Reporter" not in entry.facts + entry.words.text


def test_what_they_wrote_stays(cast, noon):
    article = make_article(by=cast.reporter, now=noon)
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    article.refresh_from_db()
    assert str(article.created_by) == "Former staff"


def test_it_refuses_a_second_time(cast, noon):
    verbs.depart(cast.reporter, by=cast.administrator, now=noon)
    with pytest.raises(verbs.Refused, match="emptied on 2026-11-22"):
        verbs.depart(cast.reporter, by=cast.administrator, now=noon)


def test_nobody_empties_their_own_account(cast, noon):
    with pytest.raises(verbs.Refused, match="Another administrator"):
        verbs.depart(cast.administrator, by=cast.administrator, now=noon)


def test_the_last_administrator_stays(cast, noon):
    with pytest.raises(verbs.Refused, match="the only administrator"):
        verbs.depart(cast.administrator, by=cast.editor, now=noon)
    assert not LogEntry.objects.filter(verb="depart").exists()


def test_roles_are_assigned_on_the_record(cast, noon):
    verbs.assign_roles(cast.reporter, {DUTY_EDITOR}, by=cast.administrator, now=noon)
    assert [group.name for group in cast.reporter.groups.all()] == [DUTY_EDITOR]
    facts = LogEntry.objects.get(verb="assign roles").facts
    assert facts == '{"given":["duty editor"],"taken":["reporter"]}'


def test_the_same_roles_again_are_no_act(cast, noon):
    verbs.assign_roles(cast.reporter, {REPORTER}, by=cast.administrator, now=noon)
    assert not LogEntry.objects.exists()


def test_nobody_changes_their_own_roles(cast, noon):
    with pytest.raises(verbs.Refused, match="Another administrator"):
        verbs.assign_roles(cast.administrator, {ADMINISTRATOR, DUTY_EDITOR}, by=cast.administrator, now=noon)


def test_the_last_administrator_keeps_the_role(cast, noon):
    other = make_person("second administrator", "administrator")
    verbs.assign_roles(cast.administrator, {REPORTER}, by=other, now=noon)
    with pytest.raises(verbs.Refused, match="the only administrator"):
        verbs.assign_roles(other, {REPORTER}, by=cast.administrator, now=noon)


def test_a_lost_device_is_forgotten_and_its_sessions_end(cast, noon):
    TOTP.activate(cast.duty_editor, generate_totp_secret())
    theirs = Client()
    theirs.force_login(cast.duty_editor)
    assert verbs.forget_second_factor(cast.duty_editor, by=cast.administrator, now=noon) == 1
    assert theirs.get("/admin/").status_code == 302
    assert LogEntry.objects.filter(verb="forget second factor").count() == 1


def test_there_has_to_be_a_device_to_forget(cast, noon):
    with pytest.raises(verbs.Refused, match="has no second factor"):
        verbs.forget_second_factor(cast.duty_editor, by=cast.administrator, now=noon)
