"""The story list: whose stories, what it says of each, at what cost."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import workflow
from articles.admin.stories import narrowing, page
from articles.admin.stories.asked import Asked
from articles.models import Article
from articles.querysets import ReadersHave
from articles.working_copy import content_of
from newsroom import clock
from newsroom.staff import presence
from tests.admin.browsing import url
from tests.makers import make_article, make_live, make_photo, make_section, use_of


@pytest.fixture
def time_machine_at_noon(noon):
    """Let no hour of the day decide what is due today."""
    with time_machine.travel(noon, tick=True):
        yield


def _list(client, **asked):
    return client.get(url("changelist"), asked)


def test_it_says_stage_and_what_readers_have(as_, cast):
    make_live(cast, now=clock.now() - timedelta(minutes=5), slugline="on-the-site")
    page = _list(as_(cast.reporter), stage="all").content.decode()
    assert "on-the-site" in page
    assert "At rest</span>" in page
    assert "Live</span>" in page
    assert "version 1" in page


def test_it_names_the_next_scheduled_moment(as_, cast):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=clock.now() + timedelta(days=400))
    page = _list(as_(cast.reporter), readers="scheduled").content.decode()
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
    asked = {
        "stage": "nonsense",
        "readers": "\x00",
        "section": "'",
        "kind": "x",
        "for": "y",
        "due": "later",
        "assignee": "9999",
        "by": "%",
        "sort": "no",
        "after": "1~x",
        "as": "pie",
        "picture": "x",
        "hold": "x",
        "here": "you",
    }
    for name, value in asked.items():
        assert _list(as_(cast.reporter), **{name: value}).status_code == 200, name


def test_it_finds_a_story_by_its_byline(as_, cast):
    make_article(by=cast.reporter, slugline="by-writer-a")
    assert b"by-writer-a" in _list(as_(cast.reporter), q="Writer A").content
    assert b"by-writer-a" not in _list(as_(cast.reporter), q="Nobody").content


def test_what_is_at_rest_or_spiked_is_shown_when_it_is_asked_for(as_, cast):
    make_live(cast, now=clock.now() - timedelta(minutes=5), slugline="rests")
    workflow.spike(make_article(by=cast.reporter, slugline="dropped"), by=cast.reporter)
    client = as_(cast.editor)
    in_work = _list(client).content
    assert b"rests" not in in_work and b"dropped" not in in_work
    assert b"rests" in _list(client, stage="at_rest").content
    assert b"dropped" in _list(client, stage="spiked").content


def test_it_says_due_assignee_words_pictures_and_holds(as_, cast):
    article = make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter), alt=""),))
    workflow.save(article, by=cast.reporter, content=content_of(article), commissioned=5)
    workflow.assign(article, by=cast.editor, to=cast.second_reporter)
    workflow.hold(article, by=cast.editor, kind="legal", reason="x")
    row = _list(as_(cast.editor)).context["rows"][0]
    assert (row.assignee, row.commissioned, row.length) == ("Second Reporter", 5, "over")
    assert (row.pictures, row.silent, row.holds, row.legal) == ("Lead", 1, ("Legal",), True)


def test_a_draft_is_overdue_and_a_prepared_one_never_is(as_, cast):
    late = clock.now() - timedelta(hours=1)
    for name, hold in (("late", ""), ("prepared", "stock")):
        article = make_article(by=cast.reporter, slugline=name)
        workflow.set_due(article, by=cast.editor, due_at=late, now=late - timedelta(hours=1))
        if hold:
            workflow.hold(article, by=cast.editor, kind=hold, reason="x")
    page = _list(as_(cast.editor), due="overdue")
    assert [row.slugline for row in page.context["rows"]] == ["late"]
    assert {row.slugline: row.overdue for row in _list(as_(cast.editor)).context["rows"]} == {
        "late": True, "prepared": False
    }  # fmt: skip


def test_it_says_who_is_in_a_story_and_can_ask_for_that(as_, cast):
    article = make_article(by=cast.reporter, slugline="open-now")
    make_article(by=cast.reporter, slugline="closed")
    presence.beat(person=cast.reporter, key=uuid4(), place=article.subject, where=presence.Where(), hidden=False,
                  now=clock.now())  # fmt: skip
    rows = _list(as_(cast.editor), here="somebody").context["rows"]
    assert [(row.slugline, row.here) for row in rows] == [("open-now", ("Reporter",))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"assignee": "me"}, {"mine"}),
        ({"assignee": "nobody"}, {"long", "silent"}),
        ({"due": "today"}, {"mine"}),
        ({"due": "none"}, {"long", "silent"}),
        ({"words": "over"}, {"long"}),
        ({"words": "none"}, {"mine", "silent"}),
        ({"picture": "none"}, {"mine", "long"}),
        ({"picture": "no-alt"}, {"silent"}),
        ({"hold": "legal"}, {"long"}),
        ({"hold": "stock"}, set()),
        ({"embargo": "on"}, {"silent"}),
        ({"by": "writer"}, {"mine", "long", "silent"}),
        ({"by": "nobody such"}, set()),
        ({"words": "over", "hold": "any", "stage": "draft"}, {"long"}),
    ],
)
def test_every_filter_leaves_its_stories(as_, cast, time_machine_at_noon, asked, found):
    mine = make_article(by=cast.reporter, slugline="mine")
    workflow.assign(mine, by=cast.editor, to=cast.editor)
    workflow.set_due(mine, by=cast.editor, due_at=clock.now() + timedelta(hours=2))
    long = make_article(by=cast.reporter, slugline="long")
    workflow.save(long, by=cast.reporter, content=content_of(long), commissioned=3)
    workflow.hold(long, by=cast.editor, kind="legal", reason="x")
    silent = make_article(by=cast.reporter, slugline="silent", photos=(use_of(make_photo(by=cast.reporter), alt=""),))
    workflow.embargo(silent, by=cast.editor, until=clock.now() + timedelta(days=2))
    rows = _list(as_(cast.editor), **asked).context["rows"]
    assert {row.slugline for row in rows} == found


@pytest.mark.parametrize("have", list(ReadersHave))
def test_each_thing_readers_can_have_finds_its_story(as_, cast, have):
    then = clock.now() - timedelta(hours=1)
    make_article(by=cast.reporter, slugline="unpublished")
    planned = workflow.file(make_article(by=cast.reporter, slugline="scheduled"), by=cast.reporter)
    workflow.publish(planned, by=cast.editor, live_from=clock.now() + timedelta(days=1))
    stories = {name: make_live(cast, now=then, slugline=name)
               for name in ("live", "retracted", "pulled", "withdrawn", "nothing")}  # fmt: skip
    workflow.retract(stories["retracted"], by=cast.editor, note="Wrong.", now=then + timedelta(minutes=1))
    workflow.pull(stories["pulled"], by=cast.editor, now=then + timedelta(minutes=1))
    workflow.withdraw(stories["withdrawn"], by=cast.duty_editor, note="Gone.", now=then + timedelta(minutes=1))
    workflow.withdraw(
        stories["nothing"], by=cast.duty_editor, reason="order 1", nothing_here=True, now=then + timedelta(minutes=1)
    )
    rows = _list(as_(cast.editor), readers=have).context["rows"]
    assert [row.slugline for row in rows] == [str(have)]


def test_pages_follow_each_other_in_an_order_that_never_ties(as_, cast, monkeypatch, noon):
    monkeypatch.setattr(page, "PAGE", 2)
    for number in range(5):
        make_article(by=cast.reporter, slugline=f"story-{number}", now=noon)
    client, seen = as_(cast.editor), []
    for sort in ("touched", "due", "slugline"):
        answer, seen = _list(client, sort=sort), []
        while True:
            seen += [row.slugline for row in answer.context["rows"]]
            if not answer.context["older"]:
                break
            answer = client.get(url("changelist") + answer.context["older"])
        assert sorted(seen) == [f"story-{number}" for number in range(5)], sort
    assert seen == sorted(seen)


def test_it_counts_up_to_a_limit_and_says_about_how_many_there_are(as_, cast, monkeypatch):
    monkeypatch.setattr(page, "PAGE", 1)
    monkeypatch.setattr(page, "MOST_COUNTED", 2)
    for _number in range(4):
        make_article(by=cast.reporter)
    client = as_(cast.editor)
    assert b"more than 2 stories" in _list(client).content
    assert b"about " in _list(client, stage="all").content


def test_by_stage_it_shows_a_column_a_stage_and_remembers_that(as_, cast):
    make_article(by=cast.reporter, slugline="a-draft")
    workflow.file(make_article(by=cast.reporter, slugline="a-filed-one"), by=cast.reporter)
    client = as_(cast.editor)
    _list(client, **{"as": "columns"})
    columns = _list(client).context["columns"]
    assert [(column.stage, [row.slugline for row in column.rows]) for column in columns] == [
        ("draft", ["a-draft"]), ("in_review", ["a-filed-one"]), ("ready", [])
    ]  # fmt: skip
    _list(client, **{"as": "table"})
    assert "columns" not in _list(client).context


def _queries(client, **asked) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert _list(client, **asked).status_code == 200
    return len(queries)


@pytest.mark.parametrize("style", ["table", "columns"])
def test_fifty_rows_cost_as_many_queries_as_three(as_, cast, style):
    client = as_(cast.editor)
    for _number in range(3):
        make_article(by=cast.reporter)
    few = _queries(client, **{"as": style})
    for _number in range(40):
        make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter)),))
    assert _queries(client, **{"as": style}) <= few + 1  # the count, once there are more than a page
    assert few <= 20


@pytest.mark.parametrize("sample", [1, 3, 50])
def test_a_writers_stories_are_counted_as_far_as_is_said_whatever_is_looked_at_first(cast, monkeypatch, sample):
    for number in range(4):
        article = make_article(by=cast.reporter, slugline=f"wall-{number}")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    monkeypatch.setattr(narrowing, "SAMPLE", sample)
    asked = Asked.of({"stage": "all", "by": "Writer"})
    for most, said in ((2, "more than 2 stories"), (3, "3 stories")):
        monkeypatch.setattr(page, "MOST_COUNTED", most)
        assert page.count_of(asked, narrowing.Looker(cast.editor, clock.now())) == said
    assert page.count_of(asked, narrowing.Looker(cast.duty_editor, clock.now())) == "more than 3 stories"


@pytest.mark.parametrize("have", ReadersHave.values)
def test_the_stories_of_which_readers_have_something_are_those_that_say_so(cast, have):
    then, minute = clock.now() - timedelta(hours=1), timedelta(minutes=1)
    make_article(by=cast.reporter)
    lives = [make_live(cast, now=then) for _number in range(6)]
    workflow.pull(lives[0], by=cast.editor, now=then + minute)
    workflow.retract(lives[1], by=cast.editor, note="Wrong.", now=then + minute)
    workflow.withdraw(lives[2], by=cast.duty_editor, note="Wrong.", now=then + minute)
    workflow.withdraw(lives[3], by=cast.duty_editor, nothing_here=True, reason="An order.", now=then + minute)
    workflow.pull(lives[4], by=cast.editor, now=then + minute)
    workflow.restore(lives[4], by=cast.editor, now=then + 2 * minute)
    planned = make_article(by=cast.reporter)
    workflow.publish(planned, by=cast.editor, live_from=clock.now() + timedelta(hours=1))
    all_of_them = Article.objects.with_readers_have(clock.now())
    wanted = {story.pk for story in all_of_them if story.readers_have == have}
    assert wanted and {story.pk for story in Article.objects.where_readers_have(have, clock.now())} == wanted


@pytest.mark.parametrize(
    ("asked", "said"), [({}, ""), ({"q": "wall"}, "all"), ({"q": "wall", "stage": "draft"}, "draft")]
)
def test_the_stage_filter_says_what_is_looked_at(as_, cast, asked, said):
    make_article(by=cast.reporter, slugline="wall")
    chosen = html.fromstring(_list(as_(cast.editor), **asked).content.decode()).xpath(
        "//select[@id='narrow-stage']/option[@selected]/@value"
    )
    assert chosen == [said]
