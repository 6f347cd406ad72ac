"""Where a rule would have fired in what readers have: the newest stories first, a lot at a time."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.tasks import task

from articles.models import Article, Edition, StyleRule, StyleTrial
from newsroom import clock

from .passages import of_content
from .rules import Found, find

MOST_STORIES = 5_000
A_LOT = 100
# What one request may read before it answers; the rest is done off it.
AT_ONCE = 300
KEPT_SAMPLES = 40
_CONTEXT = 60


@dataclass(frozen=True)
class Sample:
    """One place where the rule would have fired, with the words around it."""

    edition: Edition
    headline: str
    before: str
    text: str
    after: str
    replacement: str | None


def readable(at: datetime):
    """Return the editions a trial reads: listed, of stories that the whole desk may see; the newest first."""
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("article"))
    return Edition.objects.listed(at).filter(~Exists(named)).order_by("-pk")


@transaction.atomic
def begin(rule: StyleRule, *, by, now: datetime) -> StyleTrial:
    """Begin a trial of the rule as it is worded now, and read what one request may."""
    StyleTrial.objects.filter(rule=rule).delete()
    trial = StyleTrial.objects.create(
        rule=rule,
        wording=rule.wording,
        by=by,
        begun_at=now,
        to_read=readable(now)[:MOST_STORIES].count(),
    )
    while trial.ended_at is None and trial.read < AT_ONCE:
        trial = go_on(trial.pk, trial.wording, now=now)
    return trial


@transaction.atomic
def go_on(pk: int, wording: str, *, now: datetime) -> StyleTrial | None:
    """Read the next lot; None where there is nothing to go on with. Running it twice reads nothing twice."""
    trial = StyleTrial.objects.select_for_update().filter(pk=pk, wording=wording, ended_at=None).first()
    if trial is None or trial.rule.wording != wording:
        return None
    editions = readable(now).select_related("words")
    if trial.below is not None:
        editions = editions.filter(pk__lt=trial.below)
    room = max(0, MOST_STORIES - trial.read)
    lot = list(editions[: min(A_LOT, room)])
    rule, samples = trial.rule.as_rule(), trial.editions
    for edition in lot:
        report = find([rule], of_content(edition.content), edition.content.language)
        trial.slow += bool(report.slow)
        trial.fired += len(report.found)
        trial.stories += bool(report.found)
        if report.found and len(samples) < KEPT_SAMPLES:
            samples.append(edition.pk)
    trial.read += len(lot)
    trial.below = lot[-1].pk if lot else trial.below
    trial.to_read = max(trial.to_read, trial.read)
    if len(lot) < A_LOT:
        trial.ended_at, trial.to_read = now, trial.read
    trial.samples = json.dumps(samples)
    trial.save()
    return trial


@task
def read_on(pk: int, wording: str) -> int:
    """Read the rest of the archive for a trial; return how many lots it took."""
    lots = 0
    while (trial := go_on(pk, wording, now=clock.now())) is not None and trial.ended_at is None:
        lots += 1
    return lots


TASK = read_on


def samples_for(trial: StyleTrial, user, *, at: datetime, most: int = 20) -> list[Sample]:
    """Return where it would have fired, as far as readers still have it and this person may see the story."""
    visible = Article.objects.visible_to(user).values("pk")
    editions = readable(at).filter(pk__in=trial.editions, article__in=visible).select_related("words", "address")
    rule, shown = trial.rule.as_rule(), []
    for edition in editions:
        content = edition.content
        passages = of_content(content)
        for found in find([rule], passages, content.language).found[:3]:
            shown.append(_sample(edition, content.headline, passages[found.passage].text, found))
    return shown[:most]


def _sample(edition: Edition, headline: str, text: str, found: Found) -> Sample:
    start = max(0, found.start - _CONTEXT)
    before = ("…" if start else "") + text[start : found.start]
    after = text[found.end : found.end + _CONTEXT] + ("…" if len(text) > found.end + _CONTEXT else "")
    return Sample(edition, headline, before, found.text, after, found.replacement)
