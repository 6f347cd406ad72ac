"""The working copy."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.querysets import ArticleQuerySet
from media.models import Document, Photo
from newsroom.record.canonical import new_salt

from .section import Section
from .tag import TaggedArticle


class Kind(models.TextChoices):
    NEWS = "news", _("News")
    ANALYSIS = "analysis", _("Analysis")
    OPINION = "opinion", _("Opinion")
    EXPLAINER = "explainer", _("Explainer")
    FACT_CHECK = "fact_check", _("Fact check")
    OBITUARY = "obituary", _("Obituary")
    REVIEW = "review", _("Review")


class PaidAs(models.TextChoices):
    """What somebody who pays gets for it. Two things readers must never have to tell apart themselves."""

    SUPPORTED = "supported", _("Supported: they pay, and have no say in it")
    ADVERTISEMENT = "advertisement", _("Advertisement: they pay, and control what it says")


class Stage(models.TextChoices):
    AT_REST = "at_rest", _("At rest")
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    SPIKED = "spiked", _("Spiked")


class CopyFrom(models.TextChoices):
    OURS = "ours", _("Ours")
    AGENCY = "agency", _("An agency")
    HANDOUT = "handout", _("A handout")
    ANOTHER_PUBLISHER = "another_publisher", _("Another publisher")
    UNKNOWN = "unknown", _("Not known yet")


# Each term stands alone, as `ArticleQuerySet.in_work` asks: SQLite takes a partial index only for its own words.
_IN_WORK = ~models.Q(stage="at_rest") & ~models.Q(stage="spiked")


class Article(models.Model):
    """A story as the desk works on it. Readers never see this row: they see editions issued from it.

    Only the verbs in `articles.workflow` write `stage` and the columns beside it.
    """

    Kind, Stage, CopyFrom, PaidAs = Kind, Stage, CopyFrom, PaidAs

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    headline = models.CharField(_("headline"), max_length=250, blank=True)
    dek = models.TextField(_("dek"), max_length=600, blank=True, help_text=_("The one-sentence standfirst under it."))
    slug = models.SlugField(_("slug"), max_length=80, allow_unicode=True, blank=True)
    slugline = models.CharField(_("slugline"), max_length=80, blank=True, help_text=_("The desk's name for it."))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    language = models.CharField(_("language"), max_length=12, default="en")
    dateline = models.CharField(_("dateline"), max_length=80, blank=True, help_text=_("The place that opens the copy."))
    dated = models.DateField(_("dated"), null=True, blank=True, help_text=_("The date printed with it, if any."))
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, verbose_name=_("section"))
    body = models.TextField(_("body"), blank=True)
    search_headline = models.CharField(_("headline for search"), max_length=250, blank=True)
    share_headline = models.CharField(_("headline for sharing"), max_length=250, blank=True)
    # Who pays for it, if somebody does.
    paid_as = models.CharField(_("paid for"), max_length=13, choices=PaidAs, blank=True, default="")
    sponsor = models.CharField(
        _("who pays"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("As readers are told beside every headline."),
    )
    sponsor_url = models.CharField(_("their address"), max_length=500, blank=True, default="")
    paid_from = models.DateTimeField(_("paid from"), null=True, blank=True)
    paid_until = models.DateTimeField(
        _("paid until"), null=True, blank=True, help_text=_("From then on no list has it; its label stays.")
    )
    related = models.TextField(
        _("stories beside it"), blank=True, default="", help_text=_("Chosen by hand; uids, a space between.")
    )
    # What only one kind of story has.
    life = models.CharField(
        _("years of life"), max_length=40, blank=True, default="", help_text=_("As printed, such as 1941–2026.")
    )
    claim = models.TextField(
        _("claim"), max_length=500, blank=True, default="", help_text=_("What was claimed, in one sentence.")
    )
    claimant = models.CharField(_("who claimed it"), max_length=200, blank=True, default="")
    verdict = models.CharField(
        _("verdict"), max_length=60, blank=True, default="", help_text=_("In a word or two, such as False, Half true.")
    )
    reviewed = models.CharField(
        _("what is reviewed"), max_length=200, blank=True, default="", help_text=_("The play, the book, the place.")
    )
    rating = models.CharField(
        _("rating"), max_length=9, blank=True, default="", help_text=_("Out of how many, such as 4/5; or none.")
    )
    tags = TaggableManager(verbose_name=_("tags"), through=TaggedArticle, blank=True)

    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT, editable=False)
    revision_number = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(_("begun"), editable=False)
    touched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    touched_at = models.DateTimeField(_("last touched"), editable=False)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False)
    embargoed_until = models.DateTimeField(_("embargoed until"), null=True, blank=True)
    copy_from = models.CharField(_("whose copy"), max_length=20, choices=CopyFrom, default=CopyFrom.OURS)
    copy_source = models.CharField(_("source of the copy"), max_length=120, blank=True)
    # What intake left out, and its doubts, beside the draft until the editor lets them go. Canonical text.
    left_out = models.TextField(blank=True, default="", editable=False)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    commissioned = models.PositiveIntegerField(
        _("commissioned length"), null=True, blank=True, help_text=_("How many words were asked for.")
    )
    # Counted whenever the body is written: a list of stories loads no bodies.
    words = models.PositiveIntegerField(_("words"), default=0, editable=False)
    # The plan: what it is to be, who makes it, by when, for when. A pitch is a draft nobody has taken on yet.
    pitch = models.CharField(_("what it is"), max_length=300, blank=True, help_text=_("In one line, for the desk."))
    is_pitch = models.BooleanField(_("pitch"), default=False, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assigned",
        verbose_name=_("assignee"),
        help_text=_("Who writes it."),
    )
    photographer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photographer"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, help_text=_("When it is to be filed."))
    # Midnight on the newsroom's clock is the day, at no time yet.
    planned_for = models.DateTimeField(_("planned for"), null=True, blank=True)
    restricted_to = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("restricted to")
    )
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    translation_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="translations")
    # Keys the digests of sign-offs; made anew by a redaction, so that no name can be guessed from an old digest.
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-touched_at", "-pk"]
        permissions = [
            ("edit_any_article", _("Can edit any story")),
            ("assign_article", _("Can assign stories and plan when they are due")),
            ("sign_off_article", _("Can sign off a story")),
            ("sign_off_as_editor_article", _("Can sign off as editor")),
            ("sign_off_as_copy_desk_article", _("Can sign off for the copy desk")),
            ("sign_off_as_legal_article", _("Can sign off as lawyer")),
            ("sign_off_as_photo_desk_article", _("Can sign off for the photo desk")),
            ("publish_article", _("Can publish what somebody else wrote")),
            ("publish_alone_article", _("Can publish unread, with a reason")),
            ("minor_fix_article", _("Can issue a minor fix")),
            ("pull_article", _("Can pull and restore a story")),
            ("withdraw_article", _("Can withdraw and reinstate a story")),
            ("hold_article", _("Can put a story on hold")),
            ("block_names_article", _("Can block names in a story")),
            ("unblock_names_article", _("Can unblock names in a story")),
            ("lift_hold_article", _("Can lift holds and embargoes")),
            ("spike_any_article", _("Can spike and revive any story")),
            ("redact_article", _("Can redact words from everything issued")),
            ("restrict_article", _("Can restrict a story to named people")),
            ("sponsor_article", _("Can say that somebody pays for a story")),
            ("review_link_article", _("Can ask somebody outside to read a story")),
        ]
        indexes = [
            models.Index(fields=["-touched_at"], name="article_touched"),  # the story list
            models.Index(
                fields=["stage", "-touched_at"],
                name="article_in_work",
                condition=~models.Q(stage="at_rest"),
            ),  # the board: one stage, among a million at rest
            # the story list: what is in work; a section's; what one person began
            models.Index(fields=["-touched_at", "-id"], name="article_work", condition=_IN_WORK),
            models.Index(fields=["section", "-touched_at"], name="article_work_section", condition=_IN_WORK),
            models.Index(fields=["created_by", "-touched_at"], name="article_work_begun", condition=_IN_WORK),
            # the story list, all stories: of a section, of a kind
            models.Index(fields=["section", "-touched_at"], name="article_of_section"),
            models.Index(fields=["kind", "-touched_at"], name="article_of_kind"),
            models.Index(
                fields=["embargoed_until"], name="article_embargoed", condition=models.Q(embargoed_until__isnull=False)
            ),  # the time line, and what is under embargo
            # the week: what is due, and what is planned
            models.Index(fields=["due_at"], name="article_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["planned_for"], name="article_planned", condition=models.Q(planned_for__isnull=False)),
            models.Index(fields=["-created_at"], name="article_pitch", condition=models.Q(is_pitch=True)),  # pitches
        ]

    def __str__(self):
        return self.slugline or self.headline or str(_("Untitled story"))

    @property
    def tag(self) -> str:
        """The tag of every page that shows this story."""
        return f"article:{self.pk}"

    @property
    def language_name(self) -> str:
        """What its language is called."""
        return gettext(dict(settings.LANGUAGES).get(self.language, self.language))

    @property
    def subject(self) -> str:
        """The story's name in the log."""
        return f"article:{self.uid}"


class ArticlePhoto(models.Model):
    """One use of a photo in a working copy, in order, with its own caption and alt text."""

    class Use(models.TextChoices):
        LEAD = "lead", _("Lead")
        INLINE = "inline", _("In the text")

    class Shown(models.TextChoices):
        COLUMN = "", _("As wide as the text")
        WIDE = "wide", _("Wide")
        FULL = "full", _("As wide as the page")
        GALLERY = "gallery", _("In a gallery")

    article = models.ForeignKey(Article, models.CASCADE, related_name="photos")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="uses", verbose_name=_("photo"))
    use = models.CharField(_("use"), max_length=6, choices=Use, default=Use.LEAD)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    caption = models.TextField(_("caption"), blank=True)
    alt = models.TextField(_("alt text"), blank=True, help_text=_("What a listener hears instead of the picture."))
    decorative = models.BooleanField(_("decorative"), default=False, help_text=_("It says nothing the text does not."))
    crop = models.CharField(_("crop"), max_length=40, blank=True)
    shown = models.CharField(_("shown"), max_length=7, choices=Shown, blank=True, default=Shown.COLUMN)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(use="lead"),
                name="one_lead_photo",
                violation_error_message=_("A story has one lead photo; put the other in the text."),
            ),
        ]

    def __str__(self):
        return str(self.photo)


class ArticleDocument(models.Model):
    """A document that stands in the body of a working copy; what is said under it is in the body."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="documents")
    document = models.ForeignKey(Document, models.PROTECT, related_name="uses", verbose_name=_("document"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [models.UniqueConstraint(fields=["article", "document"], name="article_document_once")]

    def __str__(self):
        return str(self.document)
