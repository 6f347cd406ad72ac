"""Embargoes, kills and corrections become what they mean, and only where they are notices."""

from datetime import UTC, datetime

import pytest

from articles.intake.paste import read_paste, reread

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)  # a Monday
STORY = """
Census shows valley at its highest since 1921
By Jane Doe
9 March 2026

The population of the valley has passed 60,000 for the first time in more than a century.

Growth was fastest in the three villages nearest the new railway halt, the office said.
"""


def read(notice):
    return read_paste(notice + STORY, now=NOW)


@pytest.mark.parametrize(
    ("notice", "moment"),
    [
        ("EMBARGOED UNTIL 10:00 GMT TUESDAY", "2026-03-10T10:00:00+00:00"),
        ("Embargo: 00:01 GMT Friday 13 March 2026", "2026-03-13T00:01:00+00:00"),
        ("STRICTLY EMBARGOED UNTIL 6pm today", "2026-03-09T18:00:00+00:00"),
        ("EMBARGOED until 18:00 GMT", "2026-03-09T18:00:00+00:00"),
        ("EMBARGOED until 09:00 GMT", "2026-03-10T09:00:00+00:00"),
        ("EMBARGO\n00:01 GMT Friday 13 March 2026", "2026-03-13T00:01:00+00:00"),
        ("EMBARGOED UNTIL MONDAY 15:00 GMT", "2026-03-09T15:00:00+00:00"),
        ("NOT FOR PUBLICATION BEFORE NOON ET ON 16 MARCH", "2026-03-16T12:00:00-04:00"),
    ],
)
def test_it_resolves_an_embargo_against_now(notice, moment):
    result = read(notice)
    assert result.as_json()["embargo"] == moment
    assert result.hold == ""
    assert result.headline.startswith("Census")


def test_it_doubts_an_embargo_without_a_zone():
    result = read("EMBARGOED UNTIL 10:00 TUESDAY")
    assert result.embargo == datetime(2026, 3, 10, 10, tzinfo=UTC)
    assert any(doubt.field == "embargo" and "zone" in doubt.message for doubt in result.doubts)


@pytest.mark.parametrize(
    "notice", ["UNDER EMBARGO UNTIL FURTHER NOTICE", "EMBARGOED", "EMBARGOED UNTIL 30 FEBRUARY 2026"]
)
def test_it_holds_what_has_an_embargo_it_cannot_read(notice):
    result = read(notice)
    assert result.embargo is None
    assert result.hold == "not_for_publication"
    assert any(doubt.field == "embargo" for doubt in result.doubts)


@pytest.mark.parametrize(
    ("notice", "hold"),
    [("KILL KILL KILL", "kill"), ("BULLETIN KILL: census", "kill"), ("NOT FOR PUBLICATION", "not_for_publication")],
)
def test_it_sets_a_hold(notice, hold):
    assert read(notice).hold == hold


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo on sugar lifted after nine years",
        "Kill the music, neighbours tell festival",
        "Correction officers strike",
    ],
)
def test_it_takes_a_headline_for_no_notice(headline):
    result = read_paste(headline + "\nBy Jane Doe\n" + STORY.split("\n\n", 1)[1], now=NOW)
    assert (result.headline, result.hold, result.embargo) == (headline, "", None)


def test_it_doubts_copy_that_corrects():
    result = read("CORRECTS spelling of minister's name in paragraph 2")
    assert any("spelling of minister's name" in doubt.message for doubt in result.doubts)


def test_the_word_of_the_editor_stands():
    text = "Growth in the valley\nCensus shows valley at its highest since 1921" + STORY.split("1921", 1)[1]
    assert reread(text, {2: "headline"}, now=NOW).headline == "Census shows valley at its highest since 1921"
    assert reread(text, {2: "dek", 1: "headline"}, now=NOW).dek == "Census shows valley at its highest since 1921"
