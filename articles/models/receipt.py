"""What readers were really served after a publish, as the desk fetched it through the real server."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .edition import Edition


class PublishReceipt(models.Model):
    """One look at everything a version changed, as a reader sees it. What readers may see never waits for it.

    Its rows hold addresses and headlines, which a redaction takes away with them: see `workflow.redacting`.
    """

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="receipt")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("publish receipt")
        verbose_name_plural = _("publish receipts")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.edition)

    @property
    def is_whole(self) -> bool:
        """Whether everything was found as it should be."""
        return bool(self.rows.all()) and all(row.state == ReceiptRow.State.GREEN for row in self.rows.all())


class ReceiptRow(models.Model):
    """One address that was fetched: whether it has the version, after how many seconds, or what it shows instead."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being fetched")
        GREEN = "green", _("As it should be")
        RED = "red", _("Not as it should be")

    class Place(models.TextChoices):
        STORY = "story", _("Story")
        FRONT = "front", _("Front")
        SECTION = "section", _("Section")
        TAG = "tag", _("Tag page")
        FEED = "feed", _("Feed")
        SITEMAP = "sitemap", _("Sitemap")
        PICTURE = "picture", _("Share image")

    receipt = models.ForeignKey(PublishReceipt, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=8, choices=Place)
    name = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=700)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    status = models.PositiveSmallIntegerField(null=True)
    # Since the version went live, in tenths.
    tenths = models.PositiveIntegerField(null=True)
    shows = models.CharField(max_length=400, blank=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("line of a publish receipt")
        verbose_name_plural = _("lines of publish receipts")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["receipt", "path"], name="fetched_once_a_receipt")]

    def __str__(self):
        return self.path

    @property
    def seconds(self) -> float | None:
        """How long after going live it was there."""
        return None if self.tenths is None else self.tenths / 10
