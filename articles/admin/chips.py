"""States as a word and a shape, the same on the list, the form and the sheets."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.models.article import Stage
from articles.querysets import ReadersHave

# Shape and tone: see templates/components/status.html.
_STAGES = {
    Stage.AT_REST: ("disc", "plain"),
    Stage.DRAFT: ("ring", "plain"),
    Stage.IN_REVIEW: ("half", "warn"),
    Stage.READY: ("check", "good"),
    Stage.SPIKED: ("cross", "plain"),
}
_READERS = {
    ReadersHave.UNPUBLISHED: ("ring", "plain"),
    ReadersHave.SCHEDULED: ("clock", "plain"),
    ReadersHave.LIVE: ("disc", "good"),
    ReadersHave.RETRACTED: ("triangle", "warn"),
    ReadersHave.PULLED: ("bar", "stop"),
    ReadersHave.WITHDRAWN: ("square", "stop"),
    ReadersHave.NOTHING: ("cross", "stop"),
}


_COMPLAINTS = {
    "new": ("ring", "warn"),
    "looking": ("half", "warn"),
    "corrected": ("check", "good"),
    "clarified": ("check", "good"),
    "not_corrected": ("bar", "plain"),
    "answered": ("disc", "plain"),
}


# A list prints a hundred of them, of a dozen kinds.
@lru_cache(maxsize=256)
def chip(label: str, shape: str, tone: str) -> str:
    """Return a state as a word and a shape."""
    return render_to_string("components/status.html", {"label": label, "shape": shape, "tone": tone})


def stage_chip(stage: str) -> str:
    """Return where the working copy is."""
    return chip(str(Stage(stage).label), *_STAGES[Stage(stage)])


def readers_chip(have: str) -> str:
    """Return what readers have."""
    return chip(str(ReadersHave(have).label), *_READERS[ReadersHave(have)])


def pitch_chip() -> str:
    """Return that nobody has taken it on yet."""
    return chip(_("Pitch"), "ring", "warn")


def complaint_chip(complaint) -> str:
    """Return where a complaint is; what was answered, with what became of it."""
    label = complaint.get_state_display()
    if complaint.answered_at:
        label = f"{label}: {complaint.get_outcome_display()}"
    return chip(label, *_COMPLAINTS[complaint.state])
