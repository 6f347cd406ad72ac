"""The story list: whose stories, what it says of each, at what cost."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.admin.story_admin import CappedPaginator
from newsroom import clock
from tests.admin.browsing import url
from tests.makers import make_article, make_live, make_section


def _list(client, **asked):
    return client.get(url("changelist"), asked)


def test_it_says_stage_and_what_readers_have(as_, cast):
    make_live(cast, now=clock.now() - timedelta(minutes=5), slugline="on-the-site")
    page = _list(as_(cast.reporter)).content.decode()
    assert "on-the-site" in page
    assert "At rest</span>" in page
    assert "Live</span>" in page
    assert "version 1" in page


def test_it_names_the_next_scheduled_moment(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=clock.now() + timedelta(days=400))
    page = _list(as_(cast.reporter)).content.decode()
    assert "Scheduled</span>" in page
    day = clock.local(clock.now() + timedelta(days=400))
    assert f"{day.day} {day:%b %Y}" in page


def test_it_can_be_narrowed_by_stage(as_, cast):
    make_article(by=cast.reporter, slugline="a-draft")
    filed = make_article(by=cast.reporter, slugline="a-filed-one")
    workflow.file(filed, by=cast.reporter)
    page = _list(as_(cast.editor), stage="in_review").content.decode()
    assert "a-filed-one" in page
    assert "a-draft" not in page


def test_it_can_be_narrowed_by_what_readers_have(as_, cast, noon):
    make_article(by=cast.reporter, slugline="nobody-has-it")
    make_live(cast, now=noon, slugline="everybody-has-it")
    page = _list(as_(cast.editor), readers="live").content.decode()
    assert "everybody-has-it" in page
    assert "nobody-has-it" not in page


def test_it_can_be_narrowed_by_section_kind_and_turn(as_, cast):
    make_article(by=cast.reporter, slugline="a-match", section=str(make_section("Sport").uid))
    make_article(by=cast.second_reporter, slugline="an-essay", kind="opinion")
    client = as_(cast.reporter)
    assert b"an-essay" not in _list(client, section="sport").content
    assert b"a-match" not in _list(client, kind="opinion").content
    mine = _list(client, **{"for": "mine"}).content
    assert b"a-match" in mine and b"an-essay" not in mine


def test_nonsense_in_a_filter_is_no_error(as_, cast):
    make_article(by=cast.reporter)
    asked = {"stage": "nonsense", "readers": "\x00", "section": "'", "kind": "x", "for": "y"}
    for name, value in asked.items():
        assert _list(as_(cast.reporter), **{name: value}).status_code in {200, 302, 400}


def test_it_finds_a_story_by_its_byline(as_, cast):
    make_article(by=cast.reporter, slugline="by-writer-a")
    assert b"by-writer-a" in _list(as_(cast.reporter), q="Writer A").content
    assert b"by-writer-a" not in _list(as_(cast.reporter), q="Nobody").content


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert _list(client).status_code == 200
    return len(queries)


def test_fifty_rows_cost_as_many_queries_as_three(as_, cast):
    client = as_(cast.editor)
    for _number in range(3):
        make_article(by=cast.reporter)
    few = _queries(client)
    for _number in range(47):
        make_article(by=cast.reporter)
    assert _queries(client) == few
    assert few <= 12


def test_it_counts_no_further_than_anybody_pages(as_, cast, monkeypatch):
    monkeypatch.setattr(CappedPaginator, "MOST", 2)
    for _number in range(4):
        make_article(by=cast.reporter)
    assert _list(as_(cast.editor)).context["cl"].paginator.count == 2
