"""Read the demo paper's files: what stands in them, as plain values without a database."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from importlib.resources import files

from .moments import dated

ROOT = files(__package__)
FENCE = "+++\n"


@dataclass(frozen=True)
class Use:
    """A picture in a story: `place` is lead or inline; `shown` is how an inline one stands, as content has it."""

    picture: str
    place: str
    caption: str
    alt: str
    shown: str = ""


@dataclass(frozen=True)
class Step:
    """One act on a story: when, by which account, which verb of `articles.workflow`, and what the verb needs.

    `change` is (old, new) pairs typed into the text at this step; on a story's first step it makes the text as it
    was at first out of the file's. `kind` is an edition's or a hold's. `note` is left for the desk after the act.
    `names` are blocked until `verdict`, a phrase and no moment; `revision` is the one to go back to, or the version
    that is withheld or shown again. `guest` is somebody outside: whom a link is made for, and whose link the verbs by a
    link are done with; `passage` is one of the body's.
    `answer` is what is taken where a fix and the draft say something else. `on` are the words a note is on that has to
    be answered.
    """

    at: str
    by: str
    verb: str
    change: tuple[tuple[str, str], ...] = ()
    headline: str = ""
    kind: str = ""
    note: str = ""
    public_note: str = ""
    reason: str = ""
    live_from: str = ""
    until: str = ""
    colleague: str = ""
    read_by: str = ""
    nothing_here: bool = False
    people: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    verdict: str = ""
    revision: int = 0
    guest: str = ""
    pass_phrase: str = ""
    passage: int = 0
    answer: str = ""
    on: str = ""


@dataclass(frozen=True)
class Story:
    """A story and its scenario. `bylines` are (contributor, role); the role is empty for writers. `also` is what only
    some stories have, by the names of content; a moment is a phrase."""

    slug: str
    slugline: str
    headline: str
    dek: str
    kind: str
    section: str
    source: str
    bylines: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    tags: tuple[str, ...] = ()
    photos: tuple[Use, ...] = ()
    language: str = "en"
    dateline: str = ""
    also: dict[str, str] = field(default_factory=dict)

    def changed(self, step: Step, at: datetime) -> "Story":
        """Return the story as it reads once the step's changes are typed in. Raise ValueError for a change that
        does not fit the text."""
        source = self.source
        for old, new in step.change:
            if source.count(old) != 1:
                raise ValueError(f"{self.slug}: “{old}” stands {source.count(old)} times in the text, not once.")
            source = source.replace(old, dated(new, at))
        return replace(self, source=source, headline=step.headline or self.headline)


def story_from(text: str) -> Story:
    """Read one story file: TOML between +++ lines, then the text."""
    _, head, source = text.split(FENCE, 2)
    fields = tomllib.loads(head)
    steps = tuple(_step_from(step) for step in fields.pop("steps"))
    bylines = tuple((name, role.strip()) for name, _, role in (line.partition(":") for line in fields.pop("bylines")))
    photos = tuple(Use(**use) for use in fields.pop("photos", ()))
    fields["tags"] = tuple(fields["tags"])
    return Story(source=source.strip(), steps=steps, bylines=bylines, photos=photos, **fields)


def _step_from(fields: dict) -> Step:
    change = tuple((old, new) for old, new in fields.pop("change", ()))
    lists = {name: tuple(fields.pop(name, ())) for name in ("people", "words", "names")}
    return Step(change=change, **lists, **fields)


@cache
def stories() -> tuple[Story, ...]:
    """Read every story, in the order of the files' names."""
    found = sorted((path for path in (ROOT / "stories").iterdir() if path.name.endswith(".md")), key=lambda p: p.name)
    return tuple(story_from(path.read_text(encoding="utf-8")) for path in found)


@cache
def house() -> dict:
    """Read the paper, its sections, contributors and tags."""
    return tomllib.loads((ROOT / "paper.toml").read_text(encoding="utf-8"))


@cache
def accounts() -> tuple[dict, ...]:
    """Read the accounts, one a role."""
    return tuple(tomllib.loads((ROOT / "accounts.toml").read_text(encoding="utf-8"))["accounts"])
