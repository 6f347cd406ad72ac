"""What the board said to somebody, kept while nothing it says is different: exact, or made anew.

Every act raises the Pulse's number, and what shows on the desk without one its `stirs`: read once a page. What is
different because time went by is known beforehand, by `next_moment`. Who is in which story is never kept. What is kept
is one person's: nobody is answered with what was made for somebody else.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from django.conf import settings
from django.utils.translation import get_language

from articles.admin.stories.alive import number
from articles.moments import next_moment

PEOPLE = 200
# Of one that is open long, what was made for other rows and minutes goes.
_MOST_PARTS = 60


@dataclass(frozen=True)
class _Kept:
    """What one person was shown: as of one number of the desk, with what they might do then, in that time."""

    number: tuple
    may: frozenset
    since: datetime
    until: datetime
    parts: dict

    def holds(self, number: tuple, may: frozenset, now: datetime) -> bool:
        return self.number == number and self.may == may and self.since <= now < self.until


@dataclass
class Parts:
    """The parts of one page: each is what was kept of it, or made now."""

    kept: dict = field(default_factory=dict)
    made: dict = field(default_factory=dict)

    def __call__(self, name, make: Callable):
        """Return the part of that name."""
        for known in (self.kept, self.made):
            if name in known:
                return known[name]
        self.made[name] = make()
        return self.made[name]


class Memory:
    """The boards of the people who looked last."""

    def __init__(self):
        self._boards: OrderedDict[tuple, _Kept] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def of(self, user, now: datetime) -> Iterator[Parts]:
        """Give what is known of this person's board; keep what was made of it, unless something happened meanwhile."""
        if not settings.DESK_MEMORY:
            yield Parts()
            return
        key, may, at = (user.pk, get_language()), frozenset(user.get_all_permissions()), number()
        kept = self._boards.get(key)
        if kept is None or not kept.holds(at, may, now):
            kept = _Kept(at, may, now, next_moment(now), {})
        parts = Parts(kept.parts)
        yield parts
        if parts.made and now < kept.until and number() == at:
            self._keep(key, _Kept(at, may, kept.since, kept.until, _fewer(kept.parts) | parts.made))

    def _keep(self, key: tuple, kept: _Kept) -> None:
        with self._lock:
            self._boards[key] = kept
            self._boards.move_to_end(key)
            while len(self._boards) > PEOPLE:
                self._boards.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        self._boards.clear()


def _fewer(parts: dict) -> dict:
    return parts if len(parts) < _MOST_PARTS else {}


boards = Memory()
