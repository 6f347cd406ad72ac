"""The archive by its calendar, as readers have it; and a day's pages."""

from datetime import timedelta

import pytest

from articles.calendar import count_days
from tests.makers import NOON, make_live
from tests.readers import LATER, text

from .archive import fill


@pytest.fixture
def paper(cast):
    make_live(cast, now=NOON, headline="Today's")
    make_live(cast, now=NOON, headline="Old one", slug="old", dated="2019-05-04")
    count_days(LATER)


def test_it_leads_from_years_to_months_to_days(paper, read):
    assert 'href="/archive/"' in text(read("/"))
    years = text(read("/archive/"))
    assert years.index('href="/2026/"') < years.index('href="/2019/"')
    year = text(read("/2019/"))
    assert 'href="/2019/05/"' in year and 'href="/2019/06/"' not in year and ">June<" in year
    month = text(read("/2019/05/"))
    assert 'href="/2019/05/04/"' in month and 'href="/2019/05/05/"' not in month
    assert month.count("<tr>") == 1 + 5 and "1 story" in month
    assert 'href="/2019/05/"' in text(read("/2019/05/04/"))


@pytest.mark.parametrize(
    "path", ["/2018/", "/2027/", "/0000/", "/2019/13/", "/2019/00/", "/2019/06/", "/2026/12/", "/1500/01/"]
)
def test_what_has_no_stories_is_not_found(paper, read, path):
    assert read(path).status_code == 404


def test_the_first_story_of_a_month_is_found_by_it_before_the_next_count(paper, cast, read):
    make_live(cast, now=NOON, headline="First", slug="first", dated="2025-03-01")
    assert 'href="/2025/03/01/"' in text(read("/2025/03/"))
    assert 'href="/2025/03/"' in text(read("/2025/"))


def test_nobody_is_told_that_there_is_nothing_before_the_first_count(cast, read):
    make_live(cast, now=NOON, headline="Old one", slug="old", dated="2019-05-04")
    assert 'href="/2019/"' in text(read("/archive/"))


def test_its_pages_are_made_of_what_they_count(paper, read):
    assert "calendar" in read("/archive/").made_of
    assert "calendar:2019" in read("/2019/").made_of
    assert "calendar:2019:05" in read("/2019/05/").made_of


def test_its_pages_cost_the_same_whatever_is_in_the_archive(cast, read, selects):
    story = make_live(cast, now=NOON)
    counts = []
    for more in (2, 600):
        fill(story, more)
        from articles.models import Counted

        Counted.objects.all().delete()
        count_days(LATER)
        counts.append([len(selects(path)) for path in ("/archive/", "/2026/", "/2026/11/")])
    assert counts == [[3, 3, 3], [3, 3, 3]]


def test_a_day_with_many_stories_has_pages_and_each_story_once(cast, read):
    for number in range(33):
        make_live(cast, now=NOON + timedelta(seconds=number), headline=f"Number {number:02}.", slug=f"n{number}")
    first = text(read("/2026/11/22/"))
    older = first.split("?before=")[1].split('"')[0]
    second = text(read(f"/2026/11/22/?before={older}"))
    found = [[number for number in range(33) if f"Number {number:02}." in page] for page in (first, second)]
    assert found == [list(range(3, 33)), [0, 1, 2]]
    assert 'content="noindex, follow"' in second and 'href="/2026/11/22/"' in second
    assert "list:day:2026-11-22" in read(f"/2026/11/22/?before={older}").made_of


def test_a_cursor_that_is_none_or_past_the_end_is_not_found(paper, read):
    assert read("/2026/11/22/?before=nonsense").status_code == 404
    assert read("/2026/11/22/?before=5-" + "0" * 32).status_code == 404
