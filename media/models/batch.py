"""Pictures or documents that came in together, and each file on its way in."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..moments import printed
from .document import Document
from .photo import Photo
from .supplier import Supplier


class Batch(models.Model):
    """What somebody sent at once, or what a supplier's folder brought: found together afterwards."""

    class Of(models.TextChoices):
        PHOTOS = "photos", _("Photos")
        DOCUMENTS = "documents", _("Documents")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    of = models.CharField(_("of"), max_length=9, choices=Of, default=Of.PHOTOS, editable=False)
    said = models.TextField(
        default="{}", editable=False, help_text=_("Of all its files, as canonical text; forgotten with their lines.")
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun"), editable=False)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="batches", verbose_name=_("supplier")
    )

    class Meta:
        verbose_name = _("batch of photos")
        verbose_name_plural = _("batches of photos")
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["begun_by", "-begun_at"], name="batch_own")]  # what was not finished

    def __str__(self):
        return self.name or printed(self.begun_at)

    def get_absolute_url(self) -> str:
        """Return where its photos are seen together, or its documents among the others."""
        if self.of == self.Of.DOCUMENTS:
            return reverse("admin:media_document_changelist")
        return reverse("admin:media_photo_changelist") + f"?batch={self.pk}"


class Arrival(models.Model):
    """A file on its way in: what it is called, how large it will be, and what became of it.

    How much of it is here is the size of the file kept for it, and nowhere else, so the two cannot disagree.
    """

    is_use = False

    class State(models.TextChoices):
        COMING = "coming", _("On its way")
        UNPACKING = "unpacking", _("Being unpacked")
        TAKEN = "taken", _("Taken in")
        KNOWN = "known", _("Was here already")
        REFUSED = "refused", _("Refused")
        UNPACKED = "unpacked", _("Unpacked")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="arrivals", verbose_name=_("batch of photos"))
    inside = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="entries", verbose_name=_("archive it came in")
    )
    name = models.CharField(_("name"), max_length=100)
    fingerprint = models.CharField(
        _("fingerprint"), max_length=64, help_text=_("By which the sender's browser knows the file again.")
    )
    bytes = models.PositiveBigIntegerField(_("bytes"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.COMING)
    photo = models.ForeignKey(
        Photo, models.SET_NULL, null=True, blank=True, related_name="arrivals", verbose_name=_("photo")
    )
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="arrivals", verbose_name=_("document")
    )
    said = models.TextField(_("what its sender was told"), blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    class Meta:
        verbose_name = _("file on its way in")
        verbose_name_plural = _("files on their way in")
        ordering = ["pk"]
        constraints = [
            # Its index also answers "is this file half here already?".
            models.UniqueConstraint(fields=["batch", "fingerprint"], name="arrival_once"),
        ]

    def __str__(self):
        return self.name
