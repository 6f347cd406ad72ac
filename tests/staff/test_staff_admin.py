"""The staff in the admin: who gets in, and what an administrator can and cannot do to people."""

import pytest
from django.urls import reverse

from newsroom.record.models import LogEntry
from newsroom.staff.models import User
from newsroom.staff.roles import EDITOR, PERMISSIONS, REPORTER
from tests.makers import make_person

LIST, ADD = "/admin/staff/user/", "/admin/staff/user/add/"
OTHERS = [role.replace(" ", "_") for role in PERMISSIONS if role != "administrator"] + ["stranger"]


def change(user):
    return reverse("admin:staff_user_change", args=[user.pk])


def roles(*names):
    from django.contrib.auth.models import Group

    return [group.pk for group in Group.objects.filter(name__in=names)]


def save(client, user, **changed):
    said = {"name": user.name, "email": user.email, "roles": list(user.groups.values_list("pk", flat=True)), **changed}
    return client.post(change(user), said, follow=True)


@pytest.fixture
def boss(client, cast):
    client.force_login(cast.administrator)
    return client


@pytest.mark.parametrize("role", OTHERS)
def test_only_administrators_see_the_staff(client, cast, role):
    client.force_login(getattr(cast, role))
    person = cast.second_reporter
    pages = [LIST, ADD, change(person), "/admin/record/logentry/"]
    assert [client.get(page).status_code for page in pages] == [403] * 4
    for act in ["sign_in_link", "forget_second_factor", "depart"]:
        assert client.post(reverse(f"admin:staff_user_{act}", args=[person.pk])).status_code == 403


def test_an_administrator_sees_every_page(boss, cast):
    pages = [
        LIST,
        ADD,
        change(cast.reporter),
        reverse("admin:staff_user_history", args=[cast.reporter.pk]),
        LIST + "?q=ed",
        "/admin/",
    ]
    assert [boss.get(page).status_code for page in pages] == [200] * len(pages)


def test_a_new_person_gets_a_link_and_no_password(boss, cast, client):
    said = {"name": "New Hand", "email": "New.Hand@Example.org", "roles": roles(REPORTER)}
    answer = boss.post(ADD, said, follow=True)
    person = User.objects.get(email="new.hand@example.org")
    assert not person.has_usable_password()
    assert [group.name for group in person.groups.all()] == [REPORTER]
    assert "/accounts/password/reset/key/" in answer.text
    assert LogEntry.objects.filter(verb="make sign-in link", by=cast.administrator).count() == 1


def test_the_link_sets_a_password_that_signs_them_in(boss, cast):
    answer = boss.post(reverse("admin:staff_user_sign_in_link", args=[cast.reporter.pk]), follow=True)
    link = answer.text.split('<code class="once">')[1].split("</code>")[0]
    boss.logout()
    page = boss.get(link, follow=True)
    boss.post(page.redirect_chain[-1][0], {"password1": "a sentence for me", "password2": "a sentence for me"})
    said = {"login": cast.reporter.email, "password": "a sentence for me"}
    assert boss.post(reverse("account_login"), said).status_code == 302


def test_roles_are_changed(boss, cast):
    save(boss, cast.reporter, roles=roles(EDITOR))
    assert [group.name for group in cast.reporter.groups.all()] == [EDITOR]


def test_administrators_do_not_change_their_own_roles(boss, cast):
    answer = save(boss, cast.administrator, roles=roles("duty editor", "administrator"))
    assert "Another administrator has to change your roles." in answer.text
    assert [group.name for group in cast.administrator.groups.all()] == ["administrator"]


def test_no_form_makes_a_superuser(boss, cast):
    save(boss, cast.reporter, is_superuser="on", user_permissions=[1])
    cast.reporter.refresh_from_db()
    assert not cast.reporter.is_superuser
    assert not cast.reporter.user_permissions.exists()


def test_an_address_somebody_has_is_refused_whatever_its_capitals(boss, cast):
    answer = save(boss, cast.reporter, email=cast.editor.email.upper())
    assert answer.status_code == 200
    assert "already exists" in answer.text


def test_a_changed_address_is_the_only_one_that_signs_in(boss, cast):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=cast.reporter, email=cast.reporter.email, verified=True, primary=True)
    save(boss, cast.reporter, email="moved@example.org")
    assert not EmailAddress.objects.filter(user=cast.reporter).exists()


def test_nobody_is_deleted(boss, cast):
    assert boss.post(reverse("admin:staff_user_delete", args=[cast.reporter.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=cast.reporter.pk).exists()


def test_departing_takes_a_post(boss, cast):
    assert boss.get(reverse("admin:staff_user_depart", args=[cast.reporter.pk])).status_code == 405


def test_somebody_departs_and_their_page_is_for_reading(boss, cast):
    answer = boss.post(reverse("admin:staff_user_depart", args=[cast.reporter.pk]), follow=True)
    assert "The account is emptied" in answer.text
    assert save(boss, cast.reporter, name="Back again").status_code == 403
    again = boss.post(reverse("admin:staff_user_depart", args=[cast.reporter.pk]), follow=True)
    assert "emptied on" in again.text


def test_a_link_is_refused_for_somebody_who_left(boss, cast):
    boss.post(reverse("admin:staff_user_depart", args=[cast.reporter.pk]))
    answer = boss.post(reverse("admin:staff_user_sign_in_link", args=[cast.reporter.pk]), follow=True)
    assert "would not work" in answer.text


def test_a_name_cannot_smuggle_markup_into_the_message(boss, cast):
    said = {"name": "<script>x</script>", "email": "smuggler@example.org", "roles": []}
    assert "<script>x" not in boss.post(ADD, said, follow=True).text


def test_the_list_costs_the_same_for_many_people(boss, cast, django_assert_max_num_queries):
    for n in range(20):
        make_person(f"person {n}", "reporter")
    with django_assert_max_num_queries(14):
        boss.get(LIST)


def test_the_log_is_read_and_never_written(boss, cast):
    boss.post(reverse("admin:staff_user_sign_in_link", args=[cast.reporter.pk]))
    entry = LogEntry.objects.first()
    page = reverse("admin:record_logentry_change", args=[entry.pk])
    assert boss.get(page).status_code == 200
    assert boss.get("/admin/record/logentry/?q=user").status_code == 200
    assert boss.post(page, {"verb": "x"}).status_code == 403
    assert boss.get("/admin/record/logentry/add/").status_code == 403


@pytest.mark.parametrize("pk", ["999999", "0", "x", "%00", "9" * 40])
def test_a_person_who_is_not_there_is_no_error(boss, pk):
    assert boss.get(f"/admin/staff/user/{pk}/change/").status_code in {302, 404}
    assert boss.post(f"/admin/staff/user/{pk}/depart/").status_code in {302, 404, 405}
