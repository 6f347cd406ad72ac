"""Where the words of a redaction stood."""

from collections import Counter


class Found(Counter):
    """How often words stood in each kind of place; of some, which ones."""

    def __init__(self):
        super().__init__()
        self.which: dict[str, list[str]] = {}

    def at(self, kind: str, which: object) -> None:
        self[kind] += 1
        self.which.setdefault(kind, []).append(str(which))
