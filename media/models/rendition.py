"""The sizes of a photo that readers get."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..paths import rendition_name
from .photo import Photo


class Shape(models.TextChoices):
    """The shapes a picture is cut to."""

    WHOLE = "", _("Whole")
    WIDE = "16:9", _("16:9, sharing")
    CARD = "3:2", _("3:2, cards")
    CLASSIC = "4:3", _("4:3")
    SQUARE = "1:1", _("1:1, thumbnails")
    PORTRAIT = "4:5", _("4:5, feature portraits")
    FREE = "free", _("Free")
    # Whole, in every pixel there is, for whoever takes it away; no page prints it.
    FULL = "full", _("Full size, for download")

    @property
    def ratio(self) -> tuple[int, int] | None:
        """Return width and height of the cut; None when it may have any."""
        if self in {Shape.WHOLE, Shape.FREE, Shape.FULL}:
            return None
        across, down = self.value.split(":")
        return int(across), int(down)


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

    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions", verbose_name=_("photo"))
    crop = models.CharField(
        _("crop"), max_length=40, blank=True, help_text=_("A shape, or a shape and one use's own rectangle.")
    )
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    format = models.CharField(_("format"), max_length=4, choices=Format)
    digest = models.CharField(
        max_length=20, help_text=_("Over pixels, cut, areas made unrecognisable, and the words embedded.")
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
