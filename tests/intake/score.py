"""Score intake, field by field, on pairs of NAME.txt and NAME.json: python -m tests.intake.score DIR…"""

import json
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from articles.intake.paste import read_paste

NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)
LISTS = ("bylines", "photos", "body", "left_out")
FIELDS = (
    "headline",
    "dek",
    "bylines",
    "dateline",
    "published",
    "embargo",
    "hold",
    "copy_from",
    "photos",
    "body",
    "left_out",
)


def pairs(folder):
    """Give every fixture of a folder: (name, text, expected)."""
    for path in sorted(Path(folder).glob("*.txt")):
        expected = path.with_suffix(".json")
        if expected.exists():
            yield path.stem, path.read_text(encoding="utf-8"), json.loads(expected.read_text(encoding="utf-8"))


def reading(text, expected):
    """Read a fixture at its own moment, or at the common one."""
    now = datetime.fromisoformat(expected["now"]) if "now" in expected else NOW
    return read_paste(text, now=now, own_names=expected.get("own_names", ())).as_json()


def misses(name, got, expected):
    """Give what differs, field by field: (field, name, what was wanted, what was found)."""
    found = []
    for field in FIELDS:
        if field not in expected or same(got[field], expected[field]):
            continue
        found.append((field, name, expected[field], got[field]))
    return found


def same(one, other):
    return (one or None) == (other or None)


def score(folders):
    """Give the share of fixtures right in each field, and every miss."""
    right, total, missed = defaultdict(int), defaultdict(int), []
    for folder in folders:
        for name, text, expected in pairs(folder):
            wrong = misses(name, reading(text, expected), expected)
            missed += wrong
            for field in FIELDS:
                if field in expected:
                    total[field] += 1
                    right[field] += field not in [miss[0] for miss in wrong]
    return {field: right[field] / total[field] for field in FIELDS if total[field]}, missed


def difference(wanted, found):
    """Show a miss in few words: for lists, what is missing and what is too much."""
    if not isinstance(wanted, list):
        return f"wanted {wanted!r}\n      found  {found!r}"
    absent = [item for item in wanted if item not in found]
    extra = [item for item in found if item not in wanted]
    rows = [f"missing {item!r}" for item in absent] + [f"extra   {item!r}" for item in extra]
    return "\n      ".join(rows or ["the order differs"])


def main(folders):
    rates, missed = score(folders)
    for field, name, wanted, found in missed:
        print(f"{field:10} {name}\n      {difference(wanted, found)}")
    print()
    for field, rate in rates.items():
        print(f"{field:10} {rate:6.1%}")
    return 1 if missed else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    sys.exit(main(sys.argv[1:] or [Path(__file__).parent / "fixtures"]))
