"""What a page costs, and that it costs the same however large the archive."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.content import ContentByline
from articles.fronts.operations import AddContainer, Place, Remove, SetCard
from media.renditions import make_renditions
from tests.makers import NOON, make_contributor, make_live, make_photo, make_section, make_tag, use_of
from tests.readers import address

from .archive import fill

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
    assert counts == {"story": 5, "front": 6, "section": 6, "tag": 5, "contributor": 5, "day": 4, "feed": 5}


@pytest.mark.parametrize("size", [50, 5_000])
def test_a_curated_front_takes_eight_queries_however_many_cards_and_parts(cast, story, selects, size):
    """The Pulse, the edition, names, its stories, their own photos; what fills the rest, as which cards; pictures."""
    fill(story, size)
    front = workflow.begin_front("home", by=cast.editor, now=NOON)
    later = NOON + timedelta(minutes=1)
    others = [make_live(cast, headline=f"S {n}", slug=f"s-{n}", now=NOON) for n in range(6)]
    for number, each in enumerate([story, *others]):
        workflow.arrange(front, Place("top", str(each.uid), f"k{number}"), by=cast.editor, now=later)
    chosen = {"photo": story.photos.get(use="inline").photo.uid}
    tag = str(make_tag("Harbour").uid)
    workflow.arrange(front, SetCard("k0", {"photo": str(chosen["photo"])}), by=cast.editor, now=later)
    workflow.arrange(
        front, AddContainer("t", {"rule": "tag", "of": tag, "layout": "columns"}), by=cast.editor, now=later
    )
    workflow.issue_front(front, by=cast.editor, now=later)
    few = len(selects("/"))
    for number in range(3):
        workflow.arrange(front, Remove(f"k{number}"), by=cast.editor, now=later)
        added = AddContainer(f"t{number}", {"rule": "latest", "layout": "big"})
        workflow.arrange(front, added, by=cast.editor, now=later)
    workflow.issue_front(front, by=cast.editor, now=later + timedelta(minutes=1))
    assert few == 8 and len(selects("/")) == 7, "without a photo of its own one less"


def test_the_first_query_of_a_page_is_the_pulse(story, selects):
    for path in (address(story), "/", "/section/city/", "/feed/", "/2026/11/22/"):
        assert "record_pulse" in selects(path)[0]
