"""Saying which newsletters there are, and when each goes by itself."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom import clock
from newsroom.letters import chores, keeping, times
from newsroom.letters.acting import NotAllowed, Refused
from newsroom.letters.models import Issue, Letter
from newsroom.letters.sending import press_on
from newsroom.paper.models import Paper
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, make_live, make_tag
from tests.readers import text

from .conftest import LATER, said, take

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def begin(cast, now=NOON, **fields) -> Letter:
    return keeping.begin_letter(said(**fields), by=cast.administrator, now=now)


def test_a_fresh_paper_has_none_and_no_page_says_so(cast, read):
    assert read("/newsletters/").status_code == 404
    assert "Newsletters" not in text(read("/"))


def test_it_is_one_row_in_the_log_and_every_page_leads_there(cast, read):
    letter = begin(cast)
    entry = LogEntry.objects.get(verb="begin letter")
    assert entry.subject == f"letter:{letter.uid}"
    assert set(Change.objects.filter(number=entry.number).values_list("tag", flat=True)) == {
        "letters", f"letter:{letter.pk}", "paper",
    }  # fmt: skip
    assert Paper.objects.get().letters
    assert '<a href="/newsletters/">Newsletters</a>' in text(read("/"))


def test_the_same_again_is_no_act(cast):
    letter = begin(cast)
    keeping.change_letter(letter, said(name=" Harbour  news "), by=cast.administrator, now=LATER)
    assert not LogEntry.objects.filter(verb="change letter").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "  "}, "Give the newsletter a name"),
        ({"name": "…", "slug": ""}, "Give the newsletter a name"),
        ({"about": ""}, "Say in a sentence what it is"),
        ({"name": "x" * 61}, "61 characters long; 60 fit"),
        ({"about": "x" * 201}, "201 characters long; 200 fit"),
        ({"greeting": "x" * 601}, "601 characters long; 600 fit"),
        ({"slug": "off"}, "taken by the newsroom itself"),
        ({"name": "Confirm"}, "taken by the newsroom itself"),
        ({"tag": None}, "one front or one tag"),
        ({"rhythm": "hourly"}, "Say when it goes"),
        ({"rhythm": "daily"}, "at what time"),
        ({"rhythm": "weekly", "at": time(7)}, "on which day"),
        ({"rhythm": "weekly", "at": time(7), "weekday": 7}, "on which day"),
    ],
)
def test_what_cannot_be_kept_is_a_sentence(cast, fields, sentence):
    with pytest.raises(Refused, match=sentence):
        begin(cast, **fields)
    assert not Letter.objects.exists()


def test_two_cannot_have_one_address(cast):
    begin(cast)
    with pytest.raises(Refused, match="“harbour-news” already"):
        begin(cast, tag=make_tag("Other"))


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "editor", "duty_editor", "photo_editor", "stranger"])
def test_nobody_else_may(cast, who):
    with pytest.raises(NotAllowed, match="Ask a colleague whose role allows it"):
        keeping.begin_letter(said(), by=getattr(cast, who), now=NOON)
    letter = begin(cast)
    with pytest.raises(NotAllowed):
        keeping.change_letter(letter, said(name="Mine"), by=getattr(cast, who), now=NOON)


# When it goes by itself.


@pytest.fixture
def london(monkeypatch):
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo("Europe/London"))


def _letter(**fields) -> Letter:
    return Letter(**{"rhythm": "daily", "at": time(7), "is_on": True, **fields})


def test_a_time_the_clock_skips_is_the_first_moment_after_it(london):
    letter = _letter(at=time(1, 30))
    assert times.moment_on(date(2026, 3, 29), letter) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert times.moment_on(date(2026, 3, 30), letter) == datetime(2026, 3, 30, 0, 30, tzinfo=UTC)


def test_a_time_the_clock_shows_twice_is_the_first(london):
    assert times.moment_on(date(2026, 10, 25), _letter(at=time(1, 30))) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_weekly_one_goes_on_its_day(london):
    letter = _letter(rhythm="weekly", weekday=4)
    assert times.next_due(letter, NOON) == datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
    assert times.last_due(letter, NOON) == (date(2026, 11, 20), datetime(2026, 11, 20, 7, 0, tzinfo=UTC))


def test_one_that_is_off_or_sent_by_hand_does_not_go():
    assert times.next_due(_letter(is_on=False), NOON) is None
    assert times.next_due(_letter(rhythm="hand", at=None), NOON) is None
    assert times.last_due(_letter(rhythm="hand", at=None), NOON) is None


@given(
    now=st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2028, 1, 1)),
    at=st.times(),
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    zone=st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "UTC"]),
)
def test_last_and_next_have_no_other_moment_of_it_between_them(now, at, weekday, zone):
    now = now.replace(tzinfo=UTC)
    letter = _letter(at=at.replace(tzinfo=None), rhythm="daily" if weekday is None else "weekly", weekday=weekday)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "zone", lambda: ZoneInfo(zone))
        (day, before), after = times.last_due(letter, now), times.next_due(letter, now)
        assert before <= now < after
        assert after - before <= (DAY if weekday is None else 7 * DAY) + 2 * HOUR
        assert times.moment_on(day, letter) == before


# What the worker does about it.


@pytest.fixture
def daily(cast, mails):
    """A newsletter that goes every day at one in the afternoon, and a story for it."""
    letter = begin(cast, rhythm="daily", at=time(13))
    make_live(cast)
    return letter


def test_it_goes_once_at_its_time_whoever_asks_how_often(daily, cast, mails):
    take(daily, "reader@example.net")
    assert chores.send_what_is_due(NOON + 59 * MINUTE) == 0
    assert [chores.send_what_is_due(NOON + HOUR + step * MINUTE) for step in range(3)] == [1, 0, 0]
    issue = Issue.objects.get()
    assert (issue.day, issue.state, issue.sent_by) == (date(2026, 11, 22), Issue.State.SENDING, None)
    press_on(issue.pk, "elsewhere:1:x", NOON + HOUR)
    assert len(mails) == 1
    entry = LogEntry.objects.get(verb="send letter")
    assert (entry.by, entry.facts) == (None, '{"issue":1,"readers":1}')


def test_a_day_with_nothing_new_is_passed_over_and_not_asked_about_again(daily, cast):
    chores.send_what_is_due(NOON + HOUR)
    assert chores.send_what_is_due(NOON + DAY + HOUR) == 1
    assert list(Issue.objects.order_by("number").values_list("state", flat=True)) == ["sending", "empty"]
    make_live(cast, slug="late", now=NOON + DAY + 2 * HOUR)
    assert chores.send_what_is_due(NOON + DAY + 3 * HOUR) == 0
    assert chores.send_what_is_due(NOON + 2 * DAY + HOUR) == 1
    newest = Issue.objects.order_by("number").last()
    assert (newest.state, newest.stories.count()) == ("sending", 1)


def test_an_hour_that_passed_while_nothing_ran_is_made_up_for_within_four(daily):
    assert chores.send_what_is_due(NOON + 6 * HOUR) == 0
    assert chores.send_what_is_due(NOON + DAY + 4 * HOUR) == 1


def test_turned_on_in_the_afternoon_it_does_not_send_the_morning_s(cast, mails):
    make_live(cast)
    letter = begin(cast, rhythm="daily", at=time(13), is_on=False)
    on = said(rhythm="daily", at=time(13))
    keeping.change_letter(letter, on, by=cast.administrator, now=NOON + 2 * HOUR)
    assert chores.send_what_is_due(NOON + 2 * HOUR + MINUTE) == 0
    assert chores.send_what_is_due(NOON + DAY + HOUR) == 1


def test_without_a_mail_server_nothing_goes_by_itself(daily, settings):
    settings.EMAIL_URL = ""
    assert chores.send_what_is_due(NOON + HOUR) == 0
    assert not Issue.objects.exists()
