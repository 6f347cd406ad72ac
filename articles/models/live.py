"""Live stories: a story that is told in entries while it happens, who may post to it, and what was posted."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class LiveStory(models.Model):
    """A story that is covered as it happens. Its own text is the summary."""

    article = models.OneToOneField(Article, models.PROTECT, primary_key=True, related_name="live_story")
    opens_at = models.DateTimeField(_("opens"), help_text=_("Before it readers see the summary only."))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed"), null=True)
    queue_first = models.BooleanField(_("the desk reads every entry before readers get it"), default=False)
    # Nothing new goes out meanwhile; what readers have can be mended and pulled.
    paused_at = models.DateTimeField(_("paused"), null=True)
    paused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("live story")
        verbose_name_plural = _("live stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(closed_at__gte=models.F("opens_at")),
                name="live_closes_after_it_opens",
                violation_error_message=_("A live story cannot close before it opens."),
            ),
            models.CheckConstraint(
                condition=models.Q(paused_at=None, paused_by=None)
                | models.Q(paused_at__isnull=False, paused_by__isnull=False),
                name="live_paused_by_somebody",
                violation_error_message=_("A pause has a time and somebody who paused, or neither."),
            ),
        ]

    @property
    def tag(self) -> str:
        """The tag of the pages that show its entries."""
        return f"live:{self.pk}"

    def is_open(self, at) -> bool:
        return is_open(self.opens_at, self.closed_at, at)


def is_open(opens_at, closed_at, at) -> bool:
    """Say whether what opens and closes then, or never, is open at that moment."""
    return opens_at is not None and opens_at <= at and (closed_at is None or closed_at > at)


class LiveGrant(models.Model):
    """Leave to post to a live story unread, until it closes or somebody ends it; a colleague reads behind."""

    live = models.ForeignKey(LiveStory, models.PROTECT, related_name="grants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("may post"))
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("read by"))
    read_within = models.PositiveSmallIntegerField(_("read within, in minutes"), default=30)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("until"), null=True)

    class Meta:
        verbose_name = _("leave to post")
        verbose_name_plural = _("leaves to post")
        constraints = [
            models.UniqueConstraint(
                fields=["live", "user"],
                condition=models.Q(ended_at=None),
                name="one_leave_to_post",
                violation_error_message=_("They may post to it already."),
            ),
        ]


class LiveEntryQuerySet(models.QuerySet):
    def queued(self):
        """Entries readers have not got yet: those that wait for the desk, and those that were sent back."""
        return self.filter(number=None, is_key_points=False).exclude(article__stage="spiked")


class LiveEntry(models.Model):
    """A story that is one entry of a live story. Readers have it in its live story, never by itself."""

    article = models.OneToOneField(Article, models.PROTECT, primary_key=True, related_name="live_entry")
    live = models.ForeignKey(LiveStory, models.PROTECT, related_name="entries")
    # Made where it was typed, so that what is sent twice is posted once.
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(_("time"), help_text=_("The time printed with it; a correction keeps it."))
    # The Pulse's number of the act that gave it to readers: in the order in which they could first see them. None
    # while it waits for the desk.
    number = models.BigIntegerField(null=True, unique=True, editable=False)

    # The short list at the top. It is one story with editions of its own, and never stands among the entries.
    is_key_points = models.BooleanField(default=False, editable=False)

    # The tag of the pages on which any entry may be found.
    LIST_TAG = "list:entries"

    objects = LiveEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        # A page of entries, the newest first; what came since one; the queue.
        indexes = [models.Index(fields=["live", "-number"], name="live_entries")]
        constraints = [
            models.UniqueConstraint(
                fields=["live"],
                condition=models.Q(is_key_points=True),
                name="one_list_of_key_points",
                violation_error_message=_("It has key points already."),
            ),
        ]

    @property
    def anchor(self) -> str:
        """Where it stands on its live story's page."""
        return f"entry-{self.number}"


class LivePinQuerySet(models.QuerySet):
    def at(self, at):
        """The pins that hold at that moment."""
        return self.filter(models.Q(unpinned_at=None) | models.Q(unpinned_at__gt=at), pinned_at__lte=at)


class LivePin(models.Model):
    """One entry stands above the others for a time."""

    live = models.ForeignKey(LiveStory, models.PROTECT, related_name="pins")
    entry = models.ForeignKey(LiveEntry, models.PROTECT, related_name="pins")
    pinned_at = models.DateTimeField(_("pinned"))
    pinned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unpinned_at = models.DateTimeField(_("unpinned"), null=True)

    objects = LivePinQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned entry")
        verbose_name_plural = _("pinned entries")
        constraints = [
            models.UniqueConstraint(
                fields=["live"],
                condition=models.Q(unpinned_at=None),
                name="one_pinned_entry",
                violation_error_message=_("Another entry was pinned at the same moment. Look again."),
            ),
        ]
