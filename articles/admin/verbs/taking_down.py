"""Who must not have a story, or not yet; and taking it away."""

from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, sheets
from articles.models.article import Stage

from .verb import Verb

_UNPUBLISHED = {Stage.DRAFT, Stage.IN_REVIEW, Stage.READY}

VERBS = [
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
