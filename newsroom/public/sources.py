"""How often one source asks, without keeping who it is.

Counted in this process's memory alone, in a sketch of fixed size under a key made at random for each period and thrown
away with it: nobody, this process included, can say afterwards from where anything was asked.
"""

import secrets
import threading
from array import array
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from newsroom import clock
from newsroom.staff.signin import client_address

_ROWS, _SLOTS, _FULL = 4, 8_192, 65_535


class Sources:
    """A count-min sketch of sources, begun anew every period."""

    def __init__(self, seconds: int):
        self.seconds = seconds
        self._lock = threading.Lock()
        self._period = -1
        self._begin(-1)

    def _begin(self, period: int) -> None:
        self._period, self._key = period, secrets.token_bytes(32)
        self._counts = [array("H", bytes(2 * _SLOTS)) for _ in range(_ROWS)]

    def count(self, source: str, seconds: float) -> int:
        """Count the source once more at that moment; return how often it came within this period, or more."""
        with self._lock:
            period = int(seconds // self.seconds)
            if period != self._period:
                self._begin(period)
            digest = blake2b(source.encode(), key=self._key, digest_size=2 * _ROWS).digest()
            slots = [int.from_bytes(digest[n * 2 : n * 2 + 2]) % _SLOTS for n in range(_ROWS)]
            least = min(row[slot] for row, slot in zip(self._counts, slots, strict=True))
            # Only the least are raised, which keeps those that share a slot apart for longer.
            for row, slot in zip(self._counts, slots, strict=True):
                if row[slot] == least < _FULL:
                    row[slot] += 1
            return least + 1


def at_most(many: int, seconds: int) -> Callable:
    """Let one source ask a reader's page so often within so many seconds, in each process."""

    def limit(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        sources = Sources(seconds)

        @wraps(view)
        def answer(request: HttpRequest, **given) -> HttpResponse:
            if sources.count(client_address(request) or "unknown", clock.now().timestamp()) > many:
                response = render(None, "public/too_often.html", status=429)
                response["Retry-After"], response["Cache-Control"] = str(seconds), "no-store"
                return response
            return view(request, **given)

        answer.sources = sources
        return answer

    return limit
