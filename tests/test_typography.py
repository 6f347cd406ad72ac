"""Quotes, dashes and spaces as languages print them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.typography import RULES, for_editor, rules_of, typeset

_PIECES = st.sampled_from([*"\"'-.;!?:% \n", "--", "...", "a", "É", "7", "«", "»", "“", "’", "\u202f", "\u00a0"])


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "She said “the ‘wall’ isn’t — yet —… up”; why ?"),
        ("en_GB", "She said “the ‘wall’ isn’t – yet –… up”; why ?"),
        ("de", "She said „the ‚wall‘ isn’t – yet –… up“; why ?"),
        ("de-CH", "She said «the ‹wall› isn’t – yet –… up»; why ?"),
        ("fr", "She said «\u202fthe “wall” isn’t – yet –… up\u202f»; why\u202f?"),
        ("pl", "She said „the «wall» isn’t – yet –… up”; why ?"),
        ("ru", "She said «the „wall“ isn’t — yet —… up»; why ?"),
        ("sv", "She said ”the ’wall’ isn’t – yet –… up”; why ?"),
    ],
)
def test_each_language_prints_its_own(language, printed):
    assert typeset("She said \"the 'wall' isn't -- yet --... up\"; why ?", language) == printed


def test_a_language_that_is_not_known_is_left_alone():
    assert rules_of("tlh") is None
    assert typeset("\"a\" -- 'b'...", "tlh") == "\"a\" -- 'b'..."


def test_addresses_and_times_keep_their_colons():
    assert typeset("https://x.org/?a=1 12:30 100%", "fr") == "https://x.org/?a=1 12:30 100%"


@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(sorted(RULES)))
def test_it_stands_still_and_drops_no_letter_or_digit(text, language):
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert [one for one in once if one.isalnum()] == [one for one in text if one.isalnum()]
    assert once.count("\n") == text.count("\n")


def test_the_editor_gets_all_of_it():
    assert json.loads(for_editor())["fr"] == {
        "quotes": ["«\u202f", "\u202f»"],
        "inner": ["“", "”"],
        "apostrophe": "’",
        "dash": "–",
        "ellipsis": "…",
        "spaced": ":;!?%",
        "space": "\u202f",
    }
