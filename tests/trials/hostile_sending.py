"""Hostile files sent to an upload's own address, one after another, and what each cost."""

import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable

from tests.trials.costs import Watch, peak
from tests.trials.scratch import stage

# Characters; less than this says nothing.
SENTENCE = 15


def send_all(made: Callable, to: str, page: str, settle: Callable, **fields: str) -> None:
    """Send files made from seeds to the view `to`, look at `page` now and then, and print what came of it as JSON.

    `made(seed)` returns kind, name and bytes. `settle(client, answer, kind)` returns "" for a file that was taken, and
    "refused" where one sentence says why; else the name of the trouble, which is told with the seed. Seconds and
    kilobytes are kept by kind.
    """
    arguments, _cast = stage()
    from django.conf import settings
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from media.judging.pool import pool
    from tests.makers import make_person

    client = Client(raise_request_exception=False)
    client.force_login(make_person("photo_editor", "photo editor"))
    rows: dict[str, dict] = defaultdict(lambda: {"sent": 0, "taken": 0, "refused": 0, "slowest": 0.0, "peak": 0})
    trouble, down = [], 0
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": static}
    watch = Watch()
    watch.start()
    with override_settings(SECOND_FACTOR=False, ALLOWED_HOSTS=["*"], STORAGES=storages):
        for seed in range(arguments["first"], arguments["first"] + arguments["count"]):
            kind, name, data = made(seed)
            row = rows[kind]
            began = time.monotonic()
            answer = client.post(reverse(to), {"file": SimpleUploadedFile(name or "x", data), **fields})
            row["slowest"] = max(row["slowest"], round(time.monotonic() - began, 2))
            row["peak"] = max(row["peak"], peak(pool()._idle))
            row["sent"] += 1
            became = "error" if answer.status_code >= 500 else settle(client, answer, kind)
            row["refused" if became in {"refused", "silent"} else "taken"] += became != "error"
            if became not in {"", "refused"}:
                trouble.append([became, seed, kind])
            if seed % 25 == 0 and client.get(reverse(page)).status_code != 200:
                down += 1
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"trouble": trouble, "down": down, "rows": rows, "most": watch.most, "own": own}))
