"""Newsletters: what each is of, who gets it, and what became of every issue. No address is kept but a reader's row."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Front, FrontEdition, Tag

# How long the link in a confirmation works, and how long an address is kept that mail does not reach.
CONFIRM_WITHIN = timedelta(days=2)
SUSPENDED_FOR = timedelta(days=30)


class Letter(models.Model):
    """A newsletter: of a front or of a tag, sent by hand or at a time on the newsroom's clock.

    Written by the verbs of `newsroom.letters.keeping` alone.
    """

    class Rhythm(models.TextChoices):
        HAND = "hand", _("When somebody sends it")
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")

    class Day(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, unique=True, allow_unicode=True)
    about = models.CharField(_("what it is"), max_length=200)
    greeting = models.TextField(_("greeting"), max_length=600, blank=True)
    front = models.ForeignKey(Front, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("front"))
    tag = models.ForeignKey(Tag, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tag"))
    rhythm = models.CharField(_("it goes"), max_length=6, choices=Rhythm, default=Rhythm.HAND)
    weekday = models.PositiveSmallIntegerField(_("on"), choices=Day, null=True, blank=True)
    at = models.TimeField(_("at"), null=True, blank=True)
    # Hours before this moment are past: the letter was off then, or went at another time.
    timed_since = models.DateTimeField(editable=False)
    is_on = models.BooleanField(_("is on"), default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    changed_at = models.DateTimeField(_("last changed"), editable=False)

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["name", "pk"]
        default_permissions = ()
        permissions = [
            ("view_letter", _("Can see the newsletters")),
            ("change_letter", _("Can say which newsletters there are")),
            ("send_letter", _("Can send every newsletter")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(front__isnull=False, tag=None) | Q(front=None, tag__isnull=False),
                name="letter_of_one_thing",
                violation_error_message=_("A newsletter is of a front or of a tag."),
            ),
            models.CheckConstraint(
                condition=Q(rhythm="hand") | Q(at__isnull=False),
                name="letter_that_goes_by_itself_has_an_hour",
                violation_error_message=_("Say at what time it goes."),
            ),
            models.CheckConstraint(
                condition=~Q(rhythm="weekly") | Q(weekday__isnull=False),
                name="weekly_letter_has_a_day",
                violation_error_message=_("Say on which day it goes."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def subject(self) -> str:
        """The newsletter's name in the log."""
        return f"letter:{self.uid}"

    @property
    def page_tag(self) -> str:
        """The tag of its pages."""
        return f"letter:{self.pk}"


class SubscriptionQuerySet(models.QuerySet):
    def of_address(self, address: str):
        """Those of one address, however its letters are written."""
        return self.annotate(folded=Lower("address")).filter(folded=address.strip().lower())

    def getting(self):
        """Those that are sent mail: confirmed, and reached so far."""
        return self.filter(confirmed_at__isnull=False, suspended_at=None)

    def lapsed(self, now: datetime):
        """Those that were never confirmed in time, and those mail has not reached for a month."""
        unconfirmed = Q(confirmed_at=None, asked_at__lt=now - CONFIRM_WITHIN)
        return self.filter(unconfirmed | Q(suspended_at__lt=now - SUSPENDED_FOR))


class Subscription(models.Model):
    """An address one newsletter goes to. It is kept for that alone, and goes with the row.

    Written by the verbs of `newsroom.letters.readers`. Nobody's acts here are on the record: the log is for ever.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="subscriptions", verbose_name=_("newsletter"))
    address = models.EmailField(_("e-mail address"))
    asked_at = models.DateTimeField(_("asked for"))
    # The digest of what the link in the confirmation has.
    token = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    suspended_at = models.DateTimeField(_("mail comes back since"), null=True)
    # How often mail came back for a while, since it was confirmed.
    bounces = models.PositiveSmallIntegerField(default=0)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader of a newsletter")
        verbose_name_plural = _("readers of newsletters")
        default_permissions = ()
        permissions = [("view_subscription", _("Can look up, export and erase readers of newsletters"))]
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                "letter",
                name="subscribed_once",
                violation_error_message=_("This address has the newsletter already."),
            )
        ]
        indexes = [
            models.Index(fields=["letter", "id"], name="letter_getting",
                         condition=Q(confirmed_at__isnull=False, suspended_at=None)),  # the next batch
            models.Index(fields=["token"], name="letter_token", condition=~Q(token="")),  # a link that was followed
        ]  # fmt: skip


class Issue(models.Model):
    """One issue of a newsletter: which stories it has, in which order. What they say is what readers have of them."""

    class State(models.TextChoices):
        DRAWN = "drawn", _("Drawn up")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        STOPPED = "stopped", _("Stopped")
        EMPTY = "empty", _("Nothing new: not sent")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="issues", verbose_name=_("newsletter"))
    number = models.PositiveIntegerField(_("number"))
    # The day whose issue it is, where it went by itself: there is one a day, whatever happens.
    day = models.DateField(_("of the day"), null=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.DRAWN)
    title = models.CharField(_("subject"), max_length=120, blank=True)
    intro = models.CharField(_("introduction"), max_length=300, blank=True)
    # How often it was arranged or worded since it was drawn up.
    acts = models.PositiveIntegerField(default=0)
    # Of a front: the edition in whose words its cards are.
    edition = models.ForeignKey(FrontEdition, models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField(_("drawn up"))
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(_("finished"), null=True)
    # How far sending has come through the readers, and when it last did anything.
    reached = models.BigIntegerField(default=0)
    pressed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("issue of a newsletter")
        verbose_name_plural = _("issues of newsletters")
        ordering = ["letter", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["letter", "number"], name="letter_issue_number_once"),
            models.UniqueConstraint(fields=["letter", "day"], condition=Q(day__isnull=False), name="one_letter_a_day"),
        ]
        indexes = [models.Index(fields=["pressed_at"], name="letter_sending", condition=Q(state="sending"))]

    def __str__(self):
        return f"{self.letter} {self.number}"

    @property
    def is_public(self) -> bool:
        """Whether readers may look at it in a browser: it went to some of them."""
        return self.sent_at is not None

    @property
    def mark(self) -> str:
        """What is another as soon as anybody arranges it, words it or draws it up anew."""
        return f"{self.uid.hex}-{self.acts}"


class IssueStory(models.Model):
    """A story in an issue, by its place. `part` and `card` are keys of the front's edition, whose words it has.

    No row goes while the issue is there: a story that is left out can be put back, and is known not to be new.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="stories")
    place = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    part = models.CharField(max_length=64, blank=True)
    card = models.CharField(max_length=64, blank=True)
    # Where the front or tag gave it, by place and part; nowhere, where somebody put it in.
    given = models.PositiveSmallIntegerField(null=True)
    given_part = models.CharField(max_length=64, blank=True)
    left_out = models.BooleanField(default=False)
    # It was in the issue when the subject, or the introduction, was typed, which may be about it.
    in_title = models.BooleanField(default=False)
    in_intro = models.BooleanField(default=False)
    # The first mail it was not in, though it was in the issue: readers did not have it any more.
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("story in a newsletter")
        verbose_name_plural = _("stories in newsletters")
        ordering = ["place"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issue", "article"], name="story_once_an_issue")]


class Delivery(models.Model):
    """One issue on its way to one reader. The row is there before anything is sent, so that none is sent twice."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        # The server died, or the line broke, between handing it over and writing that down.
        UNKNOWN = "unknown", _("Not known whether it was sent")
        AGAIN = "again", _("To be tried again")
        FAILED = "failed", _("Refused")
        LEFT = "left", _("Unsubscribed meanwhile")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    issue = models.ForeignKey(Issue, models.CASCADE, related_name="deliveries")
    # Nobody any more, once the reader is gone: what was sent is still counted.
    subscription = models.ForeignKey(Subscription, models.SET_NULL, null=True, related_name="deliveries")
    state = models.CharField(max_length=7, choices=State, default=State.CLAIMED)
    # The process that has it; what a dead one had is put back.
    run = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    # What the mail server said: its numbers, and no word of its own, which may hold the address.
    said = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("delivery of a newsletter")
        verbose_name_plural = _("deliveries of newsletters")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["issue", "subscription"], name="delivered_once")]
        indexes = [models.Index(fields=["issue", "state"], name="letter_delivered")]  # counts, and what is left
