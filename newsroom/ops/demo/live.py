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
QUEUED = (
    "Trams run again between the station and the market.",
    "The Skarholm ferry hopes to sail at nine tomorrow.",
    "A crane is said to have come loose on the coal quay.",
)
POINTS = (
    "The outer mole and the quay are closed.",
    "The Skarholm ferry stays in; tickets are good all week.",
    "The sports hall at the Ropewalk is open, with beds and soup.",
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
    return 2 + 2 * len(POSTED) + 2 + _queue(play, story)


def _queue(play: Play, story) -> int:
    """Let one who has no leave to post file to the queue: one goes out, one was sent back, one waits."""
    people, now = play.people, play.now
    desk, writer = people["duty_editor"], people["second_reporter"]
    byline = play.house.contributors["news-desk"]

    def file(ago: int, text: str):
        said = Said(text, byline=byline)
        at = now - timedelta(minutes=ago)
        return workflow.queue_entry(story, by=writer, said=said, token=uuid.uuid4(), now=at).article

    workflow.let_post(story, by=desk, user=writer, reader=people["editor"], now=now - timedelta(minutes=24))
    workflow.queue_first(story, by=desk, on=True, now=now - timedelta(minutes=23))
    workflow.end_leave(story, by=desk, user=writer, now=now - timedelta(minutes=22))
    workflow.queue_first(story, by=desk, on=False, now=now - timedelta(minutes=21))
    approved = file(20, QUEUED[0])
    workflow.pause_live(story, by=desk, now=now - timedelta(minutes=18))
    workflow.resume_live(story, by=desk, now=now - timedelta(minutes=17))
    workflow.approve_entry(approved, by=desk, revision=1, now=now - timedelta(minutes=16))
    unsourced = file(15, QUEUED[1])
    workflow.send_back(unsourced, by=desk, reason="Who says so?", now=now - timedelta(minutes=13))
    said = Said(f"{QUEUED[1]} The ferry company says so.", byline=byline)
    workflow.requeue_entry(unsourced, by=writer, said=said, now=now - timedelta(minutes=9))
    back = file(8, QUEUED[2])
    workflow.send_back(back, by=desk, reason="Ask the harbour office first.", now=now - timedelta(minutes=6))
    _head(play, story, approved)
    return 18


def _head(play: Play, story, entry) -> None:
    """Say in three lines what is known, pin the entry most people look for, and take an earlier pin off."""
    desk, now = play.people["duty_editor"], play.now
    first = story.live_story.entries.filter(number__isnull=False).order_by("number").first().article
    workflow.pin_entry(story, by=desk, entry=first, now=now - timedelta(minutes=15))
    workflow.unpin_entry(story, by=desk, now=now - timedelta(minutes=14))
    workflow.pin_entry(story, by=desk, entry=entry, now=now - timedelta(minutes=12))
    reader = play.people["editor"]
    at = now - timedelta(minutes=11)
    _read(
        workflow.set_key_points(story, by=desk, points=POINTS, version=0, reader=reader, now=at),
        reader,
        at + timedelta(minutes=4),
    )


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
