"""Two processes publish one story at the same instant, again and again. Played by test_races.py."""

import json
import os
import time
from datetime import timedelta

from tests.trials.scratch import apart, broken, stage


def _publish(article_pk, by, at, start: float, pipe: int) -> None:
    from django.db import connection

    from articles import workflow
    from articles.models import Article
    from articles.workflow import Refused

    article = Article.objects.get(pk=article_pk)
    connection.ensure_connection()
    while time.time() < start:
        pass
    try:
        workflow.publish(article, by=by, now=at)
        said = "published"
    except Refused as refused:
        said = f"refused: {refused}"
    os.write(pipe, (said + "\n").encode())


def main() -> None:
    arguments, cast = stage()
    from articles.models import Edition
    from tests.makers import NOON, make_article

    said, wrong = [], []
    for number in range(arguments["rounds"]):
        article = make_article(by=cast.reporter, headline=f"Race {number} is run")
        read, write = os.pipe()
        start = time.time() + 0.15
        at = NOON + timedelta(hours=number)
        pids = [apart(_publish, article.pk, by, at, start, write) for by in (cast.editor, cast.duty_editor)]
        codes = [os.waitpid(pid, 0)[1] for pid in pids]
        os.close(write)
        with os.fdopen(read) as lines:
            answers = lines.read().splitlines()
        said += answers
        live = Edition.objects.filter(article=article).live(at + timedelta(minutes=1)).count()
        if any(codes) or live != 1 or len(answers) != 2 or article.editions.count() != 1:
            wrong.append([number, codes, live, answers])
    refusals = sorted({answer for answer in said if answer != "published"})
    published = said.count("published")
    print(json.dumps({"published": published, "refusals": refusals, "wrong": wrong, "broken": broken()}))


main()
