"""Front, section, tag, contributor and day."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from articles.models import Edition
from newsroom.pagecache.collecting import path_tag
from newsroom.public import lists
from newsroom.public.lists import months, write_cursor
from tests.makers import NOON, make_live, make_section
from tests.readers import address, text


def test_the_front_leads_with_the_newest(cast, read):
    make_live(cast, headline="Older", slug="older", now=NOON - timedelta(hours=2))
    make_live(cast, headline="Newest", slug="newest")
    page = text(read("/"))
    assert page.index("Newest") < page.index("Older")
    assert page.index('class="lead"') < page.index("Newest")


def test_a_front_with_nothing_on_it_says_so(read):
    assert "Nothing has been published here yet." in text(read("/"))


def test_a_section_without_stories_says_so(read):
    make_section()
    assert "Nothing has been published here yet." in text(read("/section/city/"))


def test_a_story_stands_once_in_its_section_however_often_it_was_issued(cast, read):
    from .test_story import _issue_again

    story = make_live(cast)
    _issue_again(story, cast, kind="update", headline="Council votes again", slug=story.slug)
    page = text(read("/section/city/"))
    assert page.count("Council votes again") == 1 and "Council votes for the wall" not in page


def test_every_list_shows_the_story(cast, read):
    make_live(cast)
    for path in ("/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/"):
        assert "Council votes for the wall" in text(read(path)), path


def test_opinion_begins_with_its_writer_but_on_the_writers_own_page(cast, read):
    make_live(cast, kind="opinion")
    begins = '<h2 class="std"><span class="writer"><bdi lang="en">Writer A</bdi></span> <a'
    assert begins in text(read("/section/city/")) and begins in text(read("/2026/11/22/"))
    own = text(read("/by/writer-a/"))
    assert 'class="writer"' not in own and '<p class="meta"><bdi lang="en">Writer A</bdi></p>' in own


PAGE = 3


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch):
    monkeypatch.setattr(lists, "PAGE", PAGE)


@pytest.fixture
def many(cast):
    return [
        make_live(cast, headline=f"Story number {number:03}", slug=f"n{number}", now=NOON - timedelta(days=number))
        for number in range(PAGE + 2)
    ]


def test_pages_follow_one_another_without_a_gap_or_a_repetition(cast, read, many):
    first = text(read("/section/city/"))
    older = re.search(r'href="(/section/city/\?before=[^"]+)"', first)[1]
    second = read(older)
    seen = re.findall(r">Story number (\d{3})<", first) + re.findall(r">Story number (\d{3})<", text(second))
    assert [int(number) for number in seen] == list(range(PAGE + 2))
    assert "Older stories" not in text(second) and "Newest stories" in text(second)


def test_stories_of_one_moment_are_neither_lost_nor_doubled(cast, read):
    for number in range(PAGE + 2):
        make_live(cast, headline=f"Story number {number:03}", slug=f"n{number}")
    first = text(read("/tag/harbour/"))
    second = text(read(re.search(r'href="(/tag/harbour/\?before=[^"]+)"', first)[1]))
    seen = re.findall(r">Story number (\d{3})<", first + second)
    assert sorted(int(number) for number in seen) == list(range(PAGE + 2))


@pytest.mark.parametrize("before", ["nonsense", "1-2", "99999999999999999999-" + "0" * 32, "'--", "\u0663-x"])
def test_a_cursor_nobody_gave_out_is_not_found(cast, read, before):
    make_live(cast)
    assert read(f"/section/city/?before={before}").status_code == 404


def test_a_deep_page_is_made_of_its_months_and_a_first_page_of_the_whole_list(cast, read, many):
    tag = f"list:section:{make_section().pk}"
    first = read("/section/city/")
    older = re.search(r'href="(/section/city/\?before=[^"]+)"', text(first))[1]
    assert tag in first["Surrogate-Key"].split()
    assert tag in read(older)["Surrogate-Key"].split()  # the last page ends where the list does
    assert list(months(NOON - timedelta(days=60), NOON)) == ["2026-09", "2026-10", "2026-11"]


def test_a_day_has_the_stories_dated_that_day(cast, read):
    make_live(cast, headline="Old one", slug="old", dated="2023-01-14")
    make_live(cast, headline="New one", slug="new")
    assert "Old one" in text(read("/2023/01/14/")) and "New one" not in text(read("/2023/01/14/"))
    assert "New one" in text(read("/2026/11/22/")) and "Old one" not in text(read("/2026/11/22/"))


@pytest.mark.parametrize("path", ["/2026/11/23/", "/2026/13/01/", "/2026/02/30/", "/1604/12/31/", "/0000/00/00/"])
def test_a_day_to_come_or_no_day_at_all_is_not_found(read, path):
    assert read(path).status_code == 404


def test_an_empty_day_is_not_for_search_engines(read):
    page = text(read("/2020/02/29/"))
    assert "Nothing was published on this day." in page and '"noindex"' in page


def test_lists_read_no_bodies(cast, selects):
    make_live(cast)
    for path in ("/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/"):
        assert not [sql for sql in selects(path) if '"articles_editionwords"."text"' in sql], path


def test_a_list_walks_its_index_and_sorts_nothing(cast, selects):
    """A sort of a section's whole archive would grow with it."""
    from django.db import connections

    if connections["default"].vendor != "sqlite":
        pytest.skip("The plan is asked of SQLite.")
    make_live(cast)
    cursor = f"?before={write_cursor(NOON + timedelta(minutes=30), uuid4())}"
    paths = ("/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/")
    for path in [*paths, *(path + cursor for path in paths)]:
        listing = next(sql for sql in selects(path) if '"articles_editionwords"."card"' in sql)
        with connections["default"].cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
            plan = [row[3] for row in cursor.fetchall()]
        assert not [step for step in plan if "TEMP B-TREE" in step], (path, plan)


def test_a_not_found_page_has_todays_lead_and_says_what_it_waits_for(cast, read):
    make_live(cast)
    response = read("/nope/")
    assert response.status_code == 404 and "Council votes for the wall" in text(response)
    assert path_tag("/nope/") in response["Surrogate-Key"].split()


@pytest.mark.parametrize("path", ["/%00/", "/a%0Ab/", "/%ff%fe/", "/" + "x" * 3000 + "/", "/tag/%00/", "//x//", "/ü/"])
def test_an_odd_address_is_only_not_found(read, path):
    assert read(path).status_code == 404


def test_pages_of_ours_are_found_without_their_last_slash(cast, read):
    make_live(cast)
    for path in ("/section/city", "/tag/harbour", "/admin", "/2026/11/22"):
        response = read(path)
        assert (response.status_code, response["Location"]) == (301, f"{path}/")


def test_robots_are_told_where_not_to_go(read):
    assert "Disallow: /admin/" in text(read("/robots.txt"))


def test_an_edition_in_a_list_leads_to_its_own_address(cast, read):
    story = make_live(cast, headline="Zwölf Schritte", slug="")
    assert Edition.objects.filter(article=story).exists()
    page = text(read("/"))
    href = re.search(r'<a href="([^"]+)">Zwölf Schritte', page)[1]
    assert read(href).status_code == 200 and address(story).endswith("/zwölf-schritte/")


def test_a_day_leads_to_its_neighbours_and_an_empty_one_nowhere(cast, read):
    make_live(cast, dated="2023-01-14")
    page = text(read("/2023/01/14/"))
    assert 'href="/2023/01/13/"' in page and 'href="/2023/01/15/"' in page
    assert 'href="/2023/01/12/"' not in text(read("/2023/01/13/"))
