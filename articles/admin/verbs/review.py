"""Handing a story in, reading it, and mending what went out."""

from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, noting, sheets
from articles.admin.signing import sign_off_label
from articles.admin.state import StoryState
from articles.models.article import Stage

from .verb import Verb

_IN_REVIEW = {Stage.IN_REVIEW, Stage.READY}


def _on_its_page(state: StoryState, said: dict) -> str:
    """Do nothing: the verb's own page asks and does it."""
    return ""


def _can_be_fixed(state: StoryState) -> bool:
    return state.has_text and not state.retracted and not state.undo_until and state.article.stage != Stage.SPIKED


VERBS = [
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
]  # fmt: skip
