"""Curate the demo's home page, as a morning desk would: yesterday's front, today's, and tomorrow's ahead."""

from django.db import transaction

from articles import workflow
from articles.fronts.arrangement import Sublink
from articles.fronts.operations import (
    AddContainer,
    Beside,
    Move,
    Operation,
    Place,
    RemoveContainer,
    SetCard,
    SetContainer,
)
from articles.models import Edition, Front

from .moments import moment
from .play import Play

STORM, BRIDGE, MILL, SEAGRASS = (
    "storm-berit-fish-quay", "swing-bridge-to-close", "pells-mill-fire", "seagrass-back-in-the-bay",
)  # fmt: skip
WHY = "fish-quay-floods-more-often"
OPINION = ("let-the-bridge-stand-open", "letters-gulls-bassoon-number-9", "a-brave-budget")
WINTER = (SEAGRASS, "a-winter-of-sea-swimming", "a-boiler-that-pays", "skarholm-swim-relay", "heat-network-explained")


@transaction.atomic
def curate(play: Play) -> int:
    """Play all of it or nothing; return how many acts there were. A paper that has fronts keeps its own."""
    if Front.objects.exists():
        return 0
    by = play.people["editor"]
    uids = {slug: str(play.articles[slug].uid) for slug in play.articles}
    front = workflow.begin_front(Front.Kind.HOME, by=by, now=moment("1 day ago 17:00", play.now))
    acts = [1]

    def arrange(when: str, *operations: Operation) -> None:
        for operation in operations:
            workflow.arrange(front, operation, by=by, now=moment(when, play.now))
        acts[0] += len(operations)

    def there(*slugs: str, at: str) -> list[str]:
        """Return those of the stories that readers have by then, whatever hour the demo is played at."""
        listed = Edition.objects.listed(moment(at, play.now))
        return [slug for slug in slugs if listed.filter(article=play.articles[slug]).exists()]

    evening = there(BRIDGE, SEAGRASS, at="1 day ago 17:10")
    arrange("1 day ago 17:10", *(Place("top", uids[slug], slug) for slug in evening))
    # Opinion stands in its own part, with its writers' heads, and not among the latest news.
    columns = there(*OPINION, at="1 day ago 17:10")
    arrange("1 day ago 17:12", *(Place("s7", uids[slug], slug) for slug in columns))
    workflow.issue_front(front, by=by, now=moment("1 day ago 17:15", play.now))
    today = [slug for slug in there(STORM, MILL, at="60 minutes ago") if slug not in evening]
    if today:
        beside = Beside(before=evening[0]) if evening else Beside()
        arrange("60 minutes ago", *(Place("top", uids[slug], slug, beside) for slug in today))
        said = {"kicker": "Harbour"} if today[0] == STORM else {}
        lines = tuple(Sublink(uids[slug]) for slug in there(WHY, at="60 minutes ago"))
        arrange("58 minutes ago", SetCard(today[0], {**said, "sublinks": lines}))
    arrange("55 minutes ago", AddContainer("photograph", {"layout": "photograph"}, Beside(before="s3")))
    if SEAGRASS in evening:
        arrange("54 minutes ago", Move(SEAGRASS, "photograph"))
    workflow.issue_front(front, by=by, now=moment("50 minutes ago", play.now))
    # Tomorrow's: the bridge stands beside the lead, which is young enough to stay it.
    second = Beside(after=today[0]) if today else Beside(first=True)
    arrange("45 minutes ago", *(Move(slug, "top", second) for slug in evening if slug == BRIDGE))
    arrange("45 minutes ago", SetContainer("photograph", {"title": "A photograph"}))
    tomorrow = moment("in 1 day 06:00", play.now)
    workflow.issue_front(front, by=by, live_from=tomorrow, now=moment("40 minutes ago", play.now))
    return acts[0] + 3 + _city(play, by) + _special(play, by)


def _city(play: Play, by) -> int:
    """The section has an editor of its own, who tries something, takes it back, and goes on arranging."""
    when = iter(moment(f"{minutes} minutes ago", play.now) for minutes in range(39, 20, -2))
    section, own = play.house.sections["city"], play.people["reporter"]
    front = workflow.begin_front(Front.Kind.SECTION, section=section, by=by, now=next(when))
    workflow.edit_front(front, by=by, editors=[own], now=next(when))
    first = workflow.issue_front(front, by=own, now=next(when))
    workflow.arrange(front, SetContainer("more", {"title": "More from the city"}), by=own, now=next(when))
    workflow.issue_front(front, by=own, now=next(when))
    workflow.arrange(front, RemoveContainer("list"), by=own, now=next(when))
    workflow.roll_back(front, by=own, to=first, now=next(when))
    workflow.bring_back(front, by=own, now=next(when))
    ahead = workflow.issue_front(front, by=own, live_from=moment("in 1 day 07:00", play.now), now=next(when))
    workflow.recall_front(ahead, by=own, now=next(when))
    return 10


def _special(play: Play, by) -> int:
    """A page for a season, made by hand, with what is paid for among its stories and said so."""
    when = iter(moment(f"{minutes} minutes ago", play.now) for minutes in range(19, 4, -1))
    front = workflow.begin_front(Front.Kind.SPECIAL, title="Winter on the harbour", by=by, now=next(when))
    listed = Edition.objects.listed(play.now)
    there = [slug for slug in WINTER if listed.filter(article=play.articles[slug]).exists()]
    for slug in there:
        workflow.arrange(front, Place("top", str(play.articles[slug].uid), slug), by=by, now=next(when))
    workflow.issue_front(front, by=by, now=next(when))
    return len(there) + 2
