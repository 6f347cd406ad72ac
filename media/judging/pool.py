"""A few children, started before they are needed, that open strangers' files; one that dies is replaced."""

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from newsroom import clock

from ..opening import Unfit
from . import wire
from .limits import limits

# What a file may take is time on the processor, which the system bounds in the child. By the clock it may take half as
# much again and a little: a machine that is busy is slower, and nobody waits ten seconds for an answer.
_SLOWER, _GRACE = 1.5, 0.5
_TICK = os.sysconf("SC_CLK_TCK")
_LONGEST_QUEUE = 30
# A child that has read this many is let go, and what its decoders leaked with it. It is counted on this side: a child
# that left by itself might do so with the next file in its hands, which would look like that file's doing.
_MOST_FILES = 200


@dataclass(frozen=True)
class Answer:
    """What a child found in one file, and the most memory it has ever taken, in kilobytes."""

    found: dict
    blob: bytes
    peak: int


class Child:
    """One process, and the line to it."""

    def __init__(self):
        ours, theirs = socket.socketpair()
        with theirs:
            # Of the environment it gets what programs are found by: no key, no address of a database.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "media.judging.child", str(theirs.fileno()), clock.zone().key],
                cwd=settings.BASE_DIR,
                env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self.line = ours
        self._answered = 0

    def ask(self, job: dict, file: int, seconds: float) -> Answer:
        """Have it do one job. Raise Unfit for what it says of the file, or for what the file did to it."""
        until, before = time.monotonic() + seconds, self._spent()
        self.line.settimeout(seconds)
        wire.send(self.line, job, file=file)
        try:
            words, blob, _file = wire.receive(self.line)
        except TimeoutError as error:
            # It was not the file's doing where the child hardly came to work.
            busy = self._spent() - before < job["limits"]["seconds"] / 2
            self.end()
            raise Unfit("busy" if busy else "too_slow") from error
        except wire.Gone as error:
            raise Unfit(self._why_it_died(until)) from error
        self._answered += 1
        if "unfit" in words:
            raise Unfit(words["unfit"], **words["facts"])
        return Answer(words["found"], blob, words["peak"])

    def _spent(self) -> float:
        """Return the seconds the child has had on the processor; none where the system does not say."""
        try:
            numbers = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(numbers[11]) + int(numbers[12])) / _TICK

    def _why_it_died(self, until: float) -> str:
        self.end(max(0.1, until - time.monotonic()))
        return "too_slow" if self._process.returncode == -signal.SIGXCPU else "breaks"

    @property
    def alive(self) -> bool:
        return self._answered < _MOST_FILES and self.line.fileno() >= 0 and self._process.poll() is None

    def end(self, grace: float = 0) -> None:
        """Close the line; whoever does not leave by then is killed."""
        self.line.close()
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Pool:
    """The children of one process of the server."""

    def __init__(self, most: int):
        self.owner = os.getpid()
        self._free = threading.BoundedSemaphore(most)
        self._idle: list[Child] = []
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Have a child ready for who comes next."""
        with self._lock:
            self._idle = [child for child in self._idle if child.alive] or [Child()]

    def ask(self, job: dict, file: int, most_seconds: int | None = None) -> Answer:
        """Have a child do one job with an open file's bytes. Raise Unfit with why it could not be done."""
        cost = limits()
        if most_seconds is not None:
            cost = replace(cost, seconds=min(cost.seconds, most_seconds))
        if not self._free.acquire(timeout=_LONGEST_QUEUE):
            raise Unfit("busy")
        try:
            return self._ask({**job, "limits": cost.as_data()}, file, cost.seconds * _SLOWER + _GRACE)
        finally:
            self._free.release()

    def _ask(self, job: dict, file: int, seconds: float) -> Answer:
        while True:
            child, fresh = self._child()
            try:
                return child.ask(job, file, seconds)
            except wire.Gone:
                # It was gone before it was asked: that says nothing of this file.
                child.end()
                if fresh:
                    raise Unfit("breaks") from None
            finally:
                self._back(child)

    def _child(self) -> tuple[Child, bool]:
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.alive:
                    return child, False
                child.end()
        return Child(), True

    def _back(self, child: Child) -> None:
        if not child.alive:
            child.end()
            child = Child()
        with self._lock:
            self._idle.append(child)

    def close(self) -> None:
        """Let every child go."""
        with self._lock:
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()


_pools: list[Pool] = []
_making = threading.Lock()


def pool() -> Pool:
    """Return this process's own pool; one from before a fork is the other process's."""
    with _making:
        if not _pools or _pools[0].owner != os.getpid():
            _pools[:] = [Pool(settings.PHOTO_READERS)]
        return _pools[0]


@atexit.register
def _let_go() -> None:
    with suppress(OSError):
        for each in _pools:
            if each.owner == os.getpid():
                each.close()
