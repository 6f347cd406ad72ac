"""What intake could not put into a draft: kept beside it until an editor pulls it back in or lets it go."""

import json
from dataclasses import dataclass

from articles.intake.result import Doubt
from newsroom.record.canonical import canonical


@dataclass(frozen=True)
class Waiting:
    """A caption and its credit line whose picture has yet to be attached."""

    caption: str
    credit: str = ""


@dataclass(frozen=True)
class Beside:
    """The shape of `Article.left_out`. `left_out` are raw lines in order; `source` says where the copy came from."""

    left_out: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    photos: tuple[Waiting, ...] = ()
    source: str = ""

    def __bool__(self):
        return bool(self.left_out or self.doubts or self.photos)

    @property
    def text(self) -> str:
        """As `Article.left_out` stores it; empty when there is nothing beside the draft."""
        if not self:
            return ""
        return canonical(
            {
                "left_out": list(self.left_out),
                "doubts": [{"field": doubt.field, "message": doubt.message} for doubt in self.doubts],
                "photos": [{"caption": photo.caption, "credit": photo.credit} for photo in self.photos],
                "source": self.source,
            }
        )


def read_beside(text: str) -> Beside:
    """Read what `Article.left_out` holds."""
    if not text:
        return Beside()
    plain = json.loads(text)
    return Beside(
        left_out=tuple(plain["left_out"]),
        doubts=tuple(Doubt(**doubt) for doubt in plain["doubts"]),
        photos=tuple(Waiting(**photo) for photo in plain["photos"]),
        source=plain["source"],
    )
