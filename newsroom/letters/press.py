"""What the room above does for this one: choosing the stories of an issue, and printing it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from articles.models import FrontEdition

from .models import Issue, Letter

# Stands in a printed issue for what is each reader's own in the address at which it is given up.
OFF = "0eachreadersown0"


@dataclass(frozen=True)
class Chosen:
    """A story for an issue: where it stood on the front, if it is of one."""

    article: int
    part: str = ""
    card: str = ""


@dataclass(frozen=True)
class Choice:
    """The stories for an issue, in order, and the edition of the front they stand in."""

    stories: tuple[Chosen, ...]
    edition: FrontEdition | None = None


@dataclass(frozen=True)
class Printed:
    """An issue as it is mailed at a moment, the same for every reader but for `OFF`."""

    subject: str
    text: str
    html: str
    language: str
    # The stories of the issue that are not in it: they may not be mailed at that moment.
    missing: tuple[int, ...] = ()


class Press(Protocol):
    """See `newsroom.public.letters`, which knows what readers have."""

    def choose(self, letter: Letter, since: datetime | None, at: datetime) -> Choice:
        """Return what an issue would have in it at that moment."""

    def print(self, issue: Issue, at: datetime) -> Printed | None:
        """Return the issue with what readers have of its stories at that moment; None where that is nothing."""


_press: Press | None = None


def use(press: Press) -> None:
    """Let this choose and print from now on."""
    global _press
    _press = press


def press() -> Press:
    """Return what chooses and prints."""
    if _press is None:
        raise RuntimeError("Nobody said how a newsletter is printed; see newsroom.public.apps.")
    return _press
