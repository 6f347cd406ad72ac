"""How long a redline of a long story takes, beside lxml's htmldiff over the whole body.

    .venv/bin/python -m bench.redline

Ten revisions of a story of 5,000 words, each made from the one before by what editors do: words changed, paragraphs
put in, taken out, moved, split. Then the hardest cases: all of it rewritten, every fourth word changed.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 5_000
REVISIONS = 10
ALLOWED_MS = 100
_RANDOM = random.Random(20261122)
_COMMON = "the of and to a in that it is was for on with as at by from he she they said not but have had".split()
_RARE = [
    "".join(_RANDOM.choice(part) for part in (("ba", "co", "du", "fe", "gi", "ho", "ka", "lu"),) * 3)
    for _n in range(3_000)
]


def _sentence() -> str:
    words = [_RANDOM.choice(_COMMON if _RANDOM.random() < 0.45 else _RARE) for _n in range(_RANDOM.randint(8, 28))]
    return " ".join(words).capitalize() + "."


def _paragraph() -> str:
    text = " ".join(_sentence() for _n in range(_RANDOM.randint(2, 5)))
    return f"<p>{text}</p>"


def _story() -> list[str]:
    paragraphs: list[str] = []
    while sum(len(paragraph.split()) for paragraph in paragraphs) < LENGTH:
        paragraphs.append(_paragraph())
    return paragraphs


def _edited(paragraphs: list[str], edits: int) -> list[str]:
    """Return the story after so many edits of an editor's kinds."""
    after = list(paragraphs)
    for _n in range(edits):
        place = _RANDOM.randrange(len(after))
        act = _RANDOM.choices(["words", "move", "drop", "add", "split"], [12, 2, 2, 3, 1])[0]
        if act == "words":
            words = after[place].split(" ")
            words[_RANDOM.randrange(1, len(words) - 1)] = _RANDOM.choice(_RARE)
            after[place] = " ".join(words)
        elif act == "move":
            after.insert(_RANDOM.randrange(len(after)), after.pop(place))
        elif act == "drop":
            after.pop(place)
        elif act == "add":
            after.insert(place, _paragraph())
        else:
            after[place : place + 1] = after[place].replace(". ", ".</p>\n<p>", 1).split("\n")
    return after


def _milliseconds(work: Callable[[], object]) -> float:
    """Return how long it took, the best of five: others use the machine too."""
    took = []
    for _n in range(5):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took) * 1000


def _pairs() -> list[tuple[str, list[str], list[str]]]:
    states = [_story()]
    for number in range(REVISIONS):
        states.append(_edited(states[-1], 5 + number * 5))
    pairs = [(f"revision {n}: {5 + (n - 1) * 5} edits", states[n - 1], states[n]) for n in range(1, REVISIONS + 1)]
    first = states[0]
    fourth = [
        " ".join(_RARE[n % 7] if n % 4 == 2 else word for n, word in enumerate(paragraph.split(" ")[:-1])) + " end.</p>"
        for paragraph in first
    ]
    return [*pairs, ("all rewritten", first, _story()), ("every fourth word", first, fourth)]


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from lxml.html.diff import htmldiff

    from articles.body import sanitise
    from articles.content import Content
    from articles.redline import Names, redline

    print(f"{'':28}{'redline':>10}{'htmldiff':>11}{'ratio':>8}{'words':>9}")
    slow = 0
    for name, *states in _pairs():
        before, after = (Content(body=sanitise("\n".join(paragraphs))) for paragraphs in states)
        ours = _milliseconds(lambda a=before, b=after: redline(a, b, Names()))
        theirs = _milliseconds(lambda a=before, b=after: htmldiff(a.body, b.body))
        words = redline(before, after, Names()).words
        slow += name.startswith("revision") and ours > ALLOWED_MS
        print(f"{name:28}{ours:7.1f} ms{theirs:8.1f} ms{theirs / ours:7.1f}×{words:9,}")
    print(f"{slow} of {REVISIONS} revisions took more than {ALLOWED_MS} ms.")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
