"""The calendar's counts: each day's, right within a minute of whatever changes it, and only such days counted again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import calendar, workflow
from articles.models import DayCount, DayToCount
from newsroom.record.models import Change
from tests.makers import make_article, make_live

TODAY = date(2026, 11, 22)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def _counts() -> dict[date, int]:
    return dict(DayCount.objects.values_list("day", "stories"))


@pytest.fixture
def story(cast, noon):
    return make_live(cast, now=noon)


def test_the_first_time_everything_is_counted(cast, story, noon):
    make_live(cast, now=noon, dated="2019-05-04", headline="Old")
    calendar.count_days(noon + MINUTE)
    assert _counts() == {TODAY: 1, date(2019, 5, 4): 1}
    told = set(Change.objects.filter(tag__startswith="calendar").values_list("tag", flat=True))
    assert told == {"calendar", "calendar:2026", "calendar:2026:11", "calendar:2019", "calendar:2019:05"}


def test_a_new_story_a_pull_a_restore_and_a_withdrawal_are_counted_within_a_minute(cast, story, noon):
    calendar.count_days(noon + MINUTE)
    make_live(cast, now=noon + MINUTE, headline="Another")
    found = []
    for minute, act in enumerate((None, "pull", "restore", "withdraw"), start=2):
        now = noon + minute * MINUTE
        if act == "withdraw":
            workflow.withdraw(story, by=cast.duty_editor, note="Wrong.", now=now)
        elif act:
            getattr(workflow, act)(story, by=cast.editor, now=now)
        calendar.count_days(now + MINUTE / 2)
        found.append(_counts())
    assert found == [{TODAY: 2}, {TODAY: 1}, {TODAY: 2}, {TODAY: 1}]


def test_a_day_without_stories_any_more_is_none(cast, story, noon):
    calendar.count_days(noon + MINUTE)
    workflow.pull(story, by=cast.editor, now=noon + 2 * MINUTE)
    calendar.count_days(noon + 3 * MINUTE)
    assert _counts() == {}


@pytest.mark.parametrize("begun", [True, False])
def test_a_schedule_is_counted_at_its_minute_and_nothing_has_to_run_at_it(cast, noon, begun):
    if begun:
        calendar.count_days(noon)
    article = make_article(by=cast.reporter, now=noon)
    workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)
    calendar.count_days(noon + MINUTE)
    assert _counts() == {}
    calendar.count_days(noon + HOUR - MINUTE)
    assert _counts() == {}
    calendar.count_days(noon + 3 * HOUR)
    assert _counts() == {TODAY: 1}
    assert not DayToCount.objects.exists()


def test_pages_are_told_of_days_that_are_different_and_of_no_others(cast, story, noon):
    calendar.count_days(noon + MINUTE)
    before = Change.objects.filter(tag__startswith="calendar").count()
    workflow.pull(story, by=cast.editor, now=noon + 2 * MINUTE)
    workflow.restore(story, by=cast.editor, now=noon + 3 * MINUTE)
    calendar.count_days(noon + 4 * MINUTE)
    assert Change.objects.filter(tag__startswith="calendar").count() == before, "pulled and restored, it is one story"


def test_a_minute_in_which_nothing_happened_costs_three_queries(cast, story, noon):
    calendar.count_days(noon + MINUTE)
    calendar.count_days(noon + 2 * MINUTE)
    with CaptureQueriesContext(connection) as asked:
        calendar.count_days(noon + 3 * MINUTE)
    selects = [query["sql"] for query in asked if query["sql"].startswith("SELECT")]
    assert len(selects) <= 4 and not [sql for sql in selects if "articles_edition" in sql]


def test_many_days_are_counted_a_part_at_a_time(cast, noon, monkeypatch):
    calendar.count_days(noon)
    monkeypatch.setattr(calendar, "AT_ONCE", 2)
    for day in (1, 2, 3):
        make_live(cast, now=noon, dated=f"2020-02-0{day}", headline=f"Day {day}")
    calendar.count_days(noon + MINUTE)
    some = len(_counts())
    for minute in range(2, 9):
        calendar.count_days(noon + minute * MINUTE)
    assert some < 3 and len(_counts()) == 3


def test_years_months_and_days_add_up(db, noon):
    rows = {date(2019, 5, 4): 2, date(2019, 5, 9): 3, date(2019, 7, 1): 1, date(2020, 1, 1): 7}
    DayCount.objects.bulk_create(DayCount(day=day, stories=count) for day, count in rows.items())
    assert calendar.years(noon) == [(2020, 7), (2019, 6)]
    assert calendar.months_of(2019, noon) == {5: 5, 7: 1}
    assert calendar.days_of(date(2019, 5, 1), date(2019, 5, 31), noon) == {date(2019, 5, 4): 2, date(2019, 5, 9): 3}
