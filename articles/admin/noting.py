"""Notes on the desk: the threads of a story, leaving one, the buttons of each."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import workflow
from articles.models import Article, Note
from articles.workflow import NewNote, Refused

from .sheets import LONG, Sheet
from .state import StoryState

REASONS, MOST_REASONS = 1, 20


@dataclass
class Thread:
    """One note with its replies in their order."""

    note: Note
    replies: list[Note] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.note.resolved_at is None


def threads_of(notes: list[Note]) -> list[Thread]:
    """Return the threads, the open ones first, each group the latest first."""
    threads = {note.pk: Thread(note) for note in notes if note.answers_id is None}
    for note in reversed(notes):
        if note.answers_id in threads:
            threads[note.answers_id].replies.append(note)
    return sorted(threads.values(), key=lambda thread: not thread.is_open)


def shown(state: StoryState) -> dict:
    """Return what the card of notes shows."""
    threads = threads_of(state.notes)
    return {
        "calling": calling(state.article),
        "threads": [each for each in threads if each.is_open],
        "resolved": [each for each in threads if not each.is_open],
    }


def calling(article: Article) -> dict[str, str]:
    """Return what a text field of notes needs so that colleagues are offered after "@"; without a script it is text."""
    return {
        "data-mention": reverse("admin:articles_article_suggest_colleagues", args=[article.pk]),
        "data-suggestions": _("Colleagues who see this story"),
        "data-offered": _("Names offered: %s. Arrow down chooses one."),
    }


class NoteSheet(Sheet):
    text = forms.CharField(
        label=gettext_lazy("Note"),
        widget=LONG,
        help_text=gettext_lazy("For colleagues. Readers never see it. @Full Name tells somebody."),
    )
    quote = forms.CharField(label=gettext_lazy("On these words of the text (optional)"), required=False)
    must_be_answered = forms.BooleanField(label=gettext_lazy("Must be answered before it is published"), required=False)

    def prepare(self):
        self.fields["text"].widget.attrs |= calling(self.state.article)


class SendBackSheet(Sheet):
    """Reasons, each on the story or on words of it: one row to begin with, and one more by its button."""

    def prepare(self):
        said = self.data if self.is_bound else self.initial
        given = sum(name.startswith("reason") for name in said)
        count = max(REASONS, given + ("_more" in said))
        self.rows = range(1, min(count, MOST_REASONS) + 1)
        self.more = _("One more reason") if count < MOST_REASONS else ""
        for number in self.rows:
            reason, passage = _names(number)
            self.fields[reason] = forms.CharField(
                label=_("Why") if number == 1 else _("Reason %(number)s (optional)") % {"number": number},
                widget=forms.Textarea({"rows": 3 if number == 1 else 2, **calling(self.state.article)}),
                required=number == 1,
            )
            self.fields[passage] = forms.CharField(
                label=_("On these words of the text (optional)"),
                required=False,
                help_text=_("As they stand in one paragraph.") if number == 1 else "",
            )

    def clean(self):
        said = super().clean()
        said["reasons"] = []
        for number in self.rows:
            reason, passage = (said.get(name, "").strip() for name in _names(number))
            if reason:
                said["reasons"].append(NewNote(reason, passage))
            elif passage and number > 1:
                self.add_error(_names(number)[0], _("Say what is the matter with these words."))
        return said


def _names(number: int) -> tuple[str, str]:
    return ("reason", "passage") if number == 1 else (f"reason-{number}", f"passage-{number}")


def send_back(state: StoryState, said: dict) -> str:
    workflow.send_back(state.article, by=state.user, reasons=said["reasons"])
    return ngettext(
        "Sent back, with your reasons as a note.", "Sent back, with your reasons as notes.", len(said["reasons"])
    )


def add_note(state: StoryState, said: dict) -> str:
    workflow.add_note(
        state.article,
        by=state.user,
        text=said["text"],
        quote=said.get("quote", ""),
        must_be_answered=said.get("must_be_answered", False),
    )
    return _("Your note is kept.")


def wants_note(request) -> bool:
    """Say whether the form's button leaves a note, and there is one in its box."""
    return request.POST.get("_verb") == "add_note" and bool(request.POST.get("note_text", "").strip())


def leave(request, article: Article) -> str:
    """Leave the note that is in the form's box, or answer the one it says; return the sentence that refused it."""
    post = request.POST
    answers, paragraph, nth = (_number(post.get(name, "")) for name in ("note_answers", "note_paragraph", "note_nth"))
    try:
        if answers is not None:
            workflow.reply_to_note(_note(article, answers), by=request.user, text=post["note_text"])
        else:
            workflow.add_note(
                article,
                by=request.user,
                text=post["note_text"],
                quote=post.get("note_quote", ""),
                paragraph=paragraph,
                nth=nth or 0,
                must_be_answered="note_must" in post,
            )
    except Refused as refused:
        return str(refused)
    messages.success(request, _("Your note is kept."))
    return ""


def do_note(request, article: Article, asked: str) -> str:
    """Do what a thread's button asked for: reply, resolve or reopen, with the note's number. Return why not."""
    what, _colon, number = asked.partition(":")
    text = request.POST.get("note_text", "")
    acts = {
        "reply": (lambda note: workflow.reply_to_note(note, by=request.user, text=text), _("Your answer is kept.")),
        "resolve": (lambda note: workflow.resolve_note(note, by=request.user), _("The note is resolved.")),
        "reopen": (lambda note: workflow.reopen_note(note, by=request.user), _("The note is open again.")),
    }
    if what not in acts:
        return _("There is no such button. Reload the page.")
    if what == "reply" and not text.strip():
        return _("Write your answer in the box above the notes first, then press Reply.")
    act, said = acts[what]
    try:
        act(_note(article, _number(number)))
    except Refused as refused:
        return str(refused)
    messages.success(request, said)
    return ""


def _note(article: Article, number: int | None) -> Note:
    found = article.notes.filter(pk=number).first() if number is not None else None
    if found is None:
        raise Refused(_("That note is not on this story. Reload the page."))
    return found


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
