"""What a verb is on the desk: label, who, when there is any sense in it, what has to be said."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.admin.sheets import Lack, Sheet
from articles.admin.state import StoryState


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
    sheet: type[Sheet] | None = None
    tone: str = ""
    urgent: bool = False
    title: object = ""
    explains: object = ""
    button: object = ""
    # The template that shows what was made, where the page that follows could not say it.
    then: str = ""
    own_page: bool = False
    # What has to be set before it can be done at all, and where.
    lacks: Callable[[StoryState], Lack | None] | None = None

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
