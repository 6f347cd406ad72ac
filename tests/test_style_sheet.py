"""Rules as a CSV file: out and in again, exactly; a bad row is named and takes nothing in."""

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.models import StyleRule
from articles.style import sheet
from articles.style.sheet import BadFile
from articles.style.starter import starter_rules
from newsroom.record.canonical import clean_text

HEAD = "name,engine,pattern,replacement,message\n"


def test_the_starter_set_goes_out_and_comes_in_as_it_was():
    rules = starter_rules()
    again = sheet.read(sheet.written(rules))
    assert [sheet.plain(rule) for rule in again] == [sheet.plain(rule) for rule in rules]


def test_the_starter_set_is_small_and_marks_little_until_somebody_says_so():
    rules = starter_rules()
    assert len(rules) <= 20
    assert [rule.name for rule in rules if rule.state == "live"] == ["Doubled word", "Double space"]


TEXT = st.text(max_size=40).map(clean_text)


@settings(max_examples=200, deadline=None)
@given(TEXT, st.sampled_from("=+-@'\t\n\" ,;"), TEXT)
def test_any_text_goes_out_and_comes_in_as_it_was(message, first, pattern):
    # A name and a message stand on one line.
    message = " ".join(f"{first}{message}".split()) or "Why."
    pattern = f"{first}{pattern}x"
    rule = StyleRule(name="A rule", engine="words", pattern=clean_text(pattern), message=message, fields="body")
    assert [sheet.plain(one) for one in sheet.read(sheet.written([rule]))] == [sheet.plain(rule)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(0)"])
def test_no_cell_is_a_formula(text):
    rule = StyleRule(name=text, pattern=text, message=text, replacement=text)
    cells = list(csv.reader(StringIO(sheet.written([rule]))))[1]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_every_bad_line_is_named_where_it_begins():
    text = HEAD + 'A,words,"one\ntwo",,Why.\nB,pattern,(a,,Why.\nC,words,x,,\nA,magic,x,,Why.\n'
    with pytest.raises(BadFile) as refused:
        sheet.read(text)
    said = [(one.line, one.message) for one in refused.value.mistakes]
    assert [line for line, _message in said] == [4, 5, 6, 6]
    assert "cannot be read" in said[0][1]
    assert "no message" in said[1][1]
    assert "“magic” is no engine" in said[2][1]
    assert "in the file twice" in said[3][1] or "in the file twice" in said[2][1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "must name the columns"),
        ("name,engine\nx,y\n", "missing: pattern"),
        (HEAD.strip() + ",colour\n", "no column “colour”"),
        (HEAD + "a,words,x,,Why.,more\n", "6 cells under 5 columns"),
        (HEAD + ",words,x,,Why.\n", "has no name"),
        (HEAD + "a" * 81 + ",words,x,,Why.\n", "81 characters; 80 is the most"),
        (HEAD + 'a,words,"x,,Why.\n', "has no message"),
    ],
)
def test_a_file_that_is_no_list_of_rules_says_why(text, said):
    with pytest.raises(BadFile, match=said):
        sheet.read(text)


def test_a_file_with_semicolons_is_read_and_a_mark_of_order_is_no_column():
    [rule] = sheet.read("\ufeff" + (HEAD + "A;words;x;;Why.\n").replace(",", ";"))
    assert (rule.name, rule.state, rule.fields) == ("A", "draft", "body")
