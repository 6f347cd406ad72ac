"""Whether what is called a slip may be a correction: asked rather once too often than once too seldom."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.content import Content, ContentByline, ContentPhoto
from articles.substance import doubts, in_words


def story(*paragraphs: str, **fields) -> Content:
    return Content(
        headline="Council votes for the wall", body="\n".join(f"<p>{text}</p>" for text in paragraphs), **fields
    )


def kinds(before: Content, after: Content) -> list[str]:
    return [doubt.what for doubt in doubts(before, after)]


def in_body(was: str, now: str, **fields) -> list[str]:
    return kinds(story("It began.", was, **fields), story("It began.", now, **fields))


@pytest.mark.parametrize(
    "was, now, asked",
    [
        ("The fire hurt 34 people.", "The fire hurt 43 people.", ["digit"]),
        ("It cost £1.5m.", "It cost £15m.", ["digit"]),
        ("Three died.", "Four died.", ["digit"]),
        ("It ended on ١٢ May.", "It ended on 12 May.", []),
        ("He met Anna Smith there.", "He met Anna Smyth there.", ["name"]),
        ("Smith spoke. Then Smith left.", "Smyth spoke. Then Smith left.", ["name"]),
        ("In May Arsenal beat Leeds.", "In May Leeds beat Arsenal.", ["name"]),
        ("The IAEA came.", "The IEAE came.", ["name"]),
        ("He is guilty.", "He is not guilty.", ["denial"]),
        ("He isn’t guilty.", "He is guilty.", ["denial"]),
        ("He isn't guilty.", "He isn’t guilty.", []),
        ("He said: “We will win.”", "He said: “We may win.”", ["quotation"]),
        ("He said “we will win”.", "He said we will win.", ["quotation"]),
        ('He said "we win".', "He said “we win”.", []),
        ("The coucil met on Monday.", "The council met on Monday.", []),
        ("It was was fine.", "It was fine.", []),
        ("It stands at teh quay ,he wrote.", "It stands at the quay, he wrote.", []),
    ],
)
def test_a_figure_a_name_a_quotation_and_a_denial_are_asked_about_and_a_slip_is_not(was, now, asked):
    assert in_body(was, now) == asked


def test_a_headline_is_asked_about_when_what_was_done_is_another():
    before = story("It began.")
    assert kinds(before, replace(before, headline="Council voted for the wall")) == ["verb"]
    assert kinds(before, replace(before, headline="Council votes for a wall")) == []
    assert kinds(before, replace(before, headline="Council votes for the  wall!")) == []


def test_the_denials_and_numbers_are_those_of_the_storys_language():
    assert in_body("Er ist schuldig.", "Er ist nicht schuldig.", language="de") == ["denial"]
    assert in_body("Il est coupable.", "Il n’est pas coupable.", language="fr") == ["denial"]
    assert in_body("Hubo tres heridos.", "Hubo cuatro heridos.", language="es") == ["digit"]
    assert in_body("The old gift stood there.", "The old nie stood there.", language="en") == []


def test_a_script_without_capitals_is_asked_about_every_word():
    assert in_body("قال احمد ذلك.", "قال محمد ذلك.", language="ar") == ["word"]


def test_a_byline_is_a_name_and_a_caption_is_read_like_the_text():
    before = story(
        "It began.", bylines=(ContentByline("u", "Writer A"),), photos=(ContentPhoto("p", caption="Two men."),)
    )
    assert kinds(before, replace(before, bylines=(ContentByline("u", "Writer B"),))) == ["name"]
    assert kinds(before, replace(before, photos=(ContentPhoto("p", caption="Three men."),))) == ["digit"]


def test_a_quote_set_apart_is_a_quotation():
    quote = "<blockquote><p>{}</p></blockquote>"
    before = Content(body=quote.format("we will win"))
    assert kinds(before, Content(body=quote.format("we may win"))) == ["quotation"]


def test_a_paragraph_that_went_is_asked_about_by_what_it_said():
    assert kinds(story("It began.", "It hurt 34 people.", "It ended."), story("It began.", "It ended.")) == ["digit"]


def test_the_question_names_the_words():
    said = in_words(doubts(story("The fire hurt 34 people."), story("The fire hurt 43 people.")))
    assert said == "a figure (“fire hurt 34 people” → “fire hurt 43 people”)"


LINE = st.text(alphabet="abc ABC 123 “”.,!’'نa", max_size=40)


@given(st.lists(LINE, max_size=4))
def test_the_same_text_is_never_asked_about(lines):
    assert doubts(story(*lines), story(*lines)) == []


@given(st.lists(LINE, max_size=3), st.integers(0, 999), st.integers(0, 999))
def test_another_figure_is_always_asked_about(lines, was, now):
    before, after = (story(*lines, f"The fire hurt {number} people.") for number in (was, now))
    assert ("digit" in kinds(before, after)) == (was != now)


@given(LINE, LINE)
def test_it_is_asked_the_same_both_ways(was, now):
    assert set(in_body(was, now)) == set(in_body(now, was))


@given(st.lists(st.sampled_from(["a", "b", "Then", "so"]), min_size=1, max_size=8))
def test_spaces_and_signs_alone_are_never_asked_about(words):
    assert in_body(" ".join(words), " , ".join(words) + "!") == []
