"""Other eyes: sign-offs, readings owed, holds."""

import json

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .article import Article


class Capacity(models.TextChoices):
    """What a sign-off is given as. Each has a permission of its own; the lawyer's is nobody else's."""

    EDITOR = "editor", _("Editor")
    COPY_DESK = "copy_desk", _("Copy desk")
    LEGAL = "legal", _("Legal")
    PHOTO_DESK = "photo_desk", _("Photo desk")

    @property
    def permission(self) -> str:
        """The permission that lets somebody give it."""
        return f"articles.sign_off_as_{self.value}_article"

    @property
    def usual_parts(self) -> tuple[str, ...]:
        """What it covers where no section says otherwise."""
        return {"legal": ("words", "pictures"), "photo_desk": ("pictures",)}.get(self.value, ("words",))


class Part(models.TextChoices):
    """The three things a yes may cover, each void when it changes."""

    WORDS = "words", _("words")
    PICTURES = "pictures", _("pictures")
    PLACEMENT = "placement", _("placement")


class SignOffRule(models.Model):
    """One sign-off that stories of a section need before readers get them, beside one other pair of eyes.

    `parts` are of `Part`, parted by spaces. Rules of one turn are side by side; a later turn waits for the earlier.
    """

    Capacity, Part = Capacity, Part

    section = models.ForeignKey("articles.Section", models.CASCADE, related_name="sign_off_rules")
    kind = models.CharField(_("kind of story"), max_length=12, choices=Article.Kind, blank=True)
    capacity = models.CharField(_("who"), max_length=10, choices=Capacity)
    parts = models.CharField(_("what it covers"), max_length=30, default="words")
    turn = models.PositiveSmallIntegerField(
        _("turn"), default=1, help_text=_("The same number: side by side. A higher one waits for the lower.")
    )

    class Meta:
        verbose_name = _("sign-off needed")
        verbose_name_plural = _("sign-offs needed")
        ordering = ["turn", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "kind", "capacity"],
                name="sign_off_asked_once",
                violation_error_message=_("That sign-off is asked for already for this kind of story."),
            ),
            models.CheckConstraint(
                condition=~models.Q(parts=""),
                name="sign_off_covers_something",
                violation_error_message=_("Say what it covers: words, pictures or placement."),
            ),
        ]

    def __str__(self):
        return self.get_capacity_display()


class SignOff(models.Model):
    """A person's yes to one exact text. It covers words, pictures and placement, each void when that part changes.

    A part it does not cover has an empty digest. `capacity` is empty for one other pair of eyes.
    """

    Capacity = Capacity

    article = models.ForeignKey(Article, models.PROTECT, related_name="sign_offs")
    revision_number = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    capacity = models.CharField(_("given as"), max_length=10, choices=Capacity, blank=True)
    words = models.CharField(max_length=64, blank=True)
    pictures = models.CharField(max_length=64, blank=True)
    placement = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["article", "-at"], name="sign_off_of_article")]  # is this text read?

    def __str__(self):
        return f"{self.by}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def parts(self) -> tuple[str, ...]:
        """What it covers."""
        return tuple(part for part in Part.values if getattr(self, part))


class SmallChange(models.Model):
    """What a reader typed with their yes: from which revision, its digests then, and what was struck and put in.

    The digests after it are the sign-off's own. `redline` is canonical text: places, each with what it said before and
    after.
    """

    sign_off = models.OneToOneField(SignOff, models.CASCADE, related_name="small_change")
    from_revision = models.PositiveIntegerField(_("revision read"))
    words = models.CharField(max_length=64)
    pictures = models.CharField(max_length=64)
    placement = models.CharField(max_length=64)
    changed_words = models.PositiveSmallIntegerField(_("words changed"))
    most_words = models.PositiveSmallIntegerField(_("the section's limit then"))
    redline = models.TextField()
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("small change")
        verbose_name_plural = _("small changes")

    def __str__(self):
        return f"{self.changed_words}/{self.most_words}"

    @property
    def places(self) -> list[dict]:
        """Where it was changed: "place", "before" and "after" of each."""
        return json.loads(self.redline)


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
