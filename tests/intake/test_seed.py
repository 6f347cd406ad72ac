"""The real page the desk was first handed, read in place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.intake.paste import read_paste

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "story.txt"
NOW = datetime(2023, 1, 16, 12, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed story is not on this machine")


@pytest.fixture(scope="module")
def seed():
    return read_paste(SEED.read_text(encoding="utf-8"), now=NOW)


def test_it_finds_the_headline_and_the_dek(seed):
    assert seed.headline == "Syrian army soldiers killed in extremist attack"
    assert seed.dek.startswith("The ambush was carried out") and seed.dek.endswith("meetings in Moscow")


def test_it_finds_the_desk_and_the_printed_date(seed):
    assert [(one.name, one.kind) for one in seed.bylines] == [("News Desk", "desk")]
    assert seed.as_json()["published"] == "2023-01-14"


def test_it_parts_the_caption_from_its_credit(seed):
    (photo,) = seed.photos
    assert photo.credit == "hstoday.us"
    assert photo.caption.startswith("Members of the Turkistani Islamic Party") and photo.caption.endswith(
        "military. 2020"
    )


def test_it_keeps_twelve_paragraphs_and_leaves_out_the_furniture(seed):
    assert len(seed.as_json()["body"]) == 12
    assert seed.as_json()["left_out"] == ["Most Popular"]


def test_it_asks_whose_copy_it_is(seed):
    assert seed.copy_from == "unknown"
    assert any(doubt.field == "copy_from" for doubt in seed.doubts)
