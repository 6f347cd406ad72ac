"""What readers have: immutable, dated issues of a story."""

import json
import uuid
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.content import Content, from_text
from articles.moves import MOVES, OWNED_UP, Moves
from articles.querysets import EditionQuerySet
from media.models import Document, Photo

from .address import Address
from .article import Article, PaidAs
from .contributor import Contributor
from .section import Section
from .tag import Tag


class EditionKind(models.TextChoices):
    FIRST = "first", _("First")
    UPDATE = "update", _("Update")
    MINOR_FIX = "minor_fix", _("Minor fix")
    CORRECTION = "correction", _("Correction")
    CLARIFICATION = "clarification", _("Clarification")
    RETRACTION = "retraction", _("Retraction")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    REINSTATEMENT = "reinstatement", _("Reinstatement")
    MIGRATED = "migrated", _("Migrated")

    @property
    def needs_note(self) -> bool:
        """Whether readers must be told why."""
        return self in {self.CORRECTION, self.CLARIFICATION, self.RETRACTION}

    @property
    def moves(self) -> Moves:
        """What it moves outside."""
        return MOVES[self.value]


class NotePlace(models.TextChoices):
    TOP = "top", _("Above the story")
    FOOT = "foot", _("Under the story")


class Shows(models.TextChoices):
    TEXT = "text", _("The story")
    NOTICE = "notice", _("A notice that it was withdrawn")
    NOTHING = "nothing", _("That there is nothing here")


class Eyes(models.TextChoices):
    READ = "read", _("Read")
    UNREAD = "unread", _("Unread")
    NONE = "none", _("No text to read")
    VOUCHED = "vouched", _("Vouched for by its import")


class UnreadReason(models.TextChoices):
    BREAKING = "breaking", _("Breaking")
    ALONE = "alone", _("Alone on shift")
    DANGER = "danger", _("Danger to somebody")
    ERROR = "error", _("Mending an error")
    MINOR_FIX = "minor_fix", _("A copy editor's minor fix")
    LIVE = "live", _("Posted live")

    @classmethod
    def to_choose(cls) -> list["UnreadReason"]:
        """Return those somebody may give; the others follow from how it went out."""
        return [reason for reason in cls if reason not in {cls.MINOR_FIX, cls.LIVE}]


class Edition(models.Model):
    """One issue of a story. What stands at a moment is the one with the greatest `live_from` not after it and not
    recalled. Only `recalled_at` is ever written later, and only while `live_from` lies ahead."""

    Kind, Shows, Eyes, UnreadReason, NotePlace = EditionKind, Shows, Eyes, UnreadReason, NotePlace

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("story"))
    number = models.PositiveIntegerField(_("version"))
    revision_number = models.PositiveIntegerField(_("revision"))
    kind = models.CharField(_("kind"), max_length=15, choices=EditionKind)
    shows = models.CharField(_("readers see"), max_length=8, choices=Shows, default=Shows.TEXT)
    live_from = models.DateTimeField(_("live from"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    listed_at = models.DateTimeField(_("listed"), help_text=_("The first moment any version was live."))
    dated = models.DateField(_("dated"))
    address = models.ForeignKey(Address, models.PROTECT, related_name="editions")
    eyes = models.CharField(_("eyes"), max_length=8, choices=Eyes)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unread_reason = models.CharField(max_length=10, choices=UnreadReason, blank=True)
    embargoed_until = models.DateTimeField(null=True)
    more_follows = models.BooleanField(_("more follows"), default=False)
    # As the story was marked when it was issued; kept apart from the words, since lists ask for it.
    sensitive = models.BooleanField(_("sensitive"), default=False)
    # Who pays is among the words; as what, and for how long, lists ask here.
    paid_as = models.CharField(_("paid for"), max_length=13, choices=PaidAs, blank=True, default="")
    paid_from = models.DateTimeField(_("paid from"), null=True)
    paid_until = models.DateTimeField(_("paid until"), null=True)
    # Empty: where the notes of its kind stand.
    note_place = models.CharField(_("where the note stands"), max_length=4, choices=NotePlace, blank=True)
    recalled_at = models.DateTimeField(_("recalled"), null=True)
    previous = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="edition_number_once",
                violation_error_message=_("This story has a version of that number already."),
            ),
            models.UniqueConstraint(
                fields=["article", "live_from"],
                condition=Q(recalled_at=None),
                name="one_edition_a_moment",
                violation_error_message=_("Two versions of a story cannot go live at the same moment."),
            ),
            models.CheckConstraint(
                condition=Q(recalled_at=None) | Q(recalled_at__lt=F("live_from")),
                name="recalled_before_live",
                violation_error_message=_("A version that has been live cannot be recalled; withdraw the story."),
            ),
            models.CheckConstraint(
                condition=Q(embargoed_until=None) | Q(live_from__gte=F("embargoed_until")),
                name="live_after_embargo",
                violation_error_message=_("A version cannot go live before its embargo ends."),
            ),
            models.CheckConstraint(
                condition=Q(paid_from=None) | Q(paid_until=None) | Q(paid_until__gt=F("paid_from")),
                name="paid_until_after_paid_from",
                violation_error_message=_("What is paid for ends after it begins."),
            ),
            models.CheckConstraint(
                condition=~Q(eyes="unread") | ~Q(unread_reason=""),
                name="unread_for_a_reason",
                violation_error_message=_("Say why this goes out unread."),
            ),
        ]
        indexes = [
            models.Index(fields=["article", "-live_from"], name="edition_standing"),  # what stands at a moment
            models.Index(fields=["-listed_at", "-id"], name="edition_listed"),  # the latest of the whole paper
            # day archive, a page at a time
            models.Index(fields=["-dated", "-listed_at", "-id"], name="edition_of_day"),
            models.Index(fields=["live_from"], name="edition_ahead", condition=Q(recalled_at=None)),  # next 24 hours
            models.Index(
                fields=["-live_from", "-id"],
                name="edition_owned_up",
                condition=Q(kind__in=OWNED_UP, recalled_at=None),
            ),  # the corrections page
            # the story list: the few that are no longer there, or no longer stood by
            models.Index(fields=["article"], name="edition_gone", condition=~Q(shows="text")),
            models.Index(fields=["article"], name="edition_disowned", condition=Q(kind="retraction")),
        ]

    def __str__(self):
        return f"{self.article_id} v{self.number}"

    @cached_property
    def content(self) -> Content:
        """The words, frozen; read from the row of their own."""
        return from_text(self.words.text)

    @cached_property
    def card(self) -> dict:
        """What lists need of the content, without its body: see `articles.workflow.issuing.card_of`."""
        return json.loads(self.words.card)


class EditionWords(models.Model):
    """What an edition says, in a row of its own, so that `redact` can reach it while the chain still verifies."""

    edition = models.OneToOneField(Edition, models.PROTECT, primary_key=True, related_name="words")
    salt = models.CharField(max_length=32)
    text = models.TextField(help_text=_("Content as canonical text."))
    public_note = models.TextField(_("note to readers"), blank=True)
    card = models.TextField(help_text=_("What lists need, derived from the text."))
    redacted_at = models.DateTimeField(null=True)
    # After a redaction: the digest of what is left, as the log entry of the redaction has it.
    redacted_digest = models.CharField(max_length=64, blank=True)


class EditionTag(models.Model):
    """A tag on an issued edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="tag_rows")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="edition_rows")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["tag", "-listed_at", "-edition"], name="tag_page")]
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_tag_once")]


class EditionByline(models.Model):
    """A contributor on an issued edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="byline_rows")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    contributor = models.ForeignKey(Contributor, models.PROTECT, related_name="edition_rows")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["contributor", "-listed_at", "-edition"], name="contributor_page")]
        constraints = [models.UniqueConstraint(fields=["edition", "contributor"], name="edition_byline_once")]


class EditionSection(models.Model):
    """The section of an issued edition."""

    edition = models.OneToOneField(Edition, models.PROTECT, related_name="section_row")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, related_name="edition_rows")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["section", "-listed_at", "-edition"], name="section_page")]


class EditionPhoto(models.Model):
    """A photo in an issued edition: a photo is served because one of these is live."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="photo_rows")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="edition_rows")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["photo", "-listed_at"], name="photo_uses")]
        constraints = [models.UniqueConstraint(fields=["edition", "photo"], name="edition_photo_once")]


class EditionDocument(models.Model):
    """A document in an issued edition: a document is served because one of these is live."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="document_rows")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, related_name="edition_rows")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["document", "-listed_at"], name="document_uses")]
        constraints = [models.UniqueConstraint(fields=["edition", "document"], name="edition_document_once")]


class Pull(models.Model):
    """A live story is off everything at once, without a reason, until decided."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="pulls")
    off_from = models.DateTimeField(_("off from"))
    off_until = models.DateTimeField(_("off until"), null=True)
    pulled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("pull")
        verbose_name_plural = _("pulls")
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(off_until=None),
                name="one_open_pull",
                violation_error_message=_("This story is pulled already."),
            ),
            models.CheckConstraint(
                condition=Q(off_until=None) | Q(off_until__gte=F("off_from")),
                name="pull_ends_after_it_begins",
                violation_error_message=_("A pull cannot end before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["article", "-off_from"], name="pull_of_article")]  # is it pulled at a moment?


class Redaction(models.Model):
    """An order or a need to take words out of everything that was ever issued or saved."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="redactions")
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    reason = models.TextField(_("reason"), help_text=_("Never the words that were taken out."))
    order = models.CharField(_("order"), max_length=200, blank=True, help_text=_("Court and file number, if any."))
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["-at"]
