"""What readers get of a story, and how: publishing it, stopping it, the banner, lists, withheld versions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, publish_sheet, publishing, sheets, withholding
from articles.admin.state import StoryState
from articles.models.article import Stage

from .verb import Verb


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


VERBS = [
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
]  # fmt: skip
