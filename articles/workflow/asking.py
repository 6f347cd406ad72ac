"""Verbs for a fix that somebody else has to read before readers get it: ask for it, send it back or take it back."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.asked_fixes import waiting
from articles.content import Content
from articles.models import Article, AskedFix, Revision
from articles.permissions import may_fix_live, may_publish
from articles.preflight import blocks, preflight
from articles.working_copy import content_of, tidy
from newsroom import clock
from newsroom.record.canonical import clean_text

from .act import Act, Refused, act
from .fixing import readers_have, refuse_new_photo
from .publishing import _kind
from .taking_asked import refuse_settled, settle_asked
from .telling import tell_asked_fix, tell_fix_answered
from .writing import keep

Answer = AskedFix.Answer


def ask_for_fix(
    article: Article,
    *,
    by,
    content: Content,
    edition: int,
    kind: str,
    note: str = "",
    note_place: str = "",
    reader=None,
    now: datetime | None = None,
) -> AskedFix:
    """Hand in a fix of what readers have for a colleague who may publish to read: `reader`, or whoever is on duty.

    `content` is the live text as mended, `edition` the number of the version it was made from. Nothing is published;
    whoever publishes exactly this is the second pair of eyes. Asking anew replaces what the same person asked before.
    """
    doing = _("ask for a fix of this story")
    with act("ask_for_fix", article, by=by, now=now, may=may_fix_live, doing=doing, touched=False) as under_way:
        before = readers_have(under_way, edition)
        fixed = tidy(content)
        live_from = under_way.now + clock.UNDO_SECONDS
        kind = _kind(under_way, kind, fixed, note, live_from)
        refuse_new_photo(kind, before.content, fixed)
        _can_be_asked(under_way, reader)
        found = blocks(preflight(under_way.article, fixed, at=live_from, note=note))
        if stops := [each for each in found if each.id != "open-fix"]:
            raise Refused.by_preflight(stops)
        for earlier in waiting(under_way.article).filter(by=by):
            settle_asked(under_way, earlier, Answer.REPLACED)
        asked = AskedFix.objects.create(
            article=under_way.article,
            edition=before,
            revision_number=_kept_beside(under_way, fixed),
            kind=kind,
            note=clean_text(note),
            note_place=note_place,
            by=by,
            at=under_way.now,
            reader=reader,
        )
        tell_asked_fix(under_way, asked)
        under_way.facts |= {"of": before.number, "kind": str(kind), "reader": str(reader.uid) if reader else ""}
    return asked


def _kept_beside(under_way: Act, fixed: Content) -> int:
    """Keep the text as a revision beside the working copy, which stays the latest; return its number."""
    number = keep(under_way, fixed, Revision.Why.FIXED).number
    keep(under_way, content_of(under_way.article))
    under_way.facts["revision"] = number
    return number


def _can_be_asked(under_way: Act, reader) -> None:
    if reader is None:
        return
    if reader.pk == under_way.by.pk:
        raise Refused(_("Ask a colleague: you cannot be the second pair of eyes for what you typed."))
    if not may_publish(reader, under_way.article):
        raise Refused(_("%(name)s may not publish this story. Ask somebody who may.") % {"name": reader})


def send_fix_back(asked: AskedFix, *, by, why: str = "", now: datetime | None = None) -> AskedFix:
    """Send a fix back that waits to be read, with what is wrong with it; whoever asked takes it back without a word."""
    mine = asked.by_id == by.pk
    may = may_fix_live if mine else may_publish
    doing = _("send this fix back")
    with act("send_fix_back", asked.article, by=by, now=now, may=may, doing=doing, touched=False) as under_way:
        row = AskedFix.objects.select_for_update().get(pk=asked.pk)
        refuse_settled(row)
        why = clean_text(why).strip()
        if not mine and not why:
            raise Refused(_("Say what is wrong with it: %(name)s is told.") % {"name": row.by})
        settle_asked(under_way, row, Answer.TAKEN_BACK if mine else Answer.SENT_BACK, why)
        if not mine:
            tell_fix_answered(under_way, row)
        under_way.facts |= {"asked": row.pk}
        under_way.words["why"] = why
    return row
