"""Every hostile document sent through the upload's form, and what each cost. Played by test_hostile_documents.py."""

import json
import resource
import time
from collections import defaultdict

from tests.trials.costs import Watch, peak
from tests.trials.hostile_papers import NEVER, made
from tests.trials.scratch import stage


def main() -> None:
    arguments, _cast = stage()
    from django.conf import settings
    from django.contrib.messages import get_messages
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from media.judging.pool import pool
    from tests.makers import make_person

    client = Client(raise_request_exception=False)
    client.force_login(make_person("photo_editor", "photo editor"))
    url = reverse("admin:media_document_add")
    rows: dict[str, dict] = defaultdict(lambda: {"sent": 0, "taken": 0, "refused": 0, "slowest": 0.0, "peak": 0})
    told = {"errors": [], "silent": [], "let_in": [], "down": 0}
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = {**settings.STORAGES, "staticfiles": static}
    watch = Watch()
    watch.start()
    with override_settings(SECOND_FACTOR=False, ALLOWED_HOSTS=["*"], STORAGES=storages):
        for seed in range(arguments["first"], arguments["first"] + arguments["count"]):
            kind, name, data = made(seed)
            row = rows[kind]
            began = time.monotonic()
            answer = client.post(url, {"file": SimpleUploadedFile(name or "x", data), "licence": "own"})
            row["slowest"] = max(row["slowest"], round(time.monotonic() - began, 2))
            row["peak"] = max(row["peak"], peak(pool()._idle))
            row["sent"] += 1
            if answer.status_code >= 500:
                told["errors"].append([seed, kind])
            elif answer.status_code == 302:
                row["taken"] += 1
                told["let_in"] += [[seed, kind]] if kind in NEVER else []
                # Takes what was said of this one from what the next is told.
                client.get(url)
            else:
                row["refused"] += 1
                said = [str(message) for message in get_messages(answer.wsgi_request)]
                if len(said) != 1 or len(said[0]) < 15:
                    told["silent"].append([seed, kind, said])
            if seed % 25 == 0 and client.get(url).status_code != 200:
                told["down"] += 1
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({**told, "rows": rows, "most": watch.most, "own": own}))


main()
