"""Two and three people at one story, at random: no word is lost between save, merge, conflict and journal."""

import os

import pytest

from tests.trials.scratch import ENGINES, FULL, newsroom, play


@pytest.mark.parametrize("engine", ENGINES)
def test_no_word_is_lost_between_people_at_one_story(engine, tmp_path, capsys):
    sessions = 2_000 if FULL else 25
    first = int(os.environ.get("SEED", "10000"))
    with newsroom(engine, tmp_path) as env:
        result = play("random_sessions", env, first=first, sessions=sessions)
    with capsys.disabled():
        print(
            f"\n  {engine}: {sessions} sessions, {result['saves']} saves, {result['conflicts']} conflicts, "
            f"{len(result['lost'])} lost a word, {result['seconds']} s"
        )
    assert result["lost"] == result["broken"] == []
    assert result["conflicts"] > sessions / 10
