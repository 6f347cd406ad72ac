"""Slips of the keys: how far two words are apart, and the forms by which those find each other that are one apart."""

# Shorter words are too like one another; longer ones are found by their beginning.
SHORTEST, LONGEST = 4, 20


def forms(word: str) -> set[str]:
    """Return the word, and it less each of its letters; nothing for a word in which no slip is forgiven."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def distance(one: str, other: str, most: int, *, beginning: bool = False) -> int:
    """Return how many letters differ, are missing, too many or in each other's place; `most` + 1 where it is more.

    `beginning`: of the other only as much is compared as fits best.
    """
    if not beginning and abs(len(one) - len(other)) > most:
        return most + 1
    older, old = [], list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        older, old = old, row
    return min(old) if beginning else old[-1]
