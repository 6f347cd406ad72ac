"""What is said of many photos at once: words, rights and a lease, kept under a name."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import licences
from .supplier import Supplier


class PhotoTemplate(models.Model):
    """Words and rights to put on photos; what is empty leaves a photo's own. Applied by `many.apply_template`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    keywords = models.TextField(_("keywords"), blank=True, help_text=_("Added to those that are there."))
    creator = models.CharField(_("photographer"), max_length=250, blank=True)
    credit_line = models.CharField(_("credit line"), max_length=250, blank=True)
    source = models.CharField(_("source"), max_length=250, blank=True)
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    licence = models.CharField(_("licence"), max_length=24, choices=licences.CHOICES, blank=True, default="")
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("supplier")
    )
    lease_days = models.PositiveSmallIntegerField(
        _("permission to use, in days"), null=True, blank=True, help_text=_("From the moment it is applied.")
    )
    lease_note = models.TextField(_("what was agreed"), blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("kept by")
    )
    kept_at = models.DateTimeField(_("kept"), editable=False)

    class Meta:
        verbose_name = _("photo template")
        verbose_name_plural = _("photo templates")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_days__isnull=True) | Q(lease_days__gt=0),
                name="template_lease_is_a_day_or_more",
                violation_error_message=_("Permission lasts a day at least."),
            ),
        ]

    def __str__(self):
        return self.name
