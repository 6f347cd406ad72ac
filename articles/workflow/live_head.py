"""Verbs for what stands above the entries of a live story: its key points, and the one entry that is pinned."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Edition, LiveEntry, LivePin, LiveStory
from articles.needed import missing, needed_by
from articles.permissions import may_run_live, refusal
from articles.working_copy import content_of
from newsroom import clock
from newsroom.record.canonical import clean_text

from .act import Act, NotAllowed, Refused, act
from .issuing import Eyes, issue, standing
from .live import Said, begin_entry, may_go_out, not_closed, who_reads_behind
from .publishing import _binding, _fly, _owe_reading, _say_without
from .writing import _put, keep

MOST_POINTS, LONGEST_POINT = 6, 200
Kind = Edition.Kind


def set_key_points(
    article: Article, *, by, points: Iterable[str], version: int, reader=None, now: datetime | None = None
) -> Edition:
    """Give readers the short list at the top of a live story, at once, as a version of a story of its own.

    `version` is the number they were edited from, 0 where there were none. They go out unread: `reader` reads them
    behind, or who reads behind this person anyway. To take them away, pull them.
    """
    if not may_run_live(by, article):
        raise NotAllowed(refusal(str(by), _("set the key points")))
    points = [" ".join(clean_text(point).split()) for point in points]
    points = [point for point in points if point]
    _say_what_is_wrong(points)
    moment = now or clock.now()
    with transaction.atomic():
        may_go_out(article, moment, approved=True)
        story = _points_of(article, by, moment)
        with act("set_key_points", story, by=by, now=moment, may=_may_run_its, doing=_("set the key points")) as doing:
            return _issue(doing, points, version, reader)


def _say_what_is_wrong(points: list[str]) -> None:
    if not points:
        raise Refused(_("Write at least one point, each on a line. To take all of them away, pull them."))
    if len(points) > MOST_POINTS:
        raise Refused(_("Key points are few: %(most)s at most.") % {"most": MOST_POINTS})
    if long := next((point for point in points if len(point) > LONGEST_POINT), ""):
        raise Refused(
            _("“%(start)s…” has %(count)s characters, and a key point has room for %(most)s.")
            % {"start": long[:40], "count": len(long), "most": LONGEST_POINT}
        )


def _points_of(article: Article, by, moment: datetime) -> Article:
    """Return the story of the key points, begun where there is none; two who begin at once wait for each other."""
    LiveStory.objects.select_for_update(no_key=True).get(pk=article.pk)
    entry = LiveEntry.objects.filter(live=article.pk, is_key_points=True).select_related("article").first()
    if entry is not None:
        return entry.article
    named = content_of(article).bylines
    if not named:
        raise Refused(_("The live story has no byline. Say by whom it is, then set the key points."))
    entry, content = begin_entry(article, by, {"bylines": named}, uuid.uuid4(), None, moment)
    LiveEntry.objects.filter(pk=entry.pk).update(is_key_points=True)
    # Kept with the first points: an entry that says nothing has no revision.
    _put(entry.article, content)
    return entry.article


def _may_run_its(user, points: Article) -> bool:
    return may_run_live(user, points.part_of)


def _issue(under_way: Act, points: list[str], version: int, reader) -> Edition:
    article, now = under_way.article, under_way.now
    before = standing(article, now)
    if (before.number if before else 0) != version:
        raise Refused(_("The key points were changed after you opened them. Look at them again, then try once more."))
    content = replace(content_of(article), body=_as_list(points))
    if before and before.content.body == content.body:
        raise Refused(_("Readers already have exactly these key points."))
    content = _put(article, content)
    keep(under_way, content)
    left = missing(needed_by(article, content))
    _fly(under_way, content, now, "", _binding(left))
    _say_without(under_way, left)
    reader, within = who_reads_behind(under_way, article.part_of_id, reader)
    eyes = Eyes(Edition.Eyes.UNREAD, unread_reason=Edition.UnreadReason.LIVE)
    edition = issue(under_way, content, kind=Kind.UPDATE if before else Kind.FIRST, live_from=now, eyes=eyes)
    _owe_reading(under_way, edition, reader, now + timedelta(minutes=within))
    under_way.move_to(Article.Stage.AT_REST)
    return edition


def _as_list(points: list[str]) -> str:
    lines = [Said(point, byline=None).body for point in points]
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"


def pin_entry(article: Article, *, by, entry: Article, now: datetime | None = None) -> LivePin:
    """Let one entry stand above the others, in place of any other."""
    doing = _("pin an entry")
    with act("pin_entry", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        live = not_closed(under_way.article)
        wanted = LiveEntry.objects.filter(pk=entry.pk, live=live, number__isnull=False).first()
        if wanted is None or not Edition.objects.live(under_way.now).filter(article=entry.pk).exists():
            raise Refused(_("Readers do not have that entry, so it cannot be pinned."))
        if _unpin(under_way, live) == wanted.pk:
            raise Refused(_("It is pinned already."))
        pin = LivePin.objects.create(live=live, entry=wanted, pinned_at=under_way.now, pinned_by=by)
        under_way.facts["entry"] = str(entry.uid)
        under_way.touch(live.tag, article.tag)
    return pin


def unpin_entry(article: Article, *, by, now: datetime | None = None) -> None:
    """Let the pinned entry stand among the others alone."""
    doing = _("unpin an entry")
    with act("unpin_entry", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        live = not_closed(under_way.article)
        if _unpin(under_way, live) is None:
            raise Refused(_("No entry is pinned."))
        under_way.touch(live.tag, article.tag)


def _unpin(under_way: Act, live: LiveStory) -> int | None:
    """End the pin that holds; return which entry it was."""
    pin = live.pins.select_for_update().filter(unpinned_at=None).first()
    if pin is None:
        return None
    pin.unpinned_at = under_way.now
    pin.save(update_fields=["unpinned_at"])
    return pin.entry_id
