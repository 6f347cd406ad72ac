"""Hostile and broken documents: none breaks the server, takes long or much, comes in to act; refusals say why."""

from tests.trials.hostile_judged import judge
from tests.trials.scratch import FULL


def test_no_hostile_document_costs_more_than_a_line(tmp_path, capsys):
    judge("hostile_documents", 400 if FULL else 60, tmp_path, capsys)
