"""Fronts: the pages of the paper that people arrange, and their dated, immutable editions."""

import uuid
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.fronts.arrangement import Arrangement, from_text
from media.models import Photo
from newsroom.pagecache.collecting import path_tag

from .article import Article
from .section import Section

_EMPTY = Arrangement().text


class FrontQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The fronts this person may look at on the desk."""
        allowed = user.is_active and user.is_staff and user.has_perm("articles.view_front")
        return self if allowed else self.none()


class Front(models.Model):
    """A page that people arrange: the home page, a section's, a special. What is being arranged is in `arrangement`;
    readers see editions.

    Only the verbs in `articles.workflow.fronts` write it. `version` counts the changes of the arrangement.
    """

    class Kind(models.TextChoices):
        HOME = "home", _("Home")
        SECTION = "section", _("Section")
        SPECIAL = "special", _("Special")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    section = models.OneToOneField(Section, models.PROTECT, null=True, blank=True, related_name="front")
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True, blank=True)
    title = models.CharField(_("title"), max_length=80, blank=True, help_text=_("Of a special: readers see it."))
    arrangement = models.TextField(default=_EMPTY, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    # What was being arranged when a roll back took its place, so that it can be brought back.
    kept = models.TextField(blank=True, default="", editable=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    changed_at = models.DateTimeField(_("last changed"), editable=False)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="fronts",
        verbose_name=_("its editors"),
        help_text=_("Who may arrange and issue it, whatever their role: a section’s own editors."),
    )

    objects = FrontQuerySet.as_manager()

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        ordering = ["kind", "section__position", "title", "pk"]
        permissions = [
            ("arrange_front", _("Can arrange every front")),
            ("issue_front", _("Can issue every front")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind="home"),
                name="one_home_front",
                violation_error_message=_("There is one home front."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(kind="special"),
                name="one_special_an_address",
                violation_error_message=_("There is a special at that address already. Choose another."),
            ),
            models.CheckConstraint(
                condition=Q(kind="section", section__isnull=False) | Q(~Q(kind="section"), section__isnull=True),
                name="section_front_has_a_section",
                violation_error_message=_("The front of a section names its section, and no other front does."),
            ),
        ]

    def __str__(self):
        if self.kind == self.Kind.SECTION:
            return str(self.section)
        return self.title if self.kind == self.Kind.SPECIAL else str(_("Home"))

    @property
    def subject(self) -> str:
        """The front's name in the log."""
        return f"front:{self.uid}"

    @property
    def tag(self) -> str:
        """The tag of the page that is made of it."""
        return front_tag(self.kind, self.section_id, self.slug)

    @property
    def address(self) -> str:
        """Where readers find it."""
        if self.kind == self.Kind.SECTION:
            return f"/section/{self.section.slug}/"
        return f"/special/{self.slug}/" if self.kind == self.Kind.SPECIAL else "/"

    @property
    def working(self) -> Arrangement:
        """What is being arranged, as it is now."""
        return from_text(self.arrangement)


def front_tag(kind: str, section: int | None = None, slug: str = "") -> str:
    """Return the tag of a front's page, whether or not anybody has begun to curate it.

    That of a special is its address's own: its slug may be nobody's to read yet.
    """
    if kind == Front.Kind.SPECIAL:
        return path_tag(f"/special/{slug}/")
    return f"front:{kind}:{section}" if section else f"front:{kind}"


class FrontEditionQuerySet(models.QuerySet):
    def issued(self):
        """Editions that were not recalled."""
        return self.filter(recalled_at=None)

    def standing_at(self, at: datetime):
        """The editions that are there at that moment, the one that stands first."""
        return self.issued().filter(live_from__lte=at).order_by("-live_from")

    def ahead(self, at: datetime):
        """Issued to go live after that moment, and not recalled."""
        return self.issued().filter(live_from__gt=at).order_by("live_from")


class FrontEdition(models.Model):
    """One issue of a front; on screens "F-212". What stands at a moment is the one with the greatest `live_from` not
    after it and not recalled. Only `recalled_at` is ever written later, and only while `live_from` lies ahead."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    front = models.ForeignKey(Front, models.PROTECT, related_name="editions", verbose_name=_("front"))
    number = models.PositiveIntegerField(_("number"))
    # The earlier edition that this one gives back.
    like_number = models.PositiveIntegerField(null=True)
    live_from = models.DateTimeField(_("live from"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recalled_at = models.DateTimeField(_("recalled"), null=True)
    previous = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = FrontEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a front")
        verbose_name_plural = _("editions of fronts")
        ordering = ["front", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["front", "number"],
                name="front_edition_number_once",
                violation_error_message=_("This front has an edition of that number already."),
            ),
            models.UniqueConstraint(
                fields=["front", "live_from"],
                condition=Q(recalled_at=None),
                name="one_front_edition_a_moment",
                violation_error_message=_("Two editions of a front cannot go live at the same moment. Try once more."),
            ),
            models.CheckConstraint(
                condition=Q(recalled_at=None) | Q(recalled_at__lt=F("live_from")),
                name="front_recalled_before_live",
                violation_error_message=_("An edition that has been live cannot be recalled; roll the front back."),
            ),
        ]
        indexes = [
            models.Index(fields=["front", "-live_from"], name="front_standing"),  # what stands at a moment
            models.Index(fields=["live_from"], name="front_ahead", condition=Q(recalled_at=None)),  # next 24 hours
        ]

    def __str__(self):
        return f"F-{self.number}"

    @cached_property
    def arrangement(self) -> Arrangement:
        """What it says, frozen; read from the row of its own."""
        return from_text(self.words.text)


class FrontWords(models.Model):
    """What an edition of a front says, in a row of its own, so that `redact` can reach it while the chain verifies."""

    edition = models.OneToOneField(FrontEdition, models.PROTECT, primary_key=True, related_name="words")
    salt = models.CharField(max_length=32)
    text = models.TextField(help_text=_("The arrangement as canonical text."))
    redacted_at = models.DateTimeField(null=True)
    # After a redaction: the digest of what is left, as the log entry of the redaction has it.
    redacted_digest = models.CharField(max_length=64, blank=True)


class FrontPlace(models.Model):
    """A story on an issued edition of a front, and a photo an editor chose for it there: where both are used.

    One row for each photo that was chosen, for a story may stand there twice; one without a photo where none was.
    """

    edition = models.ForeignKey(FrontEdition, models.PROTECT, related_name="places")
    article = models.ForeignKey(Article, models.PROTECT, related_name="front_places")
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="front_places")

    class Meta:
        verbose_name = _("place on a front")
        verbose_name_plural = _("places on fronts")
        indexes = [models.Index(fields=["article", "edition"], name="front_place_of")]  # on which fronts is a story?


class FrontReceipt(models.Model):
    """What readers were really served of an edition of a front, as the desk fetched it; nothing waits for it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being fetched")
        GREEN = "green", _("As it was issued")
        RED = "red", _("Not as it was issued")
        OVER = "over", _("Another edition came before it was looked at")

    edition = models.OneToOneField(FrontEdition, models.PROTECT, related_name="receipt")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    shows = models.CharField(max_length=400, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # Since the edition went live, in tenths.
    tenths = models.PositiveIntegerField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("receipt of a front")
        verbose_name_plural = _("receipts of fronts")
        indexes = [models.Index(fields=["state"], name="front_not_served", condition=Q(state="red"))]  # the board

    @property
    def seconds(self) -> float | None:
        """How long after going live it was there."""
        return None if self.tenths is None else self.tenths / 10
