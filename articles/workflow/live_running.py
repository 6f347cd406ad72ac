"""Verbs that run a live story: whether the desk reads first, pause and resume, end somebody's leave to post."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, LiveGrant, LiveStory
from articles.permissions import may_run_live

from .act import Act, Refused, act
from .live import not_closed


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


def _held(under_way: Act) -> LiveStory:
    """Return the live story, its row held, so that what is on its way goes out before and nothing after."""
    not_closed(under_way.article)
    return LiveStory.objects.select_for_update().get(pk=under_way.article.pk)
