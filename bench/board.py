"""How long the board and the story list take among N stories at rest and 5,000 in work, beside a bare Django view.

    .venv/bin/python -m bench.board [10000 100000 1000000]

In a database of its own: a SQLite file in a temporary folder, or the empty PostgreSQL that BENCH_DATABASE_URL names.
Each page is asked for through all the middleware, by a duty editor who is signed in. Two views are measured in turn
with it, so that a busy machine is busy for all: “bare” does nothing for nobody; “staff” asks only who it is and
whether they may see stories, as every page of the desk has to.

Of the board there are three figures: while nothing happens, just after an act of somebody (every part is made anew),
and as it is on a day: a board that is open is asked every five seconds, and somebody acts once in two minutes, so that
one answer in 24 comes just after an act.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
SIZES = [10_000, 100_000]
ROUNDS = int(os.environ.get("ROUNDS", "40"))
BARE, BARE_FOR_STAFF = "/bare/", "/bare/staff/"
LIST = "/admin/articles/article/"
BOARD, ASKED_ANEW = "/admin/", "/admin/board/"
# Which answers come just after an act: none, every one, one in so many.
ACTS = {"nothing happens": 0, "just after an act": 1, "one act in 24": 24}
PAGES = {
    "stories in work": LIST,
    "stories by stage": f"{LIST}?as=columns",
    "all stories": f"{LIST}?stage=all&as=table",
    "all of a section": f"{LIST}?stage=all&section=city",
    "all of a rare kind": f"{LIST}?stage=all&kind=obituary",
    "all of a writer": f"{LIST}?stage=all&by=Writer 7",
    "withdrawn": f"{LIST}?readers=withdrawn",
    "live in work": f"{LIST}?stage=work&readers=live",
    "overdue": f"{LIST}?due=overdue",
    "over length": f"{LIST}?words=over",
    "without a picture, by due time": f"{LIST}?picture=none&sort=due",
    "on hold": f"{LIST}?hold=any",
}


def p95(took: list[float]) -> float:
    """Return the time that nineteen in twenty stayed under."""
    return sorted(took)[max(int(len(took) * 0.95) - 1, 0)]


def measure(client) -> Iterator[tuple[str, list[float], float, float]]:
    """Yield each page's name and times in milliseconds, and the medians of the two bare views asked in turn with it."""
    for said, every in ACTS.items():
        yield f"board: {said}", *_timed(client, BOARD, every)
    for said, every in ACTS.items():
        yield f"board asked anew: {said}", *_timed(client, ASKED_ANEW, every)
    for name, address in PAGES.items():
        yield name, *_timed(client, address)


def _timed(client, address: str, act_every: int = 0) -> tuple[list[float], float, float]:
    took = {path: [] for path in (address, BARE, BARE_FOR_STAFF)}
    tag = ""
    # A rare act needs more rounds before it counts for what it is.
    for round_ in range((ROUNDS * 3 if act_every > 1 else ROUNDS) + 1):
        if act_every and round_ % act_every == 0:
            _somebody_acts()
        for path, times in took.items():
            headers = {"If-None-Match": tag} if tag and path == ASKED_ANEW else {}
            began = time.perf_counter()
            answer = _asked(client, path, headers)
            # The first one fills what stays in memory.
            if round_:
                times.append((time.perf_counter() - began) * 1_000)
            assert answer.status_code == 200 or (headers and answer.status_code == 304), f"{path}: {answer.status_code}"
            tag = answer.get("ETag", tag)
    return took[address], statistics.median(took[BARE]), statistics.median(took[BARE_FOR_STAFF])


def _somebody_acts() -> None:
    """Put one line in the log, as every act does: no board of before holds after it."""
    from django.db import transaction

    from newsroom import clock
    from newsroom.record.log import enter

    with transaction.atomic():
        enter("bench", by=None, now=clock.now())


def _asked(client, path: str, headers: dict):
    # Whoever asks for the one that does nothing is nobody: there is no session to read.
    return (_nobody() if path == BARE else client).get(path, headers=headers)


@lru_cache
def _nobody():
    from django.test import Client

    return Client()


def main() -> None:
    """Print a table for each size."""
    sizes = sorted(int(size) for size in sys.argv[1:]) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSROOM_VAR"] = folder
        os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["NEWSROOM_SECOND_FACTOR"] = "0"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        _run(sizes)


def _run(sizes: list[int]) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings

    from newsroom import clock

    from .newsroom_of import Filling

    call_command("migrate", verbosity=0)
    filling = Filling(clock.now())
    filling.work()
    client = Client()
    client.force_login(filling.editor)
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=_STORAGES, ROOT_URLCONF="bench.bare"):
        for size in sizes:
            began = time.perf_counter()
            filling.rest(size)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            took = time.perf_counter() - began
            print(f"\n{connection.vendor}: {size:,} at rest, 5,000 in work (filled in {took:.0f} s)", flush=True)
            print(f"{'':40}{'median':>8}{'p95':>8}{'bare':>7}{'staff':>7}{'p95/bare':>10}{'p95/staff':>11}")
            for name, times, bare, staff in measure(client):
                said = f"{name:40}{statistics.median(times):8.1f}{p95(times):8.1f}{bare:7.2f}{staff:7.2f}"
                print(f"{said}{p95(times) / bare:9.0f}×{p95(times) / staff:10.1f}×", flush=True)


_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


if __name__ == "__main__":
    main()
