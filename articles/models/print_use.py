"""A story's place in the printed paper."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import Article


class PrintUse(models.Model):
    """A story in one print edition: where it is to stand, and, once its page was sent, which revision stands there."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="print_uses", verbose_name=_("story"))
    print_date = models.DateField(_("print edition of"))
    page = models.CharField(_("page"), max_length=12, blank=True)
    headline = models.CharField(_("headline in print"), max_length=250, blank=True)
    length = models.PositiveIntegerField(_("length in print"), null=True, blank=True, help_text=_("In words."))
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("planned"))
    sent_at = models.DateTimeField(_("page sent"), null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # What the page has: these words, under that headline; it does not move with the story any more.
    sent_revision = models.PositiveIntegerField(_("revision sent"), null=True)
    sent_headline = models.CharField(max_length=250, blank=True)
    sent_page = models.CharField(max_length=12, blank=True)

    class Meta:
        verbose_name = _("place in print")
        verbose_name_plural = _("places in print")
        ordering = ["print_date", "page", "pk"]
        indexes = [models.Index(fields=["print_date"], name="print_of_day")]  # the board: what drifted, what is to go
        constraints = [
            models.UniqueConstraint(
                fields=["article", "print_date"],
                name="once_in_a_print_edition",
                violation_error_message=_("The story is in that print edition already."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None, sent_revision=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False, sent_revision__isnull=False),
                name="sent_by_somebody_with_words",
                violation_error_message=_("A page was sent by somebody, with a revision, or not at all."),
            ),
        ]

    def __str__(self):
        return f"{self.article}, {self.print_date:%Y-%m-%d}"
