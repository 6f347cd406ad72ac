"""Verbs for names that must not appear: block them, and let them go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from articles.blocked_names import Blocklist, KeyMissing, digests_of, hashed
from articles.blocked_places import blocked_places, entries_with_one, in_a_text
from articles.content import Content
from articles.models import Article, Banner, BlockedName, Edition, LiveEntry
from articles.permissions import may_block_names, may_unblock_names
from articles.preflight import blocked_findings
from articles.working_copy import content_of
from newsroom.record.canonical import clean_text

from .act import Act, Refused, act, require_words
from .issuing import ahead, back_in_work, recall_edition, standing


@dataclass(frozen=True)
class Blocked:
    """What blocking did: how many names are new, which version it recalled, and where the names stand now.

    `entries` are those of a live story that readers have with one.
    """

    count: int
    recalled: Edition | None
    readers_have: tuple[str, ...]
    copy_has: tuple[str, ...]
    entries: tuple[LiveEntry, ...] = ()


@sensitive_variables("names")
def block_names(
    article: Article, *, by, names: Iterable[str], reason: str, until: str = "", now: datetime | None = None
) -> Blocked:
    """Let these names or words be printed nowhere in a story from now on; what lies ahead and has one is recalled.

    They are kept as keyed hashes alone. Neither the reason nor `until` ("the verdict") may repeat them.
    """
    doing = _("block names in this story")
    with act("block_names", article, by=by, now=now, may=may_block_names, doing=doing, touched=False) as under_way:
        done = place_block(under_way, names, reason, until)
    return done


@sensitive_variables("names", "name", "said", "fresh")
def place_block(under_way: Act, names: Iterable[str], reason: str, until: str, *, again: bool = False) -> Blocked:
    """Block names inside an act. `again`: it is no matter when all of them are blocked already."""
    reason = require_words(reason, _("Say why, without the names themselves: an order, or whom it protects."))
    until = " ".join(clean_text(until).split())[:80]
    article = under_way.article
    names = [name for name in names if name.strip()]
    fresh = [row for name in names if (row := _row(under_way, name)) is not None]
    if not fresh and not names:
        raise Refused(_("Write the names that must not appear, one a line."))
    for row in fresh:
        row.reason, row.until = reason, until
    said = Blocklist.of(article.uid, fresh)
    if said.found_in(reason) or said.found_in(until):
        raise Refused(_("The reason repeats a name that must not appear. Write it without."))
    if not fresh and not again:
        raise Refused(_("All of these names are blocked already."))
    BlockedName.objects.bulk_create(fresh)
    under_way.touch(f"versions:{article.pk}")
    under_way.facts["names"] = len(fresh)
    under_way.words |= {"reason": reason, "until": until}
    try:
        return _done(under_way, len(fresh))
    except KeyMissing as missing:
        raise Refused(str(missing)) from None


def _done(under_way: Act, count: int) -> Blocked:
    """Recall what lies ahead and has a name; say where else one stands."""
    article = under_way.article
    recalled = _recall_what_has_one(under_way)
    _end_banners_with_one(under_way)
    live = standing(article, under_way.now)
    return Blocked(
        count=count,
        recalled=recalled,
        readers_have=_places(article, live, under_way.now) if live else (),
        copy_has=tuple(blocked_places(article, content_of(article), at=under_way.now)),
        entries=tuple(entries_with_one(article, under_way.now)),
    )


@sensitive_variables("name", "kept")
def _row(under_way: Act, name: str) -> BlockedName | None:
    """Return the row for a name, or None when it is blocked already. Raise Refused for what is no name."""
    article = under_way.article
    if _rows_of(article, name):
        return None
    try:
        kept = hashed(name, article.uid)
    except ValueError as error:
        raise Refused(str(error)) from None
    return BlockedName(
        article=article,
        placed_at=under_way.now,
        placed_by=under_way.by,
        mark=kept.mark,
        sizes=" ".join(map(str, kept.sizes)),
        digests=" ".join(kept.digests),
    )


@sensitive_variables("name", "wanted")
def _rows_of(article: Article, name: str) -> list[BlockedName]:
    """Return the rows that are this very name, in whatever spelling it was written. Raise Refused for what is none."""
    try:
        wanted = digests_of(name, article.uid)
    except ValueError as error:
        raise Refused(str(error)) from None
    return [row for row in article.blocked_names.all() if not wanted.isdisjoint(row.digests.split())]


def _recall_what_has_one(under_way: Act) -> Edition | None:
    article = under_way.article
    coming = ahead(article, under_way.now)
    if coming is None or not _places(article, coming, coming.live_from):
        return None
    recall_edition(under_way, coming)
    back_in_work(under_way)
    return coming


def _end_banners_with_one(under_way: Act) -> None:
    for banner in Banner.objects.to_come(under_way.now).filter(article=under_way.article):
        if in_a_text(under_way.article, banner.text):
            banner.ended_at, banner.ended_by = under_way.now, under_way.by
            banner.save(update_fields=["ended_at", "ended_by"])
            under_way.touch("banner")


def _places(article: Article, edition: Edition, at: datetime) -> tuple[str, ...]:
    return tuple(blocked_places(article, edition.content, at=at, note=edition.words.public_note))


@sensitive_variables("names", "name", "kept", "mine")
def unblock_names(
    article: Article,
    *,
    by,
    reason: str,
    names: Iterable[str] = (),
    everything: bool = False,
    now: datetime | None = None,
) -> int:
    """Let names be printed again, by writing them once more, or all of them. Return how many."""
    reason = require_words(reason, _("Say why they may be printed again, without the names themselves."))
    doing = _("unblock names in this story")
    with act("unblock_names", article, by=by, now=now, may=may_unblock_names, doing=doing, touched=False) as under_way:
        article = under_way.article
        mine = list(article.blocked_names.all()) if everything else _named(article, names)
        if _repeats(article, reason):
            raise Refused(_("The reason repeats a blocked name. Write it without."))
        if not mine:
            raise Refused(_("No name is blocked in this story."))
        for row in mine:
            row.delete()
        left = article.blocked_names.count()
        under_way.facts |= {"names": len(mine), "left": left}
        under_way.words["reason"] = reason
    return len(mine)


def _repeats(article: Article, text: str) -> bool:
    try:
        return in_a_text(article, text)
    except KeyMissing:
        # Nobody can say, and this is the way out of that.
        return False


@sensitive_variables("names", "name", "found")
def _named(article: Article, names: Iterable[str]) -> list[BlockedName]:
    found: dict[int, BlockedName] = {}
    for name in filter(str.strip, names):
        rows = _rows_of(article, name)
        if not rows:
            raise Refused(
                _("One of these names is not blocked in this story. Check its spelling, or clear all of them.")
            )
        found |= {row.pk: row for row in rows}
    if not found:
        raise Refused(_("Write the names that may appear again, one a line, or choose to clear all of them."))
    return list(found.values())


def refuse_blocked(article: Article, content: Content, *, at: datetime, note: str = "") -> None:
    """Raise Refused where this content, or what is shown with it, has a blocked name."""
    if findings := list(blocked_findings(article, content, at=at, note=note)):
        raise Refused.by_preflight(findings)


def refuse_blocked_note(article: Article, note: str) -> None:
    """Raise Refused where a notice to readers has a blocked name."""
    try:
        has_one = in_a_text(article, note)
    except KeyMissing as missing:
        raise Refused(str(missing)) from None
    if has_one:
        raise Refused(_("A blocked name stands in the note to readers. Write it without."))
