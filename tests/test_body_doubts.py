"""What a body points at is checked before it goes out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.preflight import preflight
from articles.working_copy import content_of
from tests.makers import BODY, NOON, make_article, make_live, make_photo, use_of

GONE = "0f8fad5b-d9cb-469f-a165-70867728950e"
SOON = NOON + timedelta(hours=1)


def _said(article, *ids: str) -> list[tuple[str, str]]:
    found = preflight(article, content_of(article), at=SOON)
    return [(finding.severity, finding.message) for finding in found if finding.id in ids]


def _linking(cast, uid):
    body = f'{BODY}<p>As <a href="story:{uid}">told</a>.</p><aside class="related-story" data-story="{uid}"></aside>'
    return make_article(by=cast.reporter, body=body)


def test_a_story_that_readers_do_not_have_is_named_once_and_stops_nothing(cast):
    draft = make_article(by=cast.reporter, slugline="ferry-plans")
    assert _said(_linking(cast, draft.uid), "linked-story") == [
        ("warn", "The body links to “ferry-plans”, which readers do not have then.")
    ]


def test_a_live_story_and_one_that_will_be_live_by_then_are_no_doubt(cast):
    planned = make_article(by=cast.reporter)
    workflow.file(planned, by=cast.reporter, now=NOON)
    workflow.publish(planned, by=cast.editor, live_from=SOON - timedelta(minutes=1), now=NOON)
    for story in (make_live(cast, slug="ferry"), planned):
        assert _said(_linking(cast, story.uid), "linked-story") == []


def test_a_retracted_story_and_one_that_is_gone_are_told_apart(cast):
    story = make_live(cast, slugline="ferry")
    now = NOON + timedelta(minutes=5)
    workflow.retract(story, by=cast.duty_editor, note="It was wrong.", now=now)
    assert _said(_linking(cast, story.uid), "linked-story") == [
        ("warn", "The body links to “ferry”, which was retracted.")
    ]
    assert _said(_linking(cast, GONE), "linked-story") == [
        ("warn", "The body links to a story that is not here any more.")
    ]


def test_a_restricted_story_is_not_named(cast):
    secret = make_article(by=cast.reporter, slugline="SECRET")
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.duty_editor], now=NOON)
    said = _said(_linking(cast, secret.uid), "linked-story")
    assert said == [("warn", "The body links to a story, which readers do not have then.")]


@pytest.mark.parametrize(("caption", "said"), [("What it is", 0), ("", 1)])
def test_an_embed_says_what_it_is(cast, caption, said):
    figure = f'<figure class="embed" data-url="https://film.example.org/1"><figcaption>{caption}</figcaption></figure>'
    found = _said(make_article(by=cast.reporter, body=BODY + figure), "embed-title")
    assert found == [("warn", "Nothing says what the embed from film.example.org is.")] * said


def test_an_inline_photo_is_named_with_its_place(cast):
    use = replace(use_of(make_photo(by=cast.photo_editor), use="inline"), alt="")
    body = f'{BODY}<figure class="photo" data-photo="{use.photo}"></figure><p>x</p>'
    assert _said(make_article(by=cast.reporter, body=body, photos=(use,)), "photo-alt") == [
        ("block", "Photo 1 (after part 2 of the body) has no alt text.")
    ]
