"""Who takes our stories, and what they were told about them."""

import uuid

from django.conf import settings
from django.db import models
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
    told_of_pulls = models.BooleanField(
        _("is told of pulls"), default=False, help_text=_("Also when a story is off only until it is decided.")
    )

    class Meta:
        verbose_name = _("republisher")
        verbose_name_plural = _("republishers")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Taken(models.Model):
    """One story that one republisher took, as somebody on the desk wrote down."""

    republisher = models.ForeignKey(Republisher, models.CASCADE, related_name="taken", verbose_name=_("republisher"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="taken", verbose_name=_("story"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

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
