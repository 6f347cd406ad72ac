"""How many readers a live story can have on this machine: the poll for what came since, answered by the real server.

    nice .venv/bin/python -m bench.live [seconds]

The server runs as `make run` runs it, with two workers, on a SQLite file of its own (or the empty PostgreSQL that
BENCH_DATABASE_URL names). A live story has 200 entries. Asked for is what a page that is open asks: mostly nothing new,
one time in ten a page of new entries. What counts is the processor time of the workers for each answer, read from
/proc, so that others on the machine, and who asks, do not: in a second two cores have two seconds of it. Each kind is
asked for a while before it is counted. It is measured twice: as it is served, where a worker keeps an answer for the
two seconds it may be kept, and made anew for each reader, which an address nobody asked before makes sure of.
"""

import http.client
import itertools
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT", "8297"))
SECONDS = 15
ENTRIES, READERS, ASKING = 200, 20_000, 8
EVERY = 10  # seconds between two polls of a reader
CORES = 2
WARM = 4  # this part of the time goes before anything is counted
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Counted:
    """How many were answered, in what time, and the seconds of the processor it took the server."""

    answers: int
    took: float
    processor: float


def main() -> None:
    """Print what an answer costs, and how many readers that comes to."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSROOM_VAR"] = folder
        os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["SITE_URL"] = f"http://127.0.0.1:{PORT}"
        os.environ["NEWSROOM_WORKERS"] = str(CORES)
        os.environ.setdefault("LOG_LEVEL", "ERROR")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        uid, latest, earlier = _story()
        paths = [f"/live/{uid}/since/{latest}/"] * 9 + [f"/live/{uid}/since/{earlier}/"]
        _measure(paths, seconds)


def _story() -> tuple[str, int, int]:
    """Return a live story's uid, the number of its latest entry, and of the fifth before it."""
    from django.core.management import call_command

    from articles import workflow
    from articles.models import LiveEntry
    from newsroom import clock
    from tests import makers

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False, ignore=["*.css", "*.js"])
    reporter, editor = makers.make_person("bench reporter", "reporter"), makers.make_person("bench editor", "editor")
    then = clock.now() - timedelta(hours=4)
    story = makers.make_article(by=reporter, now=then)
    workflow.file(story, by=reporter, now=then)
    workflow.publish(story, by=editor, now=then)
    then += timedelta(minutes=1)
    workflow.open_live(story, by=editor, now=then)
    workflow.let_post(story, by=editor, user=reporter, reader=editor, now=then)
    for number in range(ENTRIES):
        said = workflow.Said(f"Entry {number}: the ferry is late.", byline=makers.make_contributor())
        workflow.post(
            story, by=reporter, said=said, token=uuid.uuid4(), now=then + timedelta(minutes=1, seconds=number)
        )
    numbers = list(LiveEntry.objects.order_by("-number").values_list("number", flat=True)[:6])
    return str(story.uid), numbers[0], numbers[5]


def _measure(paths: list[str], seconds: float) -> None:
    from newsroom.ops.serving import server

    process = subprocess.Popen(server("127.0.0.1", PORT), cwd=ROOT)
    try:
        _wait(process)
        _say("robots.txt, the least a page can do", _asked(process, lambda _turn: "/robots.txt", seconds / 3))
        anew = _asked(process, lambda turn: f"{paths[turn % len(paths)]}?anew={turn}", seconds)
        _say("what came since, made anew for each reader", anew)
        served = _asked(process, lambda turn: paths[turn % len(paths)], seconds)
        _say("what came since, as it is served", served)
    finally:
        process.terminate()
        process.wait()
    for name, found in (("made anew", anew), ("as it is served", served)):
        rate = CORES * found.answers / found.processor
        print(
            f"{name}: two cores answer {rate:,.0f} a second, {rate * EVERY:,.0f} readers every {EVERY} seconds;",
            end=" ",
        )
        print(f"{READERS:,} readers need {READERS / EVERY / rate * CORES:.2f} cores")


def _say(name: str, found: Counted) -> None:
    each = found.processor / found.answers * 1_000
    print(f"{name}: {found.answers:,} answers in {found.took:.1f} s, {each:.3f} ms of the processor each")


def _wait(process) -> None:
    for _turn in range(600):
        try:
            if _ask(http.client.HTTPConnection("127.0.0.1", PORT, timeout=5), "/robots.txt") == 200:
                return
        except OSError:
            assert process.poll() is None, "The server ended."
            time.sleep(0.1)
    raise TimeoutError("The server does not answer.")


def _ask(connection: http.client.HTTPConnection, path: str) -> int:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    return answer.status


def _asked(process, path_of: Callable[[int], str], seconds: float) -> Counted:
    """Ask for a while, then count; `path_of` says what is asked at a turn, which is another one each time."""
    turns = itertools.count()
    for wanted in (seconds / WARM, seconds):
        before, began = _processor(process.pid), time.monotonic()
        answers = _together(path_of, turns, began + wanted)
        counted = Counted(answers, time.monotonic() - began, _processor(process.pid) - before)
    return counted


def _together(path_of: Callable[[int], str], turns: Iterator[int], until: float) -> int:
    answered, failed = [0] * ASKING, []

    def ask(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            while time.monotonic() < until:
                status = _ask(connection, path_of(next(turns)))
                assert status == 200, status
                answered[place] += 1
        except (AssertionError, OSError, http.client.HTTPException) as wrong:
            failed.append(wrong)

    threads = [threading.Thread(target=ask, args=[place]) for place in range(ASKING)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError("Not every answer came.") from failed[0]
    return sum(answered)


def _processor(pid: int) -> float:
    """Return the seconds of the processor of a process and its children."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(said[11]) + int(said[12])) / _TICKS
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(_processor(int(child)) for child in children)


if __name__ == "__main__":
    main()
