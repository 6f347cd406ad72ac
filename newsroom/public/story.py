"""A story's page: from content at a moment to what the templates print."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.body import plain
from articles.content import Content
from articles.models import Edition
from articles.models.article import Kind
from articles.moves import MOVES, THAT_MOVE_DATES
from articles.paid import paid_of
from newsroom import clock
from newsroom.paper.current import showing, site

from . import body, bylines, dates, profile, reviewed, structured
from .album import Album
from .answers import Answer, PublicNote
from .earlier import versions_url
from .languages import direction
from .most_read import of_a_day
from .names import names
from .pages import page
from .related import beside
from .series import in_series
from .translations import translations

LEAD_SIZES = "(min-width: 1240px) 944px, (min-width: 1100px) calc(100vw - 296px), calc(100vw - 32px)"

# So much of its text says what a story without a dek is about, as a flash is.
ABOUT = 200

NOTE_LABELS = {
    "update": _("Update"),
    "minor_fix": _("Note"),
    "correction": _("Correction"),
    "clarification": _("Clarification"),
    "retraction": _("Retraction"),
    "withdrawal": _("Withdrawn"),
    "reinstatement": _("Reinstated"),
}


@dataclass(frozen=True)
class Issue:
    """What is known of a story beside its content once it was issued."""

    article_id: int
    article_uid: str
    number: int
    kind: str
    more_follows: bool
    address: str
    dated: date
    listed_at: datetime
    changed_at: datetime | None
    changed_kind: str | None = None
    sensitive: bool = False
    # It may be there in other languages.
    translated: bool = False


@dataclass(frozen=True)
class Note:
    """A note to readers as printed."""

    label: str
    date: dates.Printed
    text: str
    at_the_top: bool
    corrects: bool = False


def show(answer: Answer, at: datetime, live=None) -> HttpResponse:
    """Answer with the story; `live` is its coverage, where it is told in entries."""
    edition = answer.edition
    issue = Issue(
        article_id=edition.article_id,
        article_uid=str(edition.article_uid),
        number=edition.number,
        kind=edition.kind,
        more_follows=edition.more_follows,
        address=edition.address.key,
        dated=edition.dated,
        listed_at=edition.listed_at,
        changed_at=edition.changed_at,
        changed_kind=edition.changed_kind,
        sensitive=edition.sensitive,
        translated=edition.translated,
    )
    context = page_of(answer.content, at, issue=issue, notes=answer.notes, live=live)
    response = page("public/story.html", {**context, "versions_url": versions_url(edition, at)})
    response.story_read = edition.article_id
    return response


def preview(
    request: HttpRequest,
    content: Content,
    at: datetime,
    *,
    issue: Issue | None = None,
    notes: tuple[PublicNote, ...] = (),
    sensitive: bool = False,
) -> HttpResponse:
    """Answer a member of staff with a text as readers would get it; who may is the caller's question.

    With an `issue` and its `notes` it is dated and marked as that version would be; a draft says itself whether it is
    `sensitive`.
    """
    with showing(site()):
        shown = page_of(content, at, issue=issue, notes=notes, sensitive=sensitive)
        # A breaking banner is of the whole paper, and would be taken for the story's own.
        context = {**shown, "is_preview": True, "canonical": "", "json_ld": "", "banner": None}
        return private(page("public/story.html", context))


def private(response: HttpResponse) -> HttpResponse:
    """Mark an answer as one for the desk alone."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def issue_after(edition: Edition, kind: str, at: datetime) -> Issue:
    """Return what is known of the version that would come after this one, as that kind, at that moment."""
    moved = MOVES[kind].dates
    changed = Edition.objects.issued().filter(article=edition.article_id, live_from__lte=at, kind__in=THAT_MOVE_DATES)
    last = None if moved else changed.order_by("-live_from").first()
    return Issue(
        article_id=edition.article_id,
        article_uid=str(edition.article.uid),
        number=edition.number + 1,
        kind=kind,
        more_follows=False,
        address=edition.address.key,
        dated=edition.dated,
        listed_at=edition.listed_at,
        changed_at=at if moved else last and last.live_from,
        changed_kind=kind if moved else last and last.kind,
        sensitive=edition.article.sensitive,
    )


def page_of(
    content: Content,
    at: datetime,
    *,
    issue: Issue | None = None,
    notes: tuple[PublicNote, ...] = (),
    apart: bool = False,
    live=None,
    sensitive: bool = False,
) -> dict:
    """Return what the story page prints. Without an issue it is a draft's, dated by its content or by today.

    `apart`: the body's elements each by itself, numbered.

    Three queries: names, stories beside it, pictures; another where the body names other stories, and where there are
    translations.
    """
    # Beside a sensitive story stands nothing that nobody put there.
    ranked = [of_a_day()] if issue and not issue.sensitive else []
    writers = (content.bylines, *(entry.bylines for entry in live.entries)) if live else (content.bylines,)
    contributors = {byline.contributor for bylined in writers for byline in bylined}
    found = names(content.tags, contributors, at=at, ranked=ranked)
    tags = found.get_all(content.tags)
    retracted = issue is not None and issue.kind == "retraction"
    sensitive = issue.sensitive if issue else sensitive
    others = beside(tags, issue.article_id if issue else None, at, chosen=content.related.split(), sensitive=sensitive)
    dated = issue.dated if issue else _dated(content, at)
    face = "" if retracted else profile.writer_of(content, found)
    crops = {photo.crop for photo in content.photos} | ({profile.HEAD_SHAPE} if face else set())
    shared = content.lead.photo if issue and content.lead else ""
    album = Album([*(photo.photo for photo in content.photos), *filter(None, [face])], at, crops, cut_of=shared)
    lead = album.picture(content.lead, content.section, sizes=LEAD_SIZES, dated=dated)
    stories = body.linked([content], at)
    blocks = body.blocks(body.tree(content, stories), content, album, stories, dated, apart=apart)
    sources = [block for block in blocks if block.sources]
    context = {
        "content": content,
        "about": content.dek or Truncator(" ".join(plain(content.body).split())).chars(ABOUT),
        "direction": direction(content.language),
        "paid": paid_of(content),
        "of_kind": reviewed.printed(content),
        "kind_label": "" if content.kind == Kind.NEWS else Kind(content.kind).label,
        "section": found.get(content.section),
        "byline": bylines.groups(content.bylines, found, linked=not retracted),
        "tags": [] if retracted else tags,
        "age": dates.age(dated, at),
        "lead": lead,
        "head": profile.head(album, face),
        "pictures_line": album.closing_line,
        "blocks": blocks if apart else [block for block in blocks if not block.sources],
        "sources": [] if apart else sources,
        "plays": any(block.embed and block.embed.player for block in blocks),
        "links": body.links(sorted(blocks, key=lambda block: bool(block.sources))),
        "translations": translations(issue.article_id, at) if issue and issue.translated and not retracted else None,
        "notes": [printed_note(each) for each in notes],
        "issue": issue,
        "live": live,
        "related": others.related,
        "package": [] if retracted else others.package,
        "series": [] if retracted else in_series(tags, issue.article_id if issue else None, at),
        **found.frame,
        **_when(issue, dated),
    }
    return {**context, **structured.share(content, context, found, album)}


def _dated(content: Content, at: datetime) -> date:
    return date.fromisoformat(content.dated) if content.dated else clock.local_date(at)


def _when(issue: Issue | None, dated: date) -> dict:
    """Return the dates a reader sees, and the address."""
    if issue is None:
        return {"published": dates.day(dated), "day_path": "", "updated": None, "changed_label": "", "canonical": ""}
    changed = issue.changed_at
    return {
        "published": dates.published(issue.listed_at, dated),
        "day_path": dates.day_path(dated),
        "updated": dates.updated(changed, dated) if changed and changed > issue.listed_at else None,
        "changed_label": MOVES[issue.changed_kind].label if issue.changed_kind else "",
        "canonical": settings.SITE_URL + iri_to_uri(issue.address) if issue.address.startswith("/") else "",
    }


def printed_note(note: PublicNote) -> Note:
    """Return a note to readers with its label and date."""
    moves = MOVES[note.kind]
    label = NOTE_LABELS.get(note.kind, NOTE_LABELS["minor_fix"])
    # A wrong fact is owned up to before the story is read; the rest is said at its end.
    at_the_top = note.place == "top" if note.place else moves.top
    day = dates.day(clock.local_date(note.live_from))
    return Note(str(label), day, note.text, at_the_top, moves.comment)
