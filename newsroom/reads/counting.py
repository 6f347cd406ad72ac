"""Counting reads in the worker that answers them: in memory of fixed size, written down a few times a minute.

A read costs no query. What is kept of it is one more for its story; the source it came from is a few bits of a sketch
whose key nobody has, thrown away within ten minutes (`sources`).
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import ip_address

from django.http import HttpRequest

from newsroom.staff.signin import client_address

from .people import is_somebody
from .sources import Sources

PERIOD = 600  # seconds after which nobody knows any more who came
# Eight megabytes; begun anew after so many new sources, before it would take many for each other.
SLOTS, NEW = 1 << 20, 1 << 19
MOST_STORIES = 4_096
# Browsers behind one address that read the same story within a period and are all believed: an office, a school.
BEHIND_ONE = 32


@dataclass
class Batch:
    """What was counted since the last was taken: by story, and of all together."""

    stories: dict[int, int] = field(default_factory=dict)
    total: int = 0


class Reads:
    """The reads of this process that are not written down yet."""

    def __init__(self, sources: Sources | None = None, most: int = MOST_STORIES):
        self.most = most
        self._sources = sources or Sources(PERIOD, SLOTS, NEW)
        self._lock = threading.Lock()
        self._batch = Batch()

    def read(self, story: int, address: str, agent: str, seconds: float) -> bool:
        """Count that a source reads a story at that moment; return whether it counts."""
        if not self._believed(story, network(address), agent, seconds):
            return False
        with self._lock:
            self._batch.total += 1
            self._add(story, 1)
        return True

    def _believed(self, story: int, place: str, agent: str, seconds: float) -> bool:
        """Damp bursts: of a browser's reads of one story the first, second, fourth, eighth… count; so do those of an
        address beyond the many browsers that may stand behind it, whatever these call themselves."""
        if not _is_power_of_two(self._sources.count(f"{story} {place} {agent}", seconds)):
            return False
        of_place = self._sources.count(f"{story} {place}", seconds)
        return of_place <= BEHIND_ONE or _is_power_of_two(of_place)

    def _add(self, story: int, many: int) -> None:
        """Add to a story's count; where there are too many stories, everyone gives one for each that has no place.

        So whatever is read more often than once in `most` reads is in it, and no count is too high.
        """
        stories = self._batch.stories
        if story in stories or len(stories) < self.most:
            stories[story] = stories.get(story, 0) + many
            return
        self._batch.stories = {kept: count - 1 for kept, count in stories.items() if count > 1}

    def take(self) -> Batch:
        """Return what was counted, and begin anew."""
        with self._lock:
            taken, self._batch = self._batch, Batch()
        return taken

    def give_back(self, batch: Batch) -> None:
        """Take back what could not be written, as far as there is room."""
        with self._lock:
            self._batch.total += batch.total
            for story, many in batch.stories.items():
                self._add(story, many)


def _is_power_of_two(number: int) -> bool:
    # Where the sketch stops counting it says one power of two for ever.
    return number & (number - 1) == 0 and number < 65_536


def network(address: str) -> str:
    """Return what one subscriber has: an address of the old kind, half of one of the new, of which they have many."""
    if ":" not in address:
        return address
    try:
        return str(int(ip_address(address)) >> 64)
    except ValueError:
        return address


reads = Reads()


def counted(request: HttpRequest, story: int, now: datetime) -> bool:
    """Count a read where somebody reads; return whether it counts."""
    if not is_somebody(request):
        return False
    return reads.read(story, client_address(request) or "", request.META["HTTP_USER_AGENT"], now.timestamp())
