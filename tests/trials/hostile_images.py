"""Every hostile file sent through the upload's own address, and what each cost. Played by test_hostile_images.py."""

import json
import resource
import threading
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

from tests.trials.hostile_kinds import MARK, made
from tests.trials.scratch import stage

_MEGABYTE = 1024


def _peak(children) -> int:
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


def _carries_it(photo) -> bool:
    return any(MARK in rendition.file.open("rb").read() for rendition in photo.renditions.all())


def main() -> None:
    arguments, _cast = stage()
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from media.judging.pool import pool
    from media.models import Photo
    from tests.makers import make_person

    client = Client(raise_request_exception=False)
    client.force_login(make_person("photo_editor", "photo editor"))
    url = reverse("admin:media_photo_quick_upload")
    rows: dict[str, dict] = defaultdict(lambda: {"sent": 0, "taken": 0, "refused": 0, "slowest": 0.0, "peak": 0})
    told = {"errors": [], "silent": [], "hidden": [], "down": 0}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": static}
    watch = Watch()
    watch.start()
    with override_settings(SECOND_FACTOR=False, ALLOWED_HOSTS=["*"], STORAGES=storages):
        for seed in range(arguments["first"], arguments["first"] + arguments["count"]):
            kind, name, data = made(seed)
            row = rows[kind]
            began = time.monotonic()
            answer = client.post(url, {"file": SimpleUploadedFile(name or "x", data)})
            row["slowest"] = max(row["slowest"], round(time.monotonic() - began, 2))
            row["peak"] = max(row["peak"], _peak(pool()._idle))
            row["sent"] += 1
            if answer.status_code >= 500:
                told["errors"].append([seed, kind])
            elif answer.status_code == 400:
                row["refused"] += 1
                if len(answer.json().get("error", "")) < 15:
                    told["silent"].append([seed, kind])
            else:
                row["taken"] += 1
                photo = Photo.objects.get(uid=answer.json()["photo"]["uid"])
                if _carries_it(photo):
                    told["hidden"].append([seed, kind])
            if seed % 25 == 0 and client.get(reverse("admin:media_photo_add")).status_code != 200:
                told["down"] += 1
    print(
        json.dumps(
            {**told, "rows": rows, "most": watch.most, "own": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        )
    )


main()
