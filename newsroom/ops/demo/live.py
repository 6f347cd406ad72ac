"""Tell two of the demo's stories in entries: the storm, which goes on, and a relay that is over."""

import uuid
from datetime import timedelta

from django.db import transaction

from articles import workflow
from articles.body import paragraphs
from articles.models import Edition
from articles.workflow import Said
from articles.working_copy import content_of

from .play import Play

STORM, RELAY = "storm-berit-fish-quay", "skarholm-swim-relay"
POSTED = (
    (150, "", "The harbour office has closed the outer mole. Gusts of 31 metres a second were measured at the light."),
    (110, "Ferry stays in", "The Skarholm ferry will not sail today. Tickets are good for any day this week."),
    (70, "", "The sports hall at the Ropewalk is open. There are 50 camp beds and hot soup."),
    (35, "Water is going down", "High water is past. The quay stays closed until the wall has been looked at."),
)
FINAL = "Everybody was counted out of the water."


@transaction.atomic
def tell_live(play: Play) -> int:
    """Play both or neither; return how many acts there were."""
    return _storm(play) + _relay(play)


def _storm(play: Play) -> int:
    story, people, now = play.articles[STORM], play.people, play.now
    desk, reporter, reader = people["duty_editor"], people["reporter"], people["editor"]
    begun = now - timedelta(minutes=160)
    workflow.open_live(story, by=desk, now=begun)
    workflow.let_post(story, by=desk, user=reporter, reader=reader, now=begun)
    byline = play.house.contributors["news-desk"]
    for ago, headline, text in POSTED:
        at = now - timedelta(minutes=ago)
        said = Said(text, byline=byline, headline=headline)
        last = workflow.post(story, by=reporter, said=said, token=uuid.uuid4(), now=at)
        _read(last, reader, at + timedelta(minutes=4))
    said = Said(POSTED[-1][2].replace("the wall", "the sea wall"), byline=byline, headline=POSTED[-1][1])
    note = {"kind": Edition.Kind.CORRECTION, "note": "An earlier version did not say which wall.", "edition": 1}
    at = now - timedelta(minutes=25)
    _read(workflow.edit_entry(last.article, by=reporter, said=said, now=at, **note), reader, at + timedelta(minutes=3))
    return 2 + 2 * len(POSTED) + 2


def _relay(play: Play) -> int:
    story, people = play.articles[RELAY], play.people
    desk, reader = people["duty_editor"], people["editor"]
    begun = story.editions.order_by("number").last().live_from + timedelta(minutes=10)
    workflow.open_live(story, by=desk, now=begun)
    workflow.let_post(story, by=desk, user=desk, reader=reader, now=begun)
    said = Said(
        "The last swimmer is out of the water.",
        byline=play.house.contributors["news-desk"],
    )
    over = begun + timedelta(minutes=20)
    _read(workflow.post(story, by=desk, said=said, token=uuid.uuid4(), now=over), reader, over + timedelta(minutes=2))
    closed = over + timedelta(minutes=10)
    told = "\n".join([*paragraphs(content_of(story).body), FINAL])
    summary = workflow.close_live(story, by=desk, summary=told, now=closed)
    _read(summary.edition, reader, closed + timedelta(minutes=5))
    return 7


def _read(edition: Edition, reader, at) -> None:
    workflow.read_after(edition, by=reader, now=at)
