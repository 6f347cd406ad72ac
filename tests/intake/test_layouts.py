"""Every invented page, read field by field; and again with its spacing disturbed, as copying does."""

import re
from pathlib import Path

import pytest

from tests.intake.score import FIELDS, LISTS, misses, pairs, reading, score, score_items

FIXTURES = Path(__file__).parent / "fixtures"
STRANGERS = [Path(__file__).parent / name for name in ("blind", "blind2")]
# Those readings leave out of both lists the notes and credits that were read for a field, which are left out here too.
LENIENCE = {("blind2", "left_out"): 0.02}
PAGES = list(pairs(FIXTURES))
BLANKS = re.compile(r"\n\s*\n+")


@pytest.fixture(scope="module")
def rates():
    return score([FIXTURES])


@pytest.mark.parametrize("field", FIELDS)
def test_it_reads_the_field_on_every_page(rates, field):
    found, missed = rates
    assert found[field] >= 0.98, [miss for miss in missed if miss[0] == field]


@pytest.fixture(scope="module", params=STRANGERS, ids=lambda folder: folder.name)
def strangers(request):
    return request.param


@pytest.fixture(scope="module")
def strangers_rates(strangers):
    return score([strangers])


@pytest.fixture(scope="module")
def strangers_items(strangers):
    return score_items(strangers)


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in LISTS or field == "bylines"])
def test_it_reads_the_field_on_pages_of_a_stranger(strangers_rates, field):
    found, missed = strangers_rates
    assert found[field] >= 0.97, [miss for miss in missed if miss[0] == field]


@pytest.mark.parametrize(
    ("field", "recall", "precision"),
    [("bylines", 0.98, 0.98), ("photos", 0.95, 0.95), ("body", 0.985, 0.98), ("left_out", 0.98, 0.96)],
)
def test_it_finds_the_items_on_pages_of_a_stranger(strangers, strangers_items, field, recall, precision):
    found = strangers_items[field]
    assert found[0] >= recall and found[1] >= precision - LENIENCE.get((strangers.name, field), 0), found


def disturbed_rate(change):
    """Give the share of fields still right when every page's spacing is changed."""
    wrong = [miss for name, text, expected in PAGES for miss in misses(name, reading(change(text), expected), expected)]
    return 1 - len(wrong) / (len(PAGES) * len(FIELDS)), wrong


@pytest.mark.parametrize(
    ("change", "floor"),
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), 0.99, id="windows_line_ends"),
        pytest.param(lambda text: text.replace("\n", "   \n"), 0.99, id="trailing_spaces"),
        pytest.param(lambda text: "\n\n\n" + text, 0.99, id="blank_lines_first"),
        pytest.param(lambda text: text.replace(" ", "\u00a0"), 0.99, id="hard_spaces"),
        pytest.param(lambda text: BLANKS.sub("\n", text), 0.97, id="no_blank_lines"),
        pytest.param(lambda text: BLANKS.sub("\n\n\n", text), 0.99, id="more_blank_lines"),
        pytest.param(lambda text: BLANKS.sub("\n", text).replace("\n", "\n\n"), 0.95, id="every_line_apart"),
        pytest.param(lambda text: text.replace("’", "'").replace("“", '"').replace("”", '"'), 0.0, id="plain_quotes"),
    ],
)
def test_it_reads_a_page_whose_spacing_was_disturbed(change, floor):
    rate, wrong = disturbed_rate(change)
    assert rate >= floor, wrong
