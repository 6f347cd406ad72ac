"""What forms held while somebody typed: silent, and no part of a story's history."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.querysets import JournalQuerySet

from .article import Article


class JournalState(models.Model):
    """What one open form held at the end of one minute, as the browser would have posted it.

    `key` names the form: a browser makes a new one each time it opens a page, so that two tabs never meet in a row.
    `seq` counts the changes of that form; a save says up to which of them it took.
    """

    class Form(models.TextChoices):
        STORY = "story", _("The story")
        FIX = "fix", _("A fix of what readers have")

    class Done(models.TextChoices):
        NO = "", _("Not saved")
        SAVED = "saved", _("Saved")
        LET_GO = "let_go", _("Let go")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Null: a story that is not begun yet.
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="journal")
    form = models.CharField(max_length=5, choices=Form, default=Form.STORY)
    minute = models.DateTimeField()
    at = models.DateTimeField()
    seq = models.PositiveIntegerField()
    base = models.PositiveIntegerField(null=True)
    payload = models.TextField()
    done = models.CharField(max_length=6, choices=Done, default=Done.NO, blank=True)
    redacted_at = models.DateTimeField(null=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        verbose_name = _("state in the journal")
        verbose_name_plural = _("journal")
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "by", "minute"], name="one_state_a_minute")]
        indexes = [
            models.Index(fields=["article", "done", "-at"], name="journal_of_story"),  # what a story's form offers
            models.Index(fields=["by", "done", "-at"], name="journal_of_person"),  # what a person has not saved
            models.Index(fields=["at"], name="journal_age"),  # what is old enough to go
        ]

    def __str__(self):
        return f"{self.by} {self.at:%H:%M:%S}"

    @property
    def is_fix(self) -> bool:
        """Whether it was typed into what readers have, and not into the working copy."""
        return self.form == self.Form.FIX
