"""The files that are part way in: kept apart from the uploads, and gone once each is taken in or refused."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

from .models import Arrival

_BLOCK = 1024 * 1024


class OutOfStep(Exception):
    """What was sent begins somewhere else than what is here ends; `held` is where it would have to begin."""

    def __init__(self, held: int):
        super().__init__(held)
        self.held = held


def path_of(arrival: Arrival) -> Path:
    """Return where the file is kept while it comes in."""
    return Path(settings.ARRIVING) / arrival.uid.hex


def held(arrival: Arrival) -> int:
    """Return how many bytes of it are here."""
    try:
        return path_of(arrival).stat().st_size
    except FileNotFoundError:
        return 0


def append(arrival: Arrival, offset: int, stream) -> int:
    """Add what the stream has, which begins at that offset, and return how much is here now.

    What arrived before a line broke stays. Raise OutOfStep when it does not begin where what is here ends.
    """
    path = path_of(arrival)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab", buffering=0) as file:
        # Two tabs may send the same file: one after the other, and the second is told where the first got to.
        fcntl.flock(file, fcntl.LOCK_EX)
        here = os.fstat(file.fileno()).st_size
        if offset != here:
            raise OutOfStep(here)
        with suppress(OSError):
            while here < arrival.bytes and (block := stream.read(min(_BLOCK, arrival.bytes - here))):
                file.write(block)
                here += len(block)
    return here


@contextmanager
def whole(arrival: Arrival) -> Iterator:
    """Yield the file, all here, opened to be read by nobody else meanwhile; None when it is gone."""
    try:
        file = path_of(arrival).open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def forget(arrival: Arrival) -> None:
    """Delete what is here of it."""
    path_of(arrival).unlink(missing_ok=True)
