"""What judging a stranger's file costs: the memory of every child that reads one."""

import threading
import time
from contextlib import suppress
from pathlib import Path


def peak(children) -> int:
    """Return the most memory that any child has taken, the dead ones included, in kilobytes."""
    alive = [0]
    for child in children:
        for line in Path(f"/proc/{child._process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                alive.append(int(line.split()[1]))
    return max(alive)


class Watch(threading.Thread):
    """Looks at every judging child many times a second, those that are ended for what they take included.

    What the system says of ended children would not do: it begins with what their parent held when they were begun.
    """

    def __init__(self):
        super().__init__(daemon=True)
        self.most = 0

    def run(self) -> None:
        while True:
            for listed in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):
                    for pid in listed.read_text().split():
                        self.most = max(self.most, _of_a_judge(pid))
            time.sleep(0.02)


def _of_a_judge(pid: str) -> int:
    """Return the most memory a judging child has taken; 0 of any other, and of one that is gone or only begun."""
    with suppress(OSError):
        if b"media.judging" in Path(f"/proc/{pid}/cmdline").read_bytes():
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
    return 0
