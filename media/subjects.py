"""Photos as notices name them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.notices.subjects import Subject, register

from .models import Photo


def register_photos() -> None:
    """Let notices be about photos."""
    register(
        Subject(
            "photo",
            rows=Photo.objects.visible_to,
            every=Photo.objects.all,
            url=lambda photo: reverse("admin:media_photo_change", args=[photo.pk]),
            outside=lambda photo: str(_("Photo %(number)s") % {"number": photo.pk}),
        )
    )
