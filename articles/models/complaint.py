"""What readers say is wrong with a story, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.querysets import ComplaintQuerySet

from .article import Article
from .edition import Edition


class Complaint(models.Model):
    """A reader's report of an error. Nothing says who the reader is but an address they left, until they are answered.

    Written by the verbs of `articles.workflow.complaints`.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        LOOKING = "looking", _("Being looked into")
        CORRECTED = "corrected", _("Corrected")
        CLARIFIED = "clarified", _("Clarified")
        NOT_CORRECTED = "not_corrected", _("No correction")
        ANSWERED = "answered", _("Answered")

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", _("Corrected")
        CLARIFIED = "clarified", _("Clarified")
        NOT_CORRECTED = "not_corrected", _("No correction")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="complaints", verbose_name=_("story"))
    # What readers had when the page was opened.
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="complaints", verbose_name=_("version"))
    at = models.DateTimeField(_("at"))
    text = models.TextField(_("what is wrong"))
    passage = models.TextField(_("the words it is about"), blank=True)
    email = models.EmailField(_("address for the answer"), blank=True)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.NEW)
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome, blank=True)
    looked_into_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("looked into by")
    )
    # The next correction or clarification of the story is meant for it.
    mending = models.BooleanField(default=False)
    reason = models.TextField(_("why no correction"), blank=True)
    mended_by = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="mended", verbose_name=_("mended"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    mailed_at = models.DateTimeField(_("answer sent"), null=True)
    redacted_at = models.DateTimeField(null=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(outcome="not_corrected") | ~models.Q(reason=""),
                name="no_correction_for_a_reason",
                violation_error_message=_("Say why nothing is corrected."),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["new", "looking"], outcome="")
                | (~models.Q(state__in=["new", "looking"]) & ~models.Q(outcome="")),
                name="settled_with_an_outcome",
                violation_error_message=_("Say what became of it."),
            ),
        ]
        indexes = [
            models.Index(fields=["-at"], name="complaint_waiting", condition=models.Q(outcome="")),  # the board
            models.Index(fields=["article", "-at"], name="complaint_of_story"),
        ]

    def __str__(self):
        return f"{self.article} #{self.pk}"

    @property
    def subject(self) -> str:
        """Its name for notices."""
        return f"complaint:{self.uid}"

    @property
    def waits(self) -> bool:
        """Whether nobody has decided yet."""
        return not self.outcome
