"""Every hostile file sent through the upload's own address, and what each cost. Played by test_hostile_images.py."""

import json
import resource
import time
from collections import defaultdict

from tests.trials.costs import Watch, peak
from tests.trials.hostile_kinds import MARK, made
from tests.trials.scratch import stage


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
            row["peak"] = max(row["peak"], peak(pool()._idle))
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
