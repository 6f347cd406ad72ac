"""The process that opens strangers' files: it can write nothing, knows no secret, and may die of any of them.

Run as `python -m media.judging.child FD ZONE`. It imports no model and no settings of the newsroom; each message on
the line is one file and what to do with it, each answer is data.
"""

import os
import resource
import signal
import socket
import sys
from contextlib import suppress

from . import wire

_FILES_AT_ONCE = 64
# Address space is more than memory: libraries and stacks are in it too.
_ROOM_FOR_CODE = 1024 * 1024 * 1024


def serve(line: socket.socket) -> None:
    """Answer one file after another until the line is closed."""
    # Imported here, so that the limits below hold for what the libraries do when they are loaded.
    from . import tasks

    while True:
        try:
            job, _blob, file = wire.receive(line)
        except wire.Gone:
            return
        if file is None:
            return
        _limit(job["limits"])
        with os.fdopen(file, "rb") as opened:
            try:
                tasks.do(job, opened, line)
            except wire.Gone:
                return


def _confine() -> None:
    """Give up what reading a picture never needs."""
    for what, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES_AT_ONCE),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then closes the line


def _limit(limits: dict) -> None:
    """Bound this file's memory, and its time on the processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits["seconds"] + 1
    for what, most in (
        (resource.RLIMIT_CPU, until),
        (resource.RLIMIT_DATA, limits["memory"]),
        (resource.RLIMIT_AS, limits["memory"] + _ROOM_FOR_CODE),
    ):
        with suppress(ValueError, OSError):
            hardest = resource.getrlimit(what)[1]
            resource.setrlimit(what, (most if hardest < 0 else min(most, hardest), hardest))


def main() -> None:
    _confine()
    from django.conf import settings

    settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE=sys.argv[2])
    with socket.socket(fileno=int(sys.argv[1])) as line:
        serve(line)


if __name__ == "__main__":
    main()
