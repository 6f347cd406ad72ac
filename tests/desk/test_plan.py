"""The week: what stands on which day, moves by plain form, what a pitch's form keeps, at what cost."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article
from newsroom import clock
from newsroom.desk import week
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_article, make_section

# NOON is a Sunday.
MONDAY = date(2026, 11, 23)
KEY = "2026-W48"


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return clock.start_of_day(day) + timedelta(hours=hour, minutes=minute)


def make_planned(cast, planned_for, **fields):
    article = make_article(by=cast.reporter, now=NOON, **fields)
    return workflow.plan_for(article, by=cast.editor, planned_for=planned_for, now=NOON)


def on_days(found) -> dict[str, list[str]]:
    return {f"{day.date:%a}": [str(each.article) for each in day.entries] for day in found.days if day.entries}


@pytest.fixture
def desk(client, cast):
    """Sign somebody in, the editor unless told otherwise."""

    def signed_in(person=None):
        client.force_login(person or cast.editor)
        return client

    return signed_in


def test_a_story_stands_on_its_day_those_without_a_time_first(cast):
    make_planned(cast, at(MONDAY, 9), slugline="at-nine")
    make_planned(cast, at(MONDAY), slugline="some-time")
    make_planned(cast, at(MONDAY + timedelta(days=6), 23, 59), slugline="late-on-sunday")
    make_planned(cast, at(MONDAY + timedelta(days=7)), slugline="next-week")
    found = week.week(cast.editor, KEY, NOON)
    assert on_days(found) == {"Mon": ["some-time", "at-nine"], "Sun": ["late-on-sunday"]}


def test_a_story_that_is_only_due_stands_on_the_day_it_is_due(cast):
    article = make_article(by=cast.reporter, now=NOON, slugline="council")
    workflow.set_due(article, by=cast.editor, due_at=at(MONDAY, 15), now=NOON)
    workflow.plan_for(article, by=cast.editor, planned_for=at(MONDAY + timedelta(days=2)), now=NOON)
    found = week.week(cast.editor, KEY, NOON)
    assert on_days(found) == {"Mon": ["council"], "Wed": ["council"]}
    assert [day.entries[0].is_due for day in found.days if day.entries] == [True, False]


def test_what_is_overdue_says_so_and_what_was_filed_does_not(cast):
    late, filed = (make_article(by=cast.reporter, now=NOON, slugline=name) for name in ("late", "filed"))
    for article in (late, filed):
        workflow.set_due(article, by=cast.editor, due_at=at(MONDAY, 9), now=NOON)
    workflow.file(filed, by=cast.reporter, now=NOON)
    found = week.week(cast.editor, KEY, at(MONDAY, 10))
    assert {str(each.article): each.late for each in found.days[0].entries} == {"late": True, "filed": False}


def test_pitches_without_a_day_stand_beside_it_and_a_section_narrows_both(cast):
    sport = make_section("Sport")
    workflow.pitch(by=cast.reporter, slugline="derby", line="The derby.", section=sport)
    workflow.pitch(by=cast.reporter, slugline="pilots", line="The pilots.", section=make_section())
    make_planned(cast, at(MONDAY), slugline="wall")
    assert {str(each.article) for each in week.week(cast.editor, KEY, NOON).pitches} == {"derby", "pilots"}
    narrowed = week.week(cast.editor, KEY, NOON, sport)
    assert [str(each.article) for each in narrowed.pitches] == ["derby"]
    assert on_days(narrowed) == {}


def test_a_restricted_story_is_in_nobody_elses_week(cast):
    article = make_planned(cast, at(MONDAY), slugline="secret")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    assert on_days(week.week(cast.editor, KEY, NOON)) == {}
    assert on_days(week.week(cast.duty_editor, KEY, NOON)) == {"Mon": ["secret"]}


@pytest.mark.parametrize("key", ["", "nonsense", "2026-W99", "-W", "2026-W48-1", "0-W1"])
def test_nonsense_for_a_week_is_this_week(cast, key):
    assert week.week(cast.editor, key, NOON).monday == date(2026, 11, 16)


def test_a_move_keeps_the_time_of_day_and_comes_back_to_the_story(desk, cast):
    article = make_article(by=cast.reporter, slugline="wall")
    planned_for = at(clock.local_date(clock.now()) + timedelta(days=3), 14, 30)
    workflow.plan_for(article, by=cast.editor, planned_for=planned_for)
    answer = desk().post("/admin/plan/move/", {"story": article.pk, "step": "later"})
    article.refresh_from_db()
    assert clock.local(article.planned_for) == clock.local(planned_for) + timedelta(days=1)
    moved_to = week.key_of(clock.local_date(article.planned_for))
    assert answer.url == f"/admin/plan/?week={moved_to}#story-{article.pk}"
    assert LogEntry.objects.first().verb == "plan_for"


def test_a_pitch_gets_a_day_and_loses_it_again(desk, cast):
    article = workflow.pitch(by=cast.reporter, slugline="derby", line="The derby.")
    day = clock.local_date(clock.now()) + timedelta(days=1)
    client = desk(cast.reporter)
    client.post("/admin/plan/move/", {"story": article.pk, "day": day.isoformat()})
    article.refresh_from_db()
    assert article.planned_for == clock.start_of_day(day)
    client.post("/admin/plan/move/", {"story": article.pk, "step": "off"})
    article.refresh_from_db()
    assert article.planned_for is None


def test_a_refused_move_says_why_and_changes_nothing(desk, cast):
    article = make_article(by=cast.reporter, slugline="wall")
    tomorrow = clock.local_date(clock.now()) + timedelta(days=1)
    page = desk(cast.reporter).post("/admin/plan/move/", {"story": article.pk, "day": tomorrow}, follow=True)
    assert "Reporter may not plan this story" in page.content.decode()
    for day, sentence in (("nonsense", "is no day"), ("2020-01-01", "is over")):
        page = desk().post("/admin/plan/move/", {"story": article.pk, "day": day}, follow=True)
        assert sentence in page.content.decode()
    article.refresh_from_db()
    assert article.planned_for is None
    assert desk().post("/admin/plan/move/", {"story": "x"}).status_code == 404


def test_a_pitch_is_offered_by_its_form_and_nothing_typed_is_lost(desk, cast):
    client = desk(cast.reporter)
    answer = client.post("/admin/plan/pitch/", {"slugline": "derby", "line": ""})
    assert answer.status_code == 422 and 'value="derby"' in answer.content.decode()
    said = {"slugline": "derby", "line": "The derby, from the terrace.", "planned_for_1": "10:00"}
    assert "Choose the day, too" in client.post("/admin/plan/pitch/", said).content.decode()
    page = client.post("/admin/plan/pitch/", {**said, "planned_for_1": ""}, follow=True).content.decode()
    assert "The derby, from the terrace." in page
    assert "Take it on" in page
    assert Article.objects.get().is_pitch


def test_a_stranger_sees_no_plan(desk, cast):
    assert desk(cast.stranger).get("/admin/plan/").status_code == 403
    assert desk(cast.photographer).get("/admin/plan/").status_code == 403


def test_a_full_week_takes_as_many_queries_as_an_empty_one(desk, cast):
    client = desk()
    counts = []
    for number in (2, 20):
        for each in range(number):
            article = make_planned(cast, at(MONDAY, each), slugline=f"story-{number}-{each}")
            workflow.assign(article, by=cast.editor, to=cast.second_reporter)
            workflow.pitch(by=cast.reporter, slugline=f"pitch-{number}-{each}", line="A line.")
        with CaptureQueriesContext(connection) as asked:
            page = client.get(f"/admin/plan/?week={KEY}").content.decode()
        assert page.count("story-") >= number and page.count("pitch-") >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] <= 10
