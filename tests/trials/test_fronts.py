"""Two and three editors, one front, 10,000 random interleavings: all see all moves, nothing is lost."""

from tests.fronts_at_random import moves_of_two, play
from tests.trials.scratch import FULL


def _plainly(name, newest, operation):
    return operation.on(newest)


def test_ten_thousand_interleavings_of_editors_of_one_front(capsys):
    rounds = 10_000 if FULL else 500
    wrong, refused = [], 0
    for seed in range(rounds):
        wrong += moves_of_two(seed, _plainly)
        _newest, gone, said = play(seed, 2 + seed % 2, _plainly)
        wrong += said
        refused += gone
    with capsys.disabled():
        print(f"\n  {rounds} interleavings of two editors’ moves, {rounds} of two and three who do anything: "
              f"{refused} acts about what was gone refused, {len(wrong)} wrong")  # fmt: skip
    assert wrong == []
