"""`manage.py roles` and `manage.py first_administrator`."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command

from newsroom.staff import roles_sync
from newsroom.staff.models import User
from newsroom.staff.roles import ADMINISTRATOR, LABELS, PERMISSIONS, REPORTER


def run(capsys, *command, **options) -> str:
    call_command(*command, **options)
    return capsys.readouterr().out


def held(role) -> set[str]:
    rows = Permission.objects.filter(group__name=role).values_list("content_type__app_label", "codename")
    return {f"{app}.{name}" for app, name in rows}


@pytest.fixture(autouse=True)
def _as_on_the_first_start(no_roles):
    """Begin every test of this file without any."""


@pytest.mark.parametrize("role", PERMISSIONS)
def test_a_role_has_exactly_the_permissions_of_the_code(db, role):
    roles_sync.sync_roles()
    assert held(role) == PERMISSIONS[role]


def test_running_it_again_changes_nothing_and_says_so(db, capsys):
    run(capsys, "roles")
    assert run(capsys, "roles").strip() == "The roles are as they should be."


def test_it_takes_away_what_the_code_no_longer_gives(db, capsys):
    roles_sync.sync_roles()
    Group.objects.get(name=REPORTER).permissions.add(Permission.objects.get(codename="publish_article"))
    assert "reporter: 0 permissions given, 1 taken away." in run(capsys, "roles")
    assert held(REPORTER) == PERMISSIONS[REPORTER]


def test_a_permission_nobody_has_is_a_sentence(db, monkeypatch):
    monkeypatch.setattr(roles_sync, "PERMISSIONS", {REPORTER: {"articles.fly_article"}})
    with pytest.raises(CommandError, match="“articles.fly_article”, which no model has"):
        call_command("roles")
    assert not Group.objects.exists()


def test_every_role_has_a_name_for_people():
    assert set(LABELS) == set(PERMISSIONS)


def test_the_first_administrator_is_no_superuser_and_can_sign_in(db, capsys, rf):
    roles_sync.sync_roles()
    out = run(capsys, "first_administrator", email="Boss@Example.org")
    user = User.objects.get()
    assert (user.email, user.is_superuser) == ("boss@example.org", False)
    assert [group.name for group in user.groups.all()] == [ADMINISTRATOR]
    password = out.rsplit(": ", 1)[1].strip()
    assert authenticate(rf.post("/"), email=user.email, password=password) == user


def test_a_second_run_makes_nobody(db, capsys):
    roles_sync.sync_roles()
    run(capsys, "first_administrator")
    assert run(capsys, "first_administrator").strip() == "There is an administrator already; nothing was done."
    assert User.objects.count() == 1


def test_it_wants_the_roles_first(db):
    with pytest.raises(CommandError, match="manage.py roles"):
        call_command("first_administrator")


@pytest.mark.parametrize(("email", "sentence"), [("nonsense", "not an e-mail"), ("taken@example.org", "already")])
def test_it_refuses_an_address_it_cannot_use(db, email, sentence):
    roles_sync.sync_roles()
    User.objects.create_user("taken@example.org", None, name="Somebody")
    with pytest.raises(CommandError, match=sentence):
        call_command("first_administrator", email=email)
