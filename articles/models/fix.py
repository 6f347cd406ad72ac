"""What readers have and the working copy has not: a fix of the live text, where both changed the same thing."""

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
