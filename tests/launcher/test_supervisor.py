import os
import signal
import subprocess
import sys

import pytest

from newsroom.ops import supervisor
from newsroom.ops.setup import ROOT
from newsroom.ops.supervisor import Chore, Kept

SERVE = """
import os, sys
from newsroom.ops.supervisor import Kept, Supervisor
child = [sys.executable, "-c", {server!r}]
worker = [sys.executable, "-c", {worker!r}]
sys.exit(Supervisor(child, [Kept(worker)]).run(lambda: os.write(1, b"serving\\n"), lambda: True))
"""
# One write a line: three processes share the pipe, and print may cut a line in pieces.
PATIENT = "import os, time; os.write(1, b'server %d\\n' % os.getpid()); time.sleep(60)"
WORK = "import os, time; os.write(1, b'worker\\n'); time.sleep(60)"


class FakeProcess:
    def __init__(self, command):
        self.command = command
        self.returncode = None

    def poll(self):
        return self.returncode


@pytest.fixture
def spawned(monkeypatch):
    """Every process that was started, none of them real."""
    processes = []

    def spawn(command):
        processes.append(FakeProcess(command))
        return processes[-1]

    monkeypatch.setattr(supervisor, "spawn", spawn)
    return processes


def test_a_kept_process_is_started_once_while_it_runs(spawned):
    kept = Kept(["worker"])
    kept.keep(now=0)
    kept.keep(now=100)
    assert len(spawned) == 1


def test_a_kept_process_that_dies_is_started_again_after_a_pause(spawned):
    kept = Kept(["worker"])
    kept.keep(now=0)
    spawned[0].returncode = -9
    kept.keep(now=1)
    assert len(spawned) == 1
    kept.keep(now=3)
    assert len(spawned) == 2


def test_the_pause_grows_to_a_minute_and_no_further(spawned):
    kept = Kept(["worker"])
    for now in range(3600):
        kept.keep(now)
        spawned[-1].returncode = 1
    assert kept.pause == 60
    assert 55 < len(spawned) < 70


def test_the_pause_is_short_again_after_a_long_run(spawned):
    kept = Kept(["worker"], pause=32)
    kept.keep(now=0)
    spawned[0].returncode = 1
    kept.keep(now=7200)
    kept.keep(now=7201)
    assert len(spawned) == 2


def test_a_chore_runs_at_once_and_then_every_hour(spawned):
    chore = Chore(["seal"], every=3600)
    for now in range(0, 7300, 100):
        chore.keep(now)
        spawned[-1].returncode = 0
    assert len(spawned) == 3


def test_a_chore_does_not_run_beside_itself(spawned):
    chore = Chore(["seal"], every=3600)
    chore.keep(now=0)
    chore.keep(now=3600)
    assert len(spawned) == 1


def test_a_chore_that_fails_runs_again_next_time(spawned):
    chore = Chore(["seal"], every=3600)
    chore.keep(now=0)
    spawned[0].returncode = 1
    chore.keep(now=3600)
    assert len(spawned) == 2


def serve(server):
    code = SERVE.format(server=server, worker=WORK)
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_cleanly(number):
    process = serve(PATIENT)
    lines = [process.stdout.readline().split() for _ in range(3)]
    server = next(int(line[1]) for line in lines if line[0] == "server")
    process.send_signal(number)
    assert process.wait(timeout=60) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_a_server_that_ends_by_itself_is_not_hidden():
    process = serve("raise SystemExit(3)")
    assert process.wait(timeout=60) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_no_orphan_keeps_the_port_when_the_supervisor_is_killed():
    process = serve(PATIENT)
    lines = [process.stdout.readline() for _ in range(3)]
    assert len(lines) == 3
    process.kill()
    process.wait(timeout=60)
    # The pipe ends when the last process that holds it has ended.
    assert process.stdout.read() == ""
