"""Other eyes: sign-offs, readings owed, holds, notes."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .article import Article


class SignOff(models.Model):
    """A person's yes to one exact text. It covers words, pictures and placement, each void when that part changes."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="sign_offs")
    revision_number = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    words = models.CharField(max_length=64)
    pictures = models.CharField(max_length=64)
    placement = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at"], name="sign_off_of_article")]  # is this text read?

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"


class ReadAfter(models.Model):
    """A reading owed: an edition went out unread, and a named colleague reads it by a time."""

    edition = models.OneToOneField("articles.Edition", models.PROTECT, related_name="reading_owed")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reader"))
    due_at = models.DateTimeField(_("to be read by"))
    read_at = models.DateTimeField(_("read"), null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("reading owed")
        verbose_name_plural = _("readings owed")
        indexes = [
            models.Index(fields=["due_at"], name="unread", condition=models.Q(read_at=None)),  # the board: unread
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(read_at=None, read_by=None) | models.Q(read_at__isnull=False, read_by__isnull=False),
                name="read_by_somebody",
                violation_error_message=_("A reading has a reader and a time, or neither."),
            ),
        ]


class Hold(models.Model):
    """Nobody publishes until it is lifted, on the record."""

    class Kind(models.TextChoices):
        LEGAL = "legal", _("Legal")
        STOCK = "stock", _("Stock (prepared)")
        CONFIRMATION = "confirmation", _("Awaiting confirmation")
        EMBARGO = "embargo", _("Embargo until further notice")
        ADVISORY = "advisory", _("Agency advisory")

    article = models.ForeignKey(Article, models.PROTECT, related_name="holds")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    reason = models.TextField(_("reason"))
    placed_at = models.DateTimeField(_("placed"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(_("lifted"), null=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # Of a prepared story alone: when somebody last made sure that it could go out today.
    checked_at = models.DateTimeField(_("last checked"), null=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")
        ordering = ["-placed_at"]
        indexes = [
            models.Index(fields=["article"], name="hold_open", condition=models.Q(lifted_at=None)),  # is it held?
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def said(self) -> str:
        """Its kind as a list says it; of a prepared story also when somebody last made sure of it."""
        kind = str(self.get_kind_display())
        if self.kind != self.Kind.STOCK:
            return kind
        if self.checked_at is None:
            return gettext("%(kind)s, never checked") % {"kind": kind}
        checked = date_format(clock.local(self.checked_at), "F Y")
        return gettext("%(kind)s, checked %(when)s") % {"kind": kind, "when": checked}


class Note(models.Model):
    """A remark of the desk on a story; never public."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="notes")
    at = models.DateTimeField(_("at"))
    # A colleague; or nobody here, where somebody outside left it by a link.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    outside = models.ForeignKey(
        "articles.ReviewLink", models.PROTECT, null=True, blank=True, related_name="notes", verbose_name=_("from")
    )
    quote = models.TextField(_("passage"), blank=True, help_text=_("What it is about, as it read then."))
    text = models.TextField(_("note"))
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | models.Q(outside__isnull=False),
                name="note_from_somebody",
                violation_error_message=_("A note is from a colleague or from somebody outside."),
            ),
        ]

    def __str__(self):
        return self.text[:60]

    @property
    def who(self) -> str:
        """Whose note it is, as it is said on screens."""
        return str(self.by) if self.by_id else _("%(name)s (outside)") % {"name": self.outside.name}
