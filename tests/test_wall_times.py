"""What a time on the wall means, in zones that change their clocks by an hour, by half an hour, and never."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsroom.wall_times import around, is_zone, moments, spoken, zone_names

LONDON, NEW_YORK, LORD_HOWE, TOKYO = (
    ZoneInfo(name) for name in ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo")
)


def _utc(*said) -> datetime:
    return datetime(*said, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "moment"),
    [
        (LONDON, datetime(2026, 7, 1, 18), _utc(2026, 7, 1, 17)),
        (LONDON, datetime(2026, 1, 1, 18), _utc(2026, 1, 1, 18)),
        (NEW_YORK, datetime(2026, 7, 1, 18), _utc(2026, 7, 1, 22)),
        (LORD_HOWE, datetime(2026, 7, 1, 18), _utc(2026, 7, 1, 7, 30)),
        (LORD_HOWE, datetime(2026, 1, 1, 18), _utc(2026, 1, 1, 7)),
        (TOKYO, datetime(2026, 7, 1, 18), _utc(2026, 7, 1, 9)),
    ],
)
def test_most_times_are_one_moment(zone, wall, moment):
    assert moments(wall, zone) == [moment]


@pytest.mark.parametrize(
    ("zone", "wall", "before", "after"),
    [
        (LONDON, datetime(2026, 3, 29, 1, 30), _utc(2026, 3, 29, 0, 59), _utc(2026, 3, 29, 1)),
        (NEW_YORK, datetime(2026, 3, 8, 2, 30), _utc(2026, 3, 8, 6, 59), _utc(2026, 3, 8, 7)),
        (LORD_HOWE, datetime(2026, 10, 4, 2, 15), _utc(2026, 10, 3, 15, 29), _utc(2026, 10, 3, 15, 30)),
    ],
)
def test_a_skipped_time_is_no_moment_and_has_a_nearest_on_either_side(zone, wall, before, after):
    assert moments(wall, zone) == []
    assert around(wall, zone) == (before, after)


@pytest.mark.parametrize(
    ("zone", "wall", "first", "second"),
    [
        (LONDON, datetime(2026, 10, 25, 1, 30), _utc(2026, 10, 25, 0, 30), _utc(2026, 10, 25, 1, 30)),
        (NEW_YORK, datetime(2026, 11, 1, 1, 30), _utc(2026, 11, 1, 5, 30), _utc(2026, 11, 1, 6, 30)),
        (LORD_HOWE, datetime(2026, 4, 5, 1, 45), _utc(2026, 4, 4, 14, 45), _utc(2026, 4, 4, 15, 15)),
    ],
)
def test_a_repeated_time_is_two_moments(zone, wall, first, second):
    assert moments(wall, zone) == [first, second]


def test_the_edges_of_a_change_belong_to_one_side_each():
    assert len(moments(datetime(2026, 3, 29, 0, 59), LONDON)) == len(moments(datetime(2026, 3, 29, 2, 0), LONDON)) == 1
    assert moments(datetime(2026, 3, 29, 1, 0), LONDON) == []
    assert len(moments(datetime(2026, 10, 25, 1, 0), LONDON)) == 2
    assert len(moments(datetime(2026, 10, 25, 2, 0), LONDON)) == 1


def test_a_day_that_a_zone_left_out_altogether_is_skipped():
    apia = ZoneInfo("Pacific/Apia")
    assert moments(datetime(2011, 12, 30, 12), apia) == []
    before, after = around(datetime(2011, 12, 30, 12), apia)
    assert (before.astimezone(apia).day, after.astimezone(apia).day) == (29, 31)


def test_zones_are_known_by_name():
    assert is_zone("Europe/London") and not is_zone("Europe/Atlantis") and not is_zone("")
    assert "Australia/Lord_Howe" in zone_names() and "UTC" in zone_names()
    assert spoken("Australia/Lord_Howe") == "Lord Howe"
