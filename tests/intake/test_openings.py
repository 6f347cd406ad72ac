"""Datelines, names and end marks that stand apart from the sentence they belong to."""

from datetime import UTC, datetime

import pytest

from articles.intake.datelines import read_broken
from articles.intake.metaline import is_job, read_meta
from articles.intake.origin import self_in
from articles.intake.paste import read_paste

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
FIRST = "The council of the island voted on Monday to keep its only ferry running through the winter."
SECOND = "Its chairman said that the boat had carried 40,000 people last year, and that nobody could do without it."
LAST = "The first boat leaves at dawn on Friday, with the mayor on board and a band on the pier."
HEAD = "Island council votes to keep its ferry\nBy Nora Abel\nMarch 9, 2026\n\n"


def read(*paragraphs):
    return read_paste(HEAD + "\n\n".join(paragraphs), now=NOW).as_json()


def test_it_joins_a_dateline_broken_over_three_lines():
    found = read(f"Port Sorrel, Lucara\nCNN\n—\n{FIRST}", SECOND, LAST)
    assert (found["dateline"], found["body"]) == ("Port Sorrel, Lucara", [FIRST, SECOND, LAST])


def test_it_keeps_a_place_over_a_paragraph_as_a_subhead():
    found = read(FIRST, "Port Sorrel", SECOND, LAST)
    assert (found["dateline"], found["body"]) == ("", [FIRST, "Port Sorrel", SECOND, LAST])


@pytest.mark.parametrize("texts", [["Port Sorrel"], ["Port Sorrel", "CNN"], ["The", "—"], ["—"]])
def test_it_takes_no_broken_dateline_without_a_place_and_a_dash(texts):
    assert read_broken(texts) is None


def test_it_finds_the_dateline_under_key_points():
    found = read("Ferry may run until April", f"PORT SORREL, March 9 (Reuters) - {FIRST}", SECOND, LAST)
    assert (found["dateline"], found["copy_from"]) == ("PORT SORREL", "agency")
    assert FIRST in found["body"]


@pytest.mark.parametrize("mark", [" ■", " –30–", " -30-", " ###", "∎"])
def test_it_takes_the_end_mark_off_the_last_paragraph(mark):
    assert read(FIRST, SECOND, LAST + mark)["body"] == [FIRST, SECOND, LAST]


def test_it_leaves_a_figure_at_the_end_of_the_last_paragraph():
    last = "The temperature on the pier fell overnight, the harbour master said, to -30"
    assert read(FIRST, SECOND, last)["body"][-1] == last


def test_it_takes_the_place_after_a_date():
    assert read_meta("Published - March 09, 2026 08:14 pm IST - HULLOOR", now=NOW).place == "HULLOOR"


def test_it_reads_names_parted_by_an_and_on_its_own_line():
    text = f"Island council votes to keep its ferry\nNora Abel\nand\nRay Lund\nMarch 9, 2026\n\n{FIRST}\n\n{SECOND}"
    assert read_paste(text, now=NOW).as_json()["bylines"] == ["Nora Abel", "Ray Lund"]


def test_it_tells_a_job_from_a_dek_about_a_reporter():
    assert is_job("News reporter @nora_abel")
    assert not is_job("What a calm control room taught one reporter about panic")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Why you can trust Sky News", "Sky News"),
        ("Add Axios as your preferred source to see more of our stories on Google.", "Axios"),
        ("Published in Dawn, March 9th, 2026", "Dawn"),
        ("The Harbour Post is an independent newspaper.", "The Harbour Post"),
        ("University of Halden provides funding as a founding partner.", ""),
        ("Published in the spring, 2026", ""),
    ],
)
def test_it_names_the_publisher_a_page_says_it_is(line, name):
    assert self_in(line) == name
