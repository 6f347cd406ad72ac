"""What the paper itself is: its name, language, clock, colour, and whom to write to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.record.models import Pulse


class DateStyle(models.TextChoices):
    DAY_FIRST = "day", _("29 November 2026")
    MONTH_FIRST = "month", _("November 29, 2026")
    YEAR_FIRST = "year", _("2026-11-29")


class ClockStyle(models.TextChoices):
    TWENTY_FOUR = "24", _("18:20")
    TWELVE = "12", _("6:20 p.m.")


class Paper(models.Model):
    """The one row of settings; what is empty is as the environment says. Written by `verbs.set_paper` alone.

    Its key is the Pulse's, so that a readers' page has both by its first query.
    """

    pulse = models.OneToOneField(Pulse, models.CASCADE, primary_key=True, related_name="paper")
    name = models.CharField(_("name"), max_length=80, blank=True)
    tagline = models.CharField(_("tagline"), max_length=140, blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    date_style = models.CharField(_("dates"), max_length=5, choices=DateStyle, default=DateStyle.DAY_FIRST)
    clock_style = models.CharField(_("times"), max_length=2, choices=ClockStyle, default=ClockStyle.TWENTY_FOUR)
    accent = models.CharField(_("accent colour"), max_length=7, blank=True)
    accent_dark = models.CharField(_("accent colour in the dark"), max_length=7, blank=True)
    most_read_label = models.CharField(_("what the list of most read stories is called"), max_length=40, blank=True)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    address = models.TextField(_("postal address"), max_length=300, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    contact_email = models.EmailField(_("e-mail of the newsroom"), blank=True)
    corrections_email = models.EmailField(_("e-mail for corrections"), blank=True)
    security_email = models.EmailField(_("e-mail for reports of weak points"), blank=True)
    profiles = models.TextField(_("profiles elsewhere"), max_length=1000, blank=True)
    # Of the logo, whose bytes lie apart: its digest, and its size in pixels. Kept by `logo_verbs`.
    logo = models.CharField(max_length=32, blank=True, editable=False)
    logo_width = models.PositiveSmallIntegerField(default=0, editable=False)
    logo_height = models.PositiveSmallIntegerField(default=0, editable=False)
    # The kinds of which a policy stands, so that every page can name them; kept by `policy_verbs`.
    policies = models.CharField(max_length=300, blank=True, editable=False)
    # Whether readers can take a newsletter, so that every page can lead there; kept by `newsroom.letters.keeping`.
    letters = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("paper")
        default_permissions = ()
        permissions = [("change_paper", _("Can change the paper’s own settings"))]
        constraints = [models.CheckConstraint(condition=models.Q(pulse=1), name="paper_is_one_row")]

    def __str__(self):
        return self.name


class PolicyEdition(models.Model):
    """One issue of a policy, immutable, chained to the one before. What stands is the latest; empty, nothing does."""

    kind = models.CharField(_("policy"), max_length=20)
    number = models.PositiveIntegerField(_("version"))
    live_from = models.DateTimeField(_("in force from"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"), blank=True)
    # What readers are told beside it: what is new in this version.
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    lists_writers = models.BooleanField(_("lists the writers"), default=False)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        default_permissions = ()
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                name="policy_number_once",
                violation_error_message=_("This policy has a version of that number already."),
            )
        ]
        indexes = [models.Index(fields=["kind", "-live_from"], name="policy_standing")]  # a policy's page

    def __str__(self):
        return f"{self.kind} v{self.number}"

    @property
    def subject(self) -> str:
        """The policy's name in the log."""
        return f"policy:{self.kind}"


class Logo(models.Model):
    """The bytes of the logo, apart from the row that every page reads."""

    paper = models.OneToOneField(Paper, models.CASCADE, primary_key=True, related_name="+")
    data = models.BinaryField()

    class Meta:
        verbose_name = _("logo")
        default_permissions = ()
