"""The line over every readers' page that says what is breaking."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.querysets import BannerQuerySet

from .article import Article
from .edition import Edition


class Banner(models.Model):
    """A line that leads to a story from every readers' page, until it ends by itself or somebody ends it.

    Which one shows at a moment is derived: the newest whose time it is, of a story that is listed then.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="banners")
    # The version it was asked for with: recalled, it takes the banner with it.
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="banners")
    text = models.CharField(_("text"), max_length=140)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    shown_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = BannerQuerySet.as_manager()

    class Meta:
        verbose_name = _("breaking banner")
        verbose_name_plural = _("breaking banners")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="banner_ends_after_it_starts",
                violation_error_message=_("A banner ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__lte=F("ends_at")),
                name="banner_ended_in_time",
                violation_error_message=_("That banner is over already."),
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="banner_open", condition=Q(ended_at=None)),  # is one showing?
        ]

    def __str__(self):
        return self.text
