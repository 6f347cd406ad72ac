"""What a change says that a reader would have to be told: figures, names, quotations, denials. Pure functions."""

from .changed import Change, changes
from .doubts import Doubt, doubts, in_words
from .note import drafted_note

__all__ = ["Change", "Doubt", "changes", "doubts", "drafted_note", "in_words"]
