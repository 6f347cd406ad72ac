"""How often one source comes, without keeping who it is.

Counted in this process's memory alone, in a sketch of fixed size under a key made at random for each period and thrown
away with it: nobody, this process included, can say afterwards from where anything was asked.
"""

import secrets
import threading
from array import array
from hashlib import blake2b

_ROWS, _FULL = 4, 65_535


class Sources:
    """A count-min sketch of sources, begun anew every period, and sooner where it would begin to mistake them.

    It takes eight bytes a slot, whoever comes and however often.
    """

    def __init__(self, seconds: int, slots: int = 8_192, most: int | None = None):
        self.seconds, self.slots = seconds, slots
        self.most = most or slots
        self._lock = threading.Lock()
        # Made for the first who comes: a process that answers nobody needs none.
        self._period, self._new = -1, 0

    def _begin(self, period: int) -> None:
        self._period, self._key, self._new = period, secrets.token_bytes(32), 0
        self._counts = [array("H", bytes(2 * self.slots)) for _ in range(_ROWS)]

    def count(self, source: str, seconds: float) -> int:
        """Count the source once more at that moment; return how often it came within this period, or more."""
        with self._lock:
            period = int(seconds // self.seconds)
            if period != self._period or self._new >= self.most:
                self._begin(period)
            digest = blake2b(source.encode(errors="replace"), key=self._key, digest_size=4 * _ROWS).digest()
            slots = [int.from_bytes(digest[n : n + 4]) % self.slots for n in range(0, 4 * _ROWS, 4)]
            least = min(row[slot] for row, slot in zip(self._counts, slots, strict=True))
            self._new += not least
            # Only the least are raised, which keeps those that share a slot apart for longer.
            for row, slot in zip(self._counts, slots, strict=True):
                if row[slot] == least < _FULL:
                    row[slot] += 1
            return least + 1
