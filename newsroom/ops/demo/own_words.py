"""What the demo paper says of itself: its name and addresses, and how it works."""

import tomllib
from datetime import timedelta

from django.db import transaction

from newsroom.paper.models import Paper
from newsroom.paper.policy_verbs import issue_policy
from newsroom.paper.verbs import set_paper

from .paper import ROOT, house
from .play import Play

# It said so well before the first of its stories.
_BEFORE = timedelta(days=400)


@transaction.atomic
def say_what_it_is(play: Play) -> int:
    """Set the paper and issue its policies, some of them twice; return how many acts there were.

    A newsroom that says already what it is keeps its own words.
    """
    if Paper.objects.exists():
        return 0
    by, then = play.people["managing_editor"], play.now - _BEFORE
    plan = tomllib.loads((ROOT / "policies.toml").read_text(encoding="utf-8"))
    paper = {name: house()["paper"][name] for name in ("name", "tagline")}
    set_paper({**paper, **plan["paper"]}, by=by, now=then)
    for number, said in enumerate(plan["policies"]):
        at = then + timedelta(days=said.get("days_later", 0), minutes=number)
        issue_policy(
            said["kind"],
            said["text"],
            by=by,
            note=said.get("note", ""),
            lists_writers=said.get("lists_writers", False),
            now=at,
        )
    return 1 + len(plan["policies"])
