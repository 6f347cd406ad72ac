"""Photos, the leave to use them, and the sizes readers get."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .paths import original_name, rendition_name
from .querysets import LeaseQuerySet, PhotoQuerySet


class Photo(models.Model):
    """A picture as it came in, who is owed for it, and why it may be used. Written by the verbs of `rights.py`."""

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        WEBP = "webp", "WebP"
        TIFF = "tiff", "TIFF"
        AVIF = "avif", "AVIF"

    class RightsBasis(models.TextChoices):
        OWN = "own", _("Ours: taken by our staff")
        AGENCY = "agency", _("Agency subscription")
        LICENCE = "licence", _("Licence")
        PERMISSION = "permission", _("Permission from the owner")
        HANDOUT = "handout", _("Handout")
        QUOTATION = "quotation", _("Quotation, for review or comment")
        NOT_ESTABLISHED = "not_established", _("Not established")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    original = models.FileField(_("original"), upload_to=original_name, max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=8, choices=Format, editable=False)
    # As it is looked at: after the camera's orientation has been applied.
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    bytes = models.PositiveIntegerField(_("bytes"), editable=False)
    file_says = models.TextField(
        _("what the file says"), default="{}", editable=False, help_text=_("Canonical text, as read at upload.")
    )

    headline = models.CharField(_("headline"), max_length=250, blank=True)
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who and what, where, when. Each story may change it for its own use.")
    )
    alt_text = models.TextField(
        _("alt text"), blank=True, help_text=_("What it shows, for somebody who hears the page instead of seeing it.")
    )
    keywords = models.TextField(_("keywords"), blank=True, help_text=_("Separated by commas."))
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)

    creator = models.CharField(_("photographer"), max_length=250, blank=True)
    credit_line = models.CharField(
        _("credit line"),
        max_length=250,
        blank=True,
        help_text=_("Who is owed, as readers see it: Photographer/Agency. No picture is published without it."),
    )
    source = models.CharField(_("source"), max_length=250, blank=True, help_text=_("Where the picture came from."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    web_statement = models.URLField(
        _("web statement of rights"), max_length=500, blank=True, help_text=_("A page that says how it is licensed.")
    )
    digital_source_type = models.CharField(
        _("digital source type"),
        max_length=200,
        blank=True,
        help_text=_("The IPTC address for how it was made: camera, software, a trained model."),
    )

    rights_basis = models.CharField(
        _("rights basis"), max_length=16, choices=RightsBasis, default=RightsBasis.NOT_ESTABLISHED
    )
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("vouched by"),
    )
    vouched_at = models.DateTimeField(_("vouched"), null=True, blank=True, editable=False)
    vouched_reason = models.TextField(_("why it was vouched for"), blank=True, editable=False)

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="photos", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    # Set by `uploads.accept` on what it returns: this very file was here before.
    recognised = False

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-uploaded_at", "-pk"]
        permissions = [
            ("view_any_photo", _("Can see everybody's photos")),
            ("change_any_photo", _("Can change everybody's photos")),
            ("vouch_photo", _("Can vouch for a photo whose rights are not established")),
        ]
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="photo_newest"),  # the desk's list
            models.Index(fields=["uploaded_by", "-uploaded_at"], name="photo_own"),  # a photographer's list
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                name="photo_same_file_once",
                violation_error_message=_("This very file is here already."),
            ),
            models.CheckConstraint(
                condition=Q(vouched_by__isnull=True, vouched_at__isnull=True, vouched_reason="")
                | (Q(vouched_by__isnull=False, vouched_at__isnull=False) & ~Q(vouched_reason="")),
                name="photo_vouch_is_whole",
                violation_error_message=_("To vouch for a photo takes a name, a moment and a reason."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="photo_withdrawal_is_whole",
                violation_error_message=_("To withdraw a photo takes a name, a moment and a reason."),
            ),
        ]

    def __str__(self):
        return self.headline or self.caption[:60] or gettext("Photo %(uid)s") % {"uid": self.uid.hex[:8]}

    @property
    def tag(self) -> str:
        """Return the tag under which pages collect this photo."""
        return f"photo:{self.pk}"

    def why_not(self, at: datetime) -> list[str]:
        """Return what keeps the photo from readers at that moment, a sentence each; empty when it is usable."""
        reasons = []
        if self.withdrawn_at and self.withdrawn_at <= at:
            reasons.append(gettext("The photo was withdrawn on %(when)s.") % {"when": _printed(self.withdrawn_at)})
        if not self.credit_line:
            reasons.append(gettext("The photo has no credit line. Write who is owed for it."))
        if self.rights_basis == self.RightsBasis.NOT_ESTABLISHED and self.vouched_at is None:
            reasons.append(gettext("The photo's rights are not established. Choose a basis, or have an editor vouch."))
        reasons.extend(self._lease_trouble(at))
        return reasons

    def _lease_trouble(self, at: datetime) -> list[str]:
        leases = self.leases.all()
        if not leases or any(lease.covers(at) for lease in leases):
            return []
        ended = [lease.usable_until for lease in leases if lease.usable_until and lease.usable_until <= at]
        if ended:
            return [gettext("Permission to use the photo ended on %(when)s.") % {"when": _printed(max(ended))}]
        begins = min(lease.usable_from for lease in leases)
        return [gettext("Permission to use the photo begins on %(when)s.") % {"when": _printed(begins)}]

    def usable(self, at: datetime) -> bool:
        """Say whether readers may have it at that moment."""
        return not self.why_not(at)

    def lease_end(self, at: datetime) -> datetime | None:
        """Return when the leave that holds at that moment runs out; None when nothing ends it, or none holds."""
        end = None
        for lease in sorted(self.leases.all(), key=lambda lease: lease.usable_from):
            if lease.covers(at) or (end and lease.usable_from <= end):
                if lease.usable_until is None:
                    return None
                end = max(end or lease.usable_until, lease.usable_until)
        return end


class Lease(models.Model):
    """Leave to use a photo between two moments; on screens "permission to use, until"."""

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="leases", verbose_name=_("photo"))
    usable_from = models.DateTimeField(_("permission to use, from"), default=clock.now)
    usable_until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("At this minute it is gone from every page. Empty: no end.")
    )
    note = models.TextField(_("note"), blank=True, help_text=_("What was agreed, with whom, and its limits."))
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("agreed by")
    )
    agreed_at = models.DateTimeField(_("agreed"), editable=False)

    objects = LeaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("permission to use")
        verbose_name_plural = _("permissions to use")
        ordering = ["usable_from", "pk"]
        indexes = [models.Index(fields=["photo", "usable_from"], name="lease_of_photo")]  # usable(at)
        constraints = [
            models.CheckConstraint(
                condition=Q(usable_until__isnull=True) | Q(usable_until__gt=F("usable_from")),
                name="lease_ends_after_it_begins",
                violation_error_message=_("Permission has to end after it begins."),
            ),
        ]

    def __str__(self):
        if self.usable_until is None:
            return gettext("from %(from)s") % {"from": _printed(self.usable_from)}
        return gettext("%(from)s to %(until)s") % {
            "from": _printed(self.usable_from),
            "until": _printed(self.usable_until),
        }

    def covers(self, at: datetime) -> bool:
        """Say whether it gives leave at that moment; the end itself is outside."""
        return self.usable_from <= at and (self.usable_until is None or at < self.usable_until)


class Rendition(models.Model):
    """One size, cut and format of a photo. Its address carries the digest, so its bytes may be kept by anybody."""

    class Format(models.TextChoices):
        AVIF = "avif", "AVIF"
        WEBP = "webp", "WebP"
        JPEG = "jpeg", "JPEG"

        @property
        def extension(self) -> str:
            return "jpg" if self is Rendition.Format.JPEG else self.value

        @property
        def mime(self) -> str:
            return f"image/{self.value}"

    class Crop(models.TextChoices):
        WHOLE = "", _("Whole")
        CARD = "3:2", _("3:2, cards")
        SQUARE = "1:1", _("1:1, thumbnails")
        PORTRAIT = "4:5", _("4:5, feature portraits")
        WIDE = "16:9", _("16:9, sharing")

        @property
        def ratio(self) -> tuple[int, int] | None:
            """Return width and height of the cut; None when nothing is cut away."""
            if self is Rendition.Crop.WHOLE:
                return None
            across, down = self.value.split(":")
            return int(across), int(down)

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions", verbose_name=_("photo"))
    crop = models.CharField(_("crop"), max_length=5, choices=Crop, default=Crop.WHOLE, blank=True)
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    format = models.CharField(_("format"), max_length=4, choices=Format)
    digest = models.CharField(
        max_length=20, help_text=_("Over pixels, crop and the words embedded; ends in the crop's mark.")
    )
    file = models.FileField(_("file"), upload_to=rendition_name, max_length=200)
    bytes = models.PositiveIntegerField(_("bytes"))
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["crop", "width", "format"]
        constraints = [
            # Its index also answers "all sizes of this photo", every page's question.
            models.UniqueConstraint(fields=["photo", "crop", "width", "format"], name="rendition_once"),
        ]

    def __str__(self):
        return f"{self.photo_id} {self.crop or 'whole'} {self.width}×{self.height} {self.format}"


def _printed(moment: datetime) -> str:
    """Return the moment as the desk reads it, on the newsroom's clock."""
    return date_format(clock.local(moment), "j F Y, H:i")
