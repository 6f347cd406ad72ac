"""The demo's newsletters: a morning one of the home page, with an issue that went, and one of a tag, by hand."""

from datetime import time

from django.db import transaction

from articles.models import Front, Tag
from newsroom.letters import issuing, keeping
from newsroom.letters.models import Letter
from newsroom.letters.sending import press_on

from .moments import moment
from .play import Play


@transaction.atomic
def write_letters(play: Play) -> int:
    """Play all of it or nothing; return how many acts there were. A paper that has newsletters keeps its own."""
    front, tag = Front.objects.filter(kind=Front.Kind.HOME).first(), Tag.objects.filter(slug="flooding").first()
    if Letter.objects.exists() or front is None or tag is None:
        return 0
    keeper, editor = play.people["administrator"], play.people["editor"]
    morning = keeping.Said(
        name="First Light",
        about="The front page by e-mail before the ferry leaves: what happened overnight, and what today will bring.",
        greeting="Good morning from the Fish Quay. This is what the town woke up to.",
        front=front,
        rhythm=Letter.Rhythm.DAILY,
        at=time(6, 45),
        is_on=True,
    )
    letter = keeping.begin_letter(morning, by=keeper, now=moment("2 days ago 09:00", play.now))
    # Nobody takes it yet, so that the issue is there to be looked at and no mail goes anywhere.
    drawn = issuing.draw_up(letter, by=editor, now=moment("30 minutes ago", play.now))
    issuing.send_issue(drawn, by=editor, now=moment("28 minutes ago", play.now))
    press_on(drawn.pk, "demo", moment("27 minutes ago", play.now))
    water = keeping.Said(
        name="High Water",
        about="Every story about flooding on the estuary, when there is a new one.",
        tag=tag,
        is_on=True,
    )
    second = keeping.begin_letter(water, by=keeper, now=moment("2 days ago 09:05", play.now))
    issuing.draw_up(second, by=editor, now=moment("20 minutes ago", play.now))
    return 5
