"""Issuing an edition and recalling one: the inside of every verb that changes what readers have."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles import public_searching
from articles.content import Content
from articles.merge import THEIRS, merge
from articles.models import (
    Article,
    Banner,
    Contributor,
    Edition,
    EditionByline,
    EditionDocument,
    EditionPhoto,
    EditionSection,
    EditionTag,
    EditionWords,
    LiveEntry,
    PackagePart,
    Revision,
    Section,
    Tag,
)
from articles.moves import OWNED_UP
from articles.needed import is_ready
from articles.working_copy import content_of, tidy
from media.models import Document, Photo
from newsroom import clock
from newsroom.pagecache.collecting import path_tag
from newsroom.prepared import MOMENT, NUMBER, prepared
from newsroom.record.canonical import clean_text, new_salt

from . import addresses
from .act import Act, Refused
from .chain import card_of, content_digest, edition_digest
from .mending import reopen_mended, settle_mended
from .packaging import package_tag
from .republishing import tell_of_edition
from .telling import tell_issued, tell_recalled
from .writing import keep


@dataclass(frozen=True)
class Eyes:
    """Whose eyes the words had: read, by whom; or unread, for a reason."""

    eyes: str
    read_by: object = None
    unread_reason: str = ""


def standing(article: Article | int, at: datetime) -> Edition | None:
    """Return the edition that answers the address of a story, or of the story of that number, at that moment."""
    return next(iter(_standing(number=_number(article), at=at)), None)


@prepared(number=NUMBER, at=MOMENT)
def _standing(number, at):
    return Edition.objects.filter(article=number).standing_at(at).select_related("words", "address")


def ahead(article: Article | int, at: datetime) -> Edition | None:
    """Return the one edition of it that lies ahead, if any."""
    return next(iter(_ahead(number=_number(article), at=at)), None)


def _number(article: Article | int) -> int:
    return article if isinstance(article, int) else article.pk


@prepared(number=NUMBER, at=MOMENT)
def _ahead(number, at):
    return Edition.objects.filter(article=number).ahead(at).select_related("words", "address").order_by("pk")


def recall_edition(
    under_way: Act, edition: Edition, why: str = Revision.Why.RECALLED, onto: Content | None = None
) -> None:
    """Stop an edition that lies ahead; its text is handed back as a revision where the working copy differs.

    `onto` is what is issued in its place: the text is handed back with that brought in, unless nothing of it is left.
    """
    edition.recalled_at = under_way.now
    edition.save(update_fields=["recalled_at"])
    addresses.open_from(edition.address)
    under_way.facts |= {"recalled": str(edition.uid), "recalled_version": edition.number}
    touch_pages(under_way, edition, under_way.now)
    if edition.shows == Edition.Shows.TEXT:
        _hand_back(under_way, edition, why, onto)
    tell_recalled(under_way, edition)
    reopen_mended(under_way, edition)


def _hand_back(under_way: Act, edition: Edition, why: str, onto: Content | None) -> None:
    """Keep the recalled text in the history, and the working copy as it is: after it, so that it stays the latest."""
    copy = content_of(under_way.article)
    text = edition.content
    before = standing(under_way.article, under_way.now)
    if onto is not None and before is not None and before.shows == Edition.Shows.TEXT:
        text, overtaken = rebased(text, since=before.content, onto=onto)
        under_way.facts |= {"rebased": 1, "overtaken": overtaken}
    if text.text not in {copy.text, onto.text if onto else ""}:
        keep(under_way, text, why)
        keep(under_way, copy, Revision.Why.SAVED)


def rebased(text: Content, *, since: Content, onto: Content) -> tuple[Content, int]:
    """Return what was planned with what is issued now brought in, and in how many places that overtook it.

    `since` is what readers had, from which both began. Where both changed one thing, what is issued stands: a
    correction is never undone by an older plan.
    """
    merged = merge(since, text, onto)
    return tidy(merged.resolved({clash.key: THEIRS for clash in merged.conflicts})), len(merged.conflicts)


def recall_ahead(under_way: Act) -> None:
    """Stop whatever lies ahead, and put the story back in work: taking away is never undone by an older schedule."""
    if coming := ahead(under_way.article, under_way.now):
        recall_edition(under_way, coming)
        back_in_work(under_way)


def back_in_work(under_way: Act) -> None:
    """Take a story at rest back into work when a recall left it with a text that readers do not have."""
    article, Stage = under_way.article, Article.Stage
    if article.stage != Stage.AT_REST:
        return
    content = content_of(article)
    shown = standing(article, under_way.now)
    if shown and shown.shows == Edition.Shows.TEXT and shown.content.text == content.text:
        return
    if is_ready(article, content):
        under_way.move_to(Stage.READY)
    else:
        under_way.move_to(Stage.IN_REVIEW if article.filed_by_id else Stage.DRAFT)


def make_way(under_way: Act, live_from: datetime, onto: Content | None = None) -> bool:
    """Recall what lies ahead of `live_from`, and say whether there was any; raise Refused for what is live sooner.

    `onto` is the content that is issued instead; what is recalled is handed back with that brought in.
    """
    coming = ahead(under_way.article, under_way.now)
    if coming is None:
        return False
    if coming.live_from <= live_from:
        raise Refused(
            _("Version %(number)s goes live at %(time)s already. Recall it first, or choose an earlier moment.")
            % {"number": coming.number, "time": f"{clock.local(coming.live_from):%d %B %Y, %H:%M:%S %Z}"}
        )
    recall_edition(under_way, coming, onto=onto)
    return True


def issue(
    under_way: Act,
    content: Content,
    *,
    kind: str,
    live_from: datetime,
    eyes: Eyes,
    note: str = "",
    note_place: str = "",
    shows: str = Edition.Shows.TEXT,
    more_follows: bool = False,
) -> Edition:
    """Write the next edition of the chain, its words and its list rows, and open its address.

    "More follows" falls off by itself at the next update; what only mends the words leaves it.
    """
    article = under_way.article
    note = clean_text(note).strip()
    if note_place and note_place not in Edition.NotePlace:
        raise Refused(_("A note stands at the top or at the foot, not at “%(place)s”.") % {"place": note_place})
    before = standing(article, live_from)
    last = article.editions.order_by("-number").first()
    issued = article.editions.issued().order_by("live_from").first()
    # What only disowns, takes away or mends a slip stays where readers know it, whatever address its words would make
    # today.
    if not _stays(before, content, kind, shows):
        dated = addresses.date_of(article, content, live_from)
        address = addresses.assign(article, content, dated)
    else:
        dated, address = before.dated, before.address
    edition = Edition(
        article=article,
        number=last.number + 1 if last else 1,
        revision_number=article.revision_number,
        kind=kind,
        shows=shows,
        live_from=live_from,
        issued_at=under_way.now,
        issued_by=under_way.by,
        listed_at=min(issued.live_from, live_from) if issued else live_from,
        dated=dated,
        address=address,
        embargoed_until=article.embargoed_until if _embargoed(kind, shows) else None,
        more_follows=more_follows or (kind in _MENDING and before is not None and before.more_follows),
        sensitive=article.sensitive,
        **_terms(content, shows),
        note_place=note_place if note else "",
        previous=last.digest if last else "",
        **vars(eyes),
    )
    words = EditionWords(salt=new_salt(), text=content.text, public_note=note, card=card_of(content))
    edition.content_digest = content_digest(words)
    edition.digest = edition_digest(edition)
    edition.save(force_insert=True)
    words.edition = edition
    words.save(force_insert=True)
    _write_list_rows(edition, content)
    public_searching.keep(edition, content)
    addresses.open_from(address)
    _tell(under_way, edition, before, note)
    tell_issued(under_way, edition)
    tell_of_edition(under_way, edition, before, note)
    settle_mended(under_way, edition)
    return edition


def _terms(content: Content, shows: str) -> dict:
    """Return as what and for how long somebody pays, as lists ask for it."""
    if not content.paid_as or shows != Edition.Shows.TEXT:
        return {}
    moments = {name: getattr(content, name) for name in ("paid_from", "paid_until")}
    said = {name: datetime.fromisoformat(moment) for name, moment in moments.items() if moment}
    return {"paid_as": content.paid_as, **said}


_MENDING = {Edition.Kind.MINOR_FIX, Edition.Kind.CORRECTION, Edition.Kind.CLARIFICATION}


def _stays(before: Edition | None, content: Content, kind: str, shows: str) -> bool:
    """Say whether an edition stays at the address of the one before."""
    if kind == Edition.Kind.MINOR_FIX and before is not None:
        return content.slug == before.content.slug
    return shows != Edition.Shows.TEXT or kind == Edition.Kind.RETRACTION


def _embargoed(kind: str, shows: str) -> bool:
    """Say whether an embargo binds this edition: not one that only takes away or disowns what readers had."""
    return shows == Edition.Shows.TEXT and kind != Edition.Kind.RETRACTION


def _write_list_rows(edition: Edition, content: Content) -> None:
    """Write what lists need as rows: tags, names, section; and what it shows: photos, documents."""
    common = {"edition": edition, "article": edition.article, "listed_at": edition.listed_at}
    # A tag that was merged is listed where it went.
    tags = {tag.merged_into_id or tag.pk for tag in Tag.objects.filter(uid__in=content.tags)}
    EditionTag.objects.bulk_create(EditionTag(tag_id=pk, **common) for pk in sorted(tags))
    names = {byline.contributor for byline in content.bylines}
    EditionByline.objects.bulk_create(
        EditionByline(contributor=contributor, **common) for contributor in Contributor.objects.filter(uid__in=names)
    )
    photos = {photo.photo for photo in content.photos}
    EditionPhoto.objects.bulk_create(
        EditionPhoto(photo=photo, **common) for photo in Photo.objects.filter(uid__in=photos)
    )
    EditionDocument.objects.bulk_create(
        EditionDocument(document=document, **common) for document in Document.objects.filter(uid__in=content.documents)
    )
    if content.section:
        EditionSection.objects.create(section=Section.objects.get(uid=content.section), **common)


def _tell(under_way: Act, edition: Edition, before: Edition | None, note: str) -> None:
    """Say in the log what was issued, and which pages are different from when."""
    under_way.facts |= {
        "edition": str(edition.uid),
        "version": edition.number,
        "kind": str(edition.kind),
        "digest": edition.digest,
    }
    if edition.more_follows:
        under_way.facts["more_follows"] = 1
    if edition.sensitive:
        under_way.facts["sensitive"] = 1
    if edition.paid_as:
        under_way.facts["paid_as"] = str(edition.paid_as)
    under_way.words["note"] = note
    under_way.edition_digest = edition.digest
    for shown in filter(None, (before, edition)):
        touch_pages(under_way, shown, edition.live_from)
    # Lists are others at these minutes, though nobody acts then.
    for moment in (edition.paid_from, edition.paid_until):
        if moment and moment > edition.live_from:
            touch_pages(under_way, edition, moment)


def _pages_of_names(edition: Edition) -> list[str]:
    """Return the tags of the pages of this edition's tags and names, which are not found until a story has them."""
    tags = [f"/tag/{row.tag.slug}/" for row in edition.tag_rows.select_related("tag")]
    names = [f"/by/{row.contributor.slug}/" for row in edition.byline_rows.select_related("contributor")]
    return [path_tag(page + tail) for page in tags + names for tail in ("", "feed/")]


def _fellows(under_way: Act) -> list[str]:
    """Return the tags of the pages that may show this story as one of their package."""
    beside = PackagePart.objects.beside(under_way.article, under_way.now).exclude(article=under_way.article)
    return [package_tag(pk) for pk in beside.values_list("article_id", flat=True)]


def _shown(edition: Edition) -> list[str]:
    """Return the tags of the photos and documents the edition shows."""
    photos = [f"photo:{row.photo_id}" for row in edition.photo_rows.all()]
    return photos + [f"document:{row.document_id}" for row in edition.document_rows.all()]


def touch_pages(under_way: Act, edition: Edition, at: datetime) -> None:
    """Touch every page this edition stands on, from that moment on; an entry stands on its live story's, and is
    found by search."""
    if entry := LiveEntry.objects.filter(pk=edition.article_id).select_related("live").first():
        own = (under_way.article.tag, entry.live.tag, LiveEntry.LIST_TAG, path_tag(edition.address.key))
        return under_way.touch(*own, *_shown(edition), *_corrections(under_way.article), at=at)
    month = f"{edition.listed_at:%Y-%m}"
    lists = [
        "list:all",
        *(f"list:section:{row.section_id}" for row in EditionSection.objects.filter(edition=edition)),
        *(f"list:tag:{row.tag_id}" for row in edition.tag_rows.all()),
        *(f"list:contributor:{row.contributor_id}" for row in edition.byline_rows.all()),
    ]
    under_way.touch(
        under_way.article.tag,
        f"story:{under_way.article.uid}",  # pages that link to it know no more of it, since it may be a draft there
        "front:home",
        path_tag(edition.address.key),
        *_fellows(under_way),
        *_pages_of_names(edition),
        f"list:day:{edition.dated.isoformat()}",
        *lists,
        *(f"{tag}:{month}" for tag in lists),
        *_shown(edition),
        at=at,
    )
    under_way.touch(*_corrections(under_way.article), at=at)
    if Banner.objects.to_come(at).filter(article=under_way.article).exists():
        under_way.touch("banner", at=at)


def _corrections(article: Article) -> list[str]:
    """Return the tags of the pages of corrections this story stands on, as long as readers have it."""
    owned_up = article.editions.issued().filter(kind__in=OWNED_UP).values_list("live_from", flat=True)
    months = {f"list:corrections:{live_from:%Y-%m}" for live_from in owned_up}
    return ["list:corrections", *sorted(months)] if months else []
