"""The second factor: demanded of the roles that can do the most harm, and only where it is switched on."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from tests.makers import PASSWORD


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def demanded(settings):
    settings.SECOND_FACTOR = True


@pytest.mark.parametrize("role", ["duty_editor", "administrator"])
def test_the_desk_is_closed_without_one(client, cast, demanded, role):
    client.force_login(getattr(cast, role))
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("admin:second_factor"))
    assert "One more lock before the desk" in answer.text
    assert reverse("mfa_activate_totp") in answer.text


def test_no_page_of_the_desk_opens_without_one(client, cast, demanded):
    client.force_login(cast.administrator)
    for name in ["staff_user_changelist", "staff_user_add", "record_logentry_changelist", "jsi18n", "autocomplete"]:
        assert client.get(reverse(f"admin:{name}")).status_code == 302
    user = cast.reporter
    assert client.post(reverse("admin:staff_user_depart", args=[user.pk])).status_code == 302
    user.refresh_from_db()
    assert user.departed_at is None


@pytest.mark.parametrize("role", ["reporter", "photographer", "copy_editor", "editor", "photo_editor"])
def test_other_roles_are_not_asked(client, cast, demanded, role):
    client.force_login(getattr(cast, role))
    assert client.get("/admin/", follow=True).status_code == 200


def test_a_superuser_is_asked_too(client, cast, demanded):
    cast.stranger.is_superuser = True
    cast.stranger.save(update_fields=["is_superuser"])
    client.force_login(cast.stranger)
    assert client.get("/admin/").status_code == 302


def test_it_is_not_demanded_where_it_is_switched_off(client, cast, settings):
    settings.SECOND_FACTOR = False
    client.force_login(cast.duty_editor)
    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_do_not_open_the_desk(client, cast, demanded):
    RecoveryCodes.activate(cast.duty_editor)
    client.force_login(cast.duty_editor)
    assert client.get("/admin/").status_code == 302


def test_setting_up_an_app_opens_the_desk_and_gives_recovery_codes(client, cast, demanded):
    client.post(reverse("account_login"), {"login": cast.duty_editor.email, "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it you?" in asked.text
    page = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)}, follow=True)
    assert answer.status_code == 200
    kinds = set(Authenticator.objects.filter(user=cast.duty_editor).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert client.get("/admin/").status_code == 200


def test_signing_in_then_asks_for_the_code(client, cast, demanded):
    secret = generate_totp_secret()
    TOTP.activate(cast.duty_editor, secret)
    answer = client.post(reverse("account_login"), {"login": cast.duty_editor.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/admin/").status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_wrong_code_opens_nothing(client, cast, demanded):
    TOTP.activate(cast.duty_editor, generate_totp_secret())
    client.post(reverse("account_login"), {"login": cast.duty_editor.email, "password": PASSWORD})
    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_page_about_it_leads_on_once_there_is_one(client, cast, demanded):
    TOTP.activate(cast.duty_editor, generate_totp_secret())
    client.force_login(cast.duty_editor)
    assert client.get(reverse("admin:second_factor"))["Location"] == reverse("admin:index")


def test_a_stranger_at_the_page_about_it_is_sent_to_sign_in(client, db):
    assert client.get(reverse("admin:second_factor"))["Location"].startswith(reverse("account_login"))
