"""Fixes of the live text: what the working copy says otherwise, and what waits for a colleague's eyes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import Edition


class OpenFix(models.Model):
    """One thing a fix put right for readers, of which the working copy says something else: a question to the desk.

    `where`, `of` and `name` say what, as a `Clash` does; `was` and `fixed` are its texts in the edition the fix was
    made from and in the fix, None where it is not there. What the working copy says is asked of the working copy.
    """

    class Answer(models.TextChoices):
        MINE = "mine", _("The fix was taken")
        THEIRS = "theirs", _("The working copy was kept")
        BOTH = "both", _("Both were taken")
        OVERTAKEN = "overtaken", _("A later version said something else")

    article = models.ForeignKey(Article, models.PROTECT, related_name="open_fixes")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="open_fixes")
    base = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    where = models.CharField(max_length=20)
    of = models.CharField(max_length=250, blank=True)
    name = models.CharField(max_length=20, blank=True)
    was = models.TextField(null=True)
    fixed = models.TextField(null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)

    class Meta:
        verbose_name = _("open fix")
        verbose_name_plural = _("open fixes")
        ordering = ["pk"]
        indexes = [
            # What is not settled of a story: asked by its form and before each publish.
            models.Index(fields=["article"], name="open_fix", condition=models.Q(settled_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, answer="")
                | models.Q(settled_at__isnull=False) & ~models.Q(answer=""),
                name="fix_settled_by_an_answer",
                violation_error_message=_("A fix is settled with an answer, or it is open."),
            ),
        ]

    def __str__(self):
        return f"{self.edition} {self.where}"


class AskedFix(models.Model):
    """A fix of what readers have, as somebody typed it, that waits for a colleague who may publish to read it.

    The text is the story's revision `revision_number`, kept beside the working copy; `edition` is the version it was
    made from. `reader` is who was asked, None for whoever may and is on duty.
    """

    class Answer(models.TextChoices):
        ISSUED = "issued", _("Read and published")
        SENT_BACK = "sent_back", _("Sent back")
        TAKEN_BACK = "taken_back", _("Taken back")
        REPLACED = "replaced", _("Asked anew")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="asked_fixes")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")
    revision_number = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=20, choices=Edition.Kind)
    note = models.TextField(_("note to readers"), blank=True)
    note_place = models.CharField(max_length=4, choices=Edition.NotePlace, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    why = models.TextField(_("why it was sent back"), blank=True)

    class Meta:
        verbose_name = _("fix that waits to be read")
        verbose_name_plural = _("fixes that wait to be read")
        ordering = ["pk"]
        indexes = [
            # What waits of a story: asked by its page.
            models.Index(fields=["article"], name="asked_fix", condition=models.Q(settled_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, answer="")
                | models.Q(settled_at__isnull=False) & ~models.Q(answer=""),
                name="asked_fix_settled_by_an_answer",
                violation_error_message=_("A fix that was asked for is answered, or it waits."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.by}"
