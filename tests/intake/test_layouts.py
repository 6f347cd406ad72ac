"""Every invented page, read field by field; and again with its spacing disturbed, as copying does."""

import re
from pathlib import Path

import pytest

from tests.intake.score import FIELDS, misses, pairs, reading, score

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = list(pairs(FIXTURES))
BLANKS = re.compile(r"\n\s*\n+")


@pytest.fixture(scope="module")
def rates():
    return score([FIXTURES])


@pytest.mark.parametrize("field", FIELDS)
def test_it_reads_the_field_on_every_page(rates, field):
    found, missed = rates
    assert found[field] >= 0.98, [miss for miss in missed if miss[0] == field]


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
