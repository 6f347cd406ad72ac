"""Report an error: it takes a reader's sentence without script or cookie, loses none, and keeps floods out."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client

from articles import workflow
from articles.models import Complaint
from newsroom.public import reporting
from tests.makers import NOON, make_article, make_live
from tests.readers import LATER, address, text

PAGE = "/corrections/report/"
HERE = {"Origin": "http://testserver"}
SOON = LATER + timedelta(seconds=20)


@pytest.fixture(autouse=True)
def _own_host(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.fixture
def story(cast):
    return make_live(cast)


@pytest.fixture
def token(story, read):
    return token_in(read(f"{PAGE}?story={story.uid}"))


def token_in(response) -> str:
    return unescape(re.search(r'name="token" value="([^"]+)"', text(response))[1])


def send(token, at=SOON, client=None, headers=HERE, **said):
    with time_machine.travel(at, tick=False):
        fields = {"token": token, "text": "It voted on Tuesday.", "passage": "", "email": "", "website": "", **said}
        return (client or Client()).post(PAGE, fields, headers=headers)


def test_every_story_leads_to_the_form(story, read):
    assert f'href="{PAGE}?story={story.uid}"' in text(read(address(story)))


def test_a_report_reaches_the_desk_and_the_reader_is_thanked(story, token):
    response = send(token, passage="met on Monday", email="reader@example.net")
    assert (response.status_code, response.url) == (303, PAGE + "sent/")
    complaint = Complaint.objects.get()
    assert (complaint.text, complaint.passage) == ("It voted on Tuesday.", "met on Monday")
    assert (complaint.email, complaint.article, complaint.edition.number) == ("reader@example.net", story, 1)


def test_neither_page_nor_answer_sets_a_cookie_or_is_kept(story, read, token):
    shown, sent = read(f"{PAGE}?story={story.uid}"), send(token)
    assert not shown.cookies
    assert not sent.cookies
    assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("no-store", "noindex")
    thanks = read(PAGE + "sent/")
    assert not thanks.cookies
    assert "reached the newsroom" in text(thanks)


def test_a_story_readers_do_not_have_is_not_found(cast, read, story):
    draft = make_article(by=cast.reporter, slugline="secret-draft")
    for uid in (draft.uid, "nonsense", ""):
        assert read(f"{PAGE}?story={uid}").status_code == 404
    workflow.pull(story, by=cast.editor, now=NOON + timedelta(minutes=30))
    assert read(f"{PAGE}?story={story.uid}").status_code == 404


def test_what_was_typed_comes_back_with_a_sentence(token):
    response = send(token, email="no address", text="It was Tuesday.", passage="on Monday")
    assert response.status_code == 422
    for said in ("It was Tuesday.", "on Monday", "no address", "valid email"):
        assert said in text(response)
    assert not Complaint.objects.exists()


def test_an_empty_report_is_asked_for_a_sentence(token):
    assert "Say what is wrong, in a sentence." in text(send(token, text=" "))


@pytest.mark.parametrize(
    ("field", "most"), [("text", 2000), ("passage", 600), ("email", 254)], ids=["text", "passage", "email"]
)
def test_what_is_too_long_is_said_and_kept(token, field, most):
    long = "x" * (most + 1)
    response = send(token, **{field: long})
    assert response.status_code == 422
    assert long in text(response)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://testserver.elsewhere.example", ""])
def test_a_form_another_site_sends_is_refused(token, origin):
    response = send(token, headers={"Origin": origin} if origin else {})
    assert response.status_code == 403
    assert "report it from there" in text(response)
    assert not Complaint.objects.exists()


def test_a_browser_that_sends_no_origin_is_known_by_where_it_came_from(token):
    assert send(token, headers={"Referer": "http://testserver/corrections/report/"}).status_code == 303


def test_a_token_that_is_not_ours_is_refused_and_the_words_are_kept(token):
    response = send(token[:-2] + "xx")
    assert response.status_code == 400
    assert "It voted on Tuesday." in text(response)
    assert not Complaint.objects.exists()


def test_what_is_sent_within_three_seconds_is_asked_for_again(token):
    response = send(token, at=LATER + timedelta(seconds=1))
    assert "very quick" in text(response)
    assert send(token_in(response), at=LATER + timedelta(seconds=9)).status_code == 303
    assert Complaint.objects.count() == 1


def test_a_page_that_lay_open_for_a_day_is_asked_for_again_with_a_new_token(token):
    tomorrow = LATER + timedelta(days=1)
    response = send(token, at=tomorrow)
    assert "open for a long time" in text(response)
    assert not Complaint.objects.exists()


def test_who_falls_into_the_trap_is_told_and_not_taken(token):
    response = send(token, website="https://spam.example")
    assert "has to stay empty" in text(response)
    assert "spam.example" not in text(response)
    assert not Complaint.objects.exists()


def test_the_trap_is_hidden_from_people(story, read):
    page = text(read(f"{PAGE}?story={story.uid}"))
    assert re.search(r'class="trap" aria-hidden="true".*?tabindex="-1"', page)


def test_a_second_press_of_the_button_is_no_second_report(token):
    assert [send(token).status_code for _time in range(2)] == [303, 303]
    assert Complaint.objects.count() == 1


def test_one_address_may_report_six_times_an_hour(story, read):
    answers = []
    for number in range(8):
        token = token_in(read(f"{PAGE}?story={story.uid}", LATER + timedelta(seconds=number)))
        answers.append(send(token, at=SOON + timedelta(seconds=number)))
    assert [answer.status_code for answer in answers] == [303] * 6 + [429] * 2
    assert "try again later" in text(answers[-1])
    assert "It voted on Tuesday." in text(answers[-1])
    assert Complaint.objects.count() == 6


def test_nothing_that_is_counted_names_the_address(token, monkeypatch):
    keys = []
    monkeypatch.setattr(reporting, "_count", lambda key: keys.append(key) or 1)
    send(token)
    assert len(keys) == 3
    assert not [key for key in keys if "127.0.0.1" in key]


def test_markup_in_a_report_is_only_text(token):
    response = send(token, text="<script>alert(1)</script>", email="wrong")
    assert "<script>alert" not in text(response)
