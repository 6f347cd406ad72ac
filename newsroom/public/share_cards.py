"""The picture that stands where a story is shared: what is on it, its address, and the view that answers with it.

Its address is a digest over all that is drawn. Nothing drawn is written anywhere: the view works out what the story's
picture is now, and answers if that is the one asked for. So what is pulled, redacted or mended, or has a photo whose
permission ended, is gone from here at that minute.
"""

import logging
from collections import OrderedDict
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from PIL import Image

from articles.content import Content
from articles.models import Edition
from articles.models.article import Kind
from articles.paid import paid_of
from media import metadata, pixels
from media.models import Photo, Rendition, Shape
from newsroom.pagecache.collecting import note
from newsroom.paper.current import site
from newsroom.record.canonical import digest

from . import drawing
from .album import Album
from .reading import reader_page
from .shown import LONGEST, missing, seconds_to_keep
from .sources import at_most

logger = logging.getLogger(__name__)

# Another drawing by the same words has another address.
RECIPE = 2
ACCENT = "#8a1c1c"
_KEPT = 64


@dataclass(frozen=True)
class ShareCard:
    """What is drawn: words, colour, and by its digest the cut of a photo, if one may be cut and written beside."""

    story: str
    headline: str
    label: str
    advertisement: bool
    kind: str
    language: str
    # The language of the page about the story: of label and kind.
    frame: str
    paper: str
    accent: str
    credit: str = ""
    photo: str = ""
    rendition: int = 0
    cut: str = ""

    @property
    def digest(self) -> str:
        return digest(*map(str, (RECIPE, *astuple(self))))[:20]

    @property
    def path(self) -> str:
        return reverse("public:share", args=[self.story, self.digest])


def card_of(story: str, content: Content, album: Album) -> ShareCard | None:
    """Return what is drawn for a story as readers have it; None where no face here has all its letters.

    A photo that may not be cut is not on it: it would be cut, and have words beside it.
    """
    paid = paid_of(content)
    kind = "" if content.kind == Kind.NEWS else str(Kind(content.kind).label)
    accents = site().accents
    words = (content.share_headline or content.headline, paid.label, paid.is_advertisement, kind, content.language)
    frame = get_language() or site().language
    card = ShareCard(story, *words, frame, site().name, accents[0] if accents else ACCENT)
    cut = album.cuts(content.lead, content.section).get(Shape.PORTRAIT)
    if cut is not None and drawing.can_draw(owed := album.owed(content.lead)):
        card = replace(card, credit=owed, photo=content.lead.photo, rendition=cut.pk, cut=cut.digest)
    said = (card.headline, card.label, card.kind, card.paper)
    return card if card.headline and all(map(drawing.can_draw, said)) else None


@at_most(120, 60)
@reader_page
def share(request: HttpRequest, at: datetime, uid: UUID, digest: str) -> HttpResponse:
    """Answer with the picture of a story that is live, if it is the one that its page names now."""
    return _answer(at, uid, digest)


def _as_of(request: HttpRequest, at: datetime, uid: UUID, digest: str) -> HttpResponse:
    """Answer as readers are answered at a moment."""
    return _answer(at, uid, digest)


share.as_of = _as_of


def _answer(at: datetime, uid: UUID, digest: str) -> HttpResponse:
    edition = Edition.objects.live(at).filter(article__uid=uid).select_related("words").first()
    card = _card_now(edition, uid, at) if edition else None
    data = _drawn(card) if card and card.digest == digest else None
    if data is None:
        return missing(404, "public/no_picture.html")
    response = HttpResponse(data, content_type="image/jpeg")
    photo = Photo.objects.filter(uid=card.photo).prefetch_related("leases").first() if card.photo else None
    keep = seconds_to_keep(photo, at) if photo else int(LONGEST.total_seconds())
    response["Cache-Control"] = f"public, max-age={keep}"
    return response


def _card_now(edition: Edition, uid: UUID, at: datetime) -> ShareCard | None:
    note(f"article:{edition.article_id}")
    content = edition.content
    lead = content.lead
    return card_of(str(uid), content, Album([lead.photo] if lead else [], at, cut_of=lead.photo if lead else ""))


class _Drawn:
    """The pictures drawn last, in memory alone: a file would outlive what it shows."""

    def __init__(self):
        self._kept: OrderedDict[ShareCard, bytes] = OrderedDict()
        self._lock = Lock()

    def __call__(self, card: ShareCard) -> bytes | None:
        with self._lock:
            if card in self._kept:
                self._kept.move_to_end(card)
                return self._kept[card]
            # One at a time: drawing is all arithmetic, and many ask for what was just published.
            data = _draw(card)
            if data is not None:
                self._kept[card] = data
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return data


_drawn = _Drawn()


def _draw(card: ShareCard) -> bytes | None:
    """Return the picture as a file, with the photo's words in it; None where the photo's own file is lost."""
    photo, embedded = None, b""
    if card.cut:
        found = Rendition.objects.select_related("photo").filter(pk=card.rendition, digest=card.cut).first()
        try:
            with default_storage.open(found.file.name, "rb") as file, Image.open(file, formats=["JPEG"]) as image:
                photo = image.convert("RGB")
        except (AttributeError, FileNotFoundError):
            logger.error("The file of rendition %s is lost; no share card of story %s.", card.rendition, card.story)
            return None
        embedded = metadata.embed(found.photo)
    return pixels.encoded(drawing.draw(card, photo), Rendition.Format.JPEG, embedded)
