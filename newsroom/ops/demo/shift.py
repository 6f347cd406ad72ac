"""Put the demo's people on duty, and leave one hand-over that nobody has accepted yet."""

from django.db import transaction

from articles.workflow.handing_over import hand_over
from newsroom.staff import duty

from .moments import moment
from .planning import plan
from .play import Play


@transaction.atomic
def begin_shift(play: Play) -> int:
    """Play all of it or nothing; return how many acts there were. Last of all: a hand-over tells what happened."""
    shifts, left = plan()["shifts"], plan()["hand_over"]
    for shift in sorted(shifts, key=lambda said: moment(said["from"], play.now)):
        duty.go_on(play.people[shift["who"]], now=moment(shift["from"], play.now))
    by, at = play.people[left["by"]], moment(left["at"], play.now)
    hand_over(by=by, text=left["text"], go_off=True, now=at)
    return len(shifts) + 2
