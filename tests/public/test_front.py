"""The front's blocks: what shape a section takes, and that a photo stands there once."""

import itertools
import re
from datetime import timedelta

import pytest

from media.renditions import make_renditions
from newsroom.public.blocks import fitting
from tests.makers import NOON, jpeg, make_live, make_photo, make_section, use_of
from tests.readers import text


def _stories(cast, section, count, **content):
    for number in range(count):
        slug = f"{section.slug}-{number}"
        when = NOON - timedelta(hours=number)
        make_live(cast, section=str(section.uid), headline=f"{section.name} {number}", slug=slug, now=when, **content)


@pytest.fixture
def above(cast):
    """The three stories at the top, so that sections keep theirs."""
    for number in range(3):
        make_live(cast, headline=f"Top {number}", slug=f"top-{number}", now=NOON + timedelta(minutes=10 + number))


def _shapes(page: str) -> list[str]:
    return re.findall(r"shape-(\w+)", page)


_colours = itertools.count()


def _photo(cast, width=640, height=420):
    photo = make_photo(by=cast.photo_editor, data=jpeg(width, height, colour=(90, 60, next(_colours) * 20)))
    make_renditions(photo, now=NOON)
    return use_of(photo)


@pytest.mark.parametrize("pictured", [True, False])
@pytest.mark.parametrize("count", range(1, 12))
def test_no_shape_must_stand_twice_in_a_row(count, pictured):
    assert len(set(fitting(count, pictured=pictured))) > 1


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7])
def test_two_sections_of_a_size_take_different_shapes_and_lose_no_first_story(cast, read, above, count):
    for name in ("Sport", "Culture"):
        _stories(cast, make_section(name), count)
    page = text(read("/"))
    first, second = _shapes(page)
    assert first != second
    assert "Sport 0" in page and "Culture 0" in page


def test_a_photo_that_two_stories_share_stands_on_the_front_once(cast, read):
    use = _photo(cast)
    _stories(cast, make_section("Sport"), 5, photos=(use,))
    assert text(read("/")).count("<img") == 1


def test_a_photo_for_its_own_sake_has_caption_and_credit_and_leads_to_its_story(cast, read, above):
    sport = make_section("Sport")
    shown, spare = _photo(cast, 1200, 800), _photo(cast, 1200, 800)
    make_live(cast, section=str(sport.uid), headline="First", slug="first", photos=(shown,))
    make_live(
        cast, section=str(sport.uid), headline="Spare", slug="spare", photos=(spare,), now=NOON - timedelta(days=1)
    )
    page = text(read("/"))
    photograph = page[page.index("photo--full") :]
    assert spare.photo in photograph and shown.photo not in photograph
    assert "photo__caption" in photograph and "photo__credit" in photograph and ">Spare</a>" in photograph


def test_a_small_or_upright_photo_is_not_shown_for_its_own_sake(cast, read, above):
    sport = make_section("Sport")
    for number, (width, height) in enumerate([(1200, 800), (900, 600), (1200, 1800)]):
        use = _photo(cast, width, height)
        when = NOON - timedelta(hours=number)
        make_live(cast, section=str(sport.uid), headline=f"S {number}", slug=f"s-{number}", photos=(use,), now=when)
    assert "photo--full" not in text(read("/"))
