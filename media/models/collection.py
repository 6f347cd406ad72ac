"""Photos that belong together: a shoot or an event, or whatever somebody puts side by side."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .photo import Photo


class Collection(models.Model):
    """Photos under one name. An event has a list of shorthands, by which captions are typed faster."""

    class Kind(models.TextChoices):
        EVENT = "event", _("Shoot or event")
        COLLECTION = "collection", _("Collection")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.EVENT)
    name = models.CharField(_("name"), max_length=120)
    shorthands = models.TextField(
        _("shorthands"),
        blank=True,
        help_text=_("One a line: the shorthand, then what it stands for. h9 Anna Berg, Harbour FC"),
    )
    caption_template = models.TextField(
        _("caption template"),
        blank=True,
        help_text=_("Words in braces are asked for, picture by picture: {player} of {team} scores in minute {minute}."),
    )
    photos = models.ManyToManyField(Photo, through="Collected", related_name="collections", verbose_name=_("photos"))
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("begun by")
    )
    begun_at = models.DateTimeField(_("begun"), editable=False)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["-begun_at", "-id"], name="collection_newest")]  # the sheet's list of events

    def __str__(self):
        return self.name


class Collected(models.Model):
    """A photo's place in a collection. It is no use of the photo: the photo may be deleted all the same."""

    is_use = False

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="collected")
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="collected")

    class Meta:
        verbose_name = _("photo of a collection")
        verbose_name_plural = _("photos of collections")
        constraints = [
            # Its index also answers the contact sheet of an event.
            models.UniqueConstraint(fields=["collection", "photo"], name="collected_once"),
        ]

    def __str__(self):
        return f"{self.collection}: {self.photo}"
