"""Score intake, field by field, on pairs of NAME.txt and NAME.json: python -m tests.intake.score DIR…"""

import json
import sys
from collections import Counter, defaultdict
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
        if field not in expected or same(*(comparable(field, one[field]) for one in (got, expected))):
            continue
        found.append((field, name, expected[field], got[field]))
    return found


def comparable(field, value):
    """Give the day alone of a printed date, whatever time stands with it."""
    return (value or "")[:10] if field == "published" else value


def same(one, other):
    if isinstance(one, list) and isinstance(other, list):
        return [alike(item) for item in one] == [alike(item) for item in other]
    return alike(one or "") == alike(other or "")


def alike(item):
    """Give an item without what readings may differ in: spacing, the capitals of names, a caption's full stop."""
    if isinstance(item, dict):
        return tuple(alike(item[key].rstrip(".")) for key in ("caption", "credit"))
    return " ".join(item.split()).casefold()


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


def score_items(folder):
    """Give recall and precision of the items of every list over all fixtures of a folder."""
    hits, wanted, found = Counter(), Counter(), Counter()
    for _name, text, expected in pairs(folder):
        got = reading(text, expected)
        for field in LISTS:
            want, have = (Counter(map(alike, items)) for items in (expected.get(field, ()), got[field]))
            hits[field] += (want & have).total()
            wanted[field] += want.total()
            found[field] += have.total()
    return {field: (hits[field] / (wanted[field] or 1), hits[field] / (found[field] or 1)) for field in LISTS}


def difference(wanted, found):
    """Show a miss in few words: for lists, what is missing and what is too much."""
    if not isinstance(wanted, list):
        return f"wanted {wanted!r}\n      found  {found!r}"
    absent = [item for item in wanted if alike(item) not in list(map(alike, found))]
    extra = [item for item in found if alike(item) not in list(map(alike, wanted))]
    rows = [f"missing {item!r}" for item in absent] + [f"extra   {item!r}" for item in extra]
    return "\n      ".join(rows or ["the order differs"])


def main(folders):
    rates, missed = score(folders)
    for field, name, wanted, found in missed:
        print(f"{field:10} {name}\n      {difference(wanted, found)}")
    print()
    for field, rate in rates.items():
        print(f"{field:10} {rate:6.1%}")
    for folder in folders:
        for field, (recall, precision) in score_items(folder).items():
            print(f"{field:10} items: recall {recall:6.1%}, precision {precision:6.1%}")
    return 1 if missed else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    sys.exit(main(sys.argv[1:] or [Path(__file__).parent / "fixtures"]))
