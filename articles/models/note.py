"""What the desk says to itself about a story: threads, on the story or on a passage of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class Note(models.Model):
    """A remark of the desk on a story; never public. One that answers another is a part of its thread.

    A note on a passage has its words (`quote`) and where they stood in the text of `revision_number`: in which
    top-level element of the body (`paragraph`, from 0; None when the passage is gone), and which of the same words
    there (`nth`, from 0). Every revision moves it along.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="notes")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="replies", verbose_name=_("answers"))
    at = models.DateTimeField(_("at"))
    # A colleague; or nobody here, where somebody outside left it by a link.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    outside = models.ForeignKey(
        "articles.ReviewLink", models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("from")
    )
    text = models.TextField(_("note"))
    quote = models.TextField(_("passage"), blank=True, help_text=_("What it is about, as it read then."))
    paragraph = models.PositiveIntegerField(null=True)
    nth = models.PositiveSmallIntegerField(default=0)
    revision_number = models.PositiveIntegerField(null=True)
    must_be_answered = models.BooleanField(_("must be answered before publishing"), default=False)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="mentioned_in", blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["article"],
                name="note_stops",
                condition=models.Q(must_be_answered=True, resolved_at=None),
            ),  # what has to be answered before readers get it
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | models.Q(outside__isnull=False),
                name="note_from_somebody",
                violation_error_message=_("A note is from a colleague or from somebody outside."),
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_at=None, resolved_by=None)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="note_resolved_by_somebody",
                violation_error_message=_("A note is resolved by somebody at a time, or open."),
            ),
            models.CheckConstraint(
                condition=models.Q(answers=None)
                | models.Q(quote="", paragraph=None, must_be_answered=False, resolved_at=None),
                name="reply_stands_in_its_thread",
                violation_error_message=_("A reply has no passage of its own; the note it answers has."),
            ),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def who(self) -> str:
        """Whose note it is, as it is said on screens."""
        return str(self.by) if self.by_id else _("%(name)s (outside)") % {"name": self.outside.name}

    @property
    def is_gone(self) -> bool:
        """Whether the passage it was on is no longer in the text."""
        return bool(self.quote) and self.paragraph is None and self.revision_number is not None

    @property
    def stops(self) -> bool:
        """Whether it keeps the story from readers."""
        return self.must_be_answered and self.resolved_at is None
