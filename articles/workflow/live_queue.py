"""Verbs of the queue of a live story: file an entry, file it anew, approve it. It is sent back as any story is."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import Content
from articles.eyes import typed_by
from articles.models import Article, Edition, LiveEntry, LiveStory
from articles.needed import can_give, missing, needed_by
from articles.permissions import may_approve_entry, may_queue_entry, may_requeue_entry, refusal
from articles.preflight import QUEUED, blocks, lacking, preflight
from articles.working_copy import content_of
from newsroom import clock

from .act import Act, NotAllowed, Refused, act, require_stage
from .issuing import Eyes, issue
from .live import Said, as_stored, begin_entry, give_number, may_go_out, not_closed, once, who_reads_behind, words_of
from .publishing import _binding, _owe_reading, _say_without
from .review import keep_sign_off
from .telling import tell_readers_to_come
from .writing import _put, keep

Stage, Kind, Reason = Article.Stage, Edition.Kind, Edition.UnreadReason


def queue_entry(article: Article, *, by, said: Said, token: uuid.UUID, now: datetime | None = None) -> LiveEntry:
    """File an entry of a live story for the desk to read; readers have nothing of it. `token` is as in `post`."""
    if not may_queue_entry(by, article):
        raise NotAllowed(refusal(str(by), _("file an entry of this live story")))
    make = partial(_queue, article, by, said, token, now or clock.now())
    return once(article, by, token, lambda entry: _queued(entry, said), make)


def _queued(entry: LiveEntry, said: Said) -> LiveEntry:
    if (entry.article.headline, entry.article.body) != as_stored(said):
        raise Refused(_("That was filed already, in other words. Write another, or wait until it is sent back."))
    return entry


def _queue(article: Article, by, said: Said, token, moment: datetime) -> LiveEntry:
    not_closed(article)
    entry, content = begin_entry(article, by, words_of(said), token, None, moment)
    not_closed(article)
    doing = _("file an entry of this live story")
    with act("queue_entry", entry.article, by=by, now=moment, may=may_queue_entry, doing=doing) as under_way:
        _file(under_way, _put(under_way.article, content))
        under_way.facts["live"] = str(article.uid)
        entry.article = under_way.article
    return entry


def _file(under_way: Act, content: Content) -> None:
    """Put an entry into the queue; whoever may read it is told where nothing else waits, not once an entry."""
    article = under_way.article
    if not (content.headline or content.body or content.photos):
        raise Refused(_("The entry says nothing. Write something, or add a photo."))
    keep(under_way, content)
    waiting = LiveEntry.objects.queued().filter(live=article.part_of_id, article__stage=Stage.IN_REVIEW)
    if not waiting.exclude(pk=article.pk).exists():
        tell_readers_to_come(under_way)
    article.filed_by = under_way.by
    article.save(update_fields=["filed_by"])
    under_way.move_to(Stage.IN_REVIEW)


def requeue_entry(article: Article, *, by, said: Said, now: datetime | None = None) -> LiveEntry:
    """File an entry anew that was sent back, as it says now."""
    doing = _("file this entry")
    with act("requeue_entry", article, by=by, now=now, may=may_requeue_entry, doing=doing) as under_way:
        entry = _waiting(under_way)
        require_stage(under_way.article, Stage.DRAFT)
        not_closed(entry.live.article)
        _file(under_way, _put(under_way.article, replace(content_of(under_way.article), **words_of(said))))
    return entry


def approve_entry(
    article: Article, *, by, revision: int, said: Said | None = None, reader=None, now: datetime | None = None
) -> Edition:
    """Give readers an entry of the queue at once: read by whoever approves it, printed with the time it goes out.

    `revision` is the one that was looked at. `said` is it as edited: who typed in it cannot have read it, so it goes
    out unread, and `reader` reads it behind, or whoever reads behind them anyway.
    """
    with transaction.atomic():
        doing = _("approve this entry")
        with act("approve_entry", article, by=by, now=now, may=may_approve_entry, doing=doing) as under_way:
            entry = _waiting(under_way)
            require_stage(under_way.article, Stage.IN_REVIEW, Stage.READY)
            # A pause waits for this, or this for the pause; who posts waits for neither.
            LiveStory.objects.select_for_update(no_key=True).get(pk=entry.live_id)
            may_go_out(entry.live.article, under_way.now, approved=True)
            if under_way.article.revision_number != revision:
                raise Refused(_("The entry was changed after you opened it. Look at it again, then try once more."))
            edition = _issue_approved(under_way, _edited(under_way, said), reader)
            under_way.move_to(Stage.AT_REST)
            LiveEntry.objects.filter(pk=entry.pk).update(at=under_way.now)
        give_number(entry)
    return edition


def _edited(under_way: Act, said: Said | None) -> Content:
    before = content_of(under_way.article)
    if said is None:
        return before
    content = _put(under_way.article, replace(before, **words_of(said)))
    if content.text != before.text:
        keep(under_way, content)
    return content


def _issue_approved(under_way: Act, content: Content, reader) -> Edition:
    article, by, now = under_way.article, under_way.by, under_way.now
    needs = needed_by(article, content)
    typed = typed_by(by, article) is not None
    gives = [] if typed else can_give(by, article, needs)
    left = [need for need in missing(needs) if need not in gives]
    found = [each for each in blocks(preflight(article, content, at=now)) if each.id != QUEUED]
    if found := found + lacking(article, content, _binding(left), but=by):
        raise Refused.by_preflight(found)
    _say_without(under_way, left)
    if not typed:
        for need in gives:
            keep_sign_off(under_way, content, need)
        keep_sign_off(under_way, content)
        return issue(under_way, content, kind=Kind.FIRST, live_from=now, eyes=Eyes(Edition.Eyes.READ, read_by=by))
    reader, within = who_reads_behind(under_way, under_way.article.part_of_id, reader)
    eyes = Eyes(Edition.Eyes.UNREAD, unread_reason=Reason.LIVE)
    edition = issue(under_way, content, kind=Kind.FIRST, live_from=now, eyes=eyes)
    _owe_reading(under_way, edition, reader, now + timedelta(minutes=within))
    return edition


def _waiting(under_way: Act) -> LiveEntry:
    """Return the entry if readers have nothing of it yet."""
    entry = LiveEntry.objects.select_related("live__article").filter(pk=under_way.article.pk).first()
    if entry is None:
        raise Refused(_("This is no entry of a live story."))
    if entry.number is not None:
        raise Refused(_("Readers have this entry already. Edit it instead."))
    return entry
