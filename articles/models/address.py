"""Public paths, written once, for ever."""

import unicodedata

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from newsroom.record.canonical import keyed

from .article import Article


def address_key(path: str) -> str:
    """Return the path as it is kept: NFC."""
    return unicodedata.normalize("NFC", path)


def hashed_key(path: str) -> str:
    """Return what is kept of a redacted path: it can be recognised, never read."""
    return "hash:" + keyed("address", address_key(path))


class AddressQuerySet(models.QuerySet):
    def of(self, path: str):
        """The rows that answer to this path, the redacted ones among them."""
        return self.filter(key__in=[address_key(path), hashed_key(path)])

    def at(self, path: str, at):
        """The rows that answer to this path at that moment."""
        return self.of(path).filter(Q(since__lte=at))


class Address(models.Model):
    """A public path of a story, such as `/2023/01/14/slug/`. A changed slug adds a row; none is ever taken away."""

    key = models.CharField(_("path"), max_length=700, unique=True)
    article = models.ForeignKey(Article, models.PROTECT, related_name="addresses")
    since = models.DateTimeField(_("answers since"), null=True, help_text=_("Empty until an edition makes it public."))

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self):
        return self.key

    @property
    def is_redacted(self) -> bool:
        """Whether only a hash of the path is kept."""
        return self.key.startswith("hash:")
