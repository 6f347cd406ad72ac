"""Caption templates, shorthands, and what a caption does not say yet."""

import pytest

from media import captioning
from media.alt_text import is_file_name

KNOWN = captioning.shorthands("h9 Anna Berg, Harbour FC\nG1: Olu Ade, Gale United\n\n\\st = Harbour Stadium\nnonsense")


def test_a_list_is_read_in_every_way_people_write_one():
    assert KNOWN == {"h9": "Anna Berg, Harbour FC", "g1": "Olu Ade, Gale United", "st": "Harbour Stadium"}


def test_gaps_come_once_and_in_their_order():
    assert captioning.gaps("{player} of {team} beats {other}; {player} again") == ["player", "team", "other"]


def test_a_gap_without_a_value_stays_to_be_seen():
    assert captioning.fill("{player} in minute {minute}", {"player": "Anna Berg"}) == "Anna Berg in minute {minute}"


def test_one_shorthand_answers_player_and_club():
    typed = {"player": r"\h9", "team": "", "minute": "77"}
    assert captioning.answers(["player", "team", "minute"], typed, KNOWN) == {
        "player": "Anna Berg",
        "team": "Harbour FC",
        "minute": "77",
    }


def test_a_club_that_was_typed_is_kept():
    said = captioning.answers(["player", "team"], {"player": r"\h9", "team": "Her old club"}, KNOWN)
    assert said["team"] == "Her old club"


def test_shorthands_are_written_out_in_free_words_and_unknown_ones_stay():
    assert captioning.expand(r"\H9 at \st, \zz", KNOWN) == r"Anna Berg, Harbour FC at Harbour Stadium, \zz"
    assert captioning.unknown(r"\h9 \zz", KNOWN) == ["zz"]


@pytest.mark.parametrize(
    ("caption", "said"),
    [
        ("", (False, False, False, False)),
        ("Anna Berg", (True, False, False, False)),
        ("A crowd waits for the ferry to come back", (False, True, False, False)),
        ("Anna Berg of Harbour FC scores the second goal in Porto on Monday", (True, True, True, True)),
        ("Waves break over the wall near Porto, 3 May 2026", (False, True, True, True)),
        ("They may march again", (False, False, False, False)),
        ("On 12 March the crowd went home very late", (False, True, False, True)),
    ],
)
def test_chips_go_solid_as_a_caption_answers(caption, said):
    found = captioning.said(caption)
    assert (found.who, found.what, found.where, found.date) == said


@pytest.mark.parametrize(
    "text", ["IMG_4711.JPG", "IMG_4711", "DSC01234", "_MG_0815", "PXL_20260101_120000", "photo of wall.jpeg", "a.png"]
)
def test_a_file_name_is_no_alt_text(text):
    assert is_file_name(text)


@pytest.mark.parametrize("text", ["", "A wall in the sea", "The A380 lands", "Room 101", "Page from index.html"])
def test_words_are(text):
    assert not is_file_name(text)
