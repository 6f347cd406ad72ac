"""What keeps a story from going on, and what lets it; and notes beside it."""

from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, blocking, noting, sheets
from articles.models.article import Stage

from .verb import Verb

VERBS = [
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
]  # fmt: skip
