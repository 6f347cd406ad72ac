"""Word lists as they are written: one a line, "this" or "this => that"."""

ARROW = "=>"


def lines_of(pattern: str) -> list[tuple[str, str]]:
    """Return each word of a list with what should stand instead, empty where it says nothing."""
    found = []
    for line in pattern.splitlines():
        wrong, _arrow, right = (part.strip() for part in line.partition(ARROW))
        if wrong:
            found.append((wrong, right))
    return found
