"""Keep the server, the task worker and the hourly chores going, and stop them together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

TICK = 0.2
GRACE = 20.0
LONGEST_PAUSE = 60.0
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask Linux to stop this process when the supervisor is killed, so that no orphan keeps the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def spawn(command: list[str]) -> subprocess.Popen:
    """Start a child in a session of its own: Ctrl+C reaches only the supervisor, which stops each child once."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent)


@dataclass
class Kept:
    """A process that is started again when it ends, after a pause that doubles up to a minute."""

    command: list[str]
    process: subprocess.Popen | None = None
    pause: float = 1.0
    started: float = 0.0
    due: float = 0.0

    def keep(self, now: float) -> None:
        """Start the process when it is due; after a minute of running its pause is short again."""
        if self.process is not None and self.process.poll() is None:
            return
        if self.process is not None:
            self.pause = 1.0 if now - self.started > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
            self.process, self.due = None, now + self.pause
        if now >= self.due:
            self.process, self.started = spawn(self.command), now


@dataclass
class Chore:
    """A command that runs every so many seconds, the first time at once, and never beside itself."""

    command: list[str]
    every: float
    process: subprocess.Popen | None = None
    due: float = field(default=0.0)

    def keep(self, now: float) -> None:
        """Start the command when it is due and the last run has ended."""
        running = self.process is not None and self.process.poll() is None
        if running or now < self.due:
            return
        self.process, self.due = spawn(self.command), now + self.every


class Supervisor:
    """Run until a signal, or until the server ends by itself."""

    def __init__(self, server: list[str], kept: list[Kept | Chore], clock: Callable[[], float] = time.monotonic):
        self.server_command = server
        self.server: subprocess.Popen | None = None
        self.kept = kept
        self.clock = clock
        self.signals = 0

    def run(self, when_serving: Callable[[], None], answers: Callable[[], bool]) -> int:
        """Serve; return 0 when told to stop, else the server's own exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            # nohup asks to outlive the terminal by ignoring its end.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self.take_signal)
        self.server = spawn(self.server_command)
        serving = False
        try:
            while not self.signals and self.server.poll() is None:
                if not serving and answers():
                    serving = True
                    when_serving()
                if serving:
                    for one in self.kept:
                        one.keep(self.clock())
                time.sleep(TICK)
        finally:
            self.stop()
        return 0 if self.signals else self.server.returncode or 1

    def take_signal(self, number: int, frame: object) -> None:
        """Count a request to stop; a second one ends the waiting."""
        self.signals += 1

    def stop(self) -> None:
        """Ask every child to finish what it is doing; kill what has not within the grace, or at a second Ctrl+C."""
        processes = [self.server, *(one.process for one in self.kept)]
        running = [process for process in processes if process is not None and process.poll() is None]
        for process in running:
            process.terminate()
        until, asked = self.clock() + GRACE, self.signals
        while any(process.poll() is None for process in running):
            if self.clock() > until or self.signals > max(asked, 1):
                kill_sessions(running)
                break
            time.sleep(TICK)
        for process in running:
            process.wait()


def kill_sessions(processes: list[subprocess.Popen]) -> None:
    """Kill children together with whatever they started in their sessions."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
