"""Plan the demo newsroom's week: pitches, who has what, when it is due."""

import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from django.db import transaction

from articles import workflow
from articles.models import Article
from articles.working_copy import content_of

from .moments import moment
from .paper import ROOT
from .play import Play


@cache
def plan() -> dict:
    """Read the plan."""
    return tomllib.loads((ROOT / "plan.toml").read_text(encoding="utf-8"))


@transaction.atomic
def plan_week(play: Play) -> int:
    """Play all of the plan or nothing; return how many acts there were."""
    acts = sum(_pitched(play, said) for said in plan()["pitches"])
    acts += sum(_planned(play, play.articles[said["story"]], said) for said in plan()["plans"])
    for said in plan()["packages"]:
        parts = [(play.articles[slug], role) for slug, role in said["parts"]]
        main, by = play.articles[said["main"]], play.people[said["by"]]
        workflow.pack(main, by=by, parts=parts, now=moment(said["at"], play.now))
    return acts + len(plan()["packages"]) + sum(_printed(play, said) for said in plan()["pages"])


def _printed(play: Play, said: dict) -> int:
    """Plan a story for tomorrow's paper, and send its page where that is said."""
    article, by = play.articles[said["story"]], play.people[said["by"]]
    at, day = moment(said["at"], play.now), (play.now + timedelta(days=1)).date()
    place = {name: said[name] for name in ("page", "headline", "length") if name in said}
    workflow.plan_print(article, by=by, print_date=day, now=at, **place)
    if "sent_at" in said:
        workflow.send_to_print(article, by=by, print_date=day, now=moment(said["sent_at"], play.now))
    return 1 + ("sent_at" in said) + (_updated(play, article, said["updated"]) if "updated" in said else 0)


def _updated(play: Play, article: Article, said: dict) -> int:
    """Change on the web what its page has otherwise by now."""
    at, copy = moment(said["at"], play.now), content_of(article)
    body = copy.body.replace(said["old"], said["new"])
    workflow.save(article, by=play.people[said["by"]], content=replace(copy, body=body), now=at)
    workflow.publish(article, by=play.people[said["reader"]], kind="update", now=at + timedelta(minutes=1))
    return 2


def _when(said: dict, name: str, now: datetime) -> datetime | None:
    return moment(said[name], now) if name in said else None


def _pitched(play: Play, said: dict) -> int:
    at = moment(said["at"], play.now)
    article = workflow.pitch(
        by=play.people[said["by"]],
        slugline=said["slugline"],
        line=said["line"],
        section=play.house.sections[said["section"]],
        commissioned=said.get("commissioned"),
        planned_for=None if "taken_at" in said else _when(said, "planned_for", play.now),
        now=at,
    )
    if "taken_at" not in said:
        return 1
    workflow.take_pitch(article, by=play.people[said["taken_by"]], now=moment(said["taken_at"], play.now))
    return 2 + _planned(play, article, said, _when(said, "taken_at", play.now))


def _planned(play: Play, article: Article, said: dict, after: datetime | None = None) -> int:
    """Call each verb of the plan for what is said of the story, a minute apart."""
    by, at = play.people[said["planner"]], after or moment(said["at"], play.now)
    given = {
        workflow.assign: {"to": play.people.get(said.get("to"))},
        workflow.assign_photographer: {"to": play.people.get(said.get("photographer"))},
        workflow.set_due: {"due_at": _when(said, "due_at", play.now)},
        workflow.plan_for: {"planned_for": _when(said, "planned_for", play.now)},
    }
    acts = 0
    for verb, values in given.items():
        if None not in values.values():
            acts += 1
            verb(article, by=by, now=at + timedelta(minutes=acts), **values)
    return acts
