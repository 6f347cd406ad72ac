"""States of a working copy somebody meant to keep."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.content import Content, from_text

from .article import Article


class Revision(models.Model):
    """The content of a story when somebody saved it or moved it on, and who."""

    class Why(models.TextChoices):
        SAVED = "saved", _("Saved")
        INTAKE = "intake", _("Brought in")
        RECALLED = "recalled", _("Handed back by a recall")
        UNDONE = "undone", _("Handed back by an undo")
        GONE_BACK = "gone_back", _("Went back")
        TAKEN_UP = "taken_up", _("Taken up again")
        MERGED = "merged", _("Saved together with somebody else’s changes")
        SIGNED = "signed", _("Changed with a sign-off")
        # Beside the working copy, which never said this; the next revision is the working copy again.
        FIXED = "fixed", _("A fix of what readers have")
        TAKEN_IN = "taken_in", _("Took in a fix of what readers have")

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    why = models.CharField(_("why"), max_length=10, choices=Why, default=Why.SAVED)
    text = models.TextField()
    # Keyed by the article's salt; "who typed the words since …" is answered without reading texts.
    words = models.CharField(max_length=64)
    pictures = models.CharField(max_length=64)
    placement = models.CharField(max_length=64)
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")]

    def __str__(self):
        return f"{self.article_id}.{self.number}"

    @property
    def content(self) -> Content:
        """The content, read from its canonical text."""
        return from_text(self.text)
