"""How the desk says a moment: the year is said where it is not this one."""

from datetime import UTC, datetime

import pytest

from newsroom.said_times import at_hand, said

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "is_said"),
    [
        (datetime(2026, 1, 1, 7, 30, tzinfo=UTC), "07:30"),
        (datetime(2026, 1, 2, 7, 30, tzinfo=UTC), "2 Jan, 07:30"),
        (datetime(2025, 12, 31, 23, 59, tzinfo=UTC), "31 Dec 2025, 23:59"),
        (datetime(2027, 1, 1, 10, tzinfo=UTC), "1 Jan 2027, 10:00"),
    ],
)
def test_the_day_is_said_where_it_is_not_today_and_the_year_where_it_is_not_this_one(settings, moment, is_said):
    settings.TIME_ZONE = "UTC"
    assert at_hand(moment, NOW) == is_said


@pytest.mark.parametrize(
    ("form", "is_said"),
    [
        ("j F, H:i", "1 January 2027, 10:00"),
        ("D j M, H:i", "Fri 1 Jan 2027, 10:00"),
        ("j M, H:i:s", "1 Jan 2027, 10:00:00"),
    ],
)
def test_the_year_stands_after_the_month_in_every_form(settings, form, is_said):
    settings.TIME_ZONE = "UTC"
    assert said(datetime(2027, 1, 1, 10, tzinfo=UTC), form, NOW) == is_said
