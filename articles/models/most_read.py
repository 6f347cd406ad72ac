"""What is read most, as it was last reckoned, and what an editor keeps out of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .article import Article


class MostRead(models.Model):
    """A place on a list of what is read most. `articles.most_read` reckons the lists anew every minute.

    The key is the window, and the section's number where the list is of one: `day`, `day:3`.
    """

    key = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    # No constraint in the database: reckoning must not wait for whoever acts on a story, nor they for it.
    article = models.ForeignKey(Article, models.PROTECT, related_name="most_read", db_constraint=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "place"], name="most_read_place_once")]


class MostReadBar(models.Model):
    """A story is kept out of every list of what is read most, until somebody lets it back; the log has why."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="most_read_bars")
    barred_at = models.DateTimeField(_("barred"))
    barred_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("let back"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("bar from most read")
        verbose_name_plural = _("bars from most read")
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(ended_at=None),
                name="one_open_bar",
                violation_error_message=_("This story is kept out of Most read already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("barred_at")),
                name="bar_ends_after_it_begins",
                violation_error_message=_("A story cannot be let back before it was kept out."),
            ),
        ]
