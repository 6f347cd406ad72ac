"""Who can be on a byline."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.models import Photo


class ContributorQuerySet(models.QuerySet):
    """Contributors, as the staff see them."""

    def visible_to(self, user):
        """Return those this person may look at: all, or none."""
        return self if user.has_perm("articles.view_contributor") else self.none()

    def of_our_own(self):
        """Return whose name news can carry: nobody who pays, and no sentence in place of a name."""
        return self.exclude(kind__in=[Contributor.Kind.SPONSOR, Contributor.Kind.UNNAMED])


class Contributor(models.Model):
    """A person, a desk or an agency on bylines, or an advertiser; never filled from the account that typed."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        DESK = "desk", _("Desk")
        AGENCY = "agency", _("Agency")
        SPONSOR = "sponsor", _("Who pays: on advertisements alone")
        UNNAMED = "unnamed", _("A sentence in place of a name")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    title = models.CharField(
        _("job title"), max_length=100, blank=True, help_text=_("As readers are told it: Chief reporter.")
    )
    bio = models.TextField(_("about"), blank=True)
    beats = models.CharField(
        _("beats"),
        max_length=200,
        blank=True,
        help_text=_("What they cover, commas between. The name of a section leads to its page."),
    )
    profiles = models.TextField(
        _("profiles elsewhere"),
        max_length=1000,
        blank=True,
        help_text=_("Addresses of pages that are theirs, each on a line of its own."),
    )
    contact = models.CharField(
        _("contact for readers"),
        max_length=200,
        blank=True,
        help_text=_("An e-mail address, or https://… of a page to write on. Readers see it; leave it empty for none."),
    )
    languages = models.CharField(
        _("writes in"),
        max_length=200,
        blank=True,
        help_text=_("Languages, commas between: English, Arabic; or en, ar."),
    )
    awards = models.TextField(
        _("awards"), max_length=1500, blank=True, help_text=_("Each on a line of its own, with its year.")
    )
    education = models.TextField(
        _("education"),
        max_length=1500,
        blank=True,
        help_text=_("Degrees and training that what they cover asks for, each on a line of its own."),
    )
    portrait = models.ForeignKey(
        Photo,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="portraits",
        verbose_name=_("portrait"),
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="contributor",
        verbose_name=_("account"),
        help_text=_("If this person works here: they may edit stories that carry their byline."),
    )

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name"], name="contributor_name")]  # intake looks names up

    def __str__(self):
        return self.name

    @property
    def tag(self) -> str:
        """The tag of every page that shows this name."""
        return f"name:contributor:{self.pk}"

    @property
    def covers(self) -> list[str]:
        """The beats, one by one."""
        return [beat for each in self.beats.split(",") if (beat := " ".join(each.split()))]

    @property
    def speaks(self) -> list[str]:
        """The codes of the languages they write in, one by one."""
        return self.languages.replace(",", " ").split()


class Byline(models.Model):
    """One contributor on one working copy, in order."""

    class Role(models.TextChoices):
        BY = "by", _("By")
        ADDITIONAL = "additional", _("Additional reporting by")
        PHOTOGRAPHS = "photographs", _("Photographs by")
        EDITED = "edited", _("Edited by")
        TRANSLATED = "translated", _("Translated by")
        ILLUSTRATIONS = "illustrations", _("Illustrations by")
        AGENCY = "agency", _("Agency")
        UNNAMED = "unnamed", _("Asked not to be named")

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="bylines", verbose_name=_("contributor"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.BY)
    place = models.CharField(_("place"), max_length=80, blank=True, help_text=_("Beirut, if “in Beirut” is printed."))

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role"],
                name="byline_once",
                violation_error_message=_("This name is on the byline already, with the same role."),
            ),
        ]

    def __str__(self):
        return self.contributor.name
