"""Whatever is pasted, intake reads it without raising and loses no line."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake.lines import raw_lines
from articles.intake.paste import read_paste, reread

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
PIECES = [
    "By Jane Doe and John Roe in Beirut",
    "Headline about a river that rose again",
    "Most Popular",
    "Read more: something else entirely",
    "Share",
    "14 January 2026",
    "30 February 2026",
    "EMBARGOED UNTIL 10:00 GMT TUESDAY",
    "KILL",
    "NOTE TO EDITORS: pictures are on the wire",
    "ENDS",
    "Subject: copy",
    "From: a@b.example",
    "To: desk@b.example",
    "A man walks. (AP Photo/Jane Doe)",
    "Photograph: Jane Doe/Getty Images",
    "The council said on Tuesday that it would build a bridge over the river before the end of the year.",
    "“We are very glad of it,” said one resident, who did not want to be named for fear of the geese.",
    "- one item",
    "2. two items",
    "> a quotation",
    "# A heading",
    "What happens next?",
    "BEIRUT (Reuters) - The mayor resigned on Monday after a dispute over a bench.",
    "Headline: the lot",
    "Sign up to our newsletter",
    "\u202bمرحبا بكم في المدينة\u202c",
    "\u00a0\u200b",
    "",
]


def letters(text):
    """Give the letters and digits of a text, which must all be kept."""
    return "".join(letter for letter in text if letter.isalnum())


def kept(result):
    parts = [result.headline, result.dek, result.dateline, result.dateline_agency]
    parts += [f"{one.name} {one.place}" for one in result.bylines]
    parts += [f"{photo.caption} {photo.credit}" for photo in result.photos]
    parts += [text for block in result.blocks for text in block.texts()]
    parts += [line.text for line in result.left_out]
    parts += [doubt.message for doubt in result.doubts]
    return " ".join(parts)


def assert_nothing_lost(text, result):
    given_lines = raw_lines(text)
    assert [line.number for line in result.lines] == [line.number for line in given_lines]
    everything = letters(kept(result))
    for raw, line in zip(given_lines, result.lines, strict=True):
        assert (line.role == "blank") == (not raw.text), raw
        # A byline, a date and a notice become values; the words of every other line stand somewhere.
        if line.role not in ("blank", "byline", "date", "dateline", "flag", "caption"):
            value = raw.text.partition(": ")[2] if raw.text.startswith("Headline: ") else raw.text
            parts = value.split(" - ") if result.dateline_agency else [value]
            assert all(letters(part) in everything for part in parts), (line, result)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("\n".join))
def test_it_loses_no_line_of_any_page(text):
    assert_nothing_lost(text, read_paste(text, now=NOW))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_it_never_raises_on_any_text(text):
    assert_nothing_lost(text, read_paste(text, now=NOW))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), max_size=15).map("\n".join),
    st.dictionaries(
        st.integers(1, 15),
        st.sampled_from(["headline", "dek", "byline", "body", "caption", "section", "left_out", "subhead"]),
    ),
)
def test_it_obeys_the_editor_on_every_line(text, roles):
    result = reread(text, roles, now=NOW)
    for line in result.lines:
        if line.number in roles and line.role != "blank":
            assert line.role == roles[line.number]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "\x00\x01\x02\x1b[31m\x7f",
        bytes(range(256)).decode("latin-1"),
        "One headline\r\n\r\nBy Jane Doe\r\n\r\nThe town has voted for a bridge and against a tunnel.\r\n",
        "word " * 1_000_000,
        "\ud800 lone surrogate",
        "\u202eright to left override",
        "((((" * 5_000,
        "\n".join(["January 14 2023 " * 20] * 50),
    ],
)
def test_it_reads_odd_text(text):
    result = read_paste(text, now=NOW)
    assert isinstance(result.as_json(), dict)
    assert isinstance(result.body_html(), str)


def test_it_reads_five_megabytes_in_seconds():
    text = "The council said that it would build a bridge.\n" * 105_000
    started = time.process_time()
    read_paste(text, now=NOW)
    assert time.process_time() - started < 20


def test_it_escapes_what_was_pasted():
    result = read_paste(
        "A headline\n\nBy Jane Doe\n\n<script>alert(1)</script> was the text that the man had typed, he said.",
        now=NOW,
    )
    assert "<script>" not in result.body_html()
    assert "&lt;script&gt;" in result.body_html()
