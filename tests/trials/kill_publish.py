"""Kill a publish between every two of its statements; nothing may be half done. Played by test_kill.py."""

import json
import os
import signal
from datetime import timedelta

from tests.trials.scratch import apart, broken, stage


def _publish_and_die(article_pk, by, at, statement: int, after: bool) -> None:
    from django.db import connection

    from articles import workflow
    from articles.models import Article

    seen = 0

    def count(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == statement and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    article = Article.objects.get(pk=article_pk)
    with connection.execute_wrapper(count):
        workflow.publish(article, by=by, now=at)


def _state(article_pk) -> tuple:
    from articles.models import Article, Edition, SignOff
    from newsroom.record.models import LogEntry, Pulse

    article = Article.objects.get(pk=article_pk)
    return (
        article.stage,
        Edition.objects.filter(article=article).count(),
        SignOff.objects.filter(article=article).count(),
        LogEntry.objects.count(),
        Pulse.objects.get().number,
        article.addresses.count(),
    )


def main() -> None:
    arguments, cast = stage()
    from tests.makers import NOON, make_article, make_photo, use_of

    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    from articles import workflow

    workflow.file(article, by=cast.reporter, now=NOON)
    before = _state(article.pk)
    kills, half, statement = 0, [], arguments["first"]
    while True:
        after = bool(statement % 2)
        pid = apart(_publish_and_die, article.pk, cast.editor, NOON + timedelta(minutes=1), statement // 2 + 1, after)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSIGNALED(status):
            break
        kills += 1
        now = _state(article.pk)
        if now != before or broken():
            half.append([statement, list(now), broken()])
        statement += arguments["step"]
    after_all = _state(article.pk)
    done = after_all[0] == "at_rest" and after_all[1] == 1
    print(json.dumps({"kills": kills, "half": half, "published_in_the_end": done, "broken": broken()}))


main()
