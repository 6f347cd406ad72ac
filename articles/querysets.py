"""The words for asking: which stories, which editions, for whom, at what moment."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from .unseen import seen
from .withheld import said_to_readers


class ReadersHave(TextChoices):
    """What readers have of a story; derived from editions and pulls, never stored."""

    UNPUBLISHED = "unpublished", _("Unpublished")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    RETRACTED = "retracted", _("Retracted")
    PULLED = "pulled", _("Pulled")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    NOTHING = "nothing", _("Nothing here")


def _editions():
    return apps.get_model("articles", "Edition").objects


def pulls_at(at: datetime, article: str = "article"):
    """The pulls that cover that moment, of the outer query's article."""
    pulls = apps.get_model("articles", "Pull").objects.filter(article=OuterRef(article), off_from__lte=at)
    return pulls.filter(Q(off_until=None) | Q(off_until__gt=at))


def _entries():
    """The outer query's article, where it is an entry of a live story."""
    return apps.get_model("articles", "LiveEntry").objects.filter(article=OuterRef("article"))


def _orphans(at: datetime):
    """The outer query's article, where it is an entry whose live story readers have no text of at that moment."""
    told = _editions().filter(article=OuterRef("live")).standing_at(at)
    return _entries().filter(~Exists(told.filter(~Exists(pulls_at(at)), shows="text")))


def _within_terms(at: datetime) -> Q:
    """Which editions may be listed by the time that is paid for; those nobody pays for always."""
    begun = Q(paid_from=None) | Q(paid_from__lte=at)
    return begun & (Q(paid_until=None) | Q(paid_until__gt=at))


def _text_stands(at: datetime):
    """Whether what stands of the outer query's story is a text, and no retraction."""
    past = _editions().filter(article=OuterRef("article"), recalled_at=None, live_from__lte=at)
    later = past.filter(live_from__gt=OuterRef("live_from"))
    texts = _editions().filter(article=OuterRef("pk"), recalled_at=None, live_from__lte=at, shows="text")
    return Exists(texts.exclude(kind="retraction").filter(~Exists(later)))


class EditionQuerySet(models.QuerySet):
    def issued(self):
        """Editions that were not recalled."""
        return seen(self.filter(recalled_at=None))

    def standing_at(self, at: datetime):
        """The edition that answers an address at that moment, withdrawals included."""
        later = _editions().filter(
            article=OuterRef("article"), recalled_at=None, live_from__lte=at, live_from__gt=OuterRef("live_from")
        )
        return seen(self.filter(~Exists(seen(later)), recalled_at=None, live_from__lte=at))

    def live(self, at: datetime):
        """Standing, with text to show, and not pulled; an entry of a live story only where that is live too."""
        return self.standing_at(at).filter(~Exists(pulls_at(at)), ~Exists(_orphans(at)), shows="text")

    def listed(self, at: datetime):
        """Live less retracted, less what is paid for and not within its time, and less entries, which their live story
        has: what every list, feed, count and search starts from."""
        live = self.standing_at(at).filter(~Exists(pulls_at(at)), ~Exists(_entries()), _within_terms(at), shows="text")
        return live.exclude(kind="retraction")

    def automatic(self, at: datetime):
        """Listed less sensitive and paid for: what may appear where nobody put it and nobody looked for it, as on a
        front that makes itself, beside another story, in a newsletter."""
        return self.listed(at).filter(sensitive=False, paid_as="")

    def posted(self, at: datetime):
        """Live entries and key points, less retracted: what search finds a live story by, where that is listed."""
        posted = _entries().filter(Q(number__isnull=False) | Q(is_key_points=True))
        return self.live(at).filter(Exists(posted), _within_terms(at)).exclude(kind="retraction")

    def open_history(self, at: datetime):
        """Live, of stories whose earlier versions readers may see; such a version may say what nobody may say.

        None that is sensitive or an entry, none that was ever pulled, disowned or taken away by then, none that a
        lawyer held, that has a blocked name or that words were taken out of.
        """
        of = {"article": OuterRef("article")}
        issued = _editions().filter(**of, recalled_at=None, live_from__lte=at)
        disowned = Q(sensitive=True) | Q(kind__in=("retraction", "withdrawal", "reinstatement"))
        closed = [
            issued.filter(disowned),
            _editions().filter(**of, words__redacted_at__isnull=False),
            apps.get_model("articles", "Pull").objects.filter(**of, off_from__lte=at),
            apps.get_model("articles", "Hold").objects.filter(**of, kind="legal"),
            apps.get_model("articles", "BlockedName").objects.filter(**of),
            _entries(),
        ]
        return self.live(at).filter(*(~Exists(rows) for rows in closed))

    def ahead(self, at: datetime):
        """Issued to go live after that moment, and not recalled."""
        return self.issued().filter(live_from__gt=at)


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The stories this person may see: the desk's only way to stories. A restriction binds everybody."""
        if not (user.is_active and user.is_staff and user.has_perm("articles.view_article")):
            return self.none()
        named = self.model.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
        return self.filter(~Exists(named) | Exists(named.filter(user_id=user.pk)))

    def photographed_by(self, user):
        """The stories this person is to photograph. They are shown what to bring, and no word of the copy; of a
        restricted story nobody is who may not see it."""
        if not (user.is_active and user.is_staff):
            return self.none()
        named = self.model.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
        theirs = self.filter(photographer=user).exclude(stage="spiked")
        return theirs.filter(~Exists(named) | Exists(named.filter(user_id=user.pk)))

    def hidden_from(self, user):
        """The stories whose restriction does not name this person."""
        named = self.model.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
        return self.filter(Exists(named), ~Exists(named.filter(user_id=user.pk)))

    def but_entries(self):
        """Stories that stand by themselves: the entries of a live story are worked on at its own desk."""
        return self.filter(~Exists(apps.get_model("articles", "LiveEntry").objects.filter(article=OuterRef("pk"))))

    def in_work(self):
        """Stories somebody is working on: drafts, in review, ready."""
        return self.exclude(stage="at_rest").exclude(stage="spiked")

    def on_stage(self, stage: str):
        """Stories on one stage; said so that the partial indexes serve it on every database."""
        if stage == "at_rest":
            return self.filter(stage=stage)
        return (self.exclude(stage="at_rest") if stage == "spiked" else self.in_work()).filter(stage=stage)

    def awaiting(self, user):
        """Stories in review that this person may read: visible, and filed by somebody else."""
        if not user.has_perm("articles.sign_off_article"):
            return self.none()
        return self.visible_to(user).on_stage("in_review").exclude(filed_by=user)

    def pitched(self):
        """Pitches nobody has taken on."""
        return self.filter(is_pitch=True, stage="draft")

    def overdue(self, at: datetime):
        """Stories that were to be filed by now and are not; what is prepared for a day nobody knows never is."""
        stock = apps.get_model("articles", "Hold").objects.filter(article=OuterRef("pk"), lifted_at=None, kind="stock")
        return self.filter(~Exists(stock), stage="draft", due_at__lt=at)

    def held(self):
        """Stories under a hold."""
        holds = apps.get_model("articles", "Hold").objects.filter(lifted_at=None)
        return self.filter(pk__in=holds.values("article"))

    def where_readers_have(self, have: str, at: datetime):
        """Stories of which readers have that at that moment, found by the few rows that could make it so."""
        issued, pulls = _editions().issued(), apps.get_model("articles", "Pull").objects
        could = {
            ReadersHave.SCHEDULED: issued.ahead(at),
            ReadersHave.PULLED: pulls.filter(off_until=None),
            ReadersHave.RETRACTED: issued.filter(kind="retraction"),
            ReadersHave.WITHDRAWN: issued.exclude(shows="text").filter(shows="notice"),
            ReadersHave.NOTHING: issued.exclude(shows="text").filter(shows="nothing"),
        }
        if have == ReadersHave.LIVE:
            # Said by itself: to work out what readers have of each asks five times as much of every story.
            return self.filter(_text_stands(at), ~Exists(pulls_at(at, "pk"))).with_readers_have(at)
        if have in could:
            narrowed = self.filter(pk__in=could[have].order_by().values("article"))
        else:
            past = Exists(issued.filter(article=OuterRef("pk"), live_from__lte=at))
            # What was never issued is in work or spiked: a story comes to rest by being published.
            narrowed = self.exclude(stage="at_rest").filter(~past)
        return narrowed.with_readers_have(at).filter(readers_have=have)

    def with_readers_have(self, at: datetime):
        """Annotate `readers_have`, `standing_number`, `live_since` and `next_live_from` at that moment."""
        standing = _editions().filter(article=OuterRef("pk"), recalled_at=None, live_from__lte=at)
        standing = standing.order_by("-live_from")
        ahead = _editions().filter(article=OuterRef("pk")).ahead(at).order_by("live_from")
        annotated = self.annotate(
            standing_kind=Subquery(standing.values("kind")[:1]),
            standing_shows=Subquery(standing.values("shows")[:1]),
            standing_number=Subquery(standing.values("number")[:1]),
            live_since=Subquery(standing.values("live_from")[:1]),
            next_live_from=Subquery(ahead.values("live_from")[:1]),
            pulled=Exists(pulls_at(at, "pk")),
        )
        return annotated.annotate(
            readers_have=Case(
                When(standing_kind=None, next_live_from=None, then=Value(ReadersHave.UNPUBLISHED)),
                When(standing_kind=None, then=Value(ReadersHave.SCHEDULED)),
                When(standing_shows="notice", then=Value(ReadersHave.WITHDRAWN)),
                When(standing_shows="nothing", then=Value(ReadersHave.NOTHING)),
                When(pulled=True, then=Value(ReadersHave.PULLED)),
                When(standing_kind="retraction", then=Value(ReadersHave.RETRACTED)),
                default=Value(ReadersHave.LIVE),
                output_field=models.CharField(),
            )
        )


class BannerQuerySet(models.QuerySet):
    def open_at(self, at: datetime):
        """Banners whose time it is at that moment, whatever became of their stories."""
        over = Q(ended_at__lte=at) | Q(edition__recalled_at__isnull=False)
        return seen(self.filter(starts_at__lte=at, ends_at__gt=at).exclude(over), "starts_at")

    def to_come(self, at: datetime):
        """Banners that show or are still to show after that moment."""
        over = Q(ended_at__lte=at) | Q(edition__recalled_at__isnull=False)
        return self.filter(ends_at__gt=at).exclude(over)


class ComplaintQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The complaints about stories this person may see."""
        return of_visible(self, user)

    def waiting(self):
        """Those nobody has decided on."""
        return self.filter(outcome="")

    def unanswered(self):
        """Those that are decided, whose reader left an address and has not been answered."""
        return self.exclude(outcome="").exclude(email="").filter(answered_at=None)


class JournalQuerySet(models.QuerySet):
    def open(self):
        """The latest state of each form whose words were neither saved nor let go."""
        later = self.model.objects.filter(key=OuterRef("key"), by=OuterRef("by"), seq__gt=OuterRef("seq"))
        return self.filter(~Exists(later), done="")

    def known_to(self, user):
        """What somebody may look at: what they typed themselves, and what colleagues typed into stories they see."""
        return self.filter(Q(by=user) | Exists(_visible(user, "article"))).select_related("by")


def of_visible(rows, user, story: str = "article"):
    """Narrow rows about stories to those of stories this person may see.

    Asked row by row: `story__in` would have SQLite write the numbers of all stories there are down first.
    """
    return rows.filter(Exists(_visible(user, story)))


def _visible(user, story: str):
    """Return the outer row's story, where this person may see it."""
    return apps.get_model("articles", "Article").objects.visible_to(user).filter(pk=OuterRef(story))


def readers_have(article, at: datetime) -> ReadersHave:
    """Return what readers have of the story at that moment."""
    model = type(article)
    return ReadersHave(model.objects.with_readers_have(at).values_list("readers_have", flat=True).get(pk=article.pk))


def about_how_many() -> int:
    """Return about how many stories there are, by the number of the latest: none is ever deleted, none is counted."""
    latest = apps.get_model("articles", "Article").objects.aggregate(latest=models.Max("pk"))["latest"] or 0
    return round(latest, 2 - len(str(latest)))


def public_notes(article_id: int, at: datetime):
    """The editions of a story, newest first, whose note to readers is public at that moment; `said` is what it says."""
    return (
        _editions()
        .issued()
        .filter(article_id=article_id, live_from__lte=at)
        .exclude(words__public_note="")
        .annotate(said=said_to_readers())
        .select_related("words")
        .defer("words__text", "words__card")
        .order_by("-live_from")
    )
