"""Six writers publish at once: a reader of the Pulse misses no Change."""

import pytest

from tests.trials.scratch import ENGINES, FULL, newsroom, play


@pytest.mark.parametrize("engine", ENGINES)
def test_a_reader_of_the_pulse_misses_no_change(engine, tmp_path, capsys):
    publishes = 300 if FULL else 15
    with newsroom(engine, tmp_path) as env:
        result = play("pulse_writers", env, writers=6, publishes=publishes)
    with capsys.disabled():
        print(f"\n  {engine}: {result}")
    assert result["codes"] == [0] * 7
    assert result["publishes"] == 6 * publishes
    assert (result["missed"], result["gaps"]) == (0, 0)
    assert result["looks"] > 10
    assert result["broken"] == []
