"""A pasted page while it is being read: its units, and what has been understood so far."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from articles.intake.furniture import is_furniture
from articles.intake.lines import Unit
from articles.intake.shapes import is_prose
from articles.intake.voice import is_publisher_speaking


def is_paragraph(text):
    """Say whether a line is running text, and of the story by what it says."""
    return is_prose(text) and not is_furniture(text) and not is_publisher_speaking(text)


@dataclass
class Page:
    units: list[Unit]
    now: datetime
    own_names: tuple[str, ...] = ()
    doubts: list = field(default_factory=list)
    metas: list = field(default_factory=list)
    embargo: datetime | None = None
    hold: str = ""
    release: bool = False
    release_tail: bool = False
    mail: dict = field(default_factory=dict)
    site: str = ""
    internal: bool = False
    headline_at: int = -1
    body_at: int = 0
    body_end: int = 0
    dateline: object = None
    by_agency_footer: str = ""
    claims: list = field(default_factory=list)

    def doubt(self, doubt):
        self.doubts.append(doubt)

    def take(self, unit, role):
        """Give a unit its role, unless the editor has already said what it is."""
        if not unit.forced:
            unit.role = role

    @cached_property
    def prose_from(self):
        """Give, for every position, how many sentences stand from there on."""
        counts, total = [0] * (len(self.units) + 1), 0
        for at in range(len(self.units) - 1, -1, -1):
            total += is_paragraph(self.units[at].text)
            counts[at] = total
        return counts

    def prose_after(self, at):
        """Count the sentences from a position on."""
        return self.prose_from[min(max(at, 0), len(self.units))]

    @cached_property
    def gap_share(self):
        """Give the share of units that stand apart by a blank line."""
        return sum(1 for unit in self.units[1:] if unit.gap) / max(len(self.units) - 1, 1)

    def having(self, role):
        return [unit for unit in self.units if unit.role == role]
