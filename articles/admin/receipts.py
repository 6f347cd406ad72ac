"""The publish receipt as a story's page shows it: what readers were served, line by line."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from articles import permissions
from articles.models import Edition, PublishReceipt, ReceiptRow

# So long after going live a receipt stands on the story's page by itself; later it is kept with its version.
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
        """How long after going live it was there; nothing for what was first looked at much later."""
        seconds = self.row.seconds
        return "" if seconds is None or seconds > SHOWN_FOR.total_seconds() else f"{seconds:.1f}"


@dataclass(frozen=True)
class Receipt:
    """A receipt as it is shown: its lines, whether more is to come, and the sum in words."""

    receipt: PublishReceipt
    lines: list[Line]
    may_try: bool

    @property
    def number(self) -> int:
        return self.receipt.edition.number

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
        page = reverse("admin:articles_article_receipt", args=[self.receipt.edition.article_id])
        return f"{page}?version={self.number}"


def receipt_of(edition: Edition, user) -> Receipt | None:
    """Return the receipt of a version as it is shown, or None where there is none."""
    receipt = getattr(edition, "receipt", None)
    if receipt is None:
        return None
    receipt.edition = edition
    lines = [Line(row) for row in receipt.rows.order_by("position")]
    return Receipt(receipt, lines, permissions.may_recall(user, edition.article))


def on_the_page(state) -> Receipt | None:
    """Return the receipt that stands on the story's page: of what is going live, or has gone live just now."""
    wanted = state.ahead if state.undo_until else state.standing
    if wanted is None or not hasattr(wanted, "receipt"):
        return None
    if wanted.live_from < state.now - SHOWN_FOR:
        return None
    wanted.article = state.article
    return receipt_of(wanted, state.user)
