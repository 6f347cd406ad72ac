"""Whom a note on a story may call, as the picker asks for it while somebody types."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from newsroom.staff import duty
from tests.admin.browsing import url
from tests.makers import make_article, make_people, make_person


@pytest.fixture
def story(cast):
    return make_article(by=cast.reporter)


def offered(client, article, text: str) -> dict[str, str]:
    answer = client.get(reverse("admin:articles_article_suggest_colleagues", args=[article.pk]), {"q": text})
    assert answer.status_code == 200
    return {each["name"]: each["said"] for each in answer.json()["names"]}


def test_names_are_found_by_the_beginning_of_any_of_their_words_and_say_their_role(as_, cast, story):
    found = offered(as_(cast.reporter), story, "edi")
    assert set(found) == {"Editor", "Copy Editor", "Duty Editor", "Managing Editor", "Photo Editor"}
    assert found["Duty Editor"] == "duty editor"
    assert offered(as_(cast.reporter), story, "ditor") == {}


def test_who_is_on_duty_is_said(as_, cast, story):
    duty.go_on(cast.duty_editor)
    assert offered(as_(cast.reporter), story, "duty") == {"Duty Editor": "duty editor · on duty"}


def test_oneself_and_who_sees_no_stories_are_not_offered(as_, cast, story):
    assert "Reporter" not in offered(as_(cast.reporter), story, "")
    assert offered(as_(cast.reporter), story, "stranger") == {}


def test_of_a_restricted_story_only_those_named_are_offered(as_, cast, story):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.reporter, cast.duty_editor])
    assert set(offered(as_(cast.reporter), story, "")) == {"Duty Editor"}
    answer = as_(cast.editor).get(reverse("admin:articles_article_suggest_colleagues", args=[story.pk]), {"q": "r"})
    assert answer.status_code == 404


def test_whoever_may_leave_no_note_is_offered_nobody(as_, cast, story):
    answer = as_(cast.photographer).get(reverse("admin:articles_article_suggest_colleagues", args=[story.pk]))
    assert answer.status_code in {403, 404}


def test_at_most_ten_are_offered_and_it_costs_the_same_for_one(as_, cast, story):
    client = as_(cast.reporter)

    def asked(text: str) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as queries:
            found = offered(client, story, text)
        return len(found), len(queries)

    make_person("zed_one", "reporter")
    one, few = asked("zed")
    make_people({f"zed_number_{n}": "reporter" for n in range(15)})
    many, more = asked("zed")
    assert (one, many) == (1, 10) and more == few


def test_every_box_of_notes_asks_there_and_is_plain_text_without_a_script(as_, cast, story):
    address = f'data-mention="{reverse("admin:articles_article_suggest_colleagues", args=[story.pk])}"'
    assert address in as_(cast.editor).get(url("change", story)).content.decode()
    workflow.file(story, by=cast.reporter)
    assert address in as_(cast.editor).get(url("send_back", story)).content.decode()
    assert address in as_(cast.editor).get(url("add_note", story)).content.decode()
