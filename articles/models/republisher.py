"""Who takes our stories, and what they were told about them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import Edition
from .section import Section


class Republisher(models.Model):
    """Somebody who takes our stories, under what was agreed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Corrections and withdrawals go there."))
    webhook = models.URLField(
        _("webhook"), blank=True, max_length=500, help_text=_("They also go there, as JSON signed with the secret.")
    )
    secret = models.CharField(_("secret"), max_length=64, blank=True, editable=False)
    terms = models.TextField(
        _("terms"), blank=True, help_text=_("What was agreed: credit, delay, which use, for how long.")
    )
    is_active = models.BooleanField(_("takes stories"), default=True)
    takes_all = models.BooleanField(
        _("takes everything"), default=False, help_text=_("By the feed of the whole paper.")
    )
    sections = models.ManyToManyField(
        Section,
        blank=True,
        related_name="+",
        verbose_name=_("takes these sections"),
        help_text=_("By their feeds: every story of them counts as taken."),
    )
    hours_after = models.PositiveSmallIntegerField(
        _("hours after publication"),
        blank=True,
        default=0,
        validators=[MaxValueValidator(720)],
        help_text=_("So long after readers had it first, a story comes into their own feed."),
    )
    photos = models.BooleanField(
        _("may have our pictures"), default=False, help_text=_("Their own feed has pictures only then.")
    )
    told_of_pulls = models.BooleanField(
        _("is told of pulls"), default=False, help_text=_("Also when a story is off only until it is decided.")
    )

    class Meta:
        verbose_name = _("republisher")
        verbose_name_plural = _("republishers")
        ordering = ["name"]

    def __str__(self):
        return self.name


class RepublisherKey(models.Model):
    """The key to a republisher's own feed: in its address, shown once and kept as a hash."""

    republisher = models.ForeignKey(Republisher, models.CASCADE, related_name="keys", verbose_name=_("republisher"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    # Ahead where another has taken its place: whoever uses it has until then to change over.
    ends_at = models.DateTimeField(_("ends"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    used_at = models.DateTimeField(_("last used"), null=True)

    class Meta:
        verbose_name = _("key of a republisher")
        verbose_name_plural = _("keys of republishers")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None, ended_by=None) | Q(ends_at__isnull=False, ended_by__isnull=False),
                name="republisher_key_ended_by_somebody",
                violation_error_message=_("A key is ended by somebody, at a moment, or not at all."),
            ),
        ]

    def __str__(self):
        return f"{self.republisher}, {self.made_at:%Y-%m-%d}"

    def ended(self, at: datetime) -> bool:
        """Whether it opens nothing any more."""
        return self.ends_at is not None and self.ends_at <= at


class RepublisherUse(models.Model):
    """How often a key was used on one day, and how many stories were new to them. Where from is kept nowhere."""

    key = models.ForeignKey(RepublisherKey, models.CASCADE, related_name="uses")
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"), default=0)
    stories = models.PositiveIntegerField(_("stories"), default=0)

    class Meta:
        verbose_name = _("use of a key")
        verbose_name_plural = _("uses of keys")
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="republisher_use_once_a_day")]

    def __str__(self):
        return f"{self.key}, {self.day}"


class Taken(models.Model):
    """One story that one republisher took: as the desk wrote down, or as their key fetched it, in which version."""

    republisher = models.ForeignKey(Republisher, models.CASCADE, related_name="taken", verbose_name=_("republisher"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="taken", verbose_name=_("story"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    key = models.ForeignKey(RepublisherKey, models.PROTECT, null=True, related_name="taken")
    version = models.PositiveIntegerField(_("version"), null=True)

    class Meta:
        verbose_name = _("story taken")
        verbose_name_plural = _("stories taken")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["republisher", "article"],
                name="taken_once",
                violation_error_message=_("It is written down already that they took this story."),
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(key__isnull=False),
                name="taken_as_somebody_says",
                violation_error_message=_("Somebody says that they took it, or their key fetched it."),
            ),
        ]


class RepublisherNotice(models.Model):
    """What one republisher was told about one story: the words, when, and how it went."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        RETRACTION = "retraction", _("Kill: retracted")
        WITHDRAWAL = "withdrawal", _("Kill: withdrawn")
        NOTHING = "nothing", _("Kill: do not use")
        PULL = "pull", _("Hold: do not use for now")
        RESTORE = "restore", _("May be used again")
        REINSTATEMENT = "reinstatement", _("Reinstated")

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")
        STOPPED = "stopped", _("Stopped: the version was recalled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    republisher = models.ForeignKey(Republisher, models.CASCADE, related_name="notices", verbose_name=_("to"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="republisher_notices", verbose_name=_("story"))
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="republisher_notices")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    at = models.DateTimeField(_("queued"))
    title = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    sent_at = models.DateTimeField(_("sent"), null=True)
    trouble = models.CharField(max_length=300, blank=True)
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice to a republisher")
        verbose_name_plural = _("notices to republishers")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at"], name="told_republishers")]  # a story's page

    def __str__(self):
        return self.title
