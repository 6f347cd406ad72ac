"""The page on which a managing editor says what the paper is."""

import pytest

from newsroom.paper.models import Paper
from newsroom.staff.roles import PERMISSIONS
from tests.makers import make_live
from tests.readers import text

ROOM = "/admin/paper/"
OTHERS = [role.replace(" ", "_") for role in PERMISSIONS if role != "managing editor"]


@pytest.mark.parametrize("who", OTHERS)
def test_it_opens_for_nobody_else_and_nobody_else_is_shown_it(as_, cast, who):
    client = as_(getattr(cast, who))
    assert client.get(ROOM).status_code == 403
    assert client.post(ROOM, {"name": "Mine"}).status_code == 403
    assert f'href="{ROOM}"' not in text(client.get("/admin/", follow=True))
    assert not Paper.objects.exists()


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(ROOM).status_code == 302


def test_a_managing_editor_finds_it_and_keeps_what_was_typed(as_, cast, django_capture_on_commit_callbacks):
    client = as_(cast.managing_editor)
    assert f'href="{ROOM}"' in text(client.get("/admin/"))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(ROOM, {"name": "The Gull", "accent": "00508C", "founded": "1911"})
    assert (answer.status_code, answer["Location"]) == (302, ROOM)
    page = text(client.get(ROOM))
    assert 'value="The Gull"' in page and 'value="#00508c"' in page and 'value="1911"' in page
    assert "Kept." in page and "<title>The paper · The Gull</title>" in page


def test_each_field_that_may_be_empty_says_what_that_means(as_, cast, settings):
    settings.TIME_ZONE = "Australia/Lord_Howe"
    page = text(as_(cast.managing_editor).get(ROOM))
    help_of = {name: page.split(f'id="id_{name}_helptext">')[1].split("</div>")[0] for name in (
        "name", "time_zone", "accent", "accent_dark", "most_read_label", "security_email",
    )}  # fmt: skip
    assert [name for name, said in help_of.items() if "Empty: " not in said] == []
    assert "Australia/Lord Howe" in help_of["time_zone"] and "“Most read”" in help_of["most_read_label"]


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(as_, cast):
    answer = as_(cast.managing_editor).post(ROOM, {"name": "The Gull", "accent": "#ffcc00", "contact_email": "x"})
    page = text(answer)
    assert answer.status_code == 422
    assert 'href="#id_accent"' in page and "contrast of 1.5 to 1" in page and "no e-mail address" in page
    assert 'value="The Gull"' in page and 'value="#ffcc00"' in page
    assert not Paper.objects.exists()


def test_the_front_can_be_looked_at_before_anything_is_kept(as_, cast):
    make_live(cast)
    said = {"name": "The <Gull>", "accent": "#00508c", "language": "ar", "preview": "1"}
    answer = as_(cast.managing_editor).post(ROOM, said)
    page = text(answer)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    assert "The &lt;Gull&gt;" in page and '<html lang="ar" dir="rtl">' in page and "/style/00508c-" in page
    assert "Council votes for the wall" in page and 'class="preview"' in page
    assert not Paper.objects.exists()


def test_a_look_at_what_cannot_be_kept_says_why(as_, cast):
    answer = as_(cast.managing_editor).post(ROOM, {"time_zone": "Mars", "preview": "1"})
    assert answer.status_code == 422 and "“Mars” is no time zone" in text(answer)


def test_it_takes_no_other_method(as_, cast):
    assert as_(cast.managing_editor).put(ROOM).status_code == 405
