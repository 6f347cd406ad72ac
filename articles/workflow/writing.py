"""Verbs for the working copy: begin, save, note."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.content import Content
from articles.eyes import cover_of, sign_off_of
from articles.models import Article, Note, Revision
from articles.permissions import may_create, may_edit, may_note, refusal
from articles.working_copy import UnknownName, content_of, put, same_since, tidy
from newsroom import clock
from newsroom.record.log import enter

from .act import Act, Conflict, NotAllowed, Refused, act, require_words

ABOUT = ("copy_from", "copy_source", "sensitive", "left_out", "commissioned")


def keep(under_way: Act, content: Content, why: str = Revision.Why.SAVED) -> Revision:
    """Keep this content as the story's next revision, inside an act."""
    article = under_way.article
    article.revision_number += 1
    article.save(update_fields=["revision_number"])
    under_way.facts["revision"] = article.revision_number
    return Revision.objects.create(
        article=article,
        number=article.revision_number,
        at=under_way.now,
        by=under_way.by,
        why=why,
        text=content.text,
        **vars(cover_of(article, content)),
    )


def _put(article: Article, content: Content) -> Content:
    content = tidy(content)
    try:
        put(article, content)
    except UnknownName as unknown:
        raise Refused(str(unknown)) from unknown
    return content_of(article)


def begin(*, by, content: Content | None = None, now: datetime | None = None, why=Revision.Why.SAVED, **about):
    """Begin a story and keep its first revision. `about`: see ABOUT."""
    if not may_create(by):
        raise NotAllowed(refusal(str(by), _("begin a story")))
    unknown = set(about) - set(ABOUT)
    if unknown:
        raise TypeError(f"begin() knows nothing about {sorted(unknown)}.")
    with transaction.atomic():
        moment = now or clock.now()
        article = Article.objects.create(created_by=by, created_at=moment, touched_by=by, touched_at=moment, **about)
        under_way = Act(article, by, moment)
        keep(under_way, _put(article, content or Content()), why)
        enter("begin", by=by, now=moment, subject=article.subject, facts=under_way.facts)
    return article


def save(
    article: Article, *, by, content: Content, base: int | None = None, now: datetime | None = None, **about
) -> Revision | None:
    """Save the working copy; return the new revision, or None when nothing was different.

    `base` is the revision the person began with: when somebody saved since, raise Conflict and write nothing.
    """
    unknown = set(about) - set(ABOUT)
    if unknown:
        raise TypeError(f"save() knows nothing about {sorted(unknown)}.")
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        before = content_of(locked)
        if base is not None and not same_since(locked, base, before):
            raise _conflict(locked)
        if tidy(content).text == before.text and all(getattr(locked, name) == about[name] for name in about):
            return None
        with act("save", locked, by=by, now=now, may=may_edit, doing=_("change this story")) as under_way:
            article = under_way.article
            for name, value in about.items():
                setattr(article, name, value)
            if about:
                article.save(update_fields=[*about])
            content = _put(article, content)
            revision = keep(under_way, content) if content.text != before.text else None
            _restage(under_way, content)
        return revision


def _conflict(article: Article) -> Conflict:
    latest = article.revisions.select_related("by").first()
    return Conflict(
        _(
            "%(name)s saved this story at %(time)s, after you opened it. Your text is still in the form below and "
            "nothing was overwritten. Open the story in another tab, bring your changes in there, and save."
        )
        % {"name": latest.by, "time": f"{clock.local(latest.at):%H:%M:%S}"}
    )


def _restage(under_way: Act, content: Content) -> None:
    """Put a story that was changed where it belongs: back in work, and back in review when its words are unread."""
    article = under_way.article
    if article.stage == Article.Stage.AT_REST:
        under_way.move_to(Article.Stage.DRAFT)
    elif article.stage == Article.Stage.READY and sign_off_of(article, content) is None:
        under_way.move_to(Article.Stage.IN_REVIEW)


def add_note(article: Article, *, by, text: str, now: datetime | None = None) -> Note:
    """Leave a remark for the desk; readers never see it."""
    text = require_words(text, _("Write the note first."))
    with act("note", article, by=by, now=now, may=may_note, doing=_("leave a note here"), touched=False) as under_way:
        note = Note.objects.create(article=under_way.article, at=under_way.now, by=by, text=text)
        under_way.facts["note"] = note.pk
    return note
