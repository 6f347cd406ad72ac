"""Bylines as papers print them, read into names and printed again."""

import pytest

from articles.bylines import Byline, print_byline, read_byline, read_credits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By News Desk", ["News Desk"]),
        ("By A. B. Moss, Cara Dunn and Eli Fox", ["A. B. Moss", "Cara Dunn", "Eli Fox"]),
        ("By Jane Doe, Health Correspondent", ["Jane Doe"]),
        ("BY JOHN SMITH", ["John Smith"]),
        ("By JANE DOE FOR THE DAILY CLARION", ["Jane Doe"]),
        ("By Jane Doe, Associated Press", ["Jane Doe"]),
        ("By The Associated Press", ["The Associated Press"]),
        ("By Jane Doe and agencies", ["Jane Doe", "agencies"]),
        ("By Jane Doe @jane jane@paper.example", ["Jane Doe"]),
        ("By Health Correspondent Jane Doe", ["Jane Doe"]),
        ("By Ludwig van der Berg Jr.", ["Ludwig van der Berg Jr."]),
        ("By Monday the water had risen", []),
        ("By the Sea", []),
        ("Syrian army soldiers killed", []),
    ],
)
def test_it_reads_the_names(text, names):
    assert [one.name for one in read_byline(text)] == names


def test_it_reads_places_and_roles():
    assert read_byline("By Ann Moss in Beirut and Cara Dunn; additional reporting by Eli Fox in Paris") == [
        Byline("Ann Moss", "by", "Beirut"),
        Byline("Cara Dunn", "by"),
        Byline("Eli Fox", "additional", "Paris"),
    ]


def test_it_tells_people_from_desks_and_agencies():
    kinds = [read_byline(text)[0].kind for text in ("By Jane Doe", "By Web Desk", "By Reuters")]
    assert kinds == ["person", "desk", "agency"]


def test_it_names_the_paper_that_a_writer_works_for():
    assert read_credits("By Jane Doe for the Gazette")[1] == ["the Gazette"]


def test_it_prints_bylines_as_one_line():
    line = "By Ann Moss in Beirut, Cara Dunn and Eli Fox; additional reporting by Jo Lamb"
    assert print_byline(read_byline(line)) == line


def test_it_prints_nothing_for_nobody():
    assert print_byline([]) == ""
