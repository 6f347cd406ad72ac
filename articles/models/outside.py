"""Outside eyes: leave for somebody without an account to read one story, what they saw, and what they signed."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .article import Article


class ReviewLink(models.Model):
    """Leave for one named person outside to read one story, by an address that is shown once and kept as a hash."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="review_links", verbose_name=_("story"))
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), blank=True)
    asked = models.TextField(_("what they are asked"), blank=True)
    # None is always the latest.
    revision_number = models.PositiveIntegerField(_("revision"), null=True)
    may_comment = models.BooleanField(_("may comment"), default=True)
    may_sign_off = models.BooleanField(_("may sign off"), default=False)
    pass_phrase = models.CharField(max_length=255, blank=True, editable=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    tried_at = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    expires_at = models.DateTimeField(_("open until"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("outside reader")
        verbose_name_plural = _("outside readers")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="review_link_ends_later",
                violation_error_message=_("A link has to be open for a while: choose a later end."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None) | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="review_link_revoked_by_somebody",
                violation_error_message=_("A link is revoked by somebody, at a moment, or not at all."),
            ),
        ]

    def __str__(self):
        return self.name

    def ended(self, at: datetime) -> bool:
        """Whether it is over, by its time or because somebody revoked it."""
        return self.revoked_at is not None or self.expires_at <= at


class OutsideView(models.Model):
    """One look at a story by a link, and at which text. Where it came from is kept nowhere."""

    link = models.ForeignKey(ReviewLink, models.PROTECT, related_name="views")
    at = models.DateTimeField(_("at"))
    revision_number = models.PositiveIntegerField(_("revision"))

    class Meta:
        verbose_name = _("view from outside")
        verbose_name_plural = _("views from outside")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.link}, {self.at:%Y-%m-%d %H:%M}"


class OutsideSignOff(models.Model):
    """The yes of somebody outside to exactly the words of one revision. It never makes a text read: see SignOff."""

    link = models.ForeignKey(ReviewLink, models.PROTECT, related_name="sign_offs")
    revision_number = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"))
    words = models.CharField(max_length=64)
    pictures = models.CharField(max_length=64)
    placement = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("sign-off from outside")
        verbose_name_plural = _("sign-offs from outside")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.link}, {self.at:%Y-%m-%d %H:%M}"
