"""Photos and documents as notices name them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.notices.subjects import Subject, register

from .models import Document, Photo


def register_photos() -> None:
    """Let notices be about photos and documents."""
    register(
        Subject(
            "photo",
            rows=Photo.objects.visible_to,
            every=Photo.objects.all,
            url=lambda photo: reverse("admin:media_photo_change", args=[photo.pk]),
            outside=lambda photo: str(_("Photo %(number)s") % {"number": photo.pk}),
        )
    )
    register(
        Subject(
            "document",
            rows=Document.objects.visible_to,
            every=Document.objects.all,
            url=lambda document: reverse("admin:media_document_change", args=[document.pk]),
            outside=lambda document: str(_("Document %(number)s") % {"number": document.pk}),
        )
    )
