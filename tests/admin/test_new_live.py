"""A live story from the New menu, and the lists that have no entries unless they are asked for."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, LiveStory
from articles.workflow import Said
from newsroom import clock
from tests.makers import make_contributor, make_live, make_section

MINUTE = timedelta(minutes=1)
STORIES = "/admin/articles/article/"


@pytest.fixture
def said(db):
    byline = make_contributor("News Desk")
    byline.kind = "desk"
    byline.save()
    return {
        "headline": "Election night",
        "summary": "The count begins at ten.",
        "section": make_section().pk,
        "byline": byline.pk,
        "opens_at_0": "",
    }


@pytest.fixture
def story(cast, noon, monkeypatch):
    """A live story with an entry readers have, and another in the queue."""
    made = make_live(cast, now=noon - 2 * MINUTE, headline="Election night", slugline="election")
    workflow.open_live(made, by=cast.editor, now=noon - MINUTE)
    workflow.let_post(made, by=cast.editor, user=cast.reporter, reader=cast.editor, now=noon - MINUTE)
    words = Said("Turnout is 61 %", byline=make_contributor())
    workflow.post(made, by=cast.reporter, said=words, token=uuid.uuid4(), now=noon - MINUTE / 2)
    workflow.queue_entry(made, by=cast.second_reporter, said=words, token=uuid.uuid4(), now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon)
    return made


def test_an_editor_begins_one_and_goes_on_at_its_live_desk(as_, cast, said):
    desk, page = as_(cast.editor), reverse("admin:articles_article_new_live")
    assert f'href="{page}"' in desk.get("/admin/").text
    answer = desk.post(page, said)
    live = LiveStory.objects.get()
    assert answer["Location"] == reverse("admin:articles_article_live", args=[live.pk])
    assert (live.article.headline, live.article.body) == ("Election night", "<p>The count begins at ten.</p>")
    assert "Readers do not have the live story itself" in desk.get(answer["Location"]).text


def test_what_is_missing_is_said_and_nothing_is_begun(as_, cast, said):
    answer = as_(cast.editor).post(reverse("admin:articles_article_new_live"), {**said, "summary": ""})
    assert answer.status_code == 422 and "Mend the marked fields" in answer.text
    assert not Article.objects.exists()


def test_who_publishes_nothing_has_no_such_page(as_, cast):
    for person in (cast.reporter, cast.copy_editor, cast.photographer, cast.administrator):
        assert as_(person).get(reverse("admin:articles_article_new_live")).status_code in {302, 403}
    assert "Live story" not in as_(cast.reporter).get("/admin/").text


def test_the_story_list_has_no_entries_until_they_are_asked_for(as_, cast, story):
    desk = as_(cast.editor)
    for query in ("", "?stage=all", "?stage=in_review", "?for=me", "?readers=live"):
        text = desk.get(STORIES + query).text
        assert "election 11:59" not in text and "election 12:00" not in text, query
    assert "election 11:59" in desk.get(f"{STORIES}?stage=all&entries=only").text
    among = desk.get(f"{STORIES}?stage=all&entries=with").text
    assert "election 11:59" in among and "Election night" in among


def test_the_board_has_no_entries_among_stories(as_, cast, story):
    for person in (cast.editor, cast.second_reporter):
        assert "election 12:00" not in as_(person).get("/admin/").text


def test_an_entrys_page_leads_to_the_desk_of_its_live_story(as_, cast, story):
    entry = story.live_story.entries.exclude(number=None).get().article
    text = as_(cast.editor).get(reverse("admin:articles_article_change", args=[entry.pk])).text
    assert reverse("admin:articles_article_live", args=[story.pk]) in text
