"""Counting reads: who counts, what a burst comes to, what it may cost."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.test import RequestFactory

from newsroom.reads import writing
from newsroom.reads.asking import Window, by_hour, most
from newsroom.reads.counting import BEHIND_ONE, Batch, Reads, network
from newsroom.reads.models import ReadCount, Span
from newsroom.reads.people import is_robot, is_somebody
from newsroom.reads.sources import Sources

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
BROWSERS = [
    FIREFOX,
    "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile "
    "Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 "
    "Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile "
    "Safari/537.36 EdgA/142.0.0.0",
    "Opera/9.80 (J2ME/MIDP; Opera Mini/9.80/190.271; U; en) Presto/2.12.423 Version/12.16",
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
    "Chrome/130.0.0.0 Mobile Safari/537.36",
]
ROBOTS = [
    "",
    "Mozilla/5.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36",
    "curl/8.14.1",
    "python-requests/2.32.5",
    "Wget/1.25.0 (linux-gnu)",
    "Go-http-client/2.0",
    "Newsroom receipt",
    "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
    "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 "
    "Mobile Safari/537.36 Chrome-Lighthouse",
]


def _request(**said):
    method = said.pop("method", "GET")
    headers = {"HTTP_ACCEPT": "text/html,*/*", "HTTP_ACCEPT_LANGUAGE": "en", "HTTP_USER_AGENT": FIREFOX, **said}
    return RequestFactory().generic(method, "/", **headers)


@pytest.mark.parametrize("agent", BROWSERS)
def test_a_browser_is_somebody(agent):
    assert is_somebody(_request(HTTP_USER_AGENT=agent))


@pytest.mark.parametrize("agent", ROBOTS)
def test_a_program_is_nobody(agent):
    assert is_robot(agent)
    assert not is_somebody(_request(HTTP_USER_AGENT=agent))


@pytest.mark.parametrize(
    "said",
    [
        {"method": "HEAD"},
        {"HTTP_ACCEPT": "*/*"},
        {"HTTP_ACCEPT_LANGUAGE": ""},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "empty"},
        {"HTTP_COOKIE": "sessionid=of-somebody-who-works-here"},
    ],
)
def test_nobody_reads_what_was_fetched_ahead_or_by_a_program_or_by_the_desk(said):
    assert not is_somebody(_request(**said))


def _counted(reads: Reads, times: int, *, story=1, address="192.0.2.1", agent=FIREFOX, at=0.0) -> int:
    return sum(reads.read(story, address, agent, at) for _time in range(times))


def test_a_burst_from_one_source_counts_as_often_as_it_doubles():
    reads = Reads()
    assert _counted(reads, 1) == 1
    assert _counted(reads, 999) == 9
    assert _counted(reads, 1, story=2) == 1, "another story is another burst"
    assert reads.take().stories == {1: 10, 2: 1}


def test_a_burst_that_fills_its_place_in_the_sketch_counts_no_more():
    reads = Reads(Sources(600, slots=8))
    assert _counted(reads, 70_000) == 16


def test_one_address_that_changes_its_browser_is_damped_beyond_what_an_office_has():
    reads = Reads()
    counted = sum(reads.read(1, "192.0.2.1", f"{FIREFOX} {number}", 0) for number in range(1_000))
    assert counted == BEHIND_ONE + 4


def test_a_subscriber_with_many_addresses_of_the_new_kind_is_one_source():
    reads = Reads()
    counted = sum(reads.read(1, f"2001:db8:0:1::{number:x}", FIREFOX, 0) for number in range(1, 257))
    assert counted == 9
    assert network("2001:db8:0:1::1") != network("2001:db8:0:2::1")
    assert network("nonsense:") == "nonsense:"


def test_nobody_is_known_any_more_after_ten_minutes():
    sources = Sources(600)
    assert [sources.count("a", 0), sources.count("a", 599), sources.count("a", 600)] == [1, 2, 1]
    keys = set()
    for period in range(5):
        sources.count("a", period * 600)
        keys.add(sources._key)
    assert len(keys) == 5


def test_a_sketch_is_begun_anew_before_it_takes_one_for_another():
    sources = Sources(600, slots=4_096, most=2_048)
    mistaken = sum(sources.count(str(number), 0) > 1 for number in range(50_000))
    assert mistaken < 50_000 * 0.04


def test_memory_is_bounded_at_ten_thousand_reads_a_second():
    """Twenty seconds of them, each of another story: a batch of so many stories is all there ever is."""
    reads = Reads(Sources(600, slots=1_024), most=500)
    for number in range(200_000):
        reads._add(number, 1)
    assert len(reads.take().stories) <= 500
    sources = Sources(600, 1 << 20)
    sources.count("a", 0)
    assert sum(sys.getsizeof(row) for row in sources._counts) < 9_000_000


def test_what_is_read_often_is_kept_among_any_number_of_others():
    reads = Reads(most=100)
    for number in range(30_000):
        reads._add(7 if number % 3 == 0 else 1_000 + number, 1)
    found = reads.take().stories
    assert max(found, key=found.get) == 7
    assert 10_000 >= found[7] >= 10_000 - 30_000 / 101


def test_a_batch_is_added_to_the_minute_the_hour_and_the_day(db):
    writing.write(Batch({7: 3, 8: 1}, 4), NOON)
    writing.write(Batch({7: 2}, 2), NOON + timedelta(seconds=59))
    writing.write(Batch({7: 1}, 1), NOON + timedelta(minutes=1))
    found = ReadCount.objects.filter(story=7).order_by("span", "since").values_list("span", "since", "count")
    assert list(found) == [
        (Span.DAY, NOON.replace(hour=0), 6),
        (Span.HOUR, NOON, 6),
        (Span.MINUTE, NOON, 5),
        (Span.MINUTE, NOON + timedelta(minutes=1), 1),
    ]
    assert ReadCount.objects.get(story=0, span=Span.HOUR).count == 7


def test_a_batch_that_cannot_be_written_is_written_with_the_next(db, monkeypatch, caplog):
    reads = Reads()
    _counted(reads, 1)

    def fails(batch, now):
        raise DatabaseError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write", fails)
        writing.write_down(reads, NOON)
    assert "written with the next" in caplog.text
    _counted(reads, 1, address="192.0.2.2")
    writing.write_down(reads, NOON)
    assert ReadCount.objects.get(story=1, span=Span.MINUTE).count == 2


def test_a_window_is_what_it_says(db):
    ago = {
        "now": timedelta(0),
        "an hour less": timedelta(minutes=59),
        "an hour more": timedelta(minutes=61),
        "a day less": timedelta(hours=23),
        "a day more": timedelta(hours=25),
        "a week less": timedelta(days=6),
        "a week more": timedelta(days=8),
    }
    for story, back in enumerate(ago.values(), start=1):
        writing.write(Batch({story: 10 - story}, 10 - story), NOON - back)
    assert list(most(Window.HOUR, NOON, 10)) == [1, 2]
    assert list(most(Window.DAY, NOON, 10)) == [1, 2, 3, 4]
    assert list(most(Window.WEEK, NOON, 10)) == [1, 2, 3, 4, 5, 6]
    hours = by_hour(NOON)
    assert (len(hours), hours[-1], hours[0][0]) == (24, (NOON, 9), NOON - timedelta(hours=23))


def test_rows_are_let_go_of_with_their_window_and_beyond_the_first_thousand(db, monkeypatch):
    monkeypatch.setattr(writing, "KEPT", 3)
    writing.write(Batch({story: story for story in range(1, 9)}, 36), NOON)
    writing.write(Batch({1: 1}, 1), NOON - timedelta(days=9))
    writing.trim(NOON)
    for span in Span:
        found = ReadCount.objects.filter(span=span).order_by("-count").values_list("story", flat=True)
        assert list(found) == [0, 8, 7, 6], span
    writing.trim(NOON + timedelta(days=9))
    assert not ReadCount.objects.exists()
