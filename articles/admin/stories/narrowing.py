"""How the story list can be narrowed: what each filter offers, and the stories it leaves.

What is in work is thousands of rows, walked by an index of their own; a filter that reaches further than that begins
with an index that serves it, or with the few rows elsewhere that could match.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from articles import searching
from articles.models import Article, ArticlePhoto, Byline, Contributor, Hold, Section
from articles.models.article import Kind, Stage
from articles.querysets import ReadersHave
from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.staff.models import Presence, User

WORK, ALL = "work", "all"
# Where nothing is said of them, the list has no entries of live stories.
ENTRIES = "entries"
# So many rows of a filter that has a million say that there are more stories than anybody counts.
SAMPLE = 4_000
# Beyond this many, a walk in the order of the list finds a page sooner than a sort does.
FEW = 1_000
_MOST_NAMES = 50
_MOST_STAFF = 300


@dataclass(frozen=True)
class Looker:
    """Who looks, and when."""

    user: User
    now: datetime


@dataclass(frozen=True)
class Filter:
    """One way to narrow the list. Of one that is `in_work`, no index knows about stories at rest.

    `some` leaves some of the stories that `narrow` leaves, found sooner: to count them, that is often enough.
    """

    name: str
    title: object
    choices: Callable[[], list[tuple[str, object]]]
    narrow: Callable
    in_work: bool = False
    free: bool = False
    some: Callable | None = None


def looker_of(request) -> Looker:
    """Return who looks and when; raise PermissionDenied for somebody who may see no stories."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied(said("This account sees no stories. Ask an administrator for a role that does."))
    return Looker(request.user, clock.now())


def _whose(stories, value: str, looker: Looker):
    user = looker.user
    if value == "me":
        may_read = user.has_perm("articles.sign_off_article")
        return stories.on_stage(Stage.IN_REVIEW).exclude(filed_by=user) if may_read else stories.none()
    if value == "mine":
        named = Byline.objects.filter(contributor__account=user).values("article")
        return stories.filter(Q(created_by=user) | Q(assignee=user) | Q(pk__in=named))
    return stories.held() if value == "held" else stories


def _readers(stories, value: str, looker: Looker):
    return stories.where_readers_have(value, looker.now)


def _section(stories, value: str, looker: Looker):
    found = Section.objects.filter(slug=value).first()
    return stories.filter(section=found) if found else stories.none()


def _kind(stories, value: str, looker: Looker):
    return stories.filter(kind=value)


def of_few_or_many(stories, rows):
    """Narrow to the stories that have one of these rows: from the rows when they are few, else story by story."""
    few = list(rows.values_list("article", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return stories.filter(pk__in=set(few))
    return stories.filter(Exists(rows.filter(article=OuterRef("pk")).order_by()))


def _bylines(value: str):
    named = Contributor.objects.filter(name__icontains=value).values_list("pk", flat=True)[:_MOST_NAMES]
    return Byline.objects.filter(contributor__in=list(named)).order_by()


def _writer(stories, value: str, looker: Looker):
    return of_few_or_many(stories, _bylines(value))


def _some_of_writer(stories, value: str, looker: Looker):
    return stories.filter(pk__in=_bylines(value).values("article")[:SAMPLE])


def _assignee(stories, value: str, looker: Looker):
    if value == "nobody":
        return stories.filter(assignee=None)
    return stories.filter(assignee=looker.user.pk if value == "me" else int(value))


def _due(stories, value: str, looker: Looker):
    today = clock.start_of_day(clock.local_date(looker.now))
    if value == "overdue":
        return stories.overdue(looker.now)
    if value == "none":
        return stories.filter(due_at=None)
    return stories.filter(due_at__gte=today, due_at__lt=today + timedelta(days=1 if value == "today" else 7))


def _words(stories, value: str, looker: Looker):
    if value == "none":
        return stories.filter(commissioned=None)
    over = Q(words__gt=F("commissioned"))
    return stories.filter(over if value == "over" else Q(words__lt=F("commissioned")))


def _picture(stories, value: str, looker: Looker):
    uses = ArticlePhoto.objects.filter(article=OuterRef("pk"))
    silent = Exists(uses.filter(alt="", decorative=False))
    if value == "none":
        return stories.filter(~Exists(uses))
    return stories.filter(silent if value == "no-alt" else ~silent & Exists(uses))


def _hold(stories, value: str, looker: Looker):
    held = Hold.objects.filter(lifted_at=None)
    if value != "any":
        held = held.filter(kind=value)
    return stories.filter(pk__in=held.values("article"))


def _embargo(stories, value: str, looker: Looker):
    return stories.filter(embargoed_until__gt=looker.now)


def places_open(now: datetime):
    """Return the names in the log of the stories that somebody has open."""
    return Presence.objects.filter(place__startswith="article:", until__gt=now)


def _here(stories, value: str, looker: Looker):
    open_now = places_open(looker.now)
    if value == "me":
        open_now = open_now.filter(person=looker.user)
    places = set(open_now.values_list("place", flat=True))
    return stories.filter(uid__in=[place.partition(":")[2] for place in places])


def _entries(stories, value: str, looker: Looker):
    return stories if value == "with" else stories.filter(live_entry__isnull=False)


def _stages() -> list:
    return [(WORK, _("In work")), *Stage.choices, (ALL, _("All stories"))]


def _staff() -> list:
    people = User.objects.filter(is_active=True, is_staff=True).values_list("pk", "name")[:_MOST_STAFF]
    return [("me", _("Me")), ("nobody", _("Nobody")), *((str(pk), name) for pk, name in people)]


def _fixed(*choices) -> Callable[[], list]:
    return lambda: list(choices)


STAGE = Filter("stage", _("Stage"), _stages, lambda stories, value, looker: stories)
FILTERS = [
    STAGE,
    Filter(
        "for", _("For"),
        _fixed(("me", _("Me: waits to be read")), ("mine", _("Mine")), ("held", _("On hold"))), _whose,
    ),
    Filter("readers", _("Readers have"), lambda: ReadersHave.choices, _readers),
    Filter("section", _("Section"), lambda: list(Section.objects.values_list("slug", "name")), _section),
    Filter("assignee", _("Assignee"), _staff, _assignee, in_work=True),
    Filter(
        "due", _("Due"),
        _fixed(("overdue", _("Overdue")), ("today", _("Today")), ("week", _("Within a week")), ("none", _("No time"))),
        _due, in_work=True,
    ),
    Filter("by", _("Writer"), list, _writer, free=True, some=_some_of_writer),
    Filter("kind", _("Kind"), lambda: Kind.choices, _kind),
    Filter(
        "words", _("Words"),
        _fixed(("over", _("Over length")), ("under", _("Under length")), ("none", _("No length asked for"))),
        _words, in_work=True,
    ),
    Filter(
        "picture", _("Pictures"),
        _fixed(("none", _("None")), ("no-alt", _("Alt text missing")), ("ok", _("With alt text"))),
        _picture, in_work=True,
    ),
    Filter("hold", _("Hold"), lambda: [("any", _("Any")), *Hold.Kind.choices], _hold),
    Filter("embargo", _("Embargo"), _fixed(("on", _("Under embargo"))), _embargo),
    Filter(
        ENTRIES, _("Entries of live stories"), _fixed(("only", _("These alone")), ("with", _("Among the stories"))),
        _entries,
    ),
    Filter("here", _("Who is in it"), _fixed(("somebody", _("Somebody")), ("me", _("Me"))), _here),
]  # fmt: skip
BY_NAME = {each.name: each for each in FILTERS}


def understood(given) -> dict[str, str]:
    """Return the filters that were asked for and mean something, by name; what means nothing is left out."""
    chosen = {}
    for each in FILTERS:
        value = clean_text(str(given.get(each.name, ""))).strip()[:80]
        if value and (each.free or value in {key for key, _label in each.choices()}):
            chosen[each.name] = value
    return chosen


def found(stories, words: str):
    """Narrow to the stories that have the words, slips forgiven."""
    return stories.filter(pk__in=searching.stories(words) or []) if words else stories


def on_stages(stories, scope: str):
    """Narrow to a stage, to what is in work, or not at all."""
    if scope == ALL:
        return stories
    return stories.in_work() if scope == WORK else stories.on_stage(scope)


def visible(looker: Looker):
    """Return the stories this person may see."""
    return Article.objects.visible_to(looker.user)
