"""A pattern somebody writes runs beside everybody's typing: what is wrong with it is said, in a sentence."""

import pytest

from articles.style.safety import LONGEST_PATTERN, trouble_with


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(a", r"cannot be read: missing \), at character 3"),
        ("[a", "cannot be read"),
        ("a{99999999999}", "cannot be read"),
        ("*a", "cannot be read"),
        ("a*", "fires on nothing at all"),
        (r"\b", "fires on nothing at all"),
        ("x?", "fires on nothing at all"),
        ("(a+)+$", r"“\(a\+\)\+” repeats a repeat"),
        (r"(?:x|[a-z]*)*!", "repeats a repeat"),
        ("((a+))+b", "takes too long|repeats a repeat"),
        (r"(?:a|a)+b\z", "takes too long"),
        (r"(?:a|aa)+\Z", "takes too long"),
        ("", "There is no pattern"),
        ("a" * (LONGEST_PATTERN + 1), "501 characters; 500 is the most"),
    ],
)
def test_a_bad_pattern_is_refused_with_a_reason(pattern, said):
    import re

    assert re.search(said, trouble_with("pattern", pattern)), trouble_with("pattern", pattern)


@pytest.mark.parametrize(
    "pattern", [r"\bteh\b", r"(\w+)\s+\1", " {2,}", r"\p{Lu}{3,}", r"[([{]\s", r"\(\w+\)+", r"(?<=\d)%", r"[a+]+ b"]
)
def test_a_good_pattern_passes(pattern):
    assert trouble_with("pattern", pattern) == ""


@pytest.mark.parametrize(
    ("replacement", "said"),
    [(r"\2", "asks for group 2; the pattern has 1"), (r"\g<word>", "group “word”"), (r"a\q", "backslash")],
)
def test_a_replacement_asks_for_what_the_pattern_has(replacement, said):
    assert said in trouble_with("pattern", r"(\w+)x", replacement)


def test_a_list_needs_a_word_and_none_is_replaced_by_itself():
    assert "has no word" in trouble_with("words", " \n ")
    assert "“wall” would be replaced by itself" in trouble_with("words", "wall => wall")


def test_a_list_has_an_end():
    assert "1001 words; 1000 is the most" in trouble_with("words", "\n".join(f"word{n}" for n in range(1_001)))


def test_a_built_in_rule_is_one_there_is():
    assert "no built-in rule “nothing”" in trouble_with("built_in", "nothing")
