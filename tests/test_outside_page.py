"""The page a link opens: what it shows, to whom, and what it keeps from everybody else."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Note, OutsideSignOff, OutsideView
from articles.working_copy import content_of
from media import addresses, rights
from media.renditions import make_renditions
from newsroom.desk.outside import doors
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_live, make_photo, use_of
from tests.outside import LATER, make_link, text, visit

MOST_QUERIES = 36


@pytest.fixture
def photo(cast):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    return photo


@pytest.fixture
def story(cast, photo):
    return make_article(by=cast.reporter, photos=(use_of(photo),))


@pytest.fixture
def token(cast, story):
    return make_link(story, by=cast.editor, asked="Is paragraph two safe?").token


def _edit(story, by, **fields):
    workflow.save(story, by=by, content=replace(content_of(story), **fields), now=NOON + timedelta(minutes=40))


def test_it_shows_the_story_in_the_readers_look_and_says_for_whom(token):
    page = text(visit(token))
    for words in (
        "Council votes for the wall", "Work begins in spring.", "The wall will be built by spring.", "Writer A",
        "Photographer C/Gazette", "The harbour wall on Monday.", "Not published.",
        "For Lena Lawyer alone", "Editor asks:", "Is paragraph two safe?", "public/paper.css",
    ):  # fmt: skip
        assert words in page, words


def test_nothing_of_it_is_kept_found_passed_on_or_asked_of_others(token):
    response = visit(token)
    assert response["Cache-Control"] == "no-store" and response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"] and 'name="robots" content="noindex' in text(response)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy and "frame-src" not in policy
    assert not response.cookies and "Cookie" not in response.get("Vary", "") and "<script" not in text(response)
    assert "Surrogate-Key" not in response


def test_its_pictures_come_by_the_link_and_no_other_way(token, photo):
    page = text(visit(token))
    rendition = photo.renditions.filter(format="jpeg", crop="").first()
    name = addresses.path(photo, rendition).removeprefix("/photos/")
    assert f"/for-review/{token}/photos/{photo.uid}/" in page and '"/photos/' not in page
    client = Client()
    assert client.get(f"/photos/{name}").status_code == 404
    assert client.get(f"/for-review/{'x' * 43}/photos/{name}").status_code == 404
    with time_machine.travel(LATER, tick=False):
        response = client.get(f"/for-review/{token}/photos/{name}")
    assert response.status_code == 200 and response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "no-store" and "Surrogate-Key" not in response


def test_a_picture_of_another_story_is_not_there(cast, token):
    other = make_photo(by=cast.photo_editor)
    make_renditions(other, now=NOON)
    rendition = other.renditions.filter(format="jpeg", crop="").first()
    with time_machine.travel(LATER, tick=False):
        answer = Client().get(f"/for-review/{token}{addresses.path(other, rendition)}")
    assert answer.status_code == 404


def test_a_picture_that_may_not_be_used_is_not_shown(cast, token, photo):
    rights.withdraw_photo(photo, by=cast.photo_editor, reason="Asked to.", now=NOON)
    assert "<img" not in text(visit(token))


def test_each_look_is_kept_with_its_text(token):
    visit(token)
    visit(token)
    assert OutsideView.objects.count() == 2
    assert LogEntry.objects.filter(verb="view_by_link", by=None).count() == 2


def test_a_comment_is_sent_without_a_cookie_or_a_token_of_a_form(token):
    visit(token)
    answer = visit(token, "comment", revision="1", passage="2", text="By which spring?")
    assert answer.status_code == 302 and "done=comment" in answer["Location"]
    note = Note.objects.get()
    assert note.text == "By which spring?" and note.quote == "The wall will be built by spring."
    page = text(visit(token))
    assert "By which spring?" in page


def test_a_refused_comment_is_still_in_its_box(token):
    visit(token)
    answer = visit(token, "comment", revision="9", passage="1", text="Kept words")
    assert answer.status_code == 422 and "was not shown to you" in text(answer)
    assert "Kept words" in text(answer) and not Note.objects.exists()


def test_a_sign_off_says_so_on_their_page(token):
    visit(token)
    assert visit(token, "sign-off", revision="1").status_code == 302
    assert OutsideSignOff.objects.get().revision_number == 1
    assert "You signed off exactly this text" in text(visit(token)) and "Sign off this text" not in text(visit(token))


def test_a_text_that_changed_is_said_and_not_signed_unseen(cast, story, token):
    visit(token)
    _edit(story, cast.reporter, headline="Council votes against the wall")
    at = NOON + timedelta(minutes=50)
    refused = visit(token, "sign-off", at, revision="1")
    assert refused.status_code == 422 and not OutsideSignOff.objects.exists()
    page = text(refused)
    assert "nothing was signed off" in page and "Council votes against the wall" in page
    assert "changed since you last saw it" in page
    assert visit(token, "sign-off", at, revision="2").status_code == 302


def test_an_earlier_sign_off_is_called_that(cast, story, token):
    visit(token)
    visit(token, "sign-off", revision="1")
    _edit(story, cast.reporter, headline="Council votes against the wall")
    assert "You signed off an earlier text" in text(visit(token, at=NOON + timedelta(minutes=50)))


def test_a_pinned_page_stays_as_it_was(cast, story):
    token = make_link(story, by=cast.editor, revision=1).token
    _edit(story, cast.reporter, headline="Another headline")
    page = text(visit(token, at=NOON + timedelta(minutes=50)))
    assert "Council votes for the wall" in page and "Another headline" not in page
    assert "it does not change here" in page and "changed since you last saw it" not in page


def test_an_embargo_stands_at_the_top(cast, story, token):
    workflow.embargo(story, by=cast.editor, until=NOON + timedelta(days=1), now=NOON)
    page = text(visit(token))
    assert page.index("Under embargo") < page.index("Council votes for the wall")
    assert "23 November 2026, 12:00 UTC" in page


def test_it_says_what_readers_have_by_now(cast):
    story = make_live(cast)
    token = make_link(story, by=cast.editor).token
    assert "Readers have this text by now." in text(visit(token))
    _edit(story, cast.reporter, headline="Another headline")
    page = text(visit(token, at=NOON + timedelta(minutes=50)))
    assert "Not published." in page and "Readers have another version" in page


def test_what_opens_nothing_looks_the_same_whatever_the_reason(cast, story):
    over = make_link(story, by=cast.editor, days=1)
    revoked = make_link(story, by=cast.editor)
    workflow.revoke_review_link(revoked.link, by=cast.editor, now=NOON)
    late = NOON + timedelta(days=2)
    answers = [visit(token, at=late) for token in (over.token, revoked.token, "x" * 43, "short")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1 and "ask whoever sent it" in text(answers[0])
    assert all(answer["Cache-Control"] == "no-store" for answer in answers)
    assert not OutsideView.objects.exists()


@pytest.mark.parametrize("act", ["comment", "sign-off", "open"])
def test_a_form_sent_to_a_shut_link_changes_nothing(cast, story, act):
    made = make_link(story, by=cast.editor)
    workflow.revoke_review_link(made.link, by=cast.editor, now=NOON)
    before = LogEntry.objects.count()
    assert visit(made.token, act, revision="1", text="Hello").status_code == 404
    assert LogEntry.objects.count() == before and not Note.objects.exists()


def test_guessing_is_stopped_after_a_while_and_not_for_ever(token):
    for number in range(doors.MOST_GUESSES):
        assert visit(f"{number:043d}").status_code == 404
    stopped = visit(token)
    assert stopped.status_code == 429 and stopped["Retry-After"] == "600"
    assert visit(token, at=LATER + timedelta(minutes=11)).status_code == 200


def test_a_pass_phrase_is_asked_before_a_word_is_shown(cast, story):
    token = make_link(story, by=cast.editor, pass_phrase="grey seal at noon").token
    asked = text(visit(token))
    assert "pass phrase you were given" in asked and "Council votes" not in asked and not OutsideView.objects.exists()
    refused = visit(token, "open", pass_phrase="red seal at noon")
    assert refused.status_code == 403 and "That is not the pass phrase" in text(refused)
    client = Client(enforce_csrf_checks=True)
    opened = visit(token, "open", client=client, pass_phrase="grey seal at noon")
    cookie = opened.cookies["review"]
    assert cookie["path"] == f"/for-review/{token}/" and cookie["httponly"] and cookie["samesite"] == "Lax"
    assert "Council votes" in text(visit(token, client=client))
    assert "pass phrase you were given" in text(visit(token, at=LATER + timedelta(hours=13), client=client))


def test_the_cookie_of_one_link_opens_no_other(cast, story):
    one, other = (make_link(story, by=cast.editor, pass_phrase="grey seal at noon") for _each in range(2))
    client = Client()
    opened = visit(one.token, "open", client=client, pass_phrase="grey seal at noon")
    client.cookies["review"] = opened.cookies["review"].value
    assert "Council votes" not in text(visit(other.token, client=client))


def test_no_look_of_a_passer_by_leaves_a_mark(token):
    assert Client().head(f"/for-review/{token}/").status_code in {200, 404}
    assert not OutsideView.objects.exists()


def test_an_embed_has_no_player_here(cast):
    body = '<figure class="embed" data-url="https://www.youtube.com/watch?v=abcdefghijk"><figcaption>A film</figcaption></figure><p>Text.</p>'  # noqa: E501
    page = text(visit(make_link(make_article(by=cast.reporter, body=body), by=cast.editor).token))
    assert "A film" in page and "data-player" not in page and "<script" not in page


def test_it_costs_the_same_however_long_the_story(cast):
    counts = []
    for paragraphs in (2, 60):
        story = make_article(by=cast.reporter, body="<p>The council met on Monday.</p>\n" * paragraphs)
        token = make_link(story, by=cast.editor).token
        with CaptureQueriesContext(connection) as captured:
            assert visit(token).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= MOST_QUERIES, counts


def test_the_papers_breaking_banner_is_not_on_it(cast, token):
    live = make_live(cast, now=NOON)
    workflow.show_banner(live, by=cast.editor, text="Stay away from Fish Quay", now=NOON + timedelta(minutes=5))
    assert "Stay away from Fish Quay" not in text(visit(token))
