"""What agencies ask for, read into dates and limits; what is not understood is never lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.instructions import read
from media.licences import Asks
from tests.makers import NOON

DAY = timedelta(days=1)

# A phrase, and what it puts into the reading.
PHRASES = {
    "14 days from transmission": {"usable_until": NOON + 14 * DAY},
    "for use within 30 (30) days of receipt": {"usable_until": NOON + 30 * DAY},
    "not for use after 3 December 2026": {"usable_until": datetime(2026, 12, 4, tzinfo=UTC)},
    "expires 2026-12-03 10:30 GMT": {"usable_until": datetime(2026, 12, 3, 10, 30, tzinfo=UTC)},
    "EMBARGOED until 0001 GMT 3 December 2026": {"usable_from": datetime(2026, 12, 3, 0, 1, tzinfo=UTC)},
    "embargoed to 2200 Thursday Dec. 3rd": {"usable_from": datetime(2026, 12, 3, 22, 0, tzinfo=UTC)},
    "embargo: 22.30 CET": {"usable_from": datetime(2026, 11, 22, 21, 30, tzinfo=UTC)},
    "no archiving": {"limits": {Asks.NO_ARCHIVE}},
    "NO SALES": {"limits": {Asks.NO_SALES}},
    "no licensing": {"limits": {Asks.NO_SALES}},
    "mandatory credit": {"limits": {Asks.CREDIT}},
    "mandatory credit: Ana Costa/Press Images": {"limits": {Asks.CREDIT}, "credit": "Ana Costa/Press Images"},
    "for editorial use only": {"limits": {Asks.EDITORIAL_ONLY}},
    "not for commercial use": {"limits": {Asks.EDITORIAL_ONLY}},
    "no cropping": {"limits": {Asks.NO_CROP}},
    "online use only": {"limits": {Asks.ONLINE_ONLY}},
    "INTERNET OUT": {"limits": {Asks.PRINT_ONLY}},
    "UK OUT": {"not_in": ["GB"]},
    "US, Canada and Mexico out": {"not_in": ["US", "CA", "MX"]},
    "France and Belgium only": {"only_in": ["FR", "BE"]},
    "one time use": {"uses": 1},
    "single use only": {"uses": 1},
}


def said(reading) -> dict:
    return {name: value for name, value in vars(reading).items() if value}


@pytest.mark.parametrize("phrase", PHRASES)
def test_it_understands_what_agencies_write(phrase):
    assert said(read(phrase, NOON)) == PHRASES[phrase]


def test_it_reads_the_handout_note_of_a_wire_agency():
    reading = read(
        "This handout photo may only be used within 14 days from the time of transmission; No Archiving; No Licensing. "
        "Mandatory credit",
        NOON,
    )
    assert reading.usable_until == NOON + 14 * DAY
    assert reading.limits == {Asks.NO_ARCHIVE, Asks.NO_SALES, Asks.CREDIT}
    assert not reading.unclear


def test_no_sales_in_one_country_is_not_no_sales():
    reading = read("NO UK SALES", NOON)
    assert (reading.not_in, reading.limits) == (["GB"], set())


def test_the_pronoun_us_is_no_country():
    assert said(read("ask us only before six", NOON)) == {"unclear": ["ask us only before six"]}


@pytest.mark.parametrize(
    "odd",
    ["EMBARGOED until 31 February 2026", "0 days", "TABLOIDS OUT", "no use by the Daily Bugle", "embargoed for Monday"],
)
def test_what_only_a_person_can_settle_is_handed_over_as_it_was_written(odd):
    assert said(read(odd, NOON)) == {"unclear": [odd]}


def test_two_territories_that_have_nothing_in_common_are_left_to_a_person():
    reading = read("France only; Germany only", NOON)
    assert (reading.only_in, reading.unclear) == (["FR"], ["Germany only"])


def test_the_earliest_end_and_the_latest_embargo_hold():
    reading = read("14 days; 7 days; embargoed until 1 December 2026; embargoed until 2 December 2026", NOON)
    assert reading.usable_until == NOON + 7 * DAY
    assert reading.usable_from == datetime(2026, 12, 2, tzinfo=UTC)


_unknown = st.text("zqxjw", min_size=3, max_size=8)
_separator = st.sampled_from(["; ", ". ", "\n", " - ", " * "])
_case = st.sampled_from([str, str.upper, str.lower])


@given(st.lists(st.sampled_from(sorted(PHRASES)), max_size=6, unique=True), st.lists(_unknown, max_size=3), st.data())
def test_phrases_in_any_order_mean_what_they_mean_alone_and_nothing_else_is_lost(phrases, unknown, data):
    mixed = data.draw(st.permutations([*phrases, *unknown]))
    text = "".join(part + data.draw(_separator) for part in mixed)
    reading = read(text, NOON)
    apart = [PHRASES[phrase] for phrase in phrases]
    assert reading.limits == set().union(*(each.get("limits", ()) for each in apart))
    assert set(reading.not_in) == {code for each in apart for code in each.get("not_in", ())}
    assert reading.usable_until == min((each["usable_until"] for each in apart if "usable_until" in each), default=None)
    assert reading.usable_from == max((each["usable_from"] for each in apart if "usable_from" in each), default=None)
    assert set(reading.unclear) == set(unknown)


@given(st.sampled_from(sorted(PHRASES)), _case)
def test_capitals_change_nothing_but_codes_of_countries(phrase, case):
    assert not read(phrase.upper(), NOON).unclear
    if "not_in" not in PHRASES[phrase]:
        assert said(read(case(phrase), NOON)).keys() == PHRASES[phrase].keys()


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_what_is_handed_over_stands_in_it(text):
    assert all(phrase in text for phrase in read(text, NOON).unclear)


@given(st.lists(_unknown, min_size=1, max_size=12))
def test_unknown_words_always_reach_a_person(words):
    found = " ".join(read(" ".join(words), NOON).unclear).split()
    assert set(found) == set(words)
