"""Verbs that run a live story: begin it, whether the desk reads first, pause and resume, end a leave, close."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Edition, LiveGrant, LiveStory
from articles.permissions import may_run_live, refusal
from newsroom import clock

from .act import Act, NotAllowed, Refused, act, require_words
from .fixing import Fixed, fix_live
from .issuing import standing
from .live import Said, let_post, not_closed


def queue_first(article: Article, *, by, on: bool, now: datetime | None = None) -> LiveStory:
    """Let the desk read every entry before readers get it, or let those with leave to post post at once again."""
    doing = _("say whether the desk reads first")
    with act("queue_first", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        live = _held(under_way)
        if live.queue_first == on:
            raise Refused(_("It is so already. Reload to see how the live story stands."))
        live.queue_first = on
        live.save(update_fields=["queue_first"])
        under_way.facts["on"] = int(on)
    return live


def pause_live(article: Article, *, by, now: datetime | None = None) -> LiveStory:
    """Stop all posting until somebody resumes it. What readers have can still be mended and pulled."""
    doing = _("pause this live story")
    with act("pause_live", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        live = _held(under_way)
        if live.paused_at:
            raise Refused(_("Posting is paused already, by %(name)s.") % {"name": live.paused_by})
        live.paused_at, live.paused_by = under_way.now, by
        live.save(update_fields=["paused_at", "paused_by"])
    return live


def resume_live(article: Article, *, by, now: datetime | None = None) -> LiveStory:
    """Let posting go on."""
    doing = _("resume this live story")
    with act("resume_live", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        live = _held(under_way)
        if not live.paused_at:
            raise Refused(_("Posting is not paused."))
        live.paused_at = live.paused_by = None
        live.save(update_fields=["paused_at", "paused_by"])
    return live


def end_leave(article: Article, *, by, user, now: datetime | None = None) -> LiveGrant:
    """End somebody's leave to post. What they posted stays; what is owed to be read still is."""
    doing = _("say who posts")
    with act("end_leave", article, by=by, now=now, may=may_run_live, doing=doing, touched=False) as under_way:
        grants = LiveGrant.objects.select_for_update().filter(live=under_way.article.pk, user=user, ended_at=None)
        grant = grants.first()
        if grant is None:
            raise Refused(_("%(name)s has no leave to post to it.") % {"name": user})
        grant.ended_at = under_way.now
        grant.save(update_fields=["ended_at"])
        under_way.facts["user"] = user.pk
    return grant


def close_live(article: Article, *, by, summary: str, reader=None, now: datetime | None = None) -> Fixed:
    """End a live story: its summary says what happened, every leave to post ends. Entries stay.

    The summary goes out unread: `reader` reads it behind, or who reads behind this person anyway.
    """
    summary = require_words(summary, _("Write the summary: readers who come later read it first."))
    moment = now or clock.now()
    if not may_run_live(by, article):
        raise NotAllowed(refusal(str(by), _("close this live story")))
    with transaction.atomic():
        live = not_closed(article)
        shown = standing(article, moment)
        if shown is None or live.opens_at > moment:
            raise Refused(_("It is not open yet, so there is nothing to close."))
        grant = _leave_of(article, live, by, reader, moment)
        body = Said(summary, byline=None).body
        fixed = fix_live(
            article, by=by, content=replace(shown.content, body=body), edition=shown.number, kind=Edition.Kind.UPDATE,
            reason=Edition.UnreadReason.LIVE, reader=grant.reader,
            read_after=moment + timedelta(minutes=grant.read_within), now=moment,
        )  # fmt: skip
        with act("close_live", article, by=by, now=moment, may=may_run_live, doing=_("close this live story")) as doing:
            LiveStory.objects.select_for_update(no_key=True).filter(pk=article.pk).update(closed_at=doing.now)
            live.grants.filter(ended_at=None).update(ended_at=doing.now)
            doing.touch(article.tag, live.tag)
    return fixed


def _leave_of(article: Article, live: LiveStory, by, reader, moment: datetime) -> LiveGrant:
    """Return this person's leave to post, given for the summary alone where they had none and name a reader."""
    grant = live.grants.filter(user=by, ended_at=None).select_related("reader").first()
    if grant is None and reader is None:
        raise Refused(_("The summary goes out unread. Say who reads it behind you."))
    return grant or let_post(article, by=by, user=by, reader=reader, now=moment)


def _held(under_way: Act) -> LiveStory:
    """Return the live story, its row held, so that what is on its way goes out before and nothing after."""
    not_closed(under_way.article)
    return LiveStory.objects.select_for_update(no_key=True).get(pk=under_way.article.pk)
