"""The child that opens strangers' files: what it may cost, what becomes of it, and that nobody notices."""

import io
import os
import signal
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from django.conf import settings as newsroom_settings
from PIL import Image

from media.judging import pool as judging_pool
from media.judging import verdicts
from media.judging.pool import Pool, pool
from media.opening import UploadRefused

from .conftest import drawing, saved, sent


@pytest.fixture
def own_pool(monkeypatch):
    """A pool of one child that no other test has."""
    own = Pool(1)
    monkeypatch.setattr(verdicts, "pool", lambda: own)
    yield own
    own.close()


def the_child(own: Pool) -> subprocess.Popen:
    return own._idle[-1]._process


def png_of(width: int, height: int, mode=2) -> bytes:
    """Return a whole PNG of that size, every pixel black, in as few bytes as it takes."""
    depth = {2: 3, 6: 4}[mode]
    packer, rows = zlib.compressobj(9), b"\0" * (width * depth + 1)
    pixels = b"".join(packer.compress(rows) for _row in range(height)) + packer.flush()

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, mode, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_one_child_reads_one_file_after_another(own_pool):
    verdicts.judge(sent(saved(drawing())), "a.jpg")
    first = the_child(own_pool).pid
    verdicts.judge(sent(saved(drawing())), "b.jpg")
    assert the_child(own_pool).pid == first


def test_a_picture_that_needs_too_much_memory_costs_a_line_and_the_child_lives(own_pool, settings):
    settings.PHOTO_MEMORY = 120
    bomb = png_of(9_000, 9_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(UploadRefused, match="takes more memory"):
        verdicts.judge(sent(bomb), "bomb.png")
    assert verdicts.judge(sent(saved(drawing())), "next.jpg").width == 640


def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_read(own_pool, settings, monkeypatch):
    verdicts.judge(sent(saved(drawing())), "a.jpg")
    stopped = the_child(own_pool)
    os.kill(stopped.pid, signal.SIGSTOP)
    settings.PHOTO_SECONDS = 0
    monkeypatch.setattr("media.judging.pool._GRACE", 0.2)
    with pytest.raises(UploadRefused, match="takes longer to read"):
        verdicts.judge(sent(saved(drawing())), "slow.jpg")
    assert stopped.poll() == -signal.SIGKILL
    settings.PHOTO_SECONDS = 6
    monkeypatch.setattr("media.judging.pool._GRACE", 2.0)
    assert verdicts.judge(sent(saved(drawing())), "next.jpg").width == 640


def test_a_picture_that_is_drawn_over_and_over_costs_no_time(own_pool):
    out = io.BytesIO()
    Image.new("L", (6_000, 6_000), 100).save(out, "JPEG", progressive=True, quality=30)
    data = out.getvalue()
    assert verdicts.judge(sent(data), "a.jpg").width == 6_000
    scan = data.rindex(b"\xff\xda")
    since = time.monotonic()
    with pytest.raises(UploadRefused, match="takes longer to read than any picture should"):
        verdicts.judge(sent(data[:scan] + data[scan:-2] * 400 + b"\xff\xd9"), "a.jpg")
    assert time.monotonic() - since < 3


def test_a_child_that_never_came_to_work_says_nothing_of_the_file(own_pool, settings, monkeypatch):
    verdicts.judge(sent(saved(drawing())), "a.jpg")
    stopped = the_child(own_pool)
    os.kill(stopped.pid, signal.SIGSTOP)
    settings.PHOTO_SECONDS = 1
    monkeypatch.setattr("media.judging.pool._SLOWER", 0)
    with pytest.raises(UploadRefused, match="in a minute"):
        verdicts.judge(sent(saved(drawing())), "held-up.jpg")
    assert stopped.poll() == -signal.SIGKILL


def test_by_the_clock_no_file_may_take_ten_seconds(settings):
    assert settings.PHOTO_SECONDS * judging_pool._SLOWER + judging_pool._GRACE < 10


def test_a_child_that_was_killed_meanwhile_is_replaced_without_a_word(own_pool):
    verdicts.judge(sent(saved(drawing())), "a.jpg")
    killed = the_child(own_pool)
    killed.kill()
    killed.wait()
    assert verdicts.judge(sent(saved(drawing())), "next.jpg").width == 640
    assert the_child(own_pool).pid != killed.pid


def test_a_child_that_has_read_enough_is_replaced_before_the_next_file(own_pool, monkeypatch):
    monkeypatch.setattr("media.judging.pool._MOST_FILES", 2)
    pids = []
    for _file in range(4):
        verdicts.judge(sent(saved(drawing())), "a.jpg")
        pids.append(the_child(own_pool).pid)
    assert pids[0] != pids[1] == pids[2] != pids[3]


def test_a_child_knows_no_secret_and_no_database(own_pool):
    verdicts.judge(sent(saved(drawing())), "a.jpg")
    environment = Path(f"/proc/{the_child(own_pool).pid}/environ").read_text()
    assert {line.partition("=")[0] for line in environment.strip("\0").split("\0")} == {
        "PATH",
        "LANG",
        "MALLOC_ARENA_MAX",
    }


def test_the_child_loads_neither_the_newsrooms_settings_nor_a_model():
    code = (
        "import media.judging.tasks, sys; print([m for m in sys.modules if 'models' in m or m == 'newsroom.settings'])"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=newsroom_settings.BASE_DIR, capture_output=True, env={})
    assert run.stdout.strip() == b"[]", run.stderr.decode()


def test_when_every_child_is_busy_for_long_the_sender_is_told(own_pool, monkeypatch):
    monkeypatch.setattr("media.judging.pool._LONGEST_QUEUE", 0.05)
    own_pool._free.acquire()
    with pytest.raises(UploadRefused, match="in a minute"):
        verdicts.judge(sent(saved(drawing())), "a.jpg")
    own_pool._free.release()


def test_a_file_in_memory_and_one_on_disk_are_read_alike(tmp_path):
    data = saved(drawing())
    (tmp_path / "a.jpg").write_bytes(data)
    with (tmp_path / "a.jpg").open("rb") as file:
        on_disk = verdicts.judge(file, "a.jpg")
    in_memory = verdicts.judge(io.BytesIO(data), "a.jpg")
    assert on_disk.preview.tobytes() == in_memory.preview.tobytes()


def test_the_next_process_has_a_pool_of_its_own(monkeypatch):
    here = pool()
    monkeypatch.setattr(here, "owner", -1)
    assert pool() is not here


def test_the_preview_is_the_whole_picture_at_most_640_wide():
    verdict = verdicts.judge(sent(saved(Image.effect_noise((3000, 1500), 60).convert("RGB"))), "a.jpg")
    assert (verdict.width, verdict.height, verdict.preview.size) == (3000, 1500, (640, 320))
