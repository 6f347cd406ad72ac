"""Notices, and how each person wants them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import outgoing, subjects
from .kinds import KINDS, Way


class NoticeQuerySet(models.QuerySet):
    def of(self, user):
        """The notices of this person that they may see now: a story that is closed to them takes its notices along."""
        return self.filter(subjects.shown_to(user), to=user)

    def unread(self):
        """Those nobody has looked at."""
        return self.filter(read_at=None)


class Notice(models.Model):
    """Something one person is told about one thing. What the thing says is looked up when the notice is shown."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=24)
    about_kind = models.CharField(max_length=20, blank=True)
    about_uid = models.UUIDField(null=True)
    # The place on the thing's page, such as note-12.
    anchor = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    # A sentence more, where the thing's page has none; `redact` reaches it.
    words = models.TextField(blank=True)
    # What may be told once only, such as one reading that became overdue.
    once = models.CharField(max_length=80, blank=True)
    way = models.CharField(max_length=8, choices=Way)
    read_at = models.DateTimeField(_("read"), null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "kind", "once"],
                condition=~models.Q(once=""),
                name="told_once",
                violation_error_message=_("They were told already."),
            ),
        ]
        indexes = [
            models.Index(fields=["to", "-at", "-id"], name="notice_list"),  # somebody's notices
            models.Index(fields=["to"], name="notice_unread", condition=models.Q(read_at=None)),  # the bell
            models.Index(fields=["about_uid"], name="notice_about"),  # what a redaction must reach
        ]

    def __str__(self):
        return self.sentence

    @property
    def said(self):
        """What this kind of notice is; a kind that was taken out since is still shown."""
        return KINDS.get(self.kind)

    @property
    def sentence(self) -> str:
        """What happened, in a sentence without the thing's name."""
        by = self.by if self.by_id else gettext("The newsroom")
        return str(self.said.says) % {"by": by} if self.said else self.kind.replace("_", " ")

    @property
    def urgent(self) -> bool:
        return bool(self.said and self.said.urgent)


class NoticeChoice(models.Model):
    """How one person wants one kind of notice, where that is not how it usually reaches people."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=24)
    way = models.CharField(max_length=8, choices=Way)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_choice_a_kind")]


class Digest(models.Model):
    """When somebody gets the daily e-mail, on the newsroom's clock, and the day of the last one."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="notice_digest"
    )
    hour = models.PositiveSmallIntegerField(_("hour of the daily e-mail"))
    sent_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hour__lte=23),
                name="digest_hour_of_a_day",
                violation_error_message=_("An hour is between 0 and 23."),
            ),
        ]


class Webhook(models.Model):
    """Where one desk's notices also go: a chat room, a pager. An e-mail wakes nobody at three in the morning."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The section whose notices go there; this room knows sections by their uid alone.
    desk = models.UUIDField(_("desk"), null=True, blank=True, unique=True)
    url = models.URLField(_("address"), max_length=500)
    secret = models.CharField(max_length=64, editable=False, default=outgoing.new_secret)
    kinds = models.TextField(_("what goes there"), blank=True, help_text=_("Names of kinds, separated by spaces."))
    unpublished_too = models.BooleanField(
        _("also headlines readers do not have yet"),
        default=False,
        help_text=_("Otherwise those stories are named by their slugline. Restricted and embargoed ones never are."),
    )
    is_active = models.BooleanField(_("is on"), default=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self):
        return self.url.split("?")[0]

    def sends(self, kind: str) -> bool:
        """Say whether notices of that kind go there."""
        return kind in self.kinds.split()


class Delivery(models.Model):
    """One notice on its way to a webhook, and how it went. It names its thing by uid, and keeps no words of it."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=24)
    about_kind = models.CharField(max_length=20, blank=True)
    about_uid = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("at"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    status = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["webhook", "-at"], name="deliveries_of_webhook")]

    def __str__(self):
        return f"{self.kind} {self.state}"

    @property
    def label(self) -> str:
        """What went there."""
        return str(KINDS[self.kind].label) if self.kind in KINDS else gettext("A try")
