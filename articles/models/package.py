"""Stories that stand together: a main story with its sidebars and analyses, in order."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class PackageQuerySet(models.QuerySet):
    def at(self, at: datetime):
        """The places that stood at that moment."""
        return self.filter(models.Q(in_until=None) | models.Q(in_until__gt=at), in_from__lte=at)

    def beside(self, article, at: datetime):
        """The places of a story's package at that moment, its own among them; none where it is in no package."""
        mains = self.model.objects.at(at).filter(article=article).values("main")
        return self.at(at).filter(main__in=mains)


class PackagePart(models.Model):
    """A story's place in a package, from one moment to another. The main story has a place, too: the first.

    Not a working copy's column alone (`Article.part_of`), since readers' pages ask which stories stood together at a
    moment, and reach no working copy.
    """

    class Role(models.TextChoices):
        MAIN = "main", _("Main story")
        SIDEBAR = "sidebar", _("Sidebar")
        ANALYSIS = "analysis", _("Analysis")

    main = models.ForeignKey(Article, models.PROTECT, related_name="package", verbose_name=_("main story"))
    article = models.ForeignKey(Article, models.PROTECT, related_name="package_parts", verbose_name=_("story"))
    role = models.CharField(_("role"), max_length=8, choices=Role)
    position = models.PositiveSmallIntegerField(_("order"))
    in_from = models.DateTimeField(_("in it from"))
    in_until = models.DateTimeField(_("in it until"), null=True)

    objects = PackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a package")
        verbose_name_plural = _("places in packages")
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["article", "in_from"], name="package_of_article"),  # which package is it in?
            models.Index(fields=["main", "in_from"], name="package_of_main"),  # what stands beside it?
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(in_until=None),
                name="one_package_at_a_time",
                violation_error_message=_("A story is in one package at a time."),
            ),
            models.CheckConstraint(
                condition=models.Q(in_until=None) | models.Q(in_until__gte=models.F("in_from")),
                name="package_place_ends_after_it_begins",
                violation_error_message=_("A place in a package cannot end before it begins."),
            ),
        ]
