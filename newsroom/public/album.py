"""The pictures of one page: fetched together, in one query, as far as readers may have them at that moment."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from articles.content import ContentPhoto
from media import addresses, credits, pictures
from media.licences import Asks
from media.models import Lease, Photo, Rendition, Shape
from newsroom.pagecache.collecting import note
from newsroom.prepared import MOMENT, TEXTS, UIDS, prepared

WHOLE, CARD = Shape.WHOLE.value, Shape.CARD.value
# What search engines and those who share a story are given of its lead.
CUTS = (Shape.SQUARE.value, Shape.CLASSIC.value, Shape.WIDE.value, Shape.PORTRAIT.value)

_PHOTO = (
    "pk", "uid", "credit_line", "taken_at", "digital_source_type", "ai_system", "licence", "colour", "creator",
    "copyright_notice", "web_statement", "licensor_url",
)  # fmt: skip
_RENDITION = ("pk", "crop", "width", "height", "format", "digest")


@prepared(uids=UIDS, crops=TEXTS, cut_of=UIDS, at=MOMENT, until=MOMENT)
def _rows(uids, crops, cut_of, at, until, is_kept) -> QuerySet:
    """Return the photos with what may be done to them at a moment, each once for every rendition that is asked for."""
    usable = Photo.objects.usable(at).filter(pk=OuterRef("pk"))
    if is_kept:
        usable = usable.filter(pk__in=Photo.objects.usable(until))
    covering = Lease.objects.covering(at).filter(photo=OuterRef("pk"))
    uncut = covering.filter(limits__contains=Asks.NO_CROP)
    asked = Q(renditions__crop__in=crops)
    if cut_of:
        asked |= Q(renditions__crop__in=CUTS, renditions__format=Rendition.Format.JPEG, uid__in=cut_of)
    rows = Photo.objects.filter(uid__in=uids).order_by()
    annotated = rows.annotate(
        usable=Exists(usable),
        kept_whole=Exists(uncut),
        bound=Exists(covering.exclude(sections="")) & ~Exists(covering.filter(sections="")),
        sized=FilteredRelation("renditions", condition=asked),
        **{f"rendition_{name}": F(f"sized__{name}") for name in _RENDITION},
    )
    return annotated.values_list(
        *_PHOTO, "usable", "kept_whole", "bound", *(f"rendition_{name}" for name in _RENDITION)
    )


class Album:
    """Photos by uid. One that readers may not have at that moment is as if it were not there."""

    def __init__(
        self,
        uids: Iterable[str],
        at: datetime,
        crops: Iterable[str] = (WHOLE,),
        *,
        until: datetime | None = None,
        cut_of: str = "",
    ):
        """`until` is for what others may keep for a while: only what may be shown then too is in it. `cut_of` is one
        photo of which the cuts are fetched that others are given."""
        self._photos: dict[str, tuple[Photo, list[Rendition]]] = {}
        self._whole: set[str] = set()
        # Of those whose permission is for some sections alone: for which.
        self._only: dict[str, set[str]] = {}
        self._shown: list[Photo] = []
        if uids := set(uids):
            # A rectangle of one use's own that is not made yet is stood in for by its shape.
            named = {part for crop in crops for part in (str(crop), str(crop).partition("/")[0])}
            self._fetch(uids, at, named | {WHOLE}, until or at, cut_of)

    def _fetch(self, uids: set[str], at: datetime, crops: set[str], until: datetime, cut_of: str) -> None:
        asked = {"uids": uids, "crops": crops, "cut_of": [cut_of] if cut_of else []}
        for row in _rows(**asked, at=at, until=until, is_kept=until != at):
            # A photo that lapsed is noted too: the page is another once it is usable again.
            note(f"photo:{row[0]}")
            fields, (usable_now, uncut_now, bound_now, *sizes) = row[: len(_PHOTO)], row[len(_PHOTO) :]
            if not usable_now:
                continue
            photo = Photo(**dict(zip(_PHOTO, fields, strict=True)))
            if uncut_now or photo.terms.whole:
                self._whole.add(str(photo.uid))
            if bound_now:
                self._only.setdefault(str(photo.uid), set())
            _photo, renditions = self._photos.setdefault(str(photo.uid), (photo, []))
            if sizes[0] is not None:
                renditions.append(Rendition(**dict(zip(_RENDITION, sizes, strict=True))))

        if self._only:
            leases = Lease.objects.covering(at).filter(photo__uid__in=self._only)
            for uid, sections in leases.values_list("photo__uid", "sections"):
                self._only[str(uid)].update(sections.split())

    def _found(self, use: ContentPhoto | None, section: str) -> tuple[Photo | None, Iterable[Rendition]]:
        if use is None or section not in self._only.get(use.photo, {section}):
            return None, ()
        return self._photos.get(use.photo, (None, ()))

    def picture(
        self, use: ContentPhoto | None, section: str, *, crop: str = "", sizes: str, dated: date | None = None
    ) -> pictures.Picture | None:
        """Return that use of a photo ready to print; None where a story of that section may not have it."""
        photo, renditions = self._found(use, section)
        if photo is None:
            return None
        return pictures.picture(
            photo,
            renditions,
            alt="" if use.decorative else use.alt,
            crop=crop or use.crop,
            sizes=sizes,
            caption=use.caption,
            dated=dated,
            whole=use.photo in self._whole,
        )

    def cuts(self, use: ContentPhoto | None, section: str) -> dict[str, Rendition]:
        """Return the largest of each of the photo's `CUTS`, by shape; none where it may not be cut."""
        photo, renditions = self._found(use, section)
        if photo is None or use.photo in self._whole:
            return {}
        jpegs = [each for each in renditions if each.crop in CUTS and each.format == Rendition.Format.JPEG]
        return {each.crop: each for each in sorted(jpegs, key=lambda each: each.width)}

    def address(self, use: ContentPhoto, rendition: Rendition) -> str:
        """Return where a rendition of that use's photo is."""
        return addresses.path(self._photos[use.photo][0], rendition)

    def owed(self, use: ContentPhoto) -> str:
        """Return who is owed for a photo of this album, and before it that no camera took it, in one line."""
        printed = credits.printed(self._photos[use.photo][0], "", None)
        return " ".join(part for part in (printed.made, str(printed.owed)) if part)

    def small(self, use: ContentPhoto | None, section: str, *, crop: str = CARD, sizes: str) -> pictures.Picture | None:
        """Return a picture whose credit goes into the closing line."""
        picture = self.picture(use, section, crop=crop, sizes=sizes)
        if picture is not None:
            self._shown.append(self._photos[use.photo][0])
        return picture

    def size(self, use: ContentPhoto | None, section: str) -> tuple[int, int]:
        """Return the largest size of the whole picture that readers may have; nothing by nothing when they may not."""
        _photo, renditions = self._found(use, section)
        return max(((each.width, each.height) for each in renditions if each.crop == WHOLE), default=(0, 0))

    @property
    def closing_line(self) -> list[credits.Credit]:
        """What stands in the one line that credits the small pictures given out so far."""
        return credits.closing_line(self._shown)
