"""How long it takes to find the photos one looks like, among how many: the index alone, with numbers by chance.

`.venv/bin/python -m bench.likeness`
"""

import random
import sqlite3
import time
from collections.abc import Iterator

from media.likeness import WHOLE, WINDOWS, beside, quarters, signed

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 30
_ASK = "SELECT photo, bits FROM look WHERE quarter IN ({})"


def filled(photos: int, chance: random.Random) -> sqlite3.Connection:
    """Return a database in memory that knows how so many photos look."""

    def rows() -> Iterator[tuple[int, int, int, int]]:
        for photo in range(photos):
            for window in range(len(WINDOWS)):
                bits = chance.getrandbits(64)
                yield from ((photo, window, signed(bits), quarter) for quarter in quarters(bits))

    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE look (id INTEGER PRIMARY KEY, photo INT, window INT, bits INT, quarter INT)")
    database.executemany("INSERT INTO look (photo, window, bits, quarter) VALUES (?, ?, ?, ?)", rows())
    database.execute("CREATE INDEX look_alike ON look (quarter, window)")
    return database


def ask(database: sqlite3.Connection, chance: random.Random) -> None:
    """Ask as `alike` does: the whole of a picture among all windows, its windows among all wholes."""
    for window in range(len(WINDOWS)):
        keys = list(beside(chance.getrandbits(64)))
        sql = _ASK.format(",".join("?" * len(keys))) + ("" if window == WHOLE else f" AND window = {WHOLE}")
        database.execute(sql, keys).fetchall()


def main() -> None:
    chance = random.Random(1)
    for photos in SIZES:
        database, took = filled(photos, chance), []
        for _round in range(ROUNDS):
            began = time.process_time()
            ask(database, chance)
            took.append(time.process_time() - began)
        print(f"{photos:>7,} photos: {sorted(took)[ROUNDS // 2] * 1000:.1f} ms of the processor")


if __name__ == "__main__":
    main()
