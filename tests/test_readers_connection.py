"""The readers' connection is a promise of the database: it reads one snapshot, and cannot write."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.trials.scratch import ENGINES, newsroom

ROOT = Path(__file__).resolve().parents[1]


def _in_newsroom(env: dict, script: str) -> str:
    setup = "import django; django.setup()\n"
    command = [sys.executable, "-c", setup + textwrap.dedent(script)]
    env = {**env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr


@pytest.mark.parametrize("engine", ENGINES)
def test_a_write_while_a_readers_page_renders_is_refused_by_the_database(engine, tmp_path):
    with newsroom(engine, tmp_path) as env:
        said = _in_newsroom(
            env,
            """
            from django.db import DatabaseError
            from articles.models import Section
            from newsroom.pagecache.readers import reading
            try:
                with reading():
                    Section.objects.create(name="City", slug="city")
            except DatabaseError as error:
                print("refused:", error)
            print("sections:", Section.objects.count())
            """,
        )
    assert "refused:" in said
    assert "read-only" in said or "readonly" in said
    assert "sections: 0" in said


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_sees_one_snapshot_from_its_first_query_on(engine, tmp_path):
    with newsroom(engine, tmp_path) as env:
        said = _in_newsroom(
            env,
            """
            import threading
            from articles.models import Section
            from newsroom.pagecache.readers import reading
            def write():
                Section.objects.create(name="City", slug="city")
            with reading():
                before = Section.objects.count()
                thread = threading.Thread(target=write); thread.start(); thread.join()
                print("in the page:", before, Section.objects.count())
            print("after it:", Section.objects.count())
            """,
        )
    assert "in the page: 0 0" in said
    assert "after it: 1" in said


def test_the_environment_of_a_scratch_newsroom_is_its_own(tmp_path):
    with newsroom("sqlite", tmp_path) as env:
        assert env["NEWSROOM_VAR"] != os.environ.get("NEWSROOM_VAR")
        assert (tmp_path / "newsroom.sqlite3").exists()
