"""A document: a PDF, a recording or a file of data that readers may take away, and why it may be given to them."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import sentences
from ..paths import document_name
from ..querysets import DocumentQuerySet
from .leave import Leave, leave_constraints
from .licensed import Licensed, whole_vouch, whole_withdrawal
from .supplier import Supplier
from .unclear import Phrase, whole_answer


class Document(Licensed):
    """A file as it came in, who is owed for it, and why it may be used. Written by the verbs of `media.documents`."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        AUDIO = "audio", _("Audio")
        DATA = "data", _("Data")

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        MP3 = "mp3", "MP3"
        M4A = "m4a", "M4A"
        OGG = "ogg", "Ogg"
        WAV = "wav", "WAV"
        FLAC = "flac", "FLAC"
        CSV = "csv", "CSV"
        TSV = "tsv", "TSV"
        TXT = "txt", _("Plain text")
        JSON = "json", "JSON"
        XLSX = "xlsx", _("Excel")
        ODS = "ods", _("OpenDocument")

        @property
        def mime(self) -> str:
            """Return the type it is served as, whatever whoever sent it said."""
            return _MIMES[self.value]

    _AUDIO = ("mp3", "m4a", "ogg", "wav", "flac")

    SENTENCES = sentences.DOCUMENT

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=250, blank=True, help_text=_("What readers see it called."))
    description = models.TextField(
        _("description"), blank=True, help_text=_("What is in it, for who does not open it: one or two sentences.")
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("Every word of a recording, and the sounds that matter. Without one it is not published."),
    )
    language = models.CharField(_("language"), max_length=12, default="en")

    original = models.FileField(_("original"), upload_to=document_name, max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format, editable=False)
    kind = models.GeneratedField(
        expression=Case(
            When(format="pdf", then=Value("pdf")), When(format__in=_AUDIO, then=Value("audio")), default=Value("data")
        ),
        output_field=models.CharField(_("kind"), max_length=5, choices=Kind),
        db_persist=True,
    )
    bytes = models.PositiveIntegerField(_("bytes"), editable=False)
    seconds = models.PositiveIntegerField(_("seconds"), null=True, editable=False, help_text=_("Of a recording."))
    file_name = models.CharField(_("file name"), max_length=100, editable=False, help_text=_("As its sender had it."))

    creator = models.CharField(_("creator"), max_length=250, blank=True, help_text=_("Who wrote or recorded it."))
    credit_line = models.CharField(_("credit line"), max_length=250, blank=True, help_text=_("As readers see it."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=250, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True, help_text=_("Whom we have it from."))
    usage_terms = models.TextField(_("usage terms"), blank=True)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("supplier")
    )

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="documents",
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)

    redacted_at = models.DateTimeField(
        _("redacted"), null=True, editable=False, help_text=_("Since then its file is handed to nobody.")
    )

    objects = DocumentQuerySet.as_manager()

    # Set by `documents.taking.accept` on what it returns: this very file was here before.
    recognised = False

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "-pk"]
        permissions = [
            ("view_any_document", _("Can see everybody's documents")),
            ("change_any_document", _("Can change everybody's documents")),
            ("vouch_document", _("Can vouch for a document whose rights are not established")),
        ]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="document_newest"),  # the desk's list
            models.Index(fields=["uploaded_by", "-uploaded_at", "-id"], name="document_own"),  # one person's list
            models.Index(fields=["kind", "-uploaded_at", "-id"], name="document_by_kind"),  # the list, narrowed
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                name="document_same_file_once",
                violation_error_message=_("This very file is here already."),
            ),
            whole_vouch("document_vouch_is_whole", _("To vouch for a document takes a name, a moment and a reason.")),
            whole_withdrawal(
                "document_withdrawal_is_whole", _("To withdraw a document takes a name, a moment and a reason.")
            ),
        ]

    def __str__(self):
        return self.title or self.file_name or gettext("Document %(uid)s") % {"uid": self.uid.hex[:8]}

    def _own_trouble(self, at: datetime) -> list[str]:
        if self.redacted_at and self.redacted_at <= at:
            return [gettext("Its file has words that were redacted. Upload one without them, and use that.")]
        return []

    @property
    def mime(self) -> str:
        return self.Format(self.format).mime


_MIMES = {
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class DocumentLease(Leave):
    """Leave to use a document."""

    OF = "licensed"

    licensed = models.ForeignKey(Document, models.CASCADE, related_name="leases", verbose_name=_("document to use"))

    class Meta:
        verbose_name = _("permission to use a document")
        verbose_name_plural = _("permissions to use documents")
        ordering = ["usable_from", "pk"]
        indexes = [
            models.Index(fields=["licensed", "usable_from"], name="lease_of_document"),  # usable(at)
            models.Index(fields=["usable_until"], name="document_lease_ending"),  # what ends soon, on the board
        ]
        constraints = leave_constraints("document_lease")


class DocumentUnclear(Phrase):
    """A phrase of what a document's sender asks for."""

    OF = "licensed"

    licensed = models.ForeignKey(Document, models.CASCADE, related_name="unclear", verbose_name=_("document"))

    class Meta:
        verbose_name = _("unclear instruction with a document")
        verbose_name_plural = _("unclear instructions with documents")
        ordering = ["asked_at", "pk"]
        indexes = [
            models.Index(
                fields=["-asked_at"], condition=Q(settled_at__isnull=True), name="document_unclear_open"
            ),  # the board
        ]
        constraints = [whole_answer("document_unclear_is_whole")]
