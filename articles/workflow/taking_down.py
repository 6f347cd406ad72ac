"""Verbs that take away: pull and restore, withdraw."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import Article, Edition, Pull
from articles.permissions import may_pull, may_withdraw
from articles.preflight import stops
from articles.receipts import open_receipt, open_receipt_of_pull, open_receipt_of_restore

from .act import Act, Refused, act, require_words
from .blocking import refuse_blocked, refuse_blocked_note
from .issuing import Eyes, issue, recall_ahead, standing, touch_pages
from .republishing import tell_of_pull
from .telling import tell_writers


def pull(article: Article, *, by, now: datetime | None = None) -> Pull:
    """Take a live story off everything at once, without a reason, until decided."""
    with act("pull", article, by=by, now=now, may=may_pull, doing=_("pull this story"), touched=False) as under_way:
        live = _live(under_way)
        if under_way.article.pulls.filter(off_until=None).exists():
            raise Refused(_("This story is pulled already."))
        recall_ahead(under_way)
        kept = Pull.objects.create(article=under_way.article, off_from=under_way.now, pulled_by=by)
        touch_pages(under_way, live, under_way.now)
        open_receipt_of_pull(kept, by=by)
        tell_writers(under_way, "pulled")
        tell_of_pull(under_way, live, over=False)
    return kept


def restore(article: Article, *, by, now: datetime | None = None) -> Pull:
    """Give a pulled story back, as it was. Raise Refused while a hold or an embargo keeps it from readers."""
    with act(
        "restore", article, by=by, now=now, may=may_pull, doing=_("restore this story"), touched=False
    ) as under_way:
        kept = _end_pull(under_way)
        if kept is None:
            raise Refused(_("This story is not pulled."))
        if found := stops(under_way.article, at=under_way.now):
            raise Refused.by_preflight(found)
        if shown := standing(under_way.article, under_way.now):
            refuse_blocked(under_way.article, shown.content, at=under_way.now, note=shown.words.public_note)
            touch_pages(under_way, shown, under_way.now)
            if shown.shows == Edition.Shows.TEXT:
                open_receipt_of_restore(kept, shown, by=by)
                tell_of_pull(under_way, shown, over=True)
        tell_writers(under_way, "pulled")
    return kept


def withdraw(
    article: Article, *, by, note: str = "", reason: str = "", nothing_here: bool = False, now: datetime | None = None
) -> Edition:
    """Take a published story away, at once, and say so in its place.

    `note` is what readers are told; with `nothing_here` (under an order) they are told nothing, and `reason` is
    kept on the record instead. A story withdrawn with a notice can still be withdrawn to that, never the other way.
    """
    if nothing_here:
        reason = require_words(reason, _("Say under which order its page may say nothing; only the record keeps it."))
    else:
        note = require_words(note, _("Tell readers why the story was withdrawn."))
    with act("withdraw", article, by=by, now=now, may=may_withdraw, doing=_("withdraw this story")) as under_way:
        under_way.words["reason"] = reason
        refuse_blocked_note(under_way.article, "" if nothing_here else note)
        if not (nothing_here and _has_notice(under_way)):
            _live(under_way)
        recall_ahead(under_way)
        _end_pull(under_way)
        edition = issue(
            under_way,
            Content(language=under_way.article.language),
            kind=Edition.Kind.WITHDRAWAL,
            shows=Edition.Shows.NOTHING if nothing_here else Edition.Shows.NOTICE,
            live_from=under_way.now,
            eyes=Eyes(Edition.Eyes.NONE),
            note="" if nothing_here else note,
        )
        open_receipt(edition, by=by)
        if under_way.article.stage != Article.Stage.DRAFT:
            under_way.move_to(Article.Stage.AT_REST)
    return edition


def _has_notice(under_way: Act) -> bool:
    shown = standing(under_way.article, under_way.now)
    return shown is not None and shown.shows == Edition.Shows.NOTICE


def _live(under_way: Act) -> Edition:
    shown = standing(under_way.article, under_way.now)
    if shown is None:
        raise Refused(_("Readers have nothing of this story. Recall what is scheduled, or spike it."))
    if shown.shows != Edition.Shows.TEXT:
        raise Refused(_("This story is withdrawn already (version %(number)s).") % {"number": shown.number})
    return shown


def _end_pull(under_way: Act) -> Pull | None:
    kept = under_way.article.pulls.select_for_update().filter(off_until=None).first()
    if kept is not None:
        kept.off_until, kept.restored_by = under_way.now, under_way.by
        kept.save(update_fields=["off_until", "restored_by"])
    return kept
