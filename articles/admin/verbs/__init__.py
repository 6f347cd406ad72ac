"""The verbs as the desk meets them, a family a file, in the order their buttons stand in.

To add a verb: write it in `articles/workflow/`, its question in `articles/permissions.py`, its act in `acts.py` and one
entry in its family here; where something has to be said first, a form in `sheets.py`. Its button, its page and its
address follow from the entry.
"""

from . import beyond, holding, issuing, planning, review, taking_down
from .verb import Verb

ALL: list[Verb] = [
    *issuing.VERBS,
    *review.VERBS,
    *holding.VERBS,
    *planning.VERBS,
    *beyond.VERBS,
    *taking_down.VERBS,
]
BY_NAME = {verb.name: verb for verb in ALL}
