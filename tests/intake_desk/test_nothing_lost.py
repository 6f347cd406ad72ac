"""Every word of raw copy is in the draft, or its line is kept beside it."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.intake.accounts import left_beside, pasted_lines
from articles.intake.paste import read_paste

from .test_draft import COPY, NOW

LINES = st.sampled_from(
    [
        *pasted_lines(COPY),
        "EMBARGOED UNTIL 10:00 GMT TUESDAY",
        "KILL KILL KILL",
        "Headline: A label",
        "By Rosie Tarn, Senior Reporter in Beirut",
        "Share this story",
        "BEIRUT (Reuters) - The talks went on into the night, officials said, and nobody would say what was agreed.",
        "- one thing",
        "2. another thing",
        "> quoted",
        "From: desk@example.org",
        "Subject: The wall",
        "Copyright 2023 The Paper",
        "Updated 3 hours ago",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=16))
def test_every_word_of_every_raw_line_is_in_the_draft_or_beside_it(lines):
    intake = read_paste("\n".join(lines), now=NOW)
    beside = {line.number for line in left_beside(intake)}
    kept = " ".join(
        [
            intake.headline,
            intake.dek,
            intake.dateline,
            intake.dateline_agency,
            intake.copy_source,
            *(f"{one.name} {one.place}" for one in intake.bylines),
            *(f"{one.caption} {one.credit}" for one in intake.photos),
            *(text for block in intake.blocks for text in block.texts()),
        ]
    ).casefold()
    for line in intake.lines:
        if line.number not in beside and line.role in (
            "headline",
            "dek",
            "body",
            "subhead",
            "quote",
            "left_out",
            "flag",
        ):
            assert all(word in kept for word in re.findall(r"[^\W\d_]{3,}", line.text.casefold())), line
