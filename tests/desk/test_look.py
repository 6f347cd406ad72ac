"""The desk's look: contrast of the tokens, clean pages, the rooms each role is shown."""

import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse

from newsroom.desk import rooms
from newsroom.staff.roles import PERMISSIONS
from tests.makers import PASSWORD

STATIC = Path(settings.BASE_DIR) / "static" / "desk"
TOKENS = dict(re.findall(r"--([\w-]+): light-dark\((#\w{6}, #\w{6})\)", (STATIC / "tokens.css").read_text()))
INKS = ["ink", "ink-2", "accent"]
GROUNDS = ["canvas", "paper", "sunken", "accent-soft"]
PAIRS = [(ink, ground) for ink in INKS for ground in GROUNDS] + [
    ("ink-3", "paper"),
    ("ink-3", "canvas"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    *[(ink, ground) for ink in ["good", "warn", "stop", "ink"] for ground in ["good-soft", "warn-soft", "stop-soft"]],
    *[(ink, ground) for ink in ["good", "warn", "stop"] for ground in ["paper", "sunken"]],
]
ROLES = [role.replace(" ", "_") for role in PERMISSIONS] + ["stranger"]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str, scheme: int) -> float:
    light, dark = sorted((luminance(TOKENS[name].split(", ")[scheme]) for name in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_are_readable(ink, ground, scheme):
    assert contrast(ink, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["canvas", "paper"])
def test_the_edges_of_controls_can_be_seen(ground, scheme):
    assert contrast("edge", ground, scheme) >= 3


@pytest.mark.parametrize("name", ["desk", "forms", "lists", "board", "entrance"])
def test_no_colour_of_the_theme_is_named_outside_the_tokens(name):
    # White is paper under a QR code, and on paper.
    assert set(re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])", (STATIC / f"{name}.css").read_text())) <= {"#fff"}


def test_every_icon_a_room_asks_for_is_drawn():
    drawn = set(re.findall(r'id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    assert {icon for _label, _model, icon in rooms.FIRST + rooms.OTHERS} | {"board", "more", "paste"} <= drawn


def test_a_status_is_a_word_and_a_shape():
    chip = render_to_string("components/status.html", {"label": "<b>Live</b>", "shape": "disc", "tone": "good"})
    assert "&lt;b&gt;Live&lt;/b&gt;" in chip
    assert "#shape-disc" in chip
    assert 'aria-hidden="true"' in chip


@pytest.mark.parametrize("role", ROLES)
def test_a_role_is_shown_only_rooms_that_open(client, cast, role):
    client.force_login(getattr(cast, role))
    page = client.get("/admin/", follow=True).text
    shown = page.split('<nav class="rooms"')[1].split("</nav>")[0]
    addresses = re.findall(r'<a href="([^"]+)"', shown)
    assert addresses[0] == ("/admin/media/photo/" if role == "photographer" else "/admin/")
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_only_administrators_are_shown_staff_and_log(client, cast):
    for role in ROLES:
        client.force_login(getattr(cast, role))
        page = client.get("/admin/").text
        assert ("/admin/staff/user/" in page) == ("/admin/record/logentry/" in page) == (role == "administrator")


def test_the_clock_is_the_newsrooms_with_its_zone(client, cast, settings):
    settings.TIME_ZONE = "Asia/Kathmandu"
    client.force_login(cast.reporter)
    page = client.get("/admin/").text
    assert 'data-clock="Asia/Kathmandu"' in page
    assert "+05:45" in page.split("data-clock")[0][-80:]


OPEN = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive"]
OWN = [
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "admin:index",
    "admin:staff_user_changelist",
    "admin:staff_user_add",
    "admin:record_logentry_changelist",
]


def assert_clean(answer):
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert not re.search(r"<style[\s>]|\sstyle=|\son\w+=", answer.text)
    for tag, words in re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.S):
        assert "src=" in tag or 'type="application/json"' in tag, words


@pytest.mark.parametrize("name", OPEN)
def test_a_page_for_everybody_holds_the_strict_policy(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_clean(answer)


@pytest.mark.parametrize("name", OWN)
def test_a_page_for_the_staff_holds_the_strict_policy(client, cast, name):
    client.force_login(cast.administrator)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert_clean(answer)


def test_pages_of_the_second_factor_hold_it_too(client, cast, settings):
    settings.SECOND_FACTOR = True
    client.force_login(cast.administrator)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ["mfa_activate_totp", "admin:second_factor"]:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert_clean(answer)
    TOTP.activate(cast.administrator, generate_totp_secret())
    RecoveryCodes.activate(cast.administrator)
    for name in ["mfa_index", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"]:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert_clean(answer)


@pytest.mark.urls("tests.desk.passkey_urls")
def test_passkey_pages_hold_it_too(client, cast, settings):
    settings.PASSKEYS = True
    settings.MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
    client.force_login(cast.administrator)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for name in ["mfa_list_webauthn", "mfa_add_webauthn"]:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert_clean(answer)


@pytest.mark.urls("tests.desk.passkey_urls")
def test_a_key_is_listed_with_what_can_be_done_about_it(noon):
    key = Authenticator(pk=7, type="totp", created_at=noon)
    page = render_to_string("mfa/webauthn/authenticator_list.html", {"authenticators": [key]})
    assert "added 22 Nov 2026" in page
    assert reverse("mfa_remove_webauthn", args=[7]) in page


@pytest.mark.parametrize(("template", "status"), [("403.html", 403), ("403_csrf.html", 403), ("429.html", 429)])
def test_an_error_page_has_one_heading_and_something_to_do(rf, template, status):
    request = rf.get("/")
    request.user = AnonymousUser()
    page = render_to_string(template, {}, request=request)
    assert page.count("<h1") == 1
    assert "style=" not in page


def test_the_page_for_a_broken_server_asks_no_database(django_db_blocker):
    with django_db_blocker.block():
        page = render_to_string("500.html")
    assert "Something went wrong at our end" in page


def test_a_broken_view_answers_with_that_page(client, cast, monkeypatch):
    def broken(*args):
        raise RuntimeError("a fault for the test")

    client.raise_request_exception = False
    client.force_login(cast.editor)
    monkeypatch.setattr("newsroom.desk.board_page.cards", broken)
    answer = client.get("/admin/")
    assert answer.status_code == 500
    assert "Something went wrong at our end" in answer.text
    assert_clean(answer)


def test_a_phones_bar_has_five_rooms_at_most(client, cast):
    for role in ("reporter", "editor", "duty_editor", "photo_editor", "administrator"):
        client.force_login(getattr(cast, role))
        page = client.get("/admin/").content.decode()
        bar = page.split('class="rooms-first"')[1].split("</ul>")[0]
        assert bar.count("<li") - bar.count('class="rooms-wide"') <= 5, role
        # What the bar leaves out stands behind its last button.
        assert page.count('class="rooms-narrow"') == bar.count('class="rooms-wide"'), role
