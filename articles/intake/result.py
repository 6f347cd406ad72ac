"""What intake hands back: the understood story, its doubts, and every line it read."""

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from articles.bylines import Byline

PRINTED_ROLES = ("by", "additional", "photographs", "translated", "illustrations")


@dataclass(frozen=True)
class Line:
    """One raw line, counted from 1 as pasted, and what it was taken for."""

    number: int
    text: str
    role: str


@dataclass(frozen=True)
class Doubt:
    """Something an editor should look at: a whole sentence, and the raw lines it is about."""

    field: str
    message: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class PhotoFound:
    caption: str
    credit: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Block:
    """A piece of body: kind is p, h2, quote or list; only a list has items."""

    kind: str
    text: str
    lines: tuple[int, ...] = ()
    items: tuple[str, ...] = ()

    def texts(self):
        return list(self.items) if self.kind == "list" else [self.text]

    def html(self):
        if self.kind == "list":
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in self.items) + "</ul>"
        if self.kind == "quote":
            return f"<blockquote><p>{escape(self.text)}</p></blockquote>"
        return f"<{self.kind}>{escape(self.text)}</{self.kind}>"


@dataclass(frozen=True)
class Intake:
    source: str = ""
    headline: str = ""
    dek: str = ""
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    dateline_agency: str = ""
    dated: date | None = None
    printed_at: datetime | None = None
    embargo: datetime | None = None
    hold: str = ""
    copy_from: str = "unknown"
    copy_source: str = ""
    photos: tuple[PhotoFound, ...] = ()
    blocks: tuple[Block, ...] = ()
    left_out: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def published(self):
        """Give the printed date in ISO 8601, in the zone it is printed in; empty when none is printed."""
        moment = self.printed_at or self.dated
        return moment.isoformat()[:10] if moment else ""

    def body_html(self):
        return "\n".join(block.html() for block in self.blocks)

    def as_json(self):
        """Give the line that `intake --dry-run --json` prints."""
        return {
            "source": self.source,
            "headline": self.headline,
            "dek": self.dek,
            "bylines": [line.name for line in self.bylines if line.role in PRINTED_ROLES],
            "dateline": self.dateline,
            "published": self.published,
            "embargo": self.embargo.isoformat() if self.embargo else None,
            "hold": self.hold,
            "copy_from": self.copy_from,
            "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in self.photos],
            "body": [text for block in self.blocks for text in block.texts()],
            "left_out": [line.text for line in self.left_out],
            "doubts": [doubt.message for doubt in self.doubts],
        }
