"""Readers outside on the desk: the sheet, the address shown once, what a story shows of them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.models import ReviewLink
from articles.working_copy import content_of
from newsroom import clock
from tests.admin.browsing import buttons_of, fields_of, told, url
from tests.makers import make_article
from tests.outside import make_link


@pytest.fixture
def story(cast):
    return make_article(by=cast.reporter)


def _page(client, story) -> str:
    return " ".join(html.fromstring(client.get(url("change", story)).content.decode()).text_content().split())


def _made(client, story, **said):
    fields = fields_of(client.get(url("make_review_link", story)), "sheet-form")
    return client.post(url("make_review_link", story), fields | {"name": "Lena Lawyer"} | said)


def _token(response) -> str:
    return re.search(r"/for-review/([\w-]{43})/", response.content.decode())[1]


def test_the_address_is_shown_once_and_opens_the_story(as_, cast, story, client):
    made = _made(as_(cast.editor), story, text="latest", acts=["comment", "sign_off"])
    token = _token(made)
    assert "shown this once" in made.content.decode() and made["Cache-Control"].startswith("max-age=0")
    link = ReviewLink.objects.get()
    assert link.revision_number is None and link.may_comment and link.may_sign_off
    assert token not in as_(cast.editor).get(url("change", story)).content.decode()
    client.logout()
    assert "Council votes for the wall" in client.get(f"/for-review/{token}/").content.decode()


def test_a_link_is_to_the_text_on_the_page_unless_the_latest_is_asked_for(as_, cast, story):
    _made(as_(cast.editor), story)
    assert ReviewLink.objects.get().revision_number == 1


def test_the_letter_to_them_is_for_the_askers_own_mail(as_, cast, story):
    page = _made(as_(cast.editor), story, email="lena@example.org", asked="Safe?").content.decode()
    assert "mailto:lena%40example.org?subject=" in page and "Safe%3F" in page


def test_a_refusal_keeps_what_was_typed(as_, cast, story):
    answer = _made(as_(cast.editor), story, pass_phrase="short", asked="Kept words")
    assert answer.status_code == 422 and "at least 8 characters" in told(answer)[0]
    assert "Kept words" in answer.content.decode() and not ReviewLink.objects.exists()


def test_a_restricted_story_warns_and_asks_for_a_tick(as_, cast, story):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor])
    client = as_(cast.duty_editor)
    assert "restricted to named people" in client.get(url("make_review_link", story)).content.decode()
    assert _made(client, story).status_code == 422 and not ReviewLink.objects.exists()
    assert _made(client, story, restricted="on").status_code == 200


def test_a_reporter_is_not_offered_it_and_a_raw_post_is_refused(as_, cast, story):
    client = as_(cast.reporter)
    assert "Ask an outside reader…" not in buttons_of(client.get(url("change", story)))
    assert client.post(url("make_review_link", story), {"name": "X"}).status_code == 403
    assert "Ask an outside reader…" in buttons_of(as_(cast.editor).get(url("change", story)))


def test_the_story_shows_when_they_looked_what_they_said_and_what_they_signed(as_, cast, story):
    link = make_link(story, by=cast.editor, now=clock.now()).link
    assert "Not opened yet." in _page(as_(cast.reporter), story)
    workflow.view_by_link(link)
    workflow.view_by_link(link)
    workflow.comment_by_link(link, text="Who says so?", revision=1, passage=1)
    workflow.sign_off_by_link(link, revision=1)
    page = _page(as_(cast.reporter), story)
    assert "Opened 2 times" in page and "Lena Lawyer (outside)" in page and "Who says so?" in page
    assert "The council met on Monday." in page and "Signed off exactly this" in page
    workflow.save(story, by=cast.reporter, content=replace(content_of(story), dek="Another."))
    assert "Sign-off void the words changed since" in _page(as_(cast.reporter), story)


def test_it_is_revoked_from_the_story(as_, cast, story):
    link = make_link(story, by=cast.editor, now=clock.now()).link
    client = as_(cast.editor)
    page = client.get(url("change", story)).content.decode()
    assert f'{url("revoke_review_link", story)}?link={link.pk}"' in page
    answer = client.post(url("revoke_review_link", story), {"link": link.pk}, follow=True)
    assert "The link for Lena Lawyer opens nothing any more." in told(answer)
    link.refresh_from_db()
    assert link.revoked_by == cast.editor and "Revoked" in _page(client, story)


def test_the_history_calls_them_by_what_they_are(as_, cast, story):
    workflow.view_by_link(make_link(story, by=cast.editor, now=clock.now()).link)
    page = as_(cast.reporter).get(url("history", story)).content.decode()
    assert "Opened from outside" in page and "an outside reader" in page


def test_a_prepared_story_says_when_it_was_last_checked(as_, cast, story):
    workflow.hold(story, by=cast.editor, kind="stock", reason="Prepared.", now=clock.now() - timedelta(days=9))
    assert "Never checked since." in _page(as_(cast.reporter), story)
    client = as_(cast.reporter)
    fields = fields_of(client.get(url("check_stock", story)), "sheet-form")
    answer = client.post(url("check_stock", story), fields, follow=True)
    assert "Checked today." in told(answer)[0] and "Last checked" in _page(client, story)
    assert story.holds.get().checked_by == cast.reporter
