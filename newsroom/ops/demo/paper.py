"""Read the demo paper's files: what stands in them, as plain values without a database."""

import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files

ROOT = files(__package__)
FENCE = "+++\n"


@dataclass(frozen=True)
class Use:
    """A picture in a story: `place` lead or inline, `after` how many top-level elements of the body."""

    picture: str
    place: str
    caption: str
    alt: str
    after: int = 0


@dataclass(frozen=True)
class Step:
    """One act on a story: when, by which account, which verb, and what the verb needs.

    `change` is a list of (old, new) typed into the text before the verb; on a story's first step it makes
    the text as it was at first out of the file's.
    """

    at: str
    by: str
    verb: str
    change: tuple[tuple[str, str], ...] = ()
    headline: str = ""
    note: str = ""
    public_note: str = ""
    reason: str = ""
    live_from: str = ""
    colleague: str = ""
    read_by: str = ""
    hold: str = ""
    nothing_here: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """A story and its scenario. `bylines` are (contributor, role); the role is empty for writers."""

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
    translation_of: str = ""
    embargo: str = ""
    restricted_to: tuple[str, ...] = field(default=())

    def after(self, step: Step) -> "Story":
        """Return the story as it reads once the step's changes are typed in."""
        source = self.source
        for old, new in step.change:
            if source.count(old) != 1:
                raise ValueError(f"{self.slug}: “{old}” stands {source.count(old)} times in the text, not once.")
            source = source.replace(old, new)
        return replace(self, source=source, headline=step.headline or self.headline)


def story_from(text: str) -> Story:
    """Read one story file: TOML between +++ lines, then the text."""
    _, head, source = text.split(FENCE, 2)
    fields = tomllib.loads(head)
    steps = tuple(
        Step(**step | {"change": tuple(map(tuple, step.get("change", ()))), "words": tuple(step.get("words", ()))})
        for step in fields.pop("steps")
    )
    bylines = tuple((name, role.strip()) for name, _, role in (line.partition(":") for line in fields.pop("bylines")))
    photos = tuple(Use(**use) for use in fields.pop("photos", ()))
    for name in ("tags", "restricted_to"):
        fields[name] = tuple(fields.get(name, ()))
    return Story(source=source.strip(), steps=steps, bylines=bylines, photos=photos, **fields)


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
