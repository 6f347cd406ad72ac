"""Merging, three ways: what goes together, what is a clash, and where it stands."""

import time

import pytest

from articles.content import Content, ContentByline, ContentPhoto
from articles.merge import merge
from articles.merge.order import arrange
from tests.session_edits import UID

A, B, C, D = "Ann met the mayor", "Bread costs more", "Cold nights lie ahead", "Dogs bark at night"
FIGURE = f'<figure class="photo" data-photo="{UID.format(1)}"></figure>'


def story(*paragraphs, **fields) -> Content:
    """Return a story of these paragraphs; HTML stands as it is."""
    body = "\n".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs)
    return Content(body=body, **fields)


def photo(number: int, use: str = "inline", caption: str = "", **fields) -> ContentPhoto:
    return ContentPhoto(UID.format(number), use, caption, **fields)


def byline(number: int, role: str = "by", place: str = "") -> ContentByline:
    return ContentByline(UID.format(number), f"Writer {number}", role, place)


def answered(merged, answer: str) -> Content:
    return merged.resolved({clash.key: answer for clash in merged.conflicts})


def bodies(base, mine, theirs) -> list[str]:
    """Return the paragraphs of a merge that has no conflict."""
    merged = merge(story(*base), story(*mine), story(*theirs))
    assert merged.conflicts == []
    return [line.removeprefix("<p>").removesuffix("</p>") for line in merged.content.body.split("\n") if line]


STORIES = [
    story(),
    story(A, B, C),
    story(C, A, "Eels swim", headline="Fish"),
    story(A, f"{B} today", A, headline="Bread", dek="Dear", tags=(UID.format(21), UID.format(22))),
    story(B, FIGURE, D, photos=(photo(2, "lead", "A wall"), photo(1, caption="A dog"))),
    story(D, C, B, A, bylines=(byline(11), byline(12, "additional", "Town")), section=UID.format(31)),
]


@pytest.mark.parametrize("one", STORIES)
@pytest.mark.parametrize("base", STORIES)
def test_what_one_changed_alone_is_what_it_becomes(base, one):
    assert merge(base, one, base).content == one
    assert merge(base, base, one).content == one
    assert merge(base, one, one).content == one


@pytest.mark.parametrize(
    "base, mine, theirs, merged",
    [
        ([A, B, C], [A + "!", B, C], [A, B, C + "!"], [A + "!", B, C + "!"]),
        ([A, B], [A, D, B], [A, C, B], [A, C, D, B]),
        ([A, B], [A, D, B], [A, D, B], [A, D, B]),
        ([A, B], [A, C, D, B], [A, D, B], [A, C, D, B]),
        ([], [A], [B], [B, A]),
        ([A, B, C], [A, C], [A, B, C, D], [A, C, D]),
        ([A, B, C], [C, A, B], [A, B + " today", C], [C, A, B + " today"]),
        ([A, B, C], [C, A, B], [A, B, C + " soon"], [C + " soon", A, B]),
        ([A, B, C], [A, B, C, D], [C, A, B], [C, D, A, B]),
        ([A, B, C], [], [A, B, C], []),
        ([A, A, B], [A, B], [A, A, B, C], [A, B, C]),
        ([A, B, A], [B, A], [A, B], [A, B]),
        ([A], [A, A], [A, A], [A, A]),
        ([A, B, C, D], [A, D], [A, C, B, D], [A, D]),
    ],
)
def test_changes_in_different_places_go_together(base, mine, theirs, merged):
    assert bodies(base, mine, theirs) == merged


def test_the_same_paragraph_changed_by_both_is_a_clash_with_both_texts():
    merged = merge(story(A, B), story(A + " here", B), story(A + " there", B))
    (clash,) = merged.conflicts
    assert (clash.mine, clash.theirs, clash.base) == (f"<p>{A} here</p>", f"<p>{A} there</p>", f"<p>{A}</p>")
    assert answered(merged, "mine") == story(A + " here", B)
    assert answered(merged, "theirs") == story(A + " there", B)
    assert answered(merged, "both") == story(A + " there", A + " here", B)


@pytest.mark.parametrize("swapped", [False, True])
def test_deleted_by_one_and_changed_by_the_other_is_a_clash(swapped):
    gone, changed = story(B), story(A + " here", B)
    merged = merge(story(A, B), *([changed, gone] if swapped else [gone, changed]))
    (clash,) = merged.conflicts
    assert None in (clash.mine, clash.theirs)
    assert answered(merged, "both") == changed
    assert answered(merged, "theirs" if swapped else "mine") == gone


def test_everything_deleted_by_one_clashes_with_each_change_alone():
    merged = merge(story(A, B, C), story(), story(A, B + " today", C))
    assert [clash.theirs for clash in merged.conflicts] == [f"<p>{B} today</p>"]
    assert answered(merged, "theirs") == story(B + " today")


def test_what_both_moved_apart_stands_once_where_it_was_saved_and_is_said():
    merged = merge(story(A, B, C, D), story(B, C, D, A), story(B, C, A, D))
    assert merged.content == story(B, C, A, D)
    assert merged.moved_apart == 1


def test_sending_the_same_save_twice_changes_nothing():
    base, mine = story(A, B, C), story(A + " here", B, D, C)
    saved = answered(merge(base, mine, story(A + " there", B, C, "Eels swim")), "both")
    again = merge(base, mine, saved)
    assert again.conflicts == []
    assert again.content == saved


def test_fields_go_together_and_a_field_both_changed_is_a_clash():
    base = story(headline="Fish", dek="Old", kind="news")
    merged = merge(base, story(headline="Eels", dek="New"), story(headline="Fish", kind="opinion", dek="Newer"))
    assert [(clash.where, clash.mine, clash.theirs) for clash in merged.conflicts] == [("dek", "New", "Newer")]
    assert answered(merged, "both") == story(headline="Eels", dek="Newer / New", kind="opinion")


def test_of_two_sections_one_is_taken():
    merged = merge(story(), story(section=UID.format(1)), story(section=UID.format(2)))
    assert set(merged.conflicts[0].options) == {"mine", "theirs"}


def test_tags_are_merged_as_a_set_in_order():
    one, two, three, four = (UID.format(n) for n in range(21, 25))
    merged = merge(story(tags=(one, two)), story(tags=(two, three)), story(tags=(four, one, two)))
    assert merged.content.tags == (four, two, three)


def test_bylines_are_merged_by_who_and_as_what():
    base = story(bylines=(byline(1), byline(2)))
    mine = story(bylines=(byline(2), byline(1), byline(3)))
    theirs = story(bylines=(byline(1, place="Town"), byline(2, role="additional")))
    assert merge(base, mine, theirs).content.bylines == (
        byline(2, role="additional"),
        byline(1, place="Town"),
        byline(3),
    )


def test_captions_and_alt_texts_of_one_photo_go_together():
    base = story(photos=(photo(1, "lead", "A wall"),))
    mine = story(photos=(photo(1, "lead", "A high wall"),))
    theirs = story(photos=(photo(1, "lead", "A wall", alt="Stones."),))
    assert merge(base, mine, theirs).content.photos == (photo(1, "lead", "A high wall", alt="Stones."),)


def test_a_caption_both_changed_is_a_clash():
    base, mine, theirs = (story(photos=(photo(1, "lead", text),)) for text in ("A wall", "My wall", "Her wall"))
    merged = merge(base, mine, theirs)
    assert [(clash.where, clash.name) for clash in merged.conflicts] == [("photo", "caption")]
    assert answered(merged, "both").photos == (photo(1, "lead", "Her wall / My wall"),)


def test_a_photo_taken_out_by_one_and_given_a_caption_by_the_other_is_a_clash_and_keeps_its_place():
    base = story(A, FIGURE, B, photos=(photo(1),))
    theirs = story(A, FIGURE, B, photos=(photo(1, caption="A dog"),))
    merged = merge(base, story(A, B), theirs)
    assert [clash.where for clash in merged.conflicts] == ["photo"]
    assert answered(merged, "theirs") == theirs
    assert answered(merged, "mine") == story(A, B)


def test_a_photo_moved_into_the_text_keeps_the_caption_the_other_wrote():
    base = story(A, photos=(photo(1, "lead", "Old"),))
    merged = merge(
        base, story(A, FIGURE, photos=(photo(1, caption="Old"),)), story(A, photos=(photo(1, "lead", "New"),))
    )
    assert merged.content == story(A, FIGURE, photos=(photo(1, caption="New"),))


def test_one_photo_put_into_the_text_by_both_stands_once():
    merged = merge(story(A, B), story(A, FIGURE, B, photos=(photo(1),)), story(A, B, FIGURE, photos=(photo(1),)))
    assert merged.content == story(A, B, FIGURE, photos=(photo(1),))


def test_two_leads_are_a_clash_and_the_other_one_stands_in_the_text():
    base, mine, theirs = story(), story(photos=(photo(1, "lead", "Mine"),)), story(photos=(photo(2, "lead", "Theirs"),))
    merged = merge(base, mine, theirs)
    assert [clash.where for clash in merged.conflicts] == ["lead"]
    assert answered(merged, "mine").photos == (photo(2, caption="Theirs"), photo(1, "lead", "Mine"))
    assert answered(merged, "theirs").photos == (photo(2, "lead", "Theirs"), photo(1, caption="Mine"))


def test_one_photo_that_becomes_two_uses_of_one_kind_keeps_both_captions():
    base = story(photos=(photo(1, "lead", "Lead"),))
    mine = story(photos=(photo(1, caption="Lead"),))
    theirs = story(photos=(photo(1, "lead", "Lead"), photo(1, caption="Text")))
    assert merge(base, mine, theirs).content.photos == (photo(1, caption="Lead / Text"),)


def test_without_a_base_whatever_differs_is_asked():
    mine, theirs = story(A, B, headline="Jane", tags=(UID.format(21),)), story(A, C, headline="█████")
    merged = merge(None, mine, theirs)
    assert sorted(clash.where for clash in merged.conflicts) == ["body", "headline", "tag"]
    assert answered(merged, "theirs") == theirs
    assert answered(merged, "mine") == mine


def test_an_answer_belongs_to_both_texts_and_to_nothing_else():
    base, mine = story(A), story(A + " here")
    (first,) = merge(base, mine, story(A + " there")).conflicts
    (same,) = merge(base, mine, story(A + " there", B)).conflicts
    (other,) = merge(base, mine, story(A + " elsewhere")).conflicts
    assert first.key == same.key != other.key


def test_two_clashes_that_say_the_same_are_asked_apart():
    merged = merge(story(A, B, A), story("Mine one", B, "Mine one"), story("Theirs two", B, "Theirs two"))
    assert len({clash.key for clash in merged.conflicts}) == 2


def test_nothing_is_resolved_while_something_is_left_to_choose():
    merged = merge(story(A), story(A + " here"), story(A + " there"))
    with pytest.raises(KeyError):
        merged.resolved({})
    assert merged.left({merged.conflicts[0].key: "neither"}) == merged.conflicts


def test_an_order_has_everything_once():
    assert sorted(arrange("abcd", "dxabc", "bacdy", set("abcdxy"))) == list("abcdxy")


def test_five_thousand_words_are_merged_at_once():
    words = [f"word{number}" for number in range(5_000)]
    base = [" ".join(words[at : at + 40]) for at in range(0, 5_000, 40)]
    mine, theirs = (
        [f"{side} {text}" if at % 3 == n else text for at, text in enumerate(base)]
        for n, side in enumerate(("my", "her"))
    )
    mine.insert(3, mine.pop(90))
    contents = [story(*texts) for texts in (base, mine, theirs)]
    took = []
    for _attempt in range(5):
        start = time.perf_counter()
        merge(*contents)
        took.append(time.perf_counter() - start)
    # It takes some 5 ms alone; the machine may be shared.
    assert min(took) < 0.05
