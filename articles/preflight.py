"""What stands between a story and its readers: one list of checks, run before every publish and shown to the editor."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models import Photo
from newsroom import clock

from . import blocked_places, open_fixes
from .blocked_names import KeyMissing
from .body import paragraphs, plain
from .body_doubts import doubts
from .content import OF_ONE_KIND, Content
from .document_findings import document_findings
from .findings import BLOCK, WARN, Finding
from .lacking import lacks
from .models import Article, Byline, Capacity, Contributor, LiveEntry, PackagePart, SignOff
from .needed import Needed, Voided, sentence_for, voided, who_may_give, whom_to_ask
from .own_fields import own_field
from .paid_findings import by_who_pays, paid_findings
from .photo_findings import photo_findings, photos_of
from .querysets import ReadersHave, readers_have

_MARKS = re.compile(r"\b(?:TKTK|TK|X{2,})\b|\[\s*(?:CHECK|QUERY|TK)\b[^\]]*\]|\?{3,}")
_SENTENCE_END = re.compile(r"[.!?…。؟۔।][\"'”’»)\]]*(?:\s|$)")


QUEUED = "queued"


def preflight(
    article: Article, content: Content, *, at: datetime, note: str = "", photos: dict[str, Photo] | None = None
) -> list[Finding]:
    """Return what stands between this content and readers at that moment, blocks first.

    `at` is when it would go live; `note` is the note to readers that would go with it. Whether anybody has read it
    is asked by the verbs, since the answer depends on who publishes. `photos` are the content's photos by uid, with
    their leases, for who has them already.
    """
    if is_entry(article):
        checks = (
            _entry_words,
            _marks,
            _pointed_at,
            _fixes,
            _questions,
            _holds,
            _embargo,
            _blocked,
            _its_live_story,
            _queued,
        )
    else:
        checks = (_words, _placement, _marks, _pointed_at, _fixes, _questions, _holds, _embargo, _blocked, _package)
    found = [finding for check in checks for finding in check(article, content, at, note)]
    found += by_who_pays(content) if is_entry(article) else paid_findings(content, at)
    found += photo_findings(article, content, at, photos_of(content) if photos is None else photos)
    found += document_findings(article, content, at)
    return sorted(found, key=lambda finding: finding.severity)


def _package(article, content, at, note) -> Iterator[Finding]:
    """What stands beside a main story is odd without it. The main story is not named: not everybody may see it."""
    if lacks(article, "package_parts"):
        return
    parts = PackagePart.objects.filter(article=article, in_until=None).exclude(main=article)
    part = parts.select_related("main").first()
    if part is None:
        return
    have = readers_have(part.main, at)
    if have == ReadersHave.LIVE:
        return
    if have in {ReadersHave.UNPUBLISHED, ReadersHave.SCHEDULED}:
        message = _("The main story of its package is not live by then.")
    else:
        message = _("The main story of its package is “%(state)s”.") % {"state": have.label}
    yield Finding("package", WARN, message, _("Publish that first, or let this one stand alone."))


def is_entry(article: Article) -> bool:
    """Say whether the story is an entry of a live story: it needs no headline and no place of its own."""
    return bool(article.part_of_id) and LiveEntry.objects.filter(pk=article.pk).exists()


def _entry_words(article, content, at, note) -> Iterator[Finding]:
    if not (plain(content.body).strip() or content.headline or content.photos):
        yield Finding("body", BLOCK, _("The entry says nothing."), _("Write something, or add a photo."), "body")
    if not content.bylines:
        yield Finding("byline", BLOCK, _("Nobody is on the byline."), _("Say by whom it is."), "bylines")


def _its_live_story(article, content, at, note) -> Iterator[Finding]:
    """What keeps the live story from readers binds its entries; so do its blocked names, asked with theirs."""
    for check in (_holds, _embargo):
        yield from check(article.part_of, content, at, note)


def _queued(article, content, at, note) -> Iterator[Finding]:
    """An entry that waits goes out by being approved, which gives it its place among the others."""
    if article.filed_by_id and LiveEntry.objects.filter(pk=article.pk, number=None).exists():
        yield Finding(QUEUED, BLOCK, _("It waits in the queue of its live story."), _("Approve it on the live desk."))


def stops(article: Article, *, at: datetime) -> list[Finding]:
    """Return what keeps a story from readers whatever its words are: holds and an embargo."""
    both = [article, article.part_of] if is_entry(article) else [article]
    return [finding for story in both for check in (_holds, _embargo) for finding in check(story, None, at, "")]


def blocks(findings: list[Finding]) -> list[Finding]:
    """Return only what stops a publish."""
    return [finding for finding in findings if finding.blocks]


def lacking(
    article: Article,
    content: Content,
    left: Iterable[Needed],
    *,
    but=None,
    why: Callable[[SignOff, Needed], Voided | None] | None = None,
) -> list[Finding]:
    """Return the sign-offs the section asks for that nobody has given, each with who can: not `but`, who is asking.

    Asked by the verbs, since publishing gives those that the publisher can give. `why` says what voided one, for who
    knows already.
    """
    found = []
    for need in left:
        if need.void is None:
            void = None
        else:
            void = why(need.void, need) if why else voided(article, need.void, content, need.parts)
        advice = whom_to_ask(need, who_may_give(article, need.capacity, but=but))
        if need.capacity == Capacity.LEGAL:
            advice = f"{advice} {_('Nothing goes out without it.')}"
        found.append(Finding("sign-off", BLOCK, sentence_for(need, void), advice))
    return found


def _words(article, content, at, note) -> Iterator[Finding]:
    if not content.headline:
        yield Finding("headline", BLOCK, _("There is no headline."), _("Write one."), "headline")
    if not _SENTENCE_END.search(plain(content.body)):
        yield Finding(
            "body", BLOCK, _("The body has no whole sentence."), _("Write at least one, with its full stop."), "body"
        )
    if not content.bylines:
        yield Finding(
            "byline", BLOCK, _("Nobody is on the byline."), _("Add a writer, a desk or an agency."), "bylines"
        )
    unnamed = [byline.contributor for byline in content.bylines if byline.role == Byline.Role.UNNAMED]
    if unnamed and Contributor.objects.filter(uid__in=unnamed).exclude(kind=Contributor.Kind.UNNAMED).exists():
        yield Finding(
            "byline-unnamed",
            BLOCK,
            _("Somebody who asked not to be named is on the byline by name."),
            _("Save the byline once more with that role: the name is then replaced by a sentence."),
            "bylines",
        )
    if not content.dek:
        yield Finding("dek", WARN, _("There is no dek."), _("One sentence under the headline helps readers."), "dek")


def _placement(article, content, at, note) -> Iterator[Finding]:
    if not content.section:
        yield Finding("section", BLOCK, _("No section is chosen."), _("Choose where it stands."), "section")
    if not content.tags:
        yield Finding("tags", WARN, _("There are no tags."), _("Readers find related stories by them."), "tags")
    if not content.slugline:
        yield Finding("slugline", WARN, _("There is no slugline."), _("The desk finds it by its slugline."), "slugline")
    if not content.lead:
        yield Finding("lead", WARN, _("There is no lead photo."), _("Add one, or let it go without."), "photos")


def _texts(content: Content, note: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text readers would see: its field, its name, itself."""
    yield "headline", _("the headline"), content.headline
    yield "dek", _("the dek"), content.dek
    yield "dateline", _("the dateline"), content.dateline
    yield "search_headline", _("the headline for search"), content.search_headline
    yield "share_headline", _("the headline for sharing"), content.share_headline
    yield "note", _("the note to readers"), note
    for name in ("sponsor", *OF_ONE_KIND):
        yield name, str(own_field(Article, name).verbose_name), getattr(content, name)
    for number, text in enumerate(paragraphs(content.body), start=1):
        yield "body", _("paragraph %(number)s") % {"number": number}, text
    for number, photo in enumerate(content.photos, start=1):
        yield "photos", _("the caption of photo %(number)s") % {"number": number}, photo.caption
        yield "photos", _("the alt text of photo %(number)s") % {"number": number}, photo.alt


def _pointed_at(article, content, at, note) -> Iterator[Finding]:
    for doubt in doubts(content, at):
        yield Finding(doubt.id, WARN, doubt.message, doubt.advice, "body")


def _marks(article, content, at, note) -> Iterator[Finding]:
    for field, name, text in _texts(content, note):
        if found := _MARKS.search(text):
            yield Finding(
                "mark",
                BLOCK,
                _("“%(mark)s” stands in %(place)s.") % {"mark": found[0], "place": name},
                _("Find out what belongs there, or take it out."),
                field,
                quote=found[0],
            )


def _fixes(article, content, at, note) -> Iterator[Finding]:
    """Nobody takes a fix back from readers without a word: it is settled with the text first."""
    for question in open_fixes.questions(article, content):
        yield Finding(
            "open-fix",
            BLOCK,
            open_fixes.sentence(question),
            _("Choose: take the fix, keep this text, or both."),
            quote="",
        )


def _questions(article, content, at, note) -> Iterator[Finding]:
    """Yield the notes that have to be answered first; `field` is where on the page each stands."""
    if lacks(article, "notes"):
        return
    known = "notes" in getattr(article, "_prefetched_objects_cache", {})
    stopping = article.notes.filter(must_be_answered=True, resolved_at=None).select_related("by", "outside")
    for row in article.notes.all() if known else stopping:
        if row.stops:
            yield Finding(
                "note",
                BLOCK,
                _("%(name)s wants an answer first: “%(text)s”")
                % {"name": row.who, "text": Truncator(row.text).chars(90)},
                _("Reply to the note and resolve it."),
                f"note-{row.pk}",
            )


def _holds(article, content, at, note) -> Iterator[Finding]:
    if lacks(article, "holds"):
        return
    for hold in article.holds.filter(lifted_at=None).select_related("placed_by"):
        yield Finding(
            "hold",
            BLOCK,
            _("%(name)s put it on hold (%(kind)s): %(reason)s")
            % {"name": hold.placed_by, "kind": hold.get_kind_display(), "reason": hold.reason},
            _("A duty editor can lift the hold."),
        )


def _embargo(article, content, at, note) -> Iterator[Finding]:
    if article.embargoed_until and at < article.embargoed_until:
        until = clock.local(article.embargoed_until)
        yield Finding(
            "embargo",
            BLOCK,
            _("It is under embargo until %(when)s.") % {"when": f"{until:%d %B %Y, %H:%M %Z}"},
            _("Schedule it for then or later, or ask a duty editor to lift the embargo."),
            "embargoed_until",
        )


def _blocked(article, content, at, note) -> Iterator[Finding]:
    if article.part_of_id or not lacks(article, "blocked_names"):
        yield from blocked_findings(article, content, at=at, note=note)


def blocked_findings(article: Article, content: Content, *, at: datetime, note: str = "") -> Iterator[Finding]:
    """Yield where names stand that must not appear; the whole story when nobody can say."""
    try:
        for said in blocked_places.found(article, content, at=at, note=note):
            yield Finding(
                "blocked-name",
                BLOCK,
                _("A blocked name stands in %(place)s.") % {"place": said.place},
                _("It may not be printed: take it out."),
                said.field,
                said.photo,
            )
    except KeyMissing as missing:
        yield Finding("blocked-key", BLOCK, str(missing), _("Nothing is let through that cannot be checked."))


def summary(findings: list[Finding]) -> str:
    """Return what was found as one text for a person."""
    count = len(findings)
    head = ngettext("One thing stands in the way:", "%(count)s things stand in the way:", count) % {"count": count}
    return " ".join([head, *(f"{finding.message} {finding.advice}" for finding in findings)])
