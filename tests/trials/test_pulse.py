"""Six writers (two on SQLite) publish at once: a reader of the Pulse misses no Change."""

import pytest

from tests.trials.scratch import ENGINES, FULL, newsroom, play


@pytest.mark.parametrize("engine", ENGINES)
def test_a_reader_of_the_pulse_misses_no_change(engine, tmp_path, capsys):
    publishes = 300 if FULL else 15
    # SQLite has one writer at a time and no queue: those that never pause starve one another past its patience.
    writers, pause = (2, 0.05) if engine == "sqlite" else (6, 0)
    with newsroom(engine, tmp_path) as env:
        result = play("pulse_writers", env, writers=writers, publishes=publishes, pause=pause)
    with capsys.disabled():
        print(f"\n  {engine}: {result}")
    assert result["codes"] == [0] * (writers + 1)
    assert result["publishes"] == writers * publishes
    assert (result["missed"], result["gaps"]) == (0, 0)
    assert result["looks"] > 10
    assert result["broken"] == []
