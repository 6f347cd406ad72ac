"""Rules of house style, what a story leaves alone of them, and where a draft rule would have fired."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.style.rules import Rule
from newsroom.record.canonical import digest

from .article import Article


class Engine(models.TextChoices):
    WORDS = "words", _("Word list")
    PATTERN = "pattern", _("Pattern")
    BUILT_IN = "built_in", _("Built in")


class Category(models.TextChoices):
    SPELLING = "spelling", _("Spelling")
    PUNCTUATION = "punctuation", _("Punctuation")
    NUMBERS = "numbers", _("Numbers")
    NAMES = "names", _("Names and titles")
    USAGE = "usage", _("Usage")
    CARE = "care", _("Care and fairness")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    LIVE = "live", _("Live")


class StyleRuleQuerySet(models.QuerySet):
    def live(self):
        """The rules that mark what is typed."""
        return self.filter(state=State.LIVE)

    def with_ignored(self, article):
        """Each rule with `ignored_text`: once for each text this story leaves alone, or once with None. One query."""
        own = models.FilteredRelation("ignored", condition=models.Q(ignored__article=article))
        return self.annotate(here=own, ignored_text=models.F("here__text"))


class StyleRule(models.Model):
    """One rule of the house: what it finds, what it says, what to write instead. Data, not code."""

    Engine, Category, State = Engine, Category, State

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    engine = models.CharField(_("how it finds"), max_length=8, choices=Engine, default=Engine.WORDS)
    pattern = models.TextField(
        _("what it finds"),
        help_text=_(
            "Word list: one a line, “this” or “this => that”. Pattern: a regular expression. "
            "Built in: its name, then what to leave alone, a line each."
        ),
    )
    replacement = models.CharField(
        _("write instead"),
        max_length=200,
        blank=True,
        help_text=_("Empty: somebody has to think. In a pattern, \\1 is what the first brackets found."),
    )
    message = models.CharField(_("message"), max_length=300, help_text=_("What the writer reads: say why."))
    category = models.CharField(_("category"), max_length=12, choices=Category, default=Category.USAGE)
    state = models.CharField(_("state"), max_length=5, choices=State, default=State.DRAFT, editable=False)
    languages = models.CharField(
        _("languages"), max_length=100, blank=True, help_text=_("Codes, such as “en, de”. Empty: all of them.")
    )
    fields = models.CharField(_("where it looks"), max_length=60, default="body")
    case_sensitive = models.BooleanField(_("capitals matter"), default=False)

    objects = StyleRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("style rule")
        verbose_name_plural = _("house style")
        ordering = ["category", "name"]

    def __str__(self):
        return self.name

    @property
    def subject(self) -> str:
        """The rule's name in the log."""
        return f"style:{self.uid}"

    @property
    def wording(self) -> str:
        """A digest of everything that decides where it fires: a trial is of one wording."""
        return digest(self.engine, self.pattern, self.languages, self.fields, str(self.case_sensitive))

    def as_rule(self) -> Rule:
        """Return it as the engine takes it."""
        return Rule(
            uid=str(self.uid),
            name=self.name,
            engine=self.engine,
            pattern=self.pattern,
            message=self.message,
            replacement=self.replacement,
            category=self.category,
            languages=tuple(self.languages.lower().replace(",", " ").split()),
            fields=tuple(self.fields.replace(",", " ").split()),
            case_sensitive=self.case_sensitive,
        )


class StyleIgnored(models.Model):
    """A text that a rule leaves alone in one story, for everybody who works on it."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="style_ignored")
    rule = models.ForeignKey(StyleRule, models.CASCADE, related_name="ignored")
    text = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "rule", "text"], name="style_ignored_once")]


class StyleTrial(models.Model):
    """Where one wording of a rule would have fired in what readers have. It holds numbers and editions, no words."""

    rule = models.OneToOneField(StyleRule, models.CASCADE, related_name="trial")
    wording = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    begun_at = models.DateTimeField(_("begun"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    # The newest edition is read first; the next lot is below this one.
    below = models.PositiveBigIntegerField(null=True)
    read = models.PositiveIntegerField(_("stories read"), default=0)
    to_read = models.PositiveIntegerField(_("stories to read"), default=0)
    fired = models.PositiveIntegerField(_("times it would have fired"), default=0)
    stories = models.PositiveIntegerField(_("stories it would have fired in"), default=0)
    samples = models.TextField(default="[]", help_text=_("Numbers of editions, the newest first."))
    slow = models.PositiveIntegerField(_("stories it took too long in"), default=0)

    @property
    def editions(self) -> list[int]:
        """The editions to show as samples."""
        return json.loads(self.samples)
