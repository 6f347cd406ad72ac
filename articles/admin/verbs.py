"""The verbs as the desk meets them: label, who, when there is any sense in it, what has to be said.

To add a verb: write it in `articles/workflow/`, its question in `articles/permissions.py`, and one entry here; where
something has to be said first, a form in `sheets.py`. Its button, its page and its address follow from the entry.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import permissions, workflow
from articles.models.article import Stage
from newsroom import clock

from . import sheets
from .state import StoryState


@dataclass(frozen=True)
class Verb:
    """One verb on the desk.

    `applies` keeps buttons off that could only be refused; the verb itself refuses all the same. `do` takes the state
    and what was said on the sheet and returns the sentence that tells the person what happened, if any is needed. An
    urgent verb does not wait for the form to be saved.
    """

    name: str
    label: object
    may: Callable
    applies: Callable[[StoryState], bool]
    do: Callable[[StoryState, dict], str]
    sheet: type[sheets.Sheet] | None = None
    tone: str = ""
    urgent: bool = False
    title: object = ""
    explains: object = ""
    button: object = ""

    @property
    def path(self) -> str:
        """The last part of its address."""
        return self.name.replace("_", "-")

    def label_for(self, state: StoryState) -> str:
        """What its button says; an ellipsis says that something is asked first."""
        return str(self.label(state) if callable(self.label) else self.label)

    def button_for(self, state: StoryState) -> str:
        """What the button on its own page says."""
        return str(self.button) or self.label_for(state).rstrip("…")

    def offered(self, state: StoryState) -> bool:
        """Whether this person gets the button."""
        return self.applies(state) and self.may(state.user, state.article)


def _file(state, said):
    workflow.file(state.article, by=state.user)
    return _("Filed. It waits for somebody to read it.")


def _send_back(state, said):
    workflow.send_back(state.article, by=state.user, reason=said["reason"])
    return _("Sent back, with your reasons as a note.")


def _sign_off(state, said):
    workflow.sign_off(state.article, by=state.user, revision=state.article.revision_number)
    return _("You signed off exactly this text. It is ready.")


def _publish(state, said):
    """Publish what was read; unread only where nobody's eyes had it, with the reason given."""
    common = {
        "by": state.user,
        "kind": said.get("kind", ""),
        "note": said.get("note", ""),
        "live_from": said["at"] if said["when"] == "at" else None,
        "without_photos": said.get("without", []),
        "revision": said["revision"],
    }
    unread = {"reader": said.get("reader"), "read_after": said.get("read_by")}
    if said.get("reason"):
        edition = workflow.publish_alone(state.article, reason=said["reason"], **unread, **common)
    else:
        edition = workflow.publish(state.article, **unread, **common)
    if said["when"] == "at":
        when = f"{clock.local(edition.live_from):%d %B %Y, %H:%M %Z}"
        return _("Version %(number)s goes live on %(when)s.") % {"number": edition.number, "when": when}
    # The bar that counts down says the rest.
    return ""


def _recall(state, said):
    edition = workflow.recall(state.article, by=state.user, edition=state.ahead)
    return _("Version %(number)s was stopped. Readers never had it; its text is here.") % {"number": edition.number}


def _pull(state, said):
    workflow.pull(state.article, by=state.user)
    return _("Pulled: it is off every page now. Decide in peace, then restore or withdraw it.")


def _restore(state, said):
    workflow.restore(state.article, by=state.user)
    return _("Restored: readers have it again, as it was.")


def _retract(state, said):
    edition = workflow.retract(state.article, by=state.user, note=said["note"])
    return _("Version %(number)s retracts the story, under your notice.") % {"number": edition.number}


def _withdraw(state, said):
    nothing = said["says"] == "nothing"
    workflow.withdraw(state.article, by=state.user, note=said["note"], reason=said["reason"], nothing_here=nothing)
    return (
        _("Withdrawn. Its page says only that there is nothing here.") if nothing else _("Withdrawn. Its page says so.")
    )


def _reinstate(state, said):
    edition = workflow.reinstate(state.article, by=state.user, note=said["note"], revision=said["revision"])
    return _("Version %(number)s gives readers the story again.") % {"number": edition.number}


def _hold(state, said):
    workflow.hold(state.article, by=state.user, kind=said["kind"], reason=said["reason"])
    return _("On hold: nobody publishes it until the hold is lifted.")


def _lift(state, said):
    workflow.lift(said["hold"], by=state.user, reason=said["reason"])
    return _("The hold is lifted.")


def _embargo(state, said):
    article = workflow.embargo(state.article, by=state.user, until=said["until"])
    if article.embargoed_until is None:
        return _("There is no embargo any more.")
    return _("Under embargo until %(when)s.") % {"when": f"{clock.local(article.embargoed_until):%d %B %Y, %H:%M %Z}"}


def _spike(state, said):
    workflow.spike(state.article, by=state.user, reason=said["reason"])
    return _("Spiked. It can be revived.")


def _revive(state, said):
    workflow.revive(state.article, by=state.user)
    return _("Revived: it is a draft again.")


def _read_after(state, said):
    workflow.read_after(said["edition"], by=state.user)
    return _("You read version %(number)s. It is no longer marked unread.") % {"number": said["edition"].number}


def _redact(state, said):
    done = workflow.redact(
        state.article, by=state.user, words=said["words"].splitlines(), reason=said["reason"], order=said["order"]
    )
    count = done.found.total()
    sentence = ngettext("Redacted in %(count)s place", "Redacted in %(count)s places", count) % {"count": count}
    where = ", ".join(f"{place} {number}" for place, number in sorted(done.found.items()))
    kept = ""
    if done.tags_kept:
        kept = " " + _("Kept, because other stories use them: tags %(tags)s.") % {"tags": ", ".join(done.tags_kept)}
    return f"{sentence}: {where}.{kept}"


def _restrict(state, said):
    workflow.restrict(state.article, by=state.user, people=said["people"])
    return _("Only the people named see it now.") if said["people"] else _("The whole desk sees it now.")


def _add_note(state, said):
    workflow.add_note(state.article, by=state.user, text=said["text"])
    return _("Your note is kept.")


def _publish_label(state: StoryState) -> str:
    """Name the opener after what pressing it would mean for whose eyes the words had."""
    if state.signed:
        return _("Publish…")
    if state.can_be_read:
        return _("Sign off & publish…")
    if state.user.has_perm("articles.publish_alone_article"):
        return _("Publish unread…")
    return _("Minor fix…") if state.has_text else _("Publish…")


def _may_issue(user, article) -> bool:
    return permissions.may_publish(user, article) or permissions.may_issue_minor_fix(user, article)


def _can_be_published(state: StoryState) -> bool:
    if state.article.stage == Stage.SPIKED or state.withdrawn or state.retracted or state.readers_have_this:
        return False
    if state.undo_until:
        return False
    if state.signed or state.can_be_read or state.user.has_perm("articles.publish_alone_article"):
        return state.has_text or state.user.has_perm("articles.publish_article")
    return state.has_text and state.user.has_perm("articles.minor_fix_article")


_IN_REVIEW = {Stage.IN_REVIEW, Stage.READY}
_UNPUBLISHED = {Stage.DRAFT, Stage.IN_REVIEW, Stage.READY}

ALL = [
    Verb(
        "recall", lambda state: _("Undo") if state.undo_until else _("Recall"), permissions.may_recall,
        lambda state: state.ahead is not None, _recall, urgent=True, title=gettext_lazy("Stop this version"),
        explains=gettext_lazy("It does not go live. Its text stays here."),
    ),
    Verb(
        "publish", _publish_label, _may_issue, _can_be_published, _publish, sheets.PublishSheet, "primary",
        title=gettext_lazy("Publish"), button=gettext_lazy("Publish"),
    ),
    Verb(
        "file", gettext_lazy("File"), permissions.may_file, lambda state: state.article.stage == Stage.DRAFT, _file,
        title=gettext_lazy("Hand it in"), explains=gettext_lazy("Somebody else reads it next."),
    ),
    Verb(
        "sign_off", gettext_lazy("Sign off"), permissions.may_sign_off,
        lambda state: state.article.stage in _IN_REVIEW and not state.signed and state.can_be_read, _sign_off,
        title=gettext_lazy("Sign off"), explains=gettext_lazy("You have read exactly this text and stand by it."),
    ),
    Verb(
        "send_back", gettext_lazy("Send back"), permissions.may_send_back,
        lambda state: state.article.stage in _IN_REVIEW, _send_back, sheets.ReasonSheet,
        title=gettext_lazy("Send back"), explains=gettext_lazy("The writer reads your reasons first."),
    ),
    Verb(
        "read_after", gettext_lazy("Read…"), permissions.may_read_after,
        lambda state: any(owed.edition.issued_by_id != state.user.pk for owed in state.readings_owed), _read_after,
        sheets.ReadAfterSheet, title=gettext_lazy("I have read this version"),
        explains=gettext_lazy("It went out unread. Your name goes on the record as its second pair of eyes."),
    ),
    Verb(
        "reinstate", gettext_lazy("Reinstate…"), permissions.may_withdraw,
        lambda state: state.withdrawn or state.retracted, _reinstate, sheets.ReinstateSheet, "primary",
        title=gettext_lazy("Reinstate"), explains=gettext_lazy("Readers get the story again, from the text here."),
    ),
    Verb(
        "restore", gettext_lazy("Restore"), permissions.may_pull, lambda state: state.open_pull is not None, _restore,
        tone="primary", urgent=True, title=gettext_lazy("Restore"),
        explains=gettext_lazy("Readers have it again at once, as it was."),
    ),
    Verb(
        "lift", gettext_lazy("Lift hold…"), permissions.may_lift, lambda state: bool(state.holds), _lift,
        sheets.LiftSheet, title=gettext_lazy("Lift the hold"),
    ),
    Verb(
        "revive", gettext_lazy("Revive"), permissions.may_spike, lambda state: state.article.stage == Stage.SPIKED,
        _revive, title=gettext_lazy("Revive"), explains=gettext_lazy("It is a draft again."),
    ),
    Verb(
        "add_note", gettext_lazy("Note…"), permissions.may_note, lambda state: True, _add_note, sheets.NoteSheet,
        title=gettext_lazy("Leave a note"),
    ),
    Verb(
        "hold", gettext_lazy("Hold…"), permissions.may_hold,
        lambda state: state.article.stage != Stage.SPIKED and not state.readers_have_this, _hold, sheets.HoldSheet,
        title=gettext_lazy("Put on hold"), explains=gettext_lazy("Nobody publishes until it is lifted."),
    ),
    Verb(
        "embargo", gettext_lazy("Embargo…"), permissions.may_embargo,
        lambda state: state.article.stage != Stage.SPIKED, _embargo, sheets.EmbargoSheet,
        title=gettext_lazy("Embargo"), explains=gettext_lazy("Nobody outside sees it before then."),
    ),
    Verb(
        "restrict", gettext_lazy("Restrict…"), permissions.may_restrict, lambda state: True, _restrict,
        sheets.RestrictSheet, title=gettext_lazy("Who sees this story"),
    ),
    Verb(
        "spike", gettext_lazy("Spike…"), permissions.may_spike,
        lambda state: state.article.stage in _UNPUBLISHED and state.standing is None, _spike,
        sheets.OptionalReasonSheet, "danger", title=gettext_lazy("Spike"),
        explains=gettext_lazy("Drop it. It can be revived."),
    ),
    Verb(
        "pull", gettext_lazy("Pull"), permissions.may_pull,
        lambda state: state.has_text and state.open_pull is None, _pull, tone="danger", urgent=True,
        title=gettext_lazy("Pull"), explains=gettext_lazy("It is off every page at once, until you decide."),
    ),
    Verb(
        "retract", gettext_lazy("Retract…"), permissions.may_publish,
        lambda state: state.has_text and not state.retracted, _retract, sheets.RetractSheet, "danger",
        title=gettext_lazy("Retract"),
        explains=gettext_lazy("It stays readable, under a notice that it is not stood by."),
    ),
    Verb(
        "withdraw", gettext_lazy("Withdraw…"), permissions.may_withdraw, lambda state: state.has_text, _withdraw,
        sheets.WithdrawSheet, "danger", title=gettext_lazy("Withdraw"),
        explains=gettext_lazy("It is taken away, and its address says so."),
    ),
    Verb(
        "redact", gettext_lazy("Redact…"), permissions.may_redact, lambda state: True, _redact, sheets.RedactSheet,
        "danger", title=gettext_lazy("Redact"),
        explains=gettext_lazy("Takes words out of every version, revision, note, caption, tag and address. For ever."),
    ),
]  # fmt: skip

BY_NAME = {verb.name: verb for verb in ALL}


@dataclass(frozen=True)
class Button:
    """One verb as offered to one person on one story."""

    verb: Verb
    label: str
    tone: str

    @property
    def name(self) -> str:
        return self.verb.name

    @property
    def opens_sheet(self) -> bool:
        return self.verb.sheet is not None


def buttons(state: StoryState) -> list[Button]:
    """Return what this person can do with the story now, the next act first."""
    offered = [verb for verb in ALL if verb.offered(state)]
    names = [verb.name for verb in offered]
    order = _PREFERRED_WRITING if "file" in names and state.typed else _PREFERRED
    first = next((name for name in order if name in names), None)
    offered.sort(key=lambda verb: verb.name != first)
    return [
        Button(
            verb, verb.label_for(state), "primary" if verb.name == first else verb.tone if verb.tone == "danger" else ""
        )
        for verb in offered
    ]


# What somebody most likely wants next, by what is offered; whoever wrote the words hands them in first.
_PREFERRED = ["restore", "reinstate", "publish", "sign_off", "file", "read_after", "revive"]
_PREFERRED_WRITING = ["file", *_PREFERRED]
