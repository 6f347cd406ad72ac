"""A story's page: from content at a moment to what the templates print."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from lxml import html

from articles.body import sanitise
from articles.content import Content
from articles.models.article import Kind
from newsroom import clock

from . import bylines, dates, structured
from .album import Album
from .answers import Answer, PublicNote
from .lists import direction
from .names import names
from .pages import page
from .related import related

LEAD_SIZES = "(min-width: 1240px) 944px, (min-width: 1100px) calc(100vw - 296px), calc(100vw - 32px)"
INLINE_SIZES = "(min-width: 660px) 608px, calc(100vw - 32px)"

NOTE_LABELS = {
    "update": _("Update"),
    "minor_fix": _("Note"),
    "correction": _("Correction"),
    "clarification": _("Clarification"),
    "retraction": _("Retraction"),
    "withdrawal": _("Withdrawn"),
    "reinstatement": _("Reinstated"),
}
# A wrong fact is owned up to before the story is read; the rest is said at its end.
AT_THE_TOP = {"correction", "retraction"}


@dataclass(frozen=True)
class Issue:
    """What is known of a story beside its content once it was issued."""

    article_id: int
    article_uid: str
    number: int
    kind: str
    address: str
    dated: date
    listed_at: datetime
    changed_at: datetime | None


@dataclass(frozen=True)
class Note:
    """A note to readers as printed."""

    label: str
    date: dates.Printed
    text: str
    at_the_top: bool


def show(answer: Answer, at: datetime) -> HttpResponse:
    """Answer with the story."""
    edition = answer.edition
    issue = Issue(
        article_id=edition.article_id,
        article_uid=str(edition.article_uid),
        number=edition.number,
        kind=edition.kind,
        address=edition.address.key,
        dated=edition.dated,
        listed_at=edition.listed_at,
        changed_at=edition.changed_at,
    )
    return page("public/story.html", page_of(answer.content, at, issue=issue, notes=answer.notes))


def preview(request: HttpRequest, content: Content, at: datetime) -> HttpResponse:
    """Answer a member of staff with a draft as readers would get it; who may is the caller's question."""
    context = {**page_of(content, at), "is_preview": True, "canonical": ""}
    response = page("public/story.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def page_of(content: Content, at: datetime, *, issue: Issue | None = None, notes: tuple[PublicNote, ...] = ()) -> dict:
    """Return what the story page prints. Without an issue it is a draft's, dated by its content or by today.

    Three queries: names, related stories, pictures.
    """
    found = names(content.tags, {byline.contributor for byline in content.bylines})
    tags = found.get_all(content.tags)
    retracted = issue is not None and issue.kind == "retraction"
    others = related(tags, issue.article_id if issue else None, at)
    dated = issue.dated if issue else _dated(content, at)
    album = Album((photo.photo for photo in content.photos), at, {photo.crop for photo in content.photos})
    lead = album.picture(content.lead, sizes=LEAD_SIZES, dated=dated)
    body = _root(content)
    context = {
        "content": content,
        "direction": direction(content.language),
        "kind_label": "" if content.kind == Kind.NEWS else Kind(content.kind).label,
        "section": found.get(content.section),
        "byline": bylines.groups(content.bylines, found, linked=not retracted),
        "tags": [] if retracted else tags,
        "age": dates.age(dated, at),
        "lead": lead,
        "blocks": blocks(body, content, album, dated),
        "links": links(body),
        "notes": [printed_note(each) for each in notes],
        "issue": issue,
        "related": others,
        "sections": found.sections,
        **_when(issue, dated),
    }
    return {**context, **structured.share(content, context, found)}


def _dated(content: Content, at: datetime) -> date:
    return date.fromisoformat(content.dated) if content.dated else clock.local_date(at)


def _when(issue: Issue | None, dated: date) -> dict:
    """Return the dates a reader sees, and the address."""
    if issue is None:
        return {"published": dates.day(dated), "day_path": "", "updated": None, "canonical": ""}
    changed = issue.changed_at
    return {
        "published": dates.published(issue.listed_at, dated),
        "day_path": dates.day_path(dated),
        "updated": dates.updated(changed, dated) if changed and changed > issue.listed_at else None,
        "canonical": settings.SITE_URL + iri_to_uri(issue.address) if issue.address.startswith("/") else "",
    }


def printed_note(note: PublicNote) -> Note:
    """Return a note to readers with its label and date."""
    label = NOTE_LABELS.get(note.kind, NOTE_LABELS["minor_fix"])
    return Note(str(label), dates.day(clock.local_date(note.live_from)), note.text, note.kind in AT_THE_TOP)


@dataclass(frozen=True)
class Block:
    """A piece of the body: some of its HTML, or a picture."""

    html: str = ""
    picture: object = None


def copy(content: Content) -> str:
    """Return the body's HTML, opened by its dateline.

    The body was cleaned when it was stored; it is cleaned again by today's schema, since what readers' browsers get
    must not hang on every row that was ever written.
    """
    return "\n".join(_elements(_root(content)))


def _root(content: Content):
    root = html.fragment_fromstring(sanitise(content.body), create_parent="div")
    if content.dateline and len(root) and root[0].tag == "p":
        place = html.Element("span", {"class": "dateline"})
        place.text, place.tail = content.dateline, f" — {root[0].text or ''}"
        root[0].text = None
        root[0].insert(0, place)
    return root


def _elements(root) -> list[str]:
    return [html.tostring(element, encoding="unicode", method="html", with_tail=False) for element in root]


def links(root) -> list[str]:
    """Return where the links of the body lead, in their order: on paper they are notes."""
    return [structured.absolute(to) if to.startswith("/") else to for to in root.xpath(".//a/@href")]


def blocks(root, content: Content, album: Album, dated: date) -> list[Block]:
    """Return the body with its inline pictures spread evenly between its paragraphs, in their order."""
    inline = [
        picture
        for photo in content.photos
        if photo.use == "inline" and (picture := album.picture(photo, sizes=INLINE_SIZES, dated=dated))
    ]
    if not inline:
        return [Block(html="\n".join(_elements(root)))]
    return _spread(_elements(root), inline)


def _spread(elements: list[str], inline: list) -> list[Block]:
    """Put the pictures between the elements, never between a sub-head and its text."""
    step = len(elements) / (len(inline) + 1)
    found, waiting = [], list(inline)
    for number, element in enumerate(elements, start=1):
        found.append(Block(html=element))
        is_head = element.startswith(("<h2", "<h3"))
        if waiting and not is_head and number >= step * (len(inline) - len(waiting) + 1):
            found.append(Block(picture=waiting.pop(0)))
    return found + [Block(picture=picture) for picture in waiting]
