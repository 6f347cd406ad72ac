"""What a contributor's page says of them beside their stories: picture, job, beats, where else they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from articles.content import Content, ContentPhoto
from articles.expertise import is_mail, named_languages
from articles.models import Byline, Contributor
from articles.models.article import Kind
from media.models import Shape
from media.pictures import Picture
from newsroom.pagecache.collecting import note

from .album import Album
from .lists import Card
from .names import Name, Names

HEAD_SHAPE, PAGE_SHAPE = Shape.SQUARE.value, Shape.PORTRAIT.value
HEAD_SIZES, PAGE_SIZES = "64px", "(min-width: 768px) 176px, 112px"


@dataclass(frozen=True)
class Beat:
    """What somebody covers, and the section it is, if it is one."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """A page of theirs elsewhere, as it is printed."""

    url: str

    @property
    def text(self) -> str:
        return self.url.removeprefix("https://").removeprefix("www.").rstrip("/")


@dataclass(frozen=True)
class Contact:
    """How readers reach somebody, as it is printed: by mail or on a page."""

    text: str

    @property
    def url(self) -> str:
        return f"mailto:{quote(self.text, safe='@+')}" if is_mail(self.text) else self.text

    @property
    def printed(self) -> str:
        return self.text if is_mail(self.text) else Elsewhere(self.text).text


def said_of(contributor: Contributor, sections: Iterable[Name]) -> dict:
    """Return the words of a contributor's page."""
    urls = {section.name.casefold(): section.url for section in sections}
    return {
        "beats": [Beat(beat, urls.get(beat.casefold(), "")) for beat in contributor.covers],
        "elsewhere": [Elsewhere(url) for url in contributor.profiles.split()],
        "contact": Contact(contributor.contact) if contributor.contact else None,
        "languages": named_languages(contributor.speaks),
        "awards": contributor.awards.splitlines(),
        "education": contributor.education.splitlines(),
    }


def portrait(album: Album, uid: str, name: str) -> Picture | None:
    """Return a contributor's picture for their own page, None where readers may not have it now."""
    return album.picture(_use(uid, _("Portrait of %(name)s") % {"name": name}), "", crop=PAGE_SHAPE, sizes=PAGE_SIZES)


def head(album: Album, uid: str) -> Picture | None:
    """Return a writer's picture beside what they write: small, and said by the name it stands at."""
    return album.small(_use(uid, ""), "", crop=HEAD_SHAPE, sizes=HEAD_SIZES)


def writer_of(content: Content, found: Names) -> str:
    """Return the uid of the picture that stands beside an opinion piece: its first writer's, unless it has that as its
    own lead; "" for what is no opinion."""
    if content.kind != Kind.OPINION:
        return ""
    first = next((byline.contributor for byline in content.bylines if byline.role == Byline.Role.BY), "")
    named = found.get(first) if first else None
    face = named.face if named and named.kind != Contributor.Kind.UNNAMED else ""
    return "" if content.lead and content.lead.photo == face else face


def faces_of(cards: Iterable[Card]) -> dict[str, str]:
    """Return the pictures of who wrote the opinion among these cards, as uids by the writer's. One query where there
    is any; the page depends on those too who have none yet."""
    writers = {card.writer for card in cards if card.writer}
    if not writers:
        return {}
    named = Contributor.objects.filter(uid__in=writers).exclude(kind=Contributor.Kind.UNNAMED).order_by()
    rows = list(named.values_list("pk", "uid", "portrait__uid"))
    note(*(f"name:contributor:{pk}" for pk, _uid, _face in rows))
    return {str(uid): str(face) for _pk, uid, face in rows if face}


def _use(uid: str, alt: str) -> ContentPhoto | None:
    # Of a portrait no story asks for sections: one whose permission is for some alone has none here.
    return ContentPhoto(uid, alt=alt) if uid else None
