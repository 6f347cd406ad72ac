"""Verbs of notes: leave one on the story or a passage, reply, resolve, reopen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.anchors import find
from articles.mentions import CannotBeCalled, mentioned
from articles.models import Article, Note
from articles.people import writers_of
from articles.permissions import may_note
from newsroom.notices.telling import tell

from .act import Act, Refused, act, require_words


@dataclass(frozen=True)
class NewNote:
    """What somebody writes: the words, the passage they are on, and whether it has to be answered first."""

    text: str
    quote: str = ""
    paragraph: int | None = None
    nth: int = 0
    must_be_answered: bool = False


def leave(under_way: Act, new: NewNote) -> Note:
    """Write a note inside an act, and tell whom it calls."""
    note = Note(article=under_way.article, at=under_way.now, by=under_way.by, text=new.text)
    note.must_be_answered = new.must_be_answered
    if new.quote.strip():
        _put_on_passage(note, new)
    note.save()
    _call(under_way, note)
    if note.must_be_answered:
        tell(
            "must_answer",
            about=under_way.article,
            to=writers_of(under_way.article),
            by=under_way.by,
            now=under_way.now,
            anchor=f"note-{note.pk}",
        )
    return note


def _put_on_passage(note: Note, new: NewNote) -> None:
    article = note.article
    anchor = find(article.body, new.quote, new.paragraph, new.nth)
    if anchor is None:
        raise Refused(
            _(
                "“%(quote)s” does not stand in one paragraph of the text as it is saved. Save first, or choose words "
                "of one paragraph."
            )
            % {"quote": Truncator(new.quote).chars(80)}
        )
    note.paragraph, note.quote, note.nth = anchor.paragraph, anchor.quote, anchor.nth
    note.revision_number = article.revision_number


def _call(under_way: Act, note: Note) -> None:
    """Tell whom the note mentions; raise Refused for somebody who does not see the story."""
    try:
        people = mentioned(note.text, under_way.article)
    except CannotBeCalled as refused:
        raise Refused(str(refused)) from refused
    note.mentions.set(people)
    anchor = f"note-{note.answers_id or note.pk}"
    tell("mentioned", about=under_way.article, to=people, by=under_way.by, now=under_way.now, anchor=anchor)


def add_note(
    article: Article,
    *,
    by,
    text: str,
    quote: str = "",
    paragraph: int | None = None,
    nth: int = 0,
    must_be_answered: bool = False,
    now: datetime | None = None,
) -> Note:
    """Leave a remark for the desk, on the story or on a passage of it; readers never see it.

    `quote` are the words it is on, in the `paragraph`-th element of the body (from 0) for the `nth` time there. One
    that must be answered keeps the story from readers until it is resolved.
    """
    new = NewNote(require_words(text, _("Write the note first.")), quote, paragraph, nth, must_be_answered)
    with act("note", article, by=by, now=now, may=may_note, doing=_("leave a note here"), touched=False) as under_way:
        note = leave(under_way, new)
        under_way.facts |= {"note": note.pk, "must_be_answered": int(must_be_answered)}
        under_way.words["note"] = note.text
    return note


def reply_to_note(note: Note, *, by, text: str, now: datetime | None = None) -> Note:
    """Answer a note in its thread, and tell who left it."""
    text = require_words(text, _("Write your answer first."))
    with act(
        "reply_to_note", note.article, by=by, now=now, may=may_note, doing=_("answer here"), touched=False
    ) as under_way:
        thread = _thread(note)
        reply = Note.objects.create(article=under_way.article, answers=thread, at=under_way.now, by=by, text=text)
        _call(under_way, reply)
        told = [thread.by] if thread.by_id else []
        tell(
            "note_answered",
            about=under_way.article,
            to=told,
            by=by,
            now=under_way.now,
            anchor=f"note-{thread.pk}",
        )
        under_way.facts |= {"note": reply.pk, "answers": thread.pk}
        under_way.words["note"] = text
    return reply


def resolve_note(note: Note, *, by, now: datetime | None = None) -> Note:
    """Close a thread. One that must be answered is closed by whoever asked, or after somebody else answered it."""
    with act(
        "resolve_note", note.article, by=by, now=now, may=may_note, doing=_("resolve this note"), touched=False
    ) as under_way:
        thread = _thread(note)
        if thread.resolved_at:
            raise Refused(_("%(name)s resolved this note already.") % {"name": thread.resolved_by})
        if thread.must_be_answered and thread.by_id != by.pk and not _is_answered(thread):
            raise Refused(
                _("%(name)s wants an answer before it goes out. Reply to the note, then resolve it.")
                % {"name": thread.who}
            )
        thread.resolved_at, thread.resolved_by = under_way.now, by
        thread.save(update_fields=["resolved_at", "resolved_by"])
        under_way.facts["note"] = thread.pk
    return thread


def reopen_note(note: Note, *, by, now: datetime | None = None) -> Note:
    """Open a thread again."""
    with act(
        "reopen_note", note.article, by=by, now=now, may=may_note, doing=_("reopen this note"), touched=False
    ) as under_way:
        thread = _thread(note)
        if thread.resolved_at is None:
            raise Refused(_("This note is open."))
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        under_way.facts["note"] = thread.pk
    return thread


def _thread(note: Note) -> Note:
    """Return the note that begins the thread, locked by the story."""
    return Note.objects.select_related("by", "outside", "resolved_by").get(pk=note.answers_id or note.pk)


def _is_answered(thread: Note) -> bool:
    replies: Iterable[Note] = thread.replies.all()
    return any(reply.by_id != thread.by_id for reply in replies)
