"""A live story in ninjs 3.0 (https://iptc.org/std/ninjs/): names as that schema has them, and no others."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.encoding import iri_to_uri

from articles.body import word_count
from articles.content import Content
from articles.models import Edition
from articles.models.article import Kind
from articles.paid import paid_of
from articles.printed_byline import WRITERS
from newsroom.paper.current import site

from .. import body, bylines, dates
from ..album import Album
from ..names import Names
from ..story import Note
from ..structured import absolute
from ..structured_pages import policy_path

STANDARD = {
    "name": "ninjs",
    "version": "3.0",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
}
_GENRES = "http://cv.iptc.org/newscodes/genre/"
# What kinds are called in IPTC's own list, where it has them.
_GENRE_CODES = {
    "analysis": "Analysis",
    "opinion": "Opinion",
    "explainer": "Background",
    "obituary": "Obituary",
    "review": "Review",
}


@dataclass(frozen=True)
class Told:
    """All that one page of stories is told from: names, pictures, other stories that are linked."""

    names: Names
    album: Album
    stories: object


def uri_of(uid) -> str:
    """Return the address by which a story is asked for, which is its name too."""
    return absolute(reverse("public:api_item", args=[uid]))


def item(edition: Edition, content: Content, told: Told, notes: list[Note], uid) -> dict:
    """Return a live story as an object; what nobody said is left out. One that is retracted keeps its headline and
    its note, and no text."""
    retracted = edition.kind == Edition.Kind.RETRACTION
    paper = site()
    said = {
        "standard": STANDARD,
        "uri": uri_of(uid),
        "type": "text",
        "representationType": "partial" if retracted else "full",
        "version": str(edition.number),
        "firstCreated": dates.iso(edition.listed_at),
        "versionCreated": dates.iso(edition.live_from),
        "pubStatus": "canceled" if retracted else "usable",
        "language": content.language,
        "title": paid_of(content).before(content.headline),
        "headlines": _headlines(content),
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": content.dek}] if content.dek else [],
        "located": content.dateline,
        "edNote": "\n".join(f"{note.label}, {note.date.iso}: {note.text}" for note in notes),
        "genres": genres(content, edition),
        "usageTerms": paid_of(content).label,
        "copyrightHolder": paper.publisher or paper.name,
        "infoSources": [{"name": paper.name, "role": "publisher", "uri": absolute("/")}, *_sponsors(content)],
        "renditions": _page(edition),
        "trustIndicators": _trust(paper),
    }
    if not retracted:
        said |= _text(edition, content, told)
    return {name: value for name, value in said.items() if value}


def _text(edition: Edition, content: Content, told: Told) -> dict:
    """Return the story itself, with who wrote it, what it is about and its pictures."""
    text = body.for_feed(content, told.stories)
    writers = [byline.name for byline in content.bylines if byline.role in WRITERS]
    return {
        "by": bylines.joined(writers),
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "charCount": len(text),
                "wordCount": word_count(content.body),
                "value": text,
            }
        ],
        **_people(content, told.names),
        "subjects": _subjects(content, told.names),
        "associations": _pictures(edition, content, told.album),
    }


def _sponsors(content: Content) -> list[dict]:
    paid = paid_of(content)
    said = {"name": paid.sponsor, "role": "sponsor", "uri": paid.url}
    return [{name: value for name, value in said.items() if value}] if paid else []


def _headlines(content: Content) -> list[dict]:
    said = {"main": content.headline, "search": content.search_headline, "share": content.share_headline}
    before = paid_of(content).before
    return [
        {"role": role, "contentType": "text/plain", "value": before(value)} for role, value in said.items() if value
    ]


def genres(content: Content, edition: Edition) -> list[dict]:
    """Return what kind of story it is, and what whoever takes it has to know before it is shown anywhere by itself."""
    found = [_genre(content.kind, Kind(content.kind).label)]
    if paid := paid_of(content):
        found.append({"literal": paid.role, "name": paid.label})
    if edition.sensitive:
        found.append({"literal": "sensitive", "name": "Sensitive: shown where somebody chose it, never by itself"})
    return found


def _genre(kind: str, label) -> dict:
    code = _GENRE_CODES.get(kind)
    return {"literal": kind, "name": str(label), **({"uri": f"{_GENRES}{code}"} if code else {})}


def _people(content: Content, names: Names) -> dict:
    people, organisations = [], []
    for byline in content.bylines:
        if byline.role == "unnamed":
            continue
        today = names.get(byline.contributor)
        kind = today.kind if today else ""
        said = {"name": byline.name, "rel": byline.role}
        if today and kind != "unnamed":
            said["uri"] = absolute(today.url)
        (people if kind in {"person", ""} and byline.role != "agency" else organisations).append(said)
    return {"people": people, "organisations": organisations}


def _subjects(content: Content, names: Names) -> list[dict]:
    section = names.get(content.section)
    found = [("section", section)] if section else []
    found += [("about", tag) for tag in names.get_all(content.tags)]
    return [{"name": each.name, "rel": rel, "literal": each.slug, "uri": absolute(each.url)} for rel, each in found]


def _pictures(edition: Edition, content: Content, album: Album) -> list[dict]:
    """Return the pictures readers may have at this moment; one whose permission ended is not there."""
    found = []
    for number, use in enumerate(content.photos):
        picture = album.picture(use, content.section, sizes="100vw", dated=edition.dated)
        if picture:
            found.append(_picture(picture, use, number))
    return found


def _picture(picture, use, number: int) -> dict:
    printed = picture.printed
    descriptions = {"caption": " ".join(filter(None, (printed.notice, printed.caption))), "altText": picture.alt}
    size = {"width": picture.width, "height": picture.height}
    said = {
        "name": f"{use.use}-{number}",
        "rel": use.use,
        "uri": f"urn:uuid:{use.photo}",
        "type": "picture",
        "by": printed.rights.creator,
        "infoSources": [{"name": printed.credit, "role": "credit"}] if printed.credit else [],
        "descriptions": [
            {"role": role, "contentType": "text/plain", "value": value} for role, value in descriptions.items() if value
        ],
        "copyrightNotice": printed.rights.copyright,
        "usageTerms": printed.owed.licence,
        "rightsInfo": {"linkedRights": printed.rights.terms} if printed.rights.terms else {},
        "renditions": [{"name": "web", "href": absolute(picture.src), "contentType": "image/jpeg", **size}],
    }
    return {name: value for name, value in said.items() if value}


def _page(edition: Edition) -> list[dict]:
    key = edition.address.key
    if not key.startswith("/"):
        return []
    return [{"name": "page", "href": absolute(iri_to_uri(key)), "contentType": "text/html"}]


def _trust(paper) -> list[dict]:
    return [
        {"role": f"https://schema.org/{kind.property}", "title": str(kind.title), "href": absolute(policy_path(kind))}
        for kind in paper.policies
        if kind.property
    ]


def gone(uid, changed: datetime, note: str = "") -> dict:
    """Return what is left to say of a story that was taken away: that whoever has it must not use it."""
    said = {
        "standard": STANDARD,
        "uri": uri_of(uid),
        "type": "text",
        "representationType": "partial",
        "versionCreated": dates.iso(changed),
        "pubStatus": "canceled",
        "edNote": note,
    }
    return {name: value for name, value in said.items() if value}
