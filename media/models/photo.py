"""A photo: the file, what is said of it, and why it may be used."""

import json
import textwrap
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import sentences
from ..moments import printed
from ..paths import original_name
from ..querysets import PhotoQuerySet
from .credentials import CredentialsState
from .described import Described
from .licensed import Licensed, whole_vouch, whole_withdrawal
from .supplier import Supplier


class Photo(Described, Licensed):
    """A picture as it came in, who is owed for it, and why it may be used. Written by the verbs of `rights.py`."""

    class Format(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        WEBP = "webp", "WebP"
        TIFF = "tiff", "TIFF"
        AVIF = "avif", "AVIF"
        HEIC = "heic", "HEIC"

    class Mark(models.TextChoices):
        NONE = "", _("Not decided")
        PICK = "pick", _("Pick")
        REJECT = "reject", _("Reject")

    class Orientation(models.TextChoices):
        LANDSCAPE = "landscape", _("Landscape")
        PORTRAIT = "portrait", _("Portrait")
        SQUARE = "square", _("Square")

    SENTENCES = sentences.PHOTO

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    original = models.FileField(_("original"), upload_to=original_name, max_length=200, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    format = models.CharField(_("format"), max_length=8, choices=Format, editable=False)
    # As it is looked at: after the camera's orientation has been applied.
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    orientation = models.GeneratedField(
        expression=Case(
            When(width__gt=F("height"), then=Value("landscape")),
            When(width__lt=F("height"), then=Value("portrait")),
            default=Value("square"),
        ),
        output_field=models.CharField(_("orientation"), max_length=9, choices=Orientation),
        db_persist=True,
    )
    bytes = models.PositiveIntegerField(_("bytes"), editable=False)
    file_says = models.TextField(
        _("what the file says"), default="{}", editable=False, help_text=_("Canonical text, as read at upload.")
    )

    credentials = models.CharField(
        _("Content Credentials"),
        max_length=9,
        choices=CredentialsState,
        blank=True,
        default=CredentialsState.NOT_LOOKED,
        editable=False,
    )

    rating = models.PositiveSmallIntegerField(_("stars"), default=0, editable=False)
    mark = models.CharField(_("mark"), max_length=6, choices=Mark, blank=True, default=Mark.NONE, editable=False)

    # In ten-thousandths of the upright picture: what every cut keeps in view. Empty: nobody has said.
    focus_x = models.PositiveSmallIntegerField(_("focal point, from the left"), null=True, blank=True, editable=False)
    focus_y = models.PositiveSmallIntegerField(_("focal point, from the top"), null=True, blank=True, editable=False)
    colour = models.CharField(
        _("colour"), max_length=7, blank=True, editable=False, help_text=_("What fills its place until it arrives.")
    )

    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="photos", verbose_name=_("supplier")
    )
    # Kept by the verbs of care: the flags on anybody in it, and "consent" where somebody's is on record.
    care = models.CharField(_("care"), max_length=60, blank=True, editable=False)
    consent_ends_at = models.DateTimeField(_("consent withdrawn"), null=True, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="photos", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded"), editable=False)
    batch = models.ForeignKey(
        "media.Batch",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="photos",
        verbose_name=_("batch of photos"),
    )
    objects = PhotoQuerySet.as_manager()

    # Set by `uploads.accept` on what it returns: this very file was here before.
    recognised = False
    # So is this: how many pictures its file has, of which this is the first.
    frames = 1

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
            # when the next consent ends
            models.Index(
                fields=["consent_ends_at"], name="photo_consent_ends", condition=Q(consent_ends_at__isnull=False)
            ),
            models.Index(fields=["-uploaded_at", "-id"], name="photo_newest"),  # the desk's list
            models.Index(fields=["uploaded_by", "-uploaded_at"], name="photo_own"),  # a photographer's list
            # The contact sheet is paged by number, newest first; each of its facets has its own way there.
            models.Index(fields=["uploaded_by", "-id"], name="photo_own_sheet"),
            models.Index(fields=["-id"], condition=Q(credit_line=""), name="photo_uncredited"),
            models.Index(fields=["-id"], condition=Q(alt_text=""), name="photo_no_alt"),
            models.Index(
                fields=["-id"],
                condition=Q(licence="not_established", vouched_at__isnull=True),
                name="photo_no_rights",
            ),
            models.Index(fields=["-id"], condition=Q(withdrawn_at__isnull=False), name="photo_withdrawn"),
            models.Index(fields=["mark", "-id"], condition=~Q(mark=""), name="photo_marked"),
            models.Index(fields=["licence", "-id"], name="photo_by_licence"),
            models.Index(fields=["supplier", "-id"], name="photo_by_supplier"),
            models.Index(fields=["creator", "-id"], name="photo_by_creator"),
            models.Index(fields=["source", "-id"], name="photo_by_source"),
            models.Index(fields=["orientation", "-id"], name="photo_by_orientation"),
            models.Index(fields=["taken_at"], name="photo_by_day"),
            models.Index(fields=["created_city", "-id"], name="photo_by_place_taken"),
            models.Index(fields=["shown_city", "-id"], name="photo_by_city"),
            models.Index(fields=["-id"], condition=~Q(care=""), name="photo_with_care"),
            models.Index(fields=["credentials", "-id"], name="photo_by_credentials"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__lte=5),
                name="photo_has_five_stars_at_most",
                violation_error_message=_("A photo has five stars at most."),
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                name="photo_same_file_once",
                violation_error_message=_("This very file is here already."),
            ),
            whole_vouch("photo_vouch_is_whole", _("To vouch for a photo takes a name, a moment and a reason.")),
            whole_withdrawal(
                "photo_withdrawal_is_whole", _("To withdraw a photo takes a name, a moment and a reason.")
            ),
            models.CheckConstraint(
                condition=Q(focus_x__isnull=True, focus_y__isnull=True) | Q(focus_x__lte=10_000, focus_y__lte=10_000),
                name="photo_focus_is_a_point",
                violation_error_message=_("A focal point lies within the picture."),
            ),
        ]

    def __str__(self):
        named = (
            self.headline
            or textwrap.shorten(self.caption, 60, placeholder="…")
            or json.loads(self.file_says).get("file_name")
        )
        return named or gettext("Photo %(uid)s") % {"uid": self.uid.hex[:8]}

    @property
    def persons_shown(self) -> list[str]:
        """Return the names of who is shown, left to right, without those who must not be named."""
        return [person.name for person in self.persons.all() if person.name]

    def _own_trouble(self, at: datetime) -> list[str]:
        if self.consent_ends_at and self.consent_ends_at <= at:
            when = printed(self.consent_ends_at)
            return [gettext("Somebody in the photo took their consent back on %(when)s.") % {"when": when}]
        return []

    def lease_end(self, at: datetime, section: str = "") -> datetime | None:
        """Return when the leave that holds at that moment runs out; consent that somebody takes back ends it too."""
        ends = [end for end in (super().lease_end(at, section), self.consent_ends_at) if end and end > at]
        return min(ends, default=None)
