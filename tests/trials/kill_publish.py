"""Kill a publish between every two of its statements; nothing may be half done. Played by test_kill.py."""

import json
import os
from datetime import timedelta

from tests.trials.scratch import apart, broken, dying_at, stage


def _publish_and_die(article_pk, by, at, statement: int, after: bool) -> None:
    from articles import workflow
    from articles.models import Article

    article = Article.objects.get(pk=article_pk)
    with dying_at(statement, after):
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
