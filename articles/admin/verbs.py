"""The verbs as the desk meets them: label, who, when there is any sense in it, what has to be said.

To add a verb: write it in `articles/workflow/`, its question in `articles/permissions.py`, its act in `acts.py` and one
entry here; where something has to be said first, a form in `sheets.py`. Its button, its page and its
address follow from the entry.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.models import Hold
from articles.models.article import Stage

from . import (
    acts,
    blocking,
    noting,
    outside,
    packaging,
    planning,
    printing,
    publish_sheet,
    publishing,
    sheets,
    translating,
    withholding,
)
from .signing import sign_off_label
from .state import StoryState


@dataclass(frozen=True)
class Verb:
    """One verb on the desk.

    `applies` keeps buttons off that could only be refused; the verb itself refuses all the same. `do` takes the state
    and what was said on the sheet and returns the sentence that tells the person what happened, if any is needed. An
    urgent verb does not wait for the form to be saved. One with its `own_page` asks there, not on a sheet.
    """

    name: str
    label: object
    may: Callable
    applies: Callable[[StoryState], bool]
    do: Callable[[StoryState, dict], object]
    sheet: type[sheets.Sheet] | None = None
    tone: str = ""
    urgent: bool = False
    title: object = ""
    explains: object = ""
    button: object = ""
    # The template that shows what was made, where the page that follows could not say it.
    then: str = ""
    own_page: bool = False

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


def _on_its_page(state: StoryState, said: dict) -> str:
    """Do nothing: the verb's own page asks and does it."""
    return ""


def _can_be_fixed(state: StoryState) -> bool:
    return state.has_text and not state.retracted and not state.undo_until and state.article.stage != Stage.SPIKED


_IN_REVIEW = {Stage.IN_REVIEW, Stage.READY}
_UNPUBLISHED = {Stage.DRAFT, Stage.IN_REVIEW, Stage.READY}

ALL = [
    Verb(
        "recall", lambda state: _("Undo") if state.undo_until else _("Recall"), permissions.may_recall,
        lambda state: state.ahead is not None, acts.recall, urgent=True, title=gettext_lazy("Stop this version"),
        explains=gettext_lazy("It does not go live. Its text stays here."),
    ),
    Verb(
        "publish", _publish_label, _may_issue, _can_be_published, publishing.publish,
        publish_sheet.PublishSheet, "primary", title=gettext_lazy("Publish"),
        button=gettext_lazy("Publish"),
    ),
    Verb(
        "take_up", gettext_lazy("Take the plan up again"), permissions.may_edit,
        lambda state: state.handed_back is not None, acts.take_up, title=gettext_lazy("Take the plan up again"),
        explains=gettext_lazy("What was planned comes back into the copy, with what readers got meanwhile."),
    ),
    Verb(
        "end_banner", gettext_lazy("End banner"), permissions.may_end_banner,
        lambda state: state.banner is not None, acts.end_banner, title=gettext_lazy("End the banner"),
        explains=gettext_lazy("It goes off every page now, before its time."), urgent=True,
    ),
    Verb(
        "show_banner", gettext_lazy("Banner…"), permissions.may_show_banner,
        lambda state: state.has_text and not state.retracted and state.open_pull is None and state.banner is None,
        acts.show_banner, publish_sheet.BannerSheet, title=gettext_lazy("Breaking banner"),
        button=gettext_lazy("Show it"),
        explains=gettext_lazy("A line over every readers’ page that leads to this story, and ends by itself."),
    ),
    Verb(
        "bar", gettext_lazy("Keep out of Most read…"), permissions.may_bar,
        lambda state: state.has_text and state.most_read_bar is None, acts.bar, sheets.ReasonSheet,
        title=gettext_lazy("Keep out of Most read"), button=gettext_lazy("Keep out"),
        explains=gettext_lazy("Readers keep the story; no list of what is read most has it."),
    ),
    Verb(
        "unbar", gettext_lazy("Let back into Most read…"), permissions.may_bar,
        lambda state: state.most_read_bar is not None, acts.unbar, sheets.ReasonSheet,
        title=gettext_lazy("Let back into Most read"), button=gettext_lazy("Let back"),
    ),
    Verb(
        "withhold", gettext_lazy("Withhold a version…"), permissions.may_withhold, withholding.has_earlier,
        withholding.withhold, withholding.WithholdSheet, "danger", title=gettext_lazy("Withhold a version"),
        button=gettext_lazy("Withhold"),
        explains=gettext_lazy("For one that was replaced for legal reasons. Readers of earlier versions are told that "
                              "there was one, and shown no word of it. What they have now stays as it is."),
    ),
    Verb(
        "show_again", gettext_lazy("Show a withheld version again…"), permissions.may_show_again,
        lambda state: bool(state.withheld), withholding.show_again, withholding.ShowAgainSheet,
        title=gettext_lazy("Show a version again"), button=gettext_lazy("Show again"),
    ),
    Verb(
        "file", gettext_lazy("File"), permissions.may_file, lambda state: state.article.stage == Stage.DRAFT, acts.file,
        title=gettext_lazy("Hand it in"), explains=gettext_lazy("Somebody else reads it next."),
    ),
    Verb(
        "sign_off", sign_off_label, permissions.may_give_sign_off,
        lambda state: state.article.stage in _IN_REVIEW and bool(state.signing.yeses), acts.sign_off,
        title=gettext_lazy("Sign off"), explains=gettext_lazy("You have read exactly this text and stand by it."),
    ),
    Verb(
        "sign_off_as", gettext_lazy("Sign off as…"), permissions.may_give_sign_off,
        lambda state: state.article.stage in _IN_REVIEW and len(state.signing.yeses) > 1, acts.sign_off,
        sheets.SignOffSheet, title=gettext_lazy("Sign off"), button=gettext_lazy("Sign off"),
        explains=gettext_lazy("You have read exactly this text and stand by it."),
    ),
    Verb(
        "sign_off_with_changes", gettext_lazy("Sign off with these small changes"),
        permissions.may_sign_off_with_changes,
        lambda state: state.article.stage in _IN_REVIEW and state.signing.may_change_words, acts.sign_off_with_changes,
        title=gettext_lazy("Sign off with small changes"),
        explains=gettext_lazy("Type them into the story first. The writer is told which words you changed."),
    ),
    Verb(
        "send_back", gettext_lazy("Send back"), permissions.may_send_back,
        lambda state: state.article.stage in _IN_REVIEW, noting.send_back, noting.SendBackSheet,
        title=gettext_lazy("Send back"), explains=gettext_lazy("The writer reads your reasons first."),
    ),
    Verb(
        "read_after", gettext_lazy("Read…"), permissions.may_read_after,
        lambda state: any(owed.edition.issued_by_id != state.user.pk for owed in state.readings_owed), acts.read_after,
        sheets.ReadAfterSheet, title=gettext_lazy("I have read this version"),
        explains=gettext_lazy("It went out unread. Your name goes on the record as its second pair of eyes."),
    ),
    Verb(
        "fix_live", gettext_lazy("Fix live…"), permissions.may_fix_live, _can_be_fixed, _on_its_page,
        title=gettext_lazy("Fix what readers have"), own_page=True,
    ),
    Verb(
        "settle_fix", gettext_lazy("Settle the fix…"), permissions.may_edit,
        lambda state: bool(state.open_fixes), _on_its_page, title=gettext_lazy("The fix and the draft"),
        own_page=True,
    ),
    Verb(
        "reinstate", gettext_lazy("Reinstate…"), permissions.may_withdraw,
        lambda state: state.withdrawn or state.retracted, acts.reinstate, sheets.ReinstateSheet, "primary",
        title=gettext_lazy("Reinstate"), explains=gettext_lazy("Readers get the story again, from the text here."),
    ),
    Verb(
        "restore", gettext_lazy("Restore"), permissions.may_pull, lambda state: state.open_pull is not None,
        acts.restore, tone="primary", urgent=True, title=gettext_lazy("Restore"),
        explains=gettext_lazy("Readers have it again at once, as it was."),
    ),
    Verb(
        "lift", gettext_lazy("Lift hold…"), permissions.may_lift, lambda state: bool(state.holds), acts.lift,
        sheets.LiftSheet, title=gettext_lazy("Lift the hold"),
    ),
    Verb(
        "revive", gettext_lazy("Revive"), permissions.may_spike, lambda state: state.article.stage == Stage.SPIKED,
        acts.revive, title=gettext_lazy("Revive"), explains=gettext_lazy("It is a draft again."),
    ),
    Verb(
        "add_note", gettext_lazy("Note…"), permissions.may_note, lambda state: True, noting.add_note, noting.NoteSheet,
        title=gettext_lazy("Leave a note"),
    ),
    Verb(
        "hold", gettext_lazy("Hold…"), permissions.may_hold,
        lambda state: state.article.stage != Stage.SPIKED and (not state.readers_have_this or bool(state.open_pull)),
        acts.hold, sheets.HoldSheet,
        title=gettext_lazy("Put on hold"), explains=gettext_lazy("Nobody publishes until it is lifted."),
    ),
    Verb(
        "block_names", gettext_lazy("Block names…"), permissions.may_block_names, lambda state: True,
        blocking.block_names, blocking.BlockSheet, title=gettext_lazy("Names that must not appear"),
        button=gettext_lazy("Block"),
        explains=gettext_lazy("No version with one of them can be published, wherever it stands. What is planned and "
                              "has one is recalled. The names themselves are not kept."),
    ),
    Verb(
        "unblock_names", gettext_lazy("Unblock names…"), permissions.may_unblock_names,
        lambda state: bool(state.blocked_names), blocking.unblock_names, blocking.UnblockSheet,
        title=gettext_lazy("Let names appear again"), button=gettext_lazy("Unblock"),
        explains=gettext_lazy("The restriction is over. This stays on the record."),
    ),
    Verb(
        "take_pitch", gettext_lazy("Take it on"), permissions.may_take, planning.is_pitch, planning.take_pitch,
        title=gettext_lazy("Take this pitch on"), explains=gettext_lazy("It is yours to write from now on."),
    ),
    Verb(
        "assign", gettext_lazy("Assign…"), permissions.may_assign, planning.in_work, planning.assign,
        planning.AssignSheet, title=gettext_lazy("Assign"), explains=gettext_lazy("They are told."),
    ),
    Verb(
        "assign_photographer", gettext_lazy("Photographer…"), permissions.may_assign_photographer, planning.in_work,
        planning.assign_photographer, planning.PhotographerSheet, title=gettext_lazy("Send a photographer"),
        button=gettext_lazy("Assign"),
    ),
    Verb(
        "set_due", gettext_lazy("Due…"), permissions.may_plan, planning.in_work, planning.set_due, planning.DueSheet,
        title=gettext_lazy("When it is due"), button=gettext_lazy("Set"),
    ),
    Verb(
        "plan_for", gettext_lazy("Plan…"), permissions.may_plan, planning.in_work, planning.plan_for,
        planning.PlannedSheet, title=gettext_lazy("For when it is planned"), button=gettext_lazy("Plan"),
        explains=gettext_lazy("It promises nothing and publishes nothing; the week shows it."),
    ),
    Verb(
        "check_stock", gettext_lazy("Checked today…"), permissions.may_check_stock,
        lambda state: any(hold.kind == Hold.Kind.STOCK for hold in state.holds), acts.check_stock, sheets.StockSheet,
        title=gettext_lazy("Still good to go?"), button=gettext_lazy("I checked it today"),
        explains=gettext_lazy("You looked through this prepared story today: all of it is true, and it could go out."),
    ),
    Verb(
        "make_review_link", gettext_lazy("Ask an outside reader…"), permissions.may_review_link,
        lambda state: state.article.stage != Stage.SPIKED, outside.make_review_link, outside.AskOutsideSheet,
        title=gettext_lazy("Ask an outside reader"), button=gettext_lazy("Make the link"),
        explains=gettext_lazy("A lawyer, an expert, somebody it is about: they read it by a link, without an account."),
        then="admin/articles/article/review_link.html",
    ),
    Verb(
        "revoke_review_link", gettext_lazy("Revoke an outside link…"), permissions.may_review_link,
        lambda state: any(link.revoked_at is None for link in state.review_links), outside.revoke_review_link,
        outside.RevokeLinkSheet, "danger", title=gettext_lazy("Revoke an outside link"), button=gettext_lazy("Revoke"),
        explains=gettext_lazy("It opens nothing from now on. What they said and signed stays."),
    ),
    Verb(
        "pack", gettext_lazy("Package…"), permissions.may_pack, packaging.may_be_main, packaging.pack,
        packaging.PackSheet, title=gettext_lazy("Package"), button=gettext_lazy("Keep"),
        explains=gettext_lazy("This is the main story. Readers find the others they have on each one's page, at once."),
    ),
    Verb(
        "set_translation", gettext_lazy("Translation of…"), permissions.may_translate, translating.may_be_translation,
        translating.set_translation, translating.TranslationSheet, title=gettext_lazy("Translation"),
        button=gettext_lazy("Keep"),
        explains=gettext_lazy("The same story in another language. Readers are led from each to the others they have."),
    ),
    Verb(
        "plan_print", gettext_lazy("Print…"), permissions.may_plan_print, planning.in_work, printing.plan_print,
        printing.PrintSheet, title=gettext_lazy("In print"), button=gettext_lazy("Plan"),
    ),
    Verb(
        "send_to_print", gettext_lazy("Send to print…"), permissions.may_send_to_print, printing.is_planned,
        printing.send_to_print, printing.SendSheet, title=gettext_lazy("Send to print"), button=gettext_lazy("Send"),
        explains=gettext_lazy("The page has exactly this text from now on. The board says when the web is changed."),
    ),
    Verb(
        "embargo", gettext_lazy("Embargo…"), permissions.may_embargo,
        lambda state: state.article.stage != Stage.SPIKED, acts.embargo, sheets.EmbargoSheet,
        title=gettext_lazy("Embargo"), explains=gettext_lazy("Nobody outside sees it before then."),
    ),
    Verb(
        "restrict", gettext_lazy("Restrict…"), permissions.may_restrict, lambda state: True, acts.restrict,
        sheets.RestrictSheet, title=gettext_lazy("Who sees this story"),
    ),
    Verb(
        "spike", gettext_lazy("Spike…"), permissions.may_spike,
        lambda state: state.article.stage in _UNPUBLISHED and state.standing is None, acts.spike,
        sheets.OptionalReasonSheet, "danger", title=gettext_lazy("Spike"),
        explains=gettext_lazy("Drop it. It can be revived."),
    ),
    Verb(
        "pull", gettext_lazy("Pull"), permissions.may_pull,
        lambda state: state.has_text and state.open_pull is None, acts.pull, tone="danger", urgent=True,
        title=gettext_lazy("Pull"), explains=gettext_lazy("It is off every page at once, until you decide."),
    ),
    Verb(
        "retract", gettext_lazy("Retract…"), permissions.may_publish,
        lambda state: state.has_text and not state.retracted, acts.retract, sheets.RetractSheet, "danger",
        title=gettext_lazy("Retract"),
        explains=gettext_lazy("It stays readable, under a notice that it is not stood by."),
    ),
    Verb(
        "withdraw", gettext_lazy("Withdraw…"), permissions.may_withdraw,
        lambda state: state.has_text or state.has_notice, acts.withdraw, sheets.WithdrawSheet, "danger",
        title=gettext_lazy("Withdraw"), explains=gettext_lazy("It is taken away, and its address says so."),
    ),
    Verb(
        "redact", gettext_lazy("Redact…"), permissions.may_redact, lambda state: True, acts.redact, sheets.RedactSheet,
        "danger", title=gettext_lazy("Redact"),
        explains=gettext_lazy("Takes words out of every version, revision, note, caption, tag and address. For ever."),
        own_page=True,
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
        return self.verb.sheet is not None and not self.verb.own_page

    @property
    def has_page(self) -> bool:
        """Whether it leads to a page of its own, which the story is saved before."""
        return self.verb.own_page

    @property
    def is_next(self) -> bool:
        """Whether it is the one act this person most likely wants now."""
        return self.tone == "primary"

    @property
    def is_rare(self) -> bool:
        """Whether it is wanted so seldom that it stands behind "More"."""
        return self.name in _RARE


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


_RARE = {
    "show_banner", "bar", "unbar", "withhold", "show_again",
    "embargo", "block_names", "unblock_names", "restrict", "spike", "redact",
    "assign", "assign_photographer", "set_due", "plan_for", "pack", "set_translation", "plan_print", "send_to_print",
    "make_review_link", "revoke_review_link",
}  # fmt: skip

# What somebody most likely wants next, by what is offered; whoever wrote the words hands them in first.
_PREFERRED = ["restore", "reinstate", "take_pitch", "publish", "sign_off", "file", "read_after", "revive"]
_PREFERRED_WRITING = ["file", *_PREFERRED]
