"""What the three parts of a story cover, and a story less some of its photos."""

import uuid
from dataclasses import replace

import pytest

from articles.content import SCHEMA, Content, ContentPhoto, from_text
from newsroom.record.canonical import canonical

ONE, TWO = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
FIRST, SECOND = (f'<figure class="photo" data-photo="{uid}"></figure>' for uid in (ONE, TWO))
STORY = Content(
    headline="A wall",
    body=f"<p>One.</p>\n{FIRST}\n<p>Two.</p>\n{SECOND}",
    photos=(ContentPhoto(ONE, "inline"), ContentPhoto(TWO, "inline")),
)


def covers(content: Content) -> tuple[str, str, str]:
    return content.words_text, content.pictures_text, content.placement_text


@pytest.mark.parametrize(
    ("change", "voided"),
    [
        ({"body": f"<p>One.</p>\n{FIRST}\n<p>Three.</p>\n{SECOND}"}, "words"),
        ({"headline": "Another wall"}, "words"),
        ({"body": f"<p>One.</p>\n{SECOND}\n<p>Two.</p>\n{FIRST}"}, "pictures"),
        ({"photos": (ContentPhoto(ONE, "inline", "A caption"), ContentPhoto(TWO, "inline"))}, "pictures"),
        ({"slug": "wall"}, "placement"),
    ],
)
def test_a_change_voids_the_part_it_belongs_to_and_no_other(change, voided):
    before, after = covers(STORY), covers(replace(STORY, **change))
    parts = ("words", "pictures", "placement")
    assert [part for part, was, now in zip(parts, before, after, strict=True) if was != now] == [voided]


def test_a_story_less_a_photo_has_no_place_for_it_either():
    left = STORY.without_photos([ONE])
    assert left.body == f"<p>One.</p>\n<p>Two.</p>\n{SECOND}"
    assert [photo.photo for photo in left.photos] == [TWO]


def test_how_a_photo_is_shown_is_of_the_pictures_and_says_nothing_of_those_without_it():
    wide = replace(STORY, photos=(ContentPhoto(ONE, "inline", shown="wide"), ContentPhoto(TWO, "inline")))
    assert [was == now for was, now in zip(covers(STORY), covers(wide), strict=True)] == [True, False, True]
    # A yes from before there was a choice is over these bytes.
    assert "shown" not in STORY.pictures_text


def test_a_photo_of_the_second_schema_is_as_wide_as_the_text():
    plain = STORY.as_dict() | {"schema": 2}
    for photo in plain["photos"]:
        del photo["shown"]
    content = from_text(canonical(plain))
    assert (content.schema, [photo.shown for photo in content.photos]) == (SCHEMA, ["", ""])
    assert content == STORY


def test_a_story_less_no_photo_is_the_same():
    assert STORY.without_photos([]) is STORY
