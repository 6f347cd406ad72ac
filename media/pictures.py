"""From a photo and its renditions to what one `<picture>` needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newsroom.pagecache.collecting import note
from newsroom.pagecache.links import here

from . import addresses, credits, tones
from .models import Photo, Rendition, Shape

_ORDER = [Rendition.Format.AVIF, Rendition.Format.WEBP, Rendition.Format.JPEG]
# The one address for browsers that choose nothing themselves.
_FALLBACK_WIDTH = 960


@dataclass(frozen=True)
class Source:
    """One format's widths."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """A photo as one page shows it; an empty alt text means decorative."""

    sources: tuple[Source, ...]
    src: str
    srcset: str
    width: int
    height: int
    sizes: str
    alt: str
    tone: str
    printed: credits.Printed
    # It may not be cut, by the page's own layout neither.
    whole: bool = False

    @property
    def credit(self) -> str:
        return self.printed.credit

    @property
    def portrait(self) -> bool:
        return self.height > self.width


def picture(
    photo: Photo,
    renditions: Iterable[Rendition],
    *,
    alt: str,
    crop: str = "",
    sizes: str = "100vw",
    caption: str = "",
    dated: date | None = None,
    whole: bool = False,
) -> Picture | None:
    """Return the photo ready to print, or None when not one rendition has been made.

    `renditions` are all of the photo's, already fetched: nothing here asks the database. A crop that is not made yet
    falls back to its shape, then to the whole picture; `whole` says that it may not be cut at all. Notes the photo's
    tag for the page being rendered.
    """
    note(photo.tag)
    renditions = list(renditions)
    crop = "" if whole else crop
    cut = _of(renditions, crop) or _of(renditions, crop.partition("/")[0]) or _of(renditions, Shape.WHOLE)
    by_format = {format: [r for r in cut if r.format == format] for format in _ORDER}
    plain = by_format[Rendition.Format.JPEG] or cut
    if not plain:
        return None
    chosen = min(plain, key=lambda r: (abs(r.width - _FALLBACK_WIDTH), r.width))
    return Picture(
        sources=tuple(
            Source(format.mime, _srcset(photo, rows))
            for format, rows in by_format.items()
            if rows and format is not Rendition.Format.JPEG
        ),
        src=here(addresses.path(photo, chosen)),
        srcset=_srcset(photo, plain),
        width=chosen.width,
        height=chosen.height,
        sizes=sizes,
        alt=alt,
        tone=tones.tone(photo.colour),
        printed=credits.printed(photo, caption, dated),
        whole=whole,
    )


def _of(renditions: list[Rendition], crop: str) -> list[Rendition]:
    return sorted((r for r in renditions if r.crop == crop), key=lambda r: r.width)


def _srcset(photo: Photo, rows: list[Rendition]) -> str:
    return ", ".join(f"{here(addresses.path(photo, rendition))} {rendition.width}w" for rendition in rows)
