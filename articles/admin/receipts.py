"""A receipt as a story's page shows it: what readers were served, line by line."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Receipt, ReceiptRow

# So long after it a receipt stands on the story's page by itself; later it is kept with its version or pull.
SHOWN_FOR = timedelta(minutes=30)
_SHAPES = {"waiting": ("clock", "plain"), "green": ("check", "good"), "red": ("cross", "stop")}


@dataclass(frozen=True)
class Line:
    """One address on the receipt, as it is shown."""

    row: ReceiptRow

    @property
    def label(self) -> str:
        place = str(self.row.get_place_display())
        return f"{place}: {self.row.name}" if self.row.name else place

    @property
    def shape(self) -> str:
        return _SHAPES[self.row.state][0]

    @property
    def tone(self) -> str:
        return _SHAPES[self.row.state][1]

    @property
    def seconds(self) -> str:
        """How long it took until it was so; nothing for what was first looked at much later."""
        seconds = self.row.seconds
        return "" if seconds is None or seconds > SHOWN_FOR.total_seconds() else f"{seconds:.1f}"

    @property
    def state(self) -> str:
        """Whether it is as it should be, in words."""
        if not self.row.is_to_be_gone or self.row.state == ReceiptRow.State.WAITING:
            return str(self.row.get_state_display())
        return _("Gone") if self.row.state == ReceiptRow.State.GREEN else _("Still there")


@dataclass(frozen=True)
class Shown:
    """A receipt as it is shown: its lines, whether more is to come, and the sum in words."""

    receipt: Receipt
    lines: list[Line]
    may_try: bool

    @property
    def title(self) -> str:
        if self.receipt.pull:
            return _("Receipt of the pull")
        edition = self.receipt.version
        if self.receipt.restored_id:
            return _("Receipt of the restore (version %(number)s)") % {"number": edition.number}
        said = {"kind": edition.get_kind_display().lower(), "number": edition.number}
        if self.receipt.takes_away or self.receipt.is_of_retraction:
            return _("Receipt of the %(kind)s (version %(number)s)") % said
        return _("Receipt of version %(number)s") % said

    @property
    def takes_away(self) -> bool:
        return self.receipt.takes_away

    @property
    def waits(self) -> bool:
        return self.receipt.finished_at is None

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.row.state == ReceiptRow.State.RED]

    @property
    def green(self) -> int:
        return sum(line.row.state == ReceiptRow.State.GREEN for line in self.lines)

    @property
    def is_whole(self) -> bool:
        return bool(self.lines) and self.green == len(self.lines)

    @property
    def slowest(self) -> str:
        """The most seconds any of it took."""
        return max((line.seconds for line in self.lines), key=lambda said: float(said or 0), default="")

    @property
    def url(self) -> str:
        page = reverse("admin:articles_article_receipt", args=[self.receipt.article_id])
        if self.receipt.restored_id:
            return f"{page}?restored={self.receipt.restored_id}"
        edition = self.receipt.edition
        return f"{page}?version={edition.number}" if edition else f"{page}?pull={self.receipt.pull_id}"


def shown(receipt: Receipt, user) -> Shown:
    """Return a receipt as it is shown."""
    lines = [Line(row) for row in receipt.rows.order_by("position")]
    for line in lines:
        line.row.receipt = receipt
    article = receipt.article
    may_try = permissions.may_recall(user, article) or permissions.may_pull(user, article)
    return Shown(receipt, lines, may_try)


def on_the_page(state) -> Shown | None:
    """Return the receipt that stands on the story's page: of its pull, of the end of one, or of what goes live or went
    live just now."""
    version = state.ahead if state.undo_until else state.standing
    receipt = getattr(state.open_pull or version, "receipt", None)
    if state.open_pull is None and (restored := getattr(state.last_pull, "receipt_of_restore", None)):
        receipt = restored if receipt is None or restored.since >= receipt.since else receipt
    if receipt is None or receipt.since < state.now - SHOWN_FOR:
        return None
    receipt.article = state.article
    if receipt.pull_id:
        receipt.pull = state.open_pull
    elif version is not None and receipt.edition_id == version.pk:
        receipt.edition = version
    return shown(receipt, state.user)
