"""What readers were really served after a publish, a pull, a restore or a withdrawal, as the desk fetched it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .article import Article
from .edition import Edition, Pull


class Receipt(models.Model):
    """One look at everything a version, a pull or its end changed, as a reader sees it. Readers never wait for it.

    Its rows hold addresses and headlines, which a redaction takes away with them: see `workflow.redacting`.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="receipts")
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="receipt")
    pull = models.OneToOneField(Pull, models.PROTECT, null=True, related_name="receipt")
    # The pull that ended: readers should have again what it took away.
    restored = models.OneToOneField(Pull, models.PROTECT, null=True, related_name="receipt_of_restore")
    given_back = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    # From when readers should find it so: when the version is live, the story off, or there again.
    since = models.DateTimeField(_("since"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=False, pull=None, restored=None, given_back=None)
                | Q(edition=None, pull__isnull=False, restored=None, given_back=None)
                | Q(edition=None, pull=None, restored__isnull=False, given_back__isnull=False),
                name="receipt_of_one_act",
                violation_error_message=_("A receipt is of a version, of a pull or of a restore."),
            )
        ]

    def __str__(self):
        return str(self.edition or self.article)

    @property
    def is_whole(self) -> bool:
        """Whether everything was found as it should be."""
        return bool(self.rows.all()) and all(row.state == ReceiptRow.State.GREEN for row in self.rows.all())

    @property
    def version(self) -> Edition | None:
        """The version readers should have: the one issued, or the one a restore gave back; after a pull none."""
        return self.edition or self.given_back

    @property
    def takes_away(self) -> bool:
        """Whether readers should have no word of the story any more."""
        return self.version is None or self.version.shows != Edition.Shows.TEXT

    @property
    def is_of_retraction(self) -> bool:
        """Whether the story should be readable at its address, and on no list."""
        return not self.takes_away and self.version.kind == Edition.Kind.RETRACTION


class ReceiptRow(models.Model):
    """One address that was fetched: whether it is as it should be, after how many seconds, or what it shows instead."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being fetched")
        GREEN = "green", _("As it should be")
        RED = "red", _("Not as it should be")

    class Place(models.TextChoices):
        STORY = "story", _("Story")
        FRONT = "front", _("Front")
        SECTION = "section", _("Section")
        TAG = "tag", _("Tag page")
        NAME = "name", _("Contributor")
        FEED = "feed", _("Feed")
        SITEMAP = "sitemap", _("Sitemap")
        PICTURE = "picture", _("Share image")
        PHOTO = "photo", _("Picture")

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="rows")
    position = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=8, choices=Place)
    name = models.CharField(max_length=120, blank=True)
    path = models.CharField(max_length=700)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    status = models.PositiveSmallIntegerField(null=True)
    # Since readers should find it so, in tenths.
    tenths = models.PositiveIntegerField(null=True)
    shows = models.CharField(max_length=400, blank=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("line of a receipt")
        verbose_name_plural = _("lines of receipts")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["receipt", "path"], name="fetched_once_a_receipt")]
        # the board: the few that are red, among all that ever were fetched
        indexes = [models.Index(fields=["receipt"], name="receipt_red", condition=Q(state="red"))]

    def __str__(self):
        return self.path

    @property
    def seconds(self) -> float | None:
        """How long it took until it was so."""
        return None if self.tenths is None else self.tenths / 10

    @property
    def is_to_be_gone(self) -> bool:
        """Whether green means that nothing of the story is there: of a retraction, only its page and picture stay."""
        stays = {self.Place.STORY, self.Place.PICTURE}
        return self.receipt.takes_away or (self.receipt.is_of_retraction and self.place not in stays)
