"""Hostile and broken pictures: none breaks the server, takes long or much, and every refusal says why."""

from tests.trials.hostile_judged import judge
from tests.trials.scratch import FULL


def test_no_hostile_picture_costs_more_than_a_line(tmp_path, capsys):
    judge("hostile_images", 1_500 if FULL else 120, tmp_path, capsys)
