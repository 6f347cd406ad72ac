"""How long the desk's search takes among N stories, beside a bare Django view in the same run.

    .venv/bin/python -m bench.search [10000 100000 1000000]

In a database of its own: a SQLite file in a temporary folder, or the PostgreSQL that BENCH_DATABASE_URL names, whose
search tables are emptied. Stories are drawn from a fixed seed: titles of nine words, texts of as many as TEXT says
(60 by default, so that a million fit on this disk).
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
SIZES = [10_000, 100_000]
TEXT = int(os.environ.get("TEXT", "60"))
ROUNDS = 60
_BATCH = 5_000
_RANDOM = random.Random(20261128)
_PARTS = ("ba", "co", "du", "fe", "gi", "ho", "ka", "lu", "mi", "no", "pe", "ru", "sa", "ti", "vo", "we")


def _words(count: int) -> list[str]:
    return sorted({"".join(_RANDOM.choices(_PARTS, k=_RANDOM.randint(2, 4))) for _n in range(count * 2)})[:count]


def _fill(size: int, vocabulary: list[str]) -> None:
    """Write stories up to this size; words come as in a language, a few often and most seldom."""
    from django.db import transaction

    from newsroom.search.models import DeskText

    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    cumulative = [sum(weights[:1])]
    for weight in weights[1:]:
        cumulative.append(cumulative[-1] + weight)
    have = DeskText.objects.count()
    while have < size:
        rows = []
        for story in range(have + 1, min(have + _BATCH, size) + 1):
            words = _RANDOM.choices(vocabulary, cum_weights=cumulative, k=9 + TEXT)
            rows.append(DeskText(story=story, title=" ".join(words[:9]), words=words))
        with transaction.atomic():
            DeskText.objects.bulk_create(rows, batch_size=500)
        have += len(rows)


def _spell(vocabulary: list[str]) -> None:
    from newsroom.search.models import DeskSlip, DeskWord
    from newsroom.search.slips import forms

    if DeskWord.objects.exists():
        return
    DeskWord.objects.bulk_create([DeskWord(word=word) for word in vocabulary], batch_size=2_000)
    rows = DeskWord.objects.all()
    slips = [DeskSlip(word=row, form=form) for row in rows for form in sorted(forms(row.word))]
    DeskSlip.objects.bulk_create(slips, batch_size=5_000)


def _timed(act: Callable[[int], object]) -> tuple[float, float]:
    """Return the median and the 95th percentile of the act, in milliseconds."""
    took = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        act(turn)
        took.append((time.perf_counter() - start) * 1_000)
    return statistics.median(took), sorted(took)[int(ROUNDS * 0.95) - 1]


def _queries(vocabulary: list[str]) -> dict[str, Callable[[int], str]]:
    often, seldom = vocabulary[:20], vocabulary[len(vocabulary) // 2 :]

    def slipped(word: str) -> str:
        at = len(word) // 2
        return word[:at] + "x" + word[at + 1 :]

    return {
        "a frequent word": lambda turn: often[turn % 20],
        "a rare word": lambda turn: seldom[turn * 37 % len(seldom)],
        "a frequent and a rare word": lambda turn: f"{often[turn % 20]} {seldom[turn * 37 % len(seldom)]}",
        "the beginning of a word": lambda turn: seldom[turn * 37 % len(seldom)][:4],
        "a word with a slip": lambda turn: slipped(seldom[turn * 37 % len(seldom)]),
        "a phrase": lambda turn: f'"{often[turn % 20]} {often[(turn + 3) % 20]}"',
        "what nothing has": lambda turn: f"zyxq{turn}zz",
    }


def _bare() -> Callable[[int], object]:
    """Return a view that does nothing, asked through all the middleware."""
    from django.test import Client

    client = Client()
    return lambda _turn: client.get("/bare/")


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSROOM_VAR"] = folder
        os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        _measure(sizes)


def _measure(sizes: list[int]) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import override_settings

    from articles.searching import stories
    from newsroom.search.models import DeskText, DeskWord

    call_command("migrate", verbosity=0)
    DeskText.objects.all().delete()
    DeskWord.objects.all().delete()
    vocabulary = _words(30_000)
    _spell(vocabulary)
    _RANDOM.shuffle(vocabulary)
    with override_settings(ROOT_URLCONF="bench.bare", ALLOWED_HOSTS=["*"]):
        bare = _timed(_bare())
    print(f"{connection.vendor}; a bare view: median {bare[0]:.2f} ms, p95 {bare[1]:.2f} ms; below: times its median")
    for size in sizes:
        began = time.perf_counter()
        _fill(size, vocabulary)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\n{size} stories (filled in {time.perf_counter() - began:.0f} s)")
        for name, query in _queries(vocabulary).items():
            median, most = _timed(lambda turn, query=query: stories(query(turn)))
            times = f"{median / bare[0]:6.1f} × and {most / bare[0]:6.1f} ×"
            print(f"  {name:28} median {median:7.2f} ms  p95 {most:7.2f} ms  {times}")


if __name__ == "__main__":
    main()
