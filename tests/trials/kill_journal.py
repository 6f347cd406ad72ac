"""Kill the journal at each of its statements: a state is the old one whole, or the new one. Played by test_kill.py."""

import json
import os
import uuid
from datetime import timedelta

from tests.trials.scratch import apart, broken, dying_at, stage

OLD, NEW = ("body=" + letter * 200_000 for letter in "on")


def _keep_and_die(article_pk, by, key, at, seq: int, statement: int, after: bool) -> None:
    from articles import journal

    with dying_at(statement, after):
        journal.keep(by=by, key=key, seq=seq, payload=NEW, story=article_pk, now=at)


def main() -> None:
    arguments, cast = stage()
    from articles import journal
    from articles.models import JournalState
    from tests.makers import NOON, make_article

    article = make_article(by=cast.reporter)
    kills, half, done = 0, [], []
    for minute in (0, 1):
        key, statement = uuid.uuid4(), 0
        journal.keep(by=cast.reporter, key=key, seq=1, payload=OLD, story=article.pk, now=NOON)
        while True:
            at = NOON + timedelta(seconds=1, minutes=minute)
            about = (article.pk, cast.reporter, key, at, 2, statement // 2 + 1, bool(statement % 2))
            _, status = os.waitpid(apart(_keep_and_die, *about), 0)
            kept = list(JournalState.objects.filter(key=key).order_by("seq").values_list("payload", flat=True))
            if not os.WIFSIGNALED(status):
                done.append(kept[-1] == NEW)
                break
            kills += 1
            if kept != [OLD] or broken():
                half.append([minute, statement, [text[:9] for text in kept]])
            statement += 1
    print(json.dumps({"kills": kills, "half": half, "kept_in_the_end": done, "asked": arguments}))


main()
