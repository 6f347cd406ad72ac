"""Which verbs one person is offered on one story, the one most likely wanted first."""

from dataclasses import dataclass

from .state import StoryState
from .verbs import ALL, Verb

_RARE = {
    "show_banner", "bar", "unbar", "withhold", "show_again",
    "embargo", "block_names", "unblock_names", "restrict", "spike", "redact",
    "assign", "assign_photographer", "set_due", "plan_for", "pack", "set_translation", "plan_print", "send_to_print",
    "make_review_link", "revoke_review_link",
}  # fmt: skip

# What somebody most likely wants next, by what is offered; whoever wrote the words hands them in first.
_PREFERRED = ["restore", "reinstate", "take_pitch", "publish", "sign_off", "file", "read_after", "revive"]
_PREFERRED_WRITING = ["file", *_PREFERRED]


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
