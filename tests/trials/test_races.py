"""Two publishes of one story at the same instant: one live edition, a sentence for the other."""

import pytest

from tests.trials.scratch import ENGINES, FULL, newsroom, play


@pytest.mark.parametrize("engine", ENGINES)
def test_two_publishes_at_the_same_instant_give_one_live_edition(engine, tmp_path, capsys):
    rounds = 200 if FULL else 12
    with newsroom(engine, tmp_path) as env:
        result = play("two_publishes", env, rounds=rounds)
    with capsys.disabled():
        print(f"\n  {engine}: {rounds} rounds, {result['published']} published, said: {result['refusals'][:2]}")
    assert result["wrong"] == result["broken"] == []
    assert result["published"] == rounds
    assert all("Version 1 goes live at" in refusal for refusal in result["refusals"])
