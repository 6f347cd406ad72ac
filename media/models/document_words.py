"""What a document's file says, for the desk to search and for names that must not appear to be found in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .document import Document


class DocumentWords(models.Model):
    """The words of one file as they were read from it; never public. Written by `media.documents.reading` alone."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="inside")
    text = models.TextField(_("text"))
    # Folded for the desk's search when they are read, since that takes a second for a long one.
    searched = models.TextField()
    pages = models.PositiveIntegerField(_("pages"), null=True, help_text=_("Of a PDF."))
    pages_read = models.PositiveIntegerField(_("pages read"), null=True)
    pages_silent = models.PositiveIntegerField(_("pages without words"), default=0, help_text=_("Pictures of paper."))
    whole = models.BooleanField(_("all of it was read"))
    read_at = models.DateTimeField(_("read"))

    class Meta:
        verbose_name = _("words of a document")
        verbose_name_plural = _("words of documents")

    def __str__(self):
        return str(self.document_id)
