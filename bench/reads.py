"""What counting a read costs, what it keeps in memory, and what Most read does to pages that are kept.

    nice .venv/bin/python -m bench.reads

The cost is that of `newsroom.reads.counting.counted`, in microseconds of the processor, beside a bare view asked for
through all the middleware in the same run. For the pages a day is played with dice from a fixed seed: stories come out
every few minutes, are read less and less, and each minute the list of the day is reckoned; a kept story page is made
anew after each change of what the list shows. `MARGIN` of 1 is the list without the margin by which one story has to
pass another.
"""

import math
import os
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections import Counter, deque
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
READS = 20_000
SOURCES = 400_000
STORIES, MINUTES, DAY = 1_500, 3 * 1_440, 1_440
A_MINUTE = 6_000  # reads of stories: a hundred a second
_RANDOM = random.Random(20261129)
_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


def _requests(many: int):
    from django.test import RequestFactory

    said = {"HTTP_ACCEPT": "text/html,*/*;q=0.8", "HTTP_ACCEPT_LANGUAGE": "en-GB,en;q=0.5", "HTTP_USER_AGENT": _AGENT}
    make = RequestFactory()
    return [make.get("/", REMOTE_ADDR=f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}", **said) for n in range(many)]


def _cost() -> None:
    from django.test import Client
    from django.test.utils import override_settings

    from newsroom import clock
    from newsroom.reads.counting import counted

    now, requests, client = clock.now(), _requests(READS), Client()
    counts, bares = [], []
    with override_settings(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"]):
        client.get("/bare/")
        for start in range(0, READS, 500):
            began = time.process_time()
            for number, request in enumerate(requests[start : start + 500]):
                counted(request, number % 60, now)
            counts.append((time.process_time() - began) / 500)
            began = time.process_time()
            for _turn in range(20):
                client.get("/bare/")
            bares.append((time.process_time() - began) / 20)
    count, bare = statistics.median(counts) * 1e6, statistics.median(bares) * 1e6
    print(f"one read counted: {count:.1f} µs; a bare view: {bare:.0f} µs; {count / bare:.3f} of it")


def _memory() -> None:
    from newsroom.reads.counting import Reads

    tracemalloc.start()
    reads = Reads()
    sizes = []
    for number in range(SOURCES):
        reads.read(number % 50_000, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", _AGENT, 0)
        if number in {SOURCES // 4, SOURCES - 1}:
            sizes.append(tracemalloc.get_traced_memory()[0] / 1e6)
    tracemalloc.stop()
    print(f"memory after {SOURCES // 4:,} sources {sizes[0]:.1f} MB, after {SOURCES:,} {sizes[1]:.1f} MB;", end=" ")
    print(f"stories in the batch {len(reads.take().stories):,} of 50,000 read")


def _played() -> list[Counter]:
    """Return how often each story is read in each minute of three days."""
    begins = sorted(_RANDOM.uniform(-DAY, MINUTES) for _story in range(STORIES))
    weight = [_RANDOM.paretovariate(1.2) for _story in begins]
    minutes = []
    for minute in range(MINUTES):
        rates = [
            weight[story] * math.exp((begin - minute) / 360) if begin <= minute else 0
            for story, begin in enumerate(begins)
        ]
        minutes.append(Counter(_RANDOM.choices(range(STORIES), rates, k=A_MINUTE)))
    return minutes


def _pages(minutes: list[Counter], margin: float) -> str:
    """Return how often the list changed in the last two days, and how many answers came from a kept page."""
    from articles import most_read

    most_read.MARGIN = margin
    counts, last, order, changes, hits, reads = Counter(), deque(), [], 0, 0, 0
    fresh: set[int] = set()
    for minute, read in enumerate(minutes):
        counts.update(read)
        last.append(read)
        if len(last) > DAY:
            counts.subtract(last.popleft())
        looked_at = dict(counts.most_common(100))
        before, order = order, most_read.steadied(order, looked_at)[: most_read.KEPT]
        changed = before[: most_read.SHOWN] != order[: most_read.SHOWN]
        if changed:
            fresh = set()
        if minute >= DAY:
            changes += changed
            reads += sum(read.values())
            hits += sum(read.values()) - len(read.keys() - fresh)
        fresh |= read.keys()
    hours = (len(minutes) - DAY) / 60
    return f"{changes / hours:5.1f} changes an hour, {hits / reads:.2%} of answers from a kept page"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSROOM_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        _cost()
        _memory()
        minutes = _played()
        for margin in (1, 1.05):
            print(f"margin {margin:4}: {_pages(minutes, margin)}", flush=True)
        print("a hundred reads a second of stories; without any list 100 % of them but the first of each story")


if __name__ == "__main__":
    main()
