"""Two people changed one story: what both meant, three ways from the revision both began with. Pure functions."""

from .clash import BOTH, MINE, THEIRS, Clash
from .story import Merged, changed_by_them, merge

__all__ = ["BOTH", "MINE", "THEIRS", "Clash", "Merged", "changed_by_them", "merge"]
