"""A pasted page while it is being read: its units, and what has been understood so far."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.intake.lines import Unit
from articles.intake.shapes import is_prose


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

    def prose_after(self, at):
        """Count the free sentences from a position on."""
        return sum(1 for unit in self.units[at:] if unit.free and is_prose(unit.text))

    def having(self, role):
        return [unit for unit in self.units if unit.role == role]
