"""Several writers publish while a reader follows the Pulse; it may miss no Change. Played by test_pulse.py."""

import json
import os
import time
from datetime import timedelta

from tests.trials.scratch import apart, broken, stage


def _write(number: int, publishes: int, pause: float, cast) -> None:
    from articles import workflow
    from tests.makers import NOON, make_article, make_content

    article = make_article(by=cast.reporter, headline=f"Writer {number} begins")
    for turn in range(publishes):
        at = NOON + timedelta(minutes=turn)
        time.sleep(pause)
        content = make_content(headline=f"Writer {number}, turn {turn}")
        workflow.save(article, by=cast.reporter, content=content, now=at)
        workflow.publish(article, by=cast.editor, now=at + timedelta(seconds=1))


def _read(pipe: int, stop: str) -> None:
    """Follow the Pulse as a worker does: what is newer than the last number heard, in one snapshot."""
    from newsroom.pagecache.readers import reading
    from newsroom.record.models import Change, Pulse

    heard, seen, looks = 0, set(), 0
    while True:
        last_look = os.path.exists(stop)
        with reading():
            number = Pulse.objects.values_list("number", flat=True).get()
            seen.update(Change.objects.filter(number__gt=heard, number__lte=number).values_list("pk", flat=True))
        heard, looks = number, looks + 1
        if last_look:
            break
    with os.fdopen(pipe, "w") as out:
        json.dump([looks, sorted(seen)], out)


def main() -> None:
    arguments, cast = stage()
    from articles.models import Edition
    from newsroom.record.models import Change, LogEntry
    from tests.makers import make_content

    make_content()  # the section, tag and contributor all of them use
    stop = os.path.join(os.environ["NEWSROOM_VAR"], "stop")
    read, write = os.pipe()
    reader = apart(_read, write, stop)
    os.close(write)
    began = time.monotonic()
    writers = [
        apart(_write, number, arguments["publishes"], arguments["pause"], cast)
        for number in range(arguments["writers"])
    ]
    codes = [os.waitpid(pid, 0)[1] for pid in writers]
    seconds = time.monotonic() - began
    open(stop, "w").close()
    with os.fdopen(read) as result:
        looks, seen = json.load(result)
    codes.append(os.waitpid(reader, 0)[1])
    numbers = list(LogEntry.objects.order_by("number").values_list("number", flat=True))
    result = {
        "publishes": Edition.objects.count(),
        "changes": Change.objects.count(),
        "missed": Change.objects.exclude(pk__in=seen).count(),
        "looks": looks,
        "gaps": len(numbers) - (numbers[-1] if numbers else 0),
        "codes": codes,
        "seconds": round(seconds, 1),
        "broken": broken(),
    }
    print(json.dumps(result))


main()
