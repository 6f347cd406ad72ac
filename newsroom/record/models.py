"""What happened here: the log, the Pulse that numbers it, the Changes readers' pages listen to, the seals."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Pulse(models.Model):
    """One row: how many acts there have been, the digest of the latest, and how often else something is different.

    Numbers come from here and not from an autoincrement column because those are seen out of order by others: the
    row's lock makes acts commit in the order of their numbers.
    """

    number = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    # What is no act and still shows on the desk: a receipt's row, a saved filter.
    stirs = models.BigIntegerField(default=0)
    # Changes of readers' pages that nobody made: what is read most. Changes are numbered by acts and turns together.
    turns = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="pulse_is_one_row")]


class Change(models.Model):
    """A thing readers' pages show is different from that moment on; a moment ahead is a schedule or a lease's end."""

    number = models.BigIntegerField()
    tag = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["number"], name="change_since"),  # what a worker has not heard yet
            models.Index(fields=["tag", "at"], name="change_of_tag"),  # whether a kept page still answers
        ]


class LogEntry(models.Model):
    """Who did which verb, to what, when. Chained: each entry's digest covers the one before it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    verb = models.CharField(_("verb"), max_length=40)
    subject = models.CharField(_("subject"), max_length=60, blank=True, help_text=_("Kind and uid, article:…"))
    facts = models.TextField(_("facts"), default="{}", help_text=_("Canonical text; numbers, kinds and uids."))
    edition_digest = models.CharField(max_length=64, blank=True)
    words_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject", "number"], name="log_of_subject")]  # a story's history

    def __str__(self):
        return f"{self.number} {self.verb} {self.subject}"


class LogWords(models.Model):
    """What people wrote beside an act: reasons and notes. Apart from the entry, so that `redact` can reach them."""

    entry = models.OneToOneField(LogEntry, models.CASCADE, primary_key=True, related_name="words")
    salt = models.CharField(max_length=32)
    text = models.TextField(default="{}")
    redacted_at = models.DateTimeField(null=True)


class Seal(models.Model):
    """One digest over the log's head and the head of every chain of editions, so that cutting a tail shows."""

    at = models.DateTimeField(_("at"))
    log_number = models.BigIntegerField()
    chains = models.PositiveIntegerField(help_text=_("How many chains of editions it covers."))
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["pk"]
