"""What a page costs, and that it costs the same however large the archive."""

import pytest

from articles.content import ContentByline
from media.renditions import make_renditions
from tests.makers import NOON, make_contributor, make_live, make_photo, make_section, make_tag, use_of

from .archive import fill
from .conftest import address

LIMITS = {"story": 5, "front": 6}


@pytest.fixture
def story(cast):
    """A live story with all that a page can show: pictures, several tags and names, many sections beside it."""
    uses = []
    for use in ("lead", "inline"):
        photo = make_photo(by=cast.photo_editor)
        make_renditions(photo, now=NOON)
        uses.append(use_of(photo, use=use))
    for name in ("World", "Sport", "Culture", "Business", "Opinion"):
        make_section(name)
    names = [make_contributor(f"Writer {letter}") for letter in "ABC"]
    return make_live(
        cast,
        photos=tuple(uses),
        tags=tuple(str(make_tag(name).uid) for name in ("Harbour", "Ferry", "Council")),
        bylines=tuple(ContentByline(str(each.uid), each.name) for each in names),
    )


def _counts(story, selects) -> dict[str, int]:
    paths = {
        "story": address(story),
        "front": "/",
        "section": "/section/city/",
        "tag": "/tag/harbour/",
        "contributor": "/by/writer-a/",
        "day": "/2026/11/22/",
        "feed": "/feed/",
    }
    return {page: len(selects(path)) for page, path in paths.items()}


@pytest.mark.parametrize("size", [50, 5_000])
def test_a_story_takes_five_queries_and_the_front_six(story, selects, size):
    fill(story, size)
    counts = _counts(story, selects)
    assert {page: counts[page] for page in LIMITS if counts[page] > LIMITS[page]} == {}
    assert counts == {"story": 5, "front": 5, "section": 5, "tag": 5, "contributor": 5, "day": 4, "feed": 5}


def test_the_first_query_of_a_page_is_the_pulse(story, selects):
    for path in (address(story), "/", "/section/city/", "/feed/", "/2026/11/22/"):
        assert "record_pulse" in selects(path)[0]
