"""Notices, and how each person wants them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import subjects
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
