"""What a newcomer does: clone, `make run`, stop, `make run` again without network."""

import contextlib
import os
import re
import sqlite3
import subprocess
import time
import urllib.request

import pytest

from newsroom.ops.setup import ROOT
from tests.validate.served import served

# Nothing answers at the discard port: whoever asks the network all the same fails at once.
NO_NETWORK = {
    "UV_OFFLINE": "1",
    "PIP_NO_INDEX": "1",
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "127.0.0.1",
}
TWO_MINUTES = 120


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh") / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    return folder


@pytest.fixture(autouse=True)
def own_database(monkeypatch):
    for name in ("DATABASE_URL", "NEWSROOM_VAR", "SECRET_KEY", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)


def run(clone, **environ):
    """Serve the clone with `make run` and return what stood at / with what was printed."""
    log = clone.parent / "make.log"
    with served(["make", "run"], clone, log, **environ) as site, urllib.request.urlopen(site) as page:
        body = page.read().decode()
    return body, log.read_text()


def counts(clone):
    """Return how many rows each table holds, sign-in records and finished tasks aside."""
    with contextlib.closing(sqlite3.connect(clone / "var" / "newsroom.sqlite3")) as database:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        passing = re.compile(r"sqlite_|django_session|django_tasks|axes_|record_seal")
        return {
            name: database.execute(f'select count(*) from "{name}"').fetchone()[0]
            for name in tables
            if not passing.match(name)
        }


def test_a_clean_clone_serves_within_two_minutes(clone):
    began = time.monotonic()
    body, printed = run(clone)
    assert time.monotonic() - began < TWO_MINUTES
    assert "<html" in body
    assert "Password, shown this once" in printed
    assert os.stat(clone / "var").st_mode & 0o777 == 0o700


def test_a_second_run_needs_no_network_and_keeps_everything(clone):
    before, key = counts(clone), (clone / "var" / "secret_key").read_text()
    body, printed = run(clone, **NO_NETWORK)
    assert "<html" in body
    assert "shown this once" not in printed
    assert counts(clone) == before
    assert (clone / "var" / "secret_key").read_text() == key


def test_a_taken_port_is_said_and_nothing_is_touched(clone):
    before = counts(clone)
    with served(["make", "run"], clone, clone.parent / "make.log") as site:
        port = site.rsplit(":", 1)[1]
        ran = subprocess.run(
            ["make", "run"], cwd=clone, env={**os.environ, "PORT": port}, capture_output=True, text=True
        )
    assert f"Port {port} on 127.0.0.1 is taken by another program" in ran.stderr
    assert counts(clone) == before
