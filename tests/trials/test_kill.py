"""A process killed (SIGKILL) between any two statements of publish leaves no half state."""

import pytest

from tests.trials.scratch import ENGINES, FULL, newsroom, play


@pytest.mark.parametrize("engine", ENGINES)
def test_a_publish_killed_at_any_statement_leaves_no_half_state(engine, tmp_path, capsys):
    with newsroom(engine, tmp_path) as env:
        result = play("kill_publish", env, first=0, step=1 if FULL else 5)
    with capsys.disabled():
        print(f"\n  {engine}: {result['kills']} kills, {len(result['half'])} half states")
    assert result["kills"] > (60 if FULL else 12)
    assert result["half"] == result["broken"] == []
    assert result["published_in_the_end"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_journal_killed_at_any_statement_holds_no_half_state(engine, tmp_path, capsys):
    with newsroom(engine, tmp_path) as env:
        result = play("kill_journal", env)
    with capsys.disabled():
        print(f"\n  {engine}: {result['kills']} kills, {len(result['half'])} half states")
    assert result["kills"] >= 12
    assert result["half"] == []
    assert result["kept_in_the_end"] == [True, True]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_newsletter_killed_at_any_statement_is_sent_to_nobody_twice(engine, tmp_path, capsys):
    with newsroom(engine, tmp_path) as env:
        result = play("kill_letter", env, first=0, step=1 if FULL else 3)
    with capsys.disabled():
        print(f"\n  {engine}: {result['kills']} kills, {result['unknown']} mails of which nobody knows")
    assert result["kills"] > (40 if FULL else 10)
    assert result["twice"] == result["lost"] == []
    assert result["last"] == {"sent": 4}
