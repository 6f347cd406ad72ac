"""Work that the worker does again and again, so that no other machinery is needed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

logger = logging.getLogger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Chore:
    """A function of the moment that may be run at any time and by several workers at once."""

    do: Callable[[datetime], object]
    every: timedelta
    due: datetime | None = None


_chores: list[Chore] = []


def regularly(do: Callable[[datetime], object], every: timedelta = MINUTE) -> None:
    """Have the worker do this every so often, the first time soon after it starts."""
    _chores.append(Chore(do, every))


def do_chores(now: datetime) -> None:
    """Do what is due. One that fails is logged and tried again the next time, and keeps no other from its turn."""
    for chore in _chores:
        if chore.due is not None and now < chore.due:
            continue
        chore.due = now + chore.every
        try:
            chore.do(now)
        except Exception:
            logger.exception("%s failed; it is tried again.", chore.do.__name__)
