"""Play what a desk does in a hurry: a flash, a banner, a plan that a correction overtook, a fix that is asked for."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from articles import workflow
from articles.working_copy import content_of

from .moments import moment
from .play import Play

PLANNED_DEK = "Divers count eleven hectares where there were none, and will count again in spring"
CORRECTED = "Seagrass is back in the inner bay, and brought four seahorses"
NOTE = "An earlier headline did not say how many seahorses were seen. It was four."


@transaction.atomic
def break_news(play: Play) -> int:
    """Play all of it or nothing; return how many acts there were."""
    return _banner(play) + _flash(play) + _overtaken(play) + _asked_for(play)


def _at(play: Play, text: str) -> datetime:
    return moment(text, play.now)


def _banner(play: Play) -> int:
    storm, by = play.articles["storm-berit-fish-quay"], play.people["duty_editor"]
    banner = workflow.show_banner(storm, by=by, text="Stay away from Fish Quay", now=_at(play, "160 minutes ago"))
    workflow.end_banner(banner, by=by, now=_at(play, "105 minutes ago"))
    return 2


def _flash(play: Play) -> int:
    sent = workflow.flash(
        by=play.people["duty_editor"],
        headline="Power is out in the Old Town",
        sentence="About four hundred homes have been without electricity since the tide reached Rope Street",
        section=play.house.sections["city"],
        byline=play.house.contributors["news-desk"],
        reader=play.people["editor"],
        read_after=_at(play, "60 minutes ago"),
        banner=workflow.AskedBanner("Power is out in the Old Town"),
        now=_at(play, "100 minutes ago"),
    )
    workflow.read_after(sent, by=play.people["editor"], now=_at(play, "80 minutes ago"))
    return 2


def _overtaken(play: Play) -> int:
    """An update is planned; a correction has to go out first, and the plan is taken up again."""
    article = play.articles["seagrass-back-in-the-bay"]
    writes, reads = {"by": play.people["reporter"]}, {"by": play.people["editor"]}
    first = content_of(article)

    def now(clock: str) -> dict:
        return {"now": _at(play, f"6 days ago {clock}")}

    workflow.save(article, content=replace(first, dek=PLANNED_DEK), **writes, **now("10:00"))
    workflow.publish(article, kind="update", live_from=_at(play, "5 days ago 06:00"), **reads, **now("10:20"))
    workflow.save(article, content=replace(first, headline=CORRECTED), **writes, **now("15:00"))
    workflow.publish(article, kind="correction", note=NOTE, **reads, **now("15:20"))
    workflow.take_up(article, **writes, **now("16:00"))
    workflow.publish(article, kind="update", **reads, **now("17:00"))
    return 6


def _asked_for(play: Play) -> int:
    """A copy editor asks for a fix without saying enough, has it back, and asks again; that one waits to be read."""
    article = play.articles["seagrass-back-in-the-bay"]
    shown = article.editions.filter(recalled_at=None).latest("live_from")
    by = play.people["copy_editor"]

    def ask(old: str, new: str, note: str, when: str):
        text = replace(shown.content, body=shown.content.body.replace(old, new))
        return workflow.ask_for_fix(
            article, by=by, content=text, edition=shown.number, kind="clarification", note=note, now=_at(play, when)
        )

    asked = ask("next month", "in January", "The Harbour Board meets in January.", "75 minutes ago")
    why = "January is when it decides. Say that it has put the date on its list."
    workflow.send_fix_back(asked, by=play.people["editor"], why=why, now=_at(play, "60 minutes ago"))
    ask("will discuss it next month", "will discuss it in January", "This says when the board meets.", "30 minutes ago")
    return 3
