"""Let the demo's readers report errors, and others take its stories."""

import tomllib
from functools import cache

from django.db import transaction

from articles import workflow
from articles.models import Edition, Republisher, RepublisherNotice
from articles.tasks import tell_republisher

from .moments import moment
from .paper import ROOT
from .play import Play


@cache
def heard() -> dict:
    """Read what readers say and who takes what."""
    return tomllib.loads((ROOT / "readers.toml").read_text(encoding="utf-8"))


@transaction.atomic
def hear_readers(play: Play) -> int:
    """Play all of it or nothing; return how many acts there were."""
    acts = sum(_complained(play, said) for said in heard()["complaints"])
    for said in heard()["republishers"]:
        Republisher.objects.get_or_create(name=said["name"], defaults=said)
    return acts + _taken(play, heard()["taken"])


def _complained(play: Play, said: dict) -> int:
    at = moment(said["at"], play.now)
    edition = Edition.objects.standing_at(at).get(article=play.articles[said["story"]])
    words = {name: said.get(name, "") for name in ("text", "passage", "email")}
    complaint = workflow.complain(edition, now=at, **words)
    acts = 1
    if looked := said.get("looked"):
        workflow.look_into(complaint, **_who(play, looked))
        acts += 1
    if right := said.get("right"):
        workflow.make_correction(complaint, **_who(play, right))
        acts += 1
    if settled := said.get("settled"):
        who = _who(play, settled)
        workflow.settle(complaint, reason=settled["reason"], **who)
        workflow.answer_complaint(complaint, text=settled["answer"], by_hand=True, **who)
        acts += 2
    return acts


def _who(play: Play, said: dict) -> dict:
    return {"by": play.people[said["by"]], "now": moment(said["at"], play.now)}


def _taken(play: Play, said: dict) -> int:
    """Write down who took a story, which is then pulled for a quarter of an hour, and that they cannot be reached."""
    article, by = play.articles[said["story"]], play.people[said["by"]]

    def now(name: str) -> dict:
        return {"by": by, "now": moment(said[name], play.now)}

    mistaken = Republisher.objects.get(name=said["mistaken"])
    workflow.note_taken(article, mistaken, **now("at"))
    workflow.forget_taken(article, mistaken, **now("at"))
    workflow.note_taken(article, Republisher.objects.get(name=said["republisher"]), **now("at"))
    workflow.pull(article, **now("pulled"))
    workflow.restore(article, **now("restored"))
    for notice in RepublisherNotice.objects.filter(article=article):
        # Without an address there is no way to reach them, which the page then says.
        tell_republisher.func(notice.pk)
    workflow.send_again(RepublisherNotice.objects.filter(article=article).latest("pk"), **now("sent_again"))
    return 6
