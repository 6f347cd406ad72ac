"""The sitemaps of busy months: every story in one file of those the index names, and no file too long."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles import workflow
from articles.working_copy import content_of
from newsroom.public import sitemap_parts
from tests.makers import NOON, make_article, make_live
from tests.readers import LATER, address, text

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def few(monkeypatch):
    """Let a file have three addresses."""
    monkeypatch.setattr(sitemap_parts, "MOST_URLS", 3)


def locs(response, site: str) -> list[str]:
    return [each.text.removeprefix(site) for each in etree.fromstring(response.content).iter(LOC)]


@pytest.fixture
def files(read, settings):
    """Return what each sitemap of months has, by its address, in the order of the index."""

    def _files(at=LATER) -> dict[str, list[str]]:
        paths = locs(read("/sitemap.xml", at), settings.SITE_URL)
        months = [path for path in paths if not path.startswith("/sitemap/news")]
        return {path: locs(read(path, at), settings.SITE_URL) for path in months}

    return _files


def make_many(cast, moments) -> list:
    return [make_live(cast, now=at, headline=f"S {n}", slug=f"s-{n}") for n, at in enumerate(moments)]


def each_once(files: dict, stories) -> bool:
    return Counter(path for paths in files.values() for path in paths) == Counter(map(address, stories))


def test_a_month_that_fits_is_one_file(cast, files, few):
    stories = make_many(cast, [NOON - 40 * DAY, NOON - 2 * HOUR, NOON - HOUR, NOON])
    assert [*files()] == ["/sitemap/2026-11.xml", "/sitemap/2026-10.xml"]
    assert each_once(files(), stories)


def test_every_story_of_a_busy_month_is_in_one_file_and_none_is_too_long(cast, files, few):
    moments = (
        [NOON - n * 5 * HOUR for n in range(14)] + [NOON - 40 * DAY] + [NOON - 70 * DAY - n * HOUR for n in range(5)]
    )
    stories = make_many(cast, moments)
    found = files()
    assert each_once(found, stories)
    assert max(map(len, found.values())) <= 3 and len(found) > 6
    assert "/sitemap/2026-10.xml" in found and "/sitemap/2026-11.xml" not in found


def test_stories_of_one_hour_and_of_one_moment_are_parted_too(cast, files, few):
    """As an archive that comes in at once would be."""
    moments = [NOON - timedelta(minutes=n) for n in range(1, 8)] + [NOON - DAY] * 8
    stories = make_many(cast, moments)
    found = files()
    assert each_once(found, stories) and max(map(len, found.values())) <= 3


def test_versions_and_what_is_gone_leave_no_story_out_nor_in_twice(cast, files, few):
    stories = make_many(cast, [NOON - n * HOUR for n in range(9, 0, -1)])
    for story in stories[2:5]:
        content = replace(content_of(story), dek="Again.")
        workflow.save(story, by=cast.reporter, content=content, now=NOON + timedelta(minutes=1))
        workflow.publish(story, by=cast.editor, kind="update", now=NOON + timedelta(minutes=2))
    workflow.pull(stories[6], by=cast.editor, now=NOON + timedelta(minutes=3))
    found = files()
    assert each_once(found, stories[:6] + stories[7:]) and max(map(len, found.values())) <= 3


def test_what_is_to_come_is_in_no_file_before_its_minute_and_in_one_after_it(cast, files, few):
    stories = make_many(cast, [NOON - n * HOUR for n in range(5)])
    coming = make_article(by=cast.reporter, now=NOON, headline="Coming", slug="coming")
    before = files(LATER)
    workflow.publish(coming, by=cast.editor, live_from=NOON + 3 * DAY, now=NOON)
    assert files(LATER) == before and each_once(before, stories)
    assert each_once(files(NOON + 3 * DAY), [*stories, coming])


def test_an_older_part_keeps_its_address_when_something_is_published(cast, files, few):
    make_many(cast, [NOON - n * 5 * HOUR for n in range(9)])
    before = [*files()]
    make_live(cast, now=NOON + timedelta(minutes=5), headline="New", slug="new")
    assert set(before[1:]) <= {*files()}


@pytest.mark.parametrize(
    "part",
    [
        "1-2",  # another month
        "1793491200000000-1893491200000000",  # past its end
        "1794000000000000-1793600000000000",  # the wrong way round
        "1793491200000000-1793491200000000",  # nothing
        "9999999999999999-9999999999999999",
        "1793491200000000.999999999999999999-1793491200000000.1",
    ],
)
def test_a_part_that_is_none_is_not_found(cast, read, part):
    make_live(cast)
    assert read(f"/sitemap/2026-11-{part}.xml").status_code == 404
    assert read("/sitemap/2026-13-1793491200000000-1796083200000000.xml").status_code == 404


def test_the_longest_number_of_an_edition_is_no_error(cast, read):
    story = make_live(cast)
    page = read("/sitemap/2026-11-1793491200000000.999999999999999999-1796083200000000.xml")
    assert page.status_code == 200 and address(story) in text(page)


def test_an_address_longer_than_the_protocol_allows_is_left_out(cast, read, monkeypatch):
    from newsroom.public import sitemaps

    story = make_live(cast)
    assert address(story) in text(read("/sitemap/2026-11.xml"))
    monkeypatch.setattr(sitemaps, "LONGEST", 20)
    assert address(story) not in text(read("/sitemap/2026-11.xml"))


def test_no_file_can_weigh_more_than_is_allowed():
    about_each = len("<url><loc></loc><lastmod>2026-11-22T12:00:00.000000+00:00</lastmod></url>")
    assert sitemap_parts.MOST_URLS <= 50_000
    assert sitemap_parts.MOST_URLS * (2_047 + about_each) <= 50 * 1024 * 1024


def selects(read, path: str) -> int:
    with CaptureQueriesContext(connections["readers"]) as captured:
        assert read(path).status_code == 200
    return len([query for query in captured if query["sql"].lstrip("( ").startswith("SELECT")])


def test_a_part_costs_two_queries_and_the_index_one_for_each(cast, read, files, few):
    make_many(cast, [NOON - n * 5 * HOUR for n in range(9)])
    parts = [*files()]
    assert len(parts) == 3 and [selects(read, path) for path in parts] == [2] * 3
    assert selects(read, "/sitemap.xml") == 4 + 3


def test_the_index_of_a_small_paper_looks_for_no_parts(cast, read, files):
    make_many(cast, [NOON - n * 5 * HOUR for n in range(9)])
    assert selects(read, "/sitemap.xml") == 4
