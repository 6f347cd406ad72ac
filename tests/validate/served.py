"""A newsroom of its own, served as `make run` serves it, for checks from outside."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from newsroom.ops.setup import ROOT
from tests import migrated

PATIENCE = 900


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def newsroom(var: Path, **environ: str) -> Iterator[str]:
    """Serve a newsroom kept in `var` and yield its address; what it prints goes to `served.log` beside `var`."""
    told = {"NEWSROOM_VAR": str(var), "NEWSROOM_SECOND_FACTOR": "0", **environ}
    with served([sys.executable, "manage.py", "start"], ROOT, var.parent / "served.log", **told) as site:
        yield site


def prepare(var: Path, **environ: str) -> str:
    """Make the demo newsroom in `var` ready to be served, as its first start does; return what that printed.

    It begins with the kept database of this checkout's migrations, which take longer than all of the rest.
    """
    var.mkdir(mode=0o700, parents=True)
    shutil.copyfile(migrated.database(), var / "newsroom.sqlite3")
    told = {**os.environ, "NEWSROOM_VAR": str(var), "NEWSROOM_DEMO": "1", **environ}
    command = [sys.executable, "manage.py", "start", "--prepare-only"]
    ran = subprocess.run(command, cwd=ROOT, env=told, check=True, stdout=subprocess.PIPE, text=True)
    return ran.stdout


@contextlib.contextmanager
def served(command: list[str], folder: Path, log: Path, **environ: str) -> Iterator[str]:
    """Run a command that serves, yield its address once it answers, and stop it as Ctrl+C does."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    told = {**os.environ, "PORT": str(port), "SITE_URL": site, **environ}
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=told, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_until_it_answers(site, process, log)
            yield site
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)


def wait_until_it_answers(site: str, process: subprocess.Popen, log: Path) -> None:
    """Return when the front page answers; raise with the log when the server ends or does not come up."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(site, timeout=10).close()
            return
        except urllib.error.HTTPError as refused:
            raise RuntimeError(f"{site}/ answers {refused.code}:\n{log.read_text()}") from refused
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{site} did not come up within {PATIENCE} s:\n{log.read_text()}")
