"""The desk of a live story, by plain form posts."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import LiveEntry, LiveGrant, LiveStory
from newsroom import clock
from tests.makers import make_contributor, make_live


@pytest.fixture
def story(cast, noon, monkeypatch):
    made = make_live(cast, now=noon - timedelta(minutes=1), headline="Election night")
    monkeypatch.setattr(clock, "now", lambda: noon)
    return made


def page(story) -> str:
    return reverse("admin:articles_article_live", args=[story.pk])


def test_an_editor_opens_lets_post_and_closes_by_plain_forms(as_, story, cast):
    desk = as_(cast.editor)
    assert "Open as a live story" in desk.get(page(story)).text
    assert desk.post(page(story), {"do": "open"}).status_code == 302
    assert LiveStory.objects.get().article == story
    said = {"do": "let", "let-user": cast.editor.pk, "let-reader": cast.duty_editor.pk, "let-read_within": 30}
    assert desk.post(page(story), said).status_code == 302
    assert LiveGrant.objects.get().reader == cast.duty_editor
    assert desk.post(page(story), {"do": "close", "close-summary": "It ended."}).status_code == 302
    assert LiveStory.objects.get().closed_at


def test_a_reporter_with_leave_posts_and_a_form_sent_twice_posts_once(as_, story, cast, noon):
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    byline = make_contributor()
    byline.account = cast.reporter
    byline.save()
    phone = as_(cast.reporter)
    assert "Post: live at once" in phone.get(page(story)).text
    said = {"do": "post", "post-text": "It rains", "post-byline": byline.pk, "post-token": str(uuid.uuid4())}
    for _time in range(2):
        assert phone.post(page(story), said).status_code == 302
    assert LiveEntry.objects.count() == 1
    text = phone.get(page(story)).text
    assert "unread" in text and "harbour-wall 12:00" in text


def test_who_was_given_no_leave_is_told_whom_to_ask_and_posts_nothing(as_, story, cast, noon):
    workflow.open_live(story, by=cast.editor, now=noon)
    desk = as_(cast.second_reporter)
    assert "gives you leave to post" in desk.get(page(story)).text
    answer = desk.post(page(story), {"do": "post", "post-text": "Mine"})
    assert answer.status_code == 422
    assert not LiveEntry.objects.exists()


def test_what_is_not_filled_in_is_said(as_, story, cast, noon):
    workflow.open_live(story, by=cast.editor, now=noon)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon)
    answer = as_(cast.reporter).post(page(story), {"do": "post", "post-text": ""})
    assert "Mend the marked fields" in answer.text
    assert not LiveEntry.objects.exists()
