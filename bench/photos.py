"""How long the contact sheet takes among N photos, beside a bare Django view in the same run.

    .venv/bin/python -m bench.photos [1000 100000]

In a database of its own: a SQLite file in a temporary folder, or the empty PostgreSQL that BENCH_DATABASE_URL names.
Photos are rows drawn from a fixed seed, written in bulk and without files: what is measured is the page.
"""

import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
SIZES = [1_000, 100_000]
ROUNDS = 11
_BATCH = 2_000
_RANDOM = random.Random(20261129)
_PARTS = ("ba", "co", "du", "fe", "gi", "ho", "ka", "lu", "mi", "no", "pe", "ru", "sa", "ti", "vo", "we")
_VOCABULARY = sorted({"".join(_RANDOM.choices(_PARTS, k=_RANDOM.randint(2, 4))) for _n in range(6_000)})
_RANDOM.shuffle(_VOCABULARY)
_CUMULATIVE = [0.0]
for _rank in range(len(_VOCABULARY)):
    _CUMULATIVE.append(_CUMULATIVE[-1] + 1 / (_rank + 1))
_SHAPES = [(6000, 4000)] * 7 + [(4000, 6000)] * 3 + [(4000, 4000)]
_CITIES = ["Porto", "Lagos", "Gdynia", "Cork", "Valencia"] + [f"Town {n}" for n in range(9)]


def _words(count: int) -> list[str]:
    return _RANDOM.choices(_VOCABULARY, cum_weights=_CUMULATIVE[1:], k=count)


class Filling:
    """Fills an empty newsroom with photos; a larger number later adds older shoots' worth to what is there."""

    def __init__(self, now):
        from media.models import Supplier
        from tests.makers import make_person

        self.now, self.have = now, 0
        self.editor = make_person("bench photo editor", "photo editor")
        self.suppliers = [Supplier.objects.create(name=f"Agency {n}", licence="agency") for n in range(12)]

    def fill(self, upto: int) -> None:
        from django.db import transaction

        while self.have < upto:
            with transaction.atomic():
                self._batch(min(_BATCH, upto - self.have))

    def _batch(self, count: int) -> None:
        from media.models import Collected, Collection, Lease, PersonShown, Photo
        from newsroom.search.models import PhotoText

        rows = [self._photo(self.have + number) for number in range(count)]
        texts = [row.words for row in rows]
        photos = Photo.objects.bulk_create(rows, batch_size=500)
        PhotoText.objects.bulk_create(
            [PhotoText(photo=photo.pk, words=words) for photo, words in zip(photos, texts, strict=True)], batch_size=500
        )
        leased = [photo for photo in photos if photo.supplier_id]
        Lease.objects.bulk_create([self._lease(photo) for photo in leased], batch_size=500)
        named = [PersonShown(photo=photo, number=1, name=f"Person {photo.pk % 15}") for photo in photos]
        PersonShown.objects.bulk_create(named, batch_size=500)
        for start in range(0, count, 300):
            event = Collection.objects.create(
                name=f"Shoot {self.have + start}", begun_by=self.editor, begun_at=self.now
            )
            shoot = photos[start : start + 300]
            Collected.objects.bulk_create([Collected(collection=event, photo=photo) for photo in shoot])
        self.have += count

    def _photo(self, number: int):
        from media.models import Photo

        width, height = _RANDOM.choice(_SHAPES)
        words = _words(30)
        # A rare word stands in twenty photos, however many there are.
        words += ["zyxrare"] if number < 1_000 and number % 50 == 0 else []
        taken = self.now - timedelta(minutes=3 * (120_000 - number))
        supplier = _RANDOM.choice([None, None, *self.suppliers])
        photo = Photo(
            original=f"originals/{number}.jpg",
            sha256=uuid.UUID(int=number).hex * 2,
            format="jpeg",
            width=width,
            height=height,
            bytes=4_000_000,
            headline=" ".join(words[:6]).capitalize(),
            caption=" ".join(words[6:]),
            alt_text="" if number % 15 == 0 else "What it shows",
            credit_line="" if number % 15 == 1 else "Photographer/Agency",
            creator=f"Photographer {number % 15}",
            source=f"Source {number % 40}",
            shown_city=_RANDOM.choice(_CITIES),
            licence="agency" if supplier else "not_established" if number % 15 == 2 else "own",
            supplier=supplier,
            rating=number % 6,
            mark=["", "", "pick", "reject"][number % 4],
            taken_at=taken,
            uploaded_by=self.editor,
            uploaded_at=taken,
        )
        photo.words = words
        return photo

    def _lease(self, photo):
        from media.models import Lease

        until = self.now + timedelta(days=9 if photo.pk % 12 == 0 else _RANDOM.choice([400, 900]))
        said = {"usable_from": photo.uploaded_at, "usable_until": until}
        return Lease(photo=photo, agreed_by=self.editor, agreed_at=photo.uploaded_at, **said)


def _took(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1_000


def _timed(page: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float, float]:
    """Return the page's median and 95th percentile, and the bare view's median, in milliseconds, turn by turn."""
    pages, bares = [], []
    for _turn in range(ROUNDS):
        bares.append(_took(bare))
        pages.append(_took(page))
    return statistics.median(pages), sorted(pages)[int(ROUNDS * 0.95) - 1], statistics.median(bares)


def _pages(have: int) -> dict[str, str]:
    """Return what is asked of the sheet, by name; `part=1` is the next stretch of a page that is open."""
    often = _VOCABULARY[0]
    return {
        "the whole page": "",
        "the next stretch": f"part=1&after={have // 2}",
        "no credit line": "part=1&needs=credit",
        "no alt text": "part=1&needs=alt",
        "rights not established": "part=1&needs=rights",
        "permission ends": "part=1&needs=ending",
        "never used": "part=1&needs=unused",
        "one photographer": "part=1&by=Photographer+7",
        "one supplier": "part=1&supplier=3",
        "one licence": "part=1&licence=agency",
        "one event": "part=1&event=2",
        "from a day on": "part=1&since=2020-01-01",
        "square pictures": "part=1&shape=square",
        "one person": "part=1&people=Person+4",
        "one place": "part=1&place=Cork",
        "portraits without credit": "part=1&needs=credit&shape=portrait",
        "search: a frequent word": f"part=1&q={often}",
        "search: a rare word": "part=1&q=zyxrare",
        "search: the beginning": f"part=1&q={often[:3]}",
    }


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
    from django.test import Client
    from django.test.utils import override_settings
    from django.urls import reverse

    from newsroom import clock

    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0)
    filling = Filling(clock.now())
    client = Client()
    client.force_login(filling.editor, backend="newsroom.staff.backend.StaffBackend")
    look = {"ALLOWED_HOSTS": ["*"], "SECOND_FACTOR": False, "ROOT_URLCONF": "bench.bare", "STORAGES": _STORAGES}
    print(f"{connection.vendor}; beside each page a bare view for staff, in the same turns")
    found: dict[str, list[float]] = {}
    for size in sizes:
        began = time.perf_counter()
        filling.fill(size)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\n{size} photos (filled in {time.perf_counter() - began:.0f} s)")
        with override_settings(**look):
            for name, query in _pages(size).items():
                address = f"{reverse('admin:media_photo_changelist')}?{query}"
                tiles = client.get(address)
                assert tiles.status_code == 200, (name, tiles.status_code)
                median, most, bare = _timed(lambda at=address: client.get(at), lambda: client.get("/bare/staff/"))
                found.setdefault(name, []).append(median / bare)
                shown = tiles.content.count(b"data-tile=")
                times = f"{median / bare:6.1f} ×  p95 {most:7.1f} ms"
                print(f"  {name:26} {shown:3} tiles  median {median:7.1f} ms {times}", flush=True)
    if len(sizes) > 1:
        print(f"\n{sizes[-1]} against {sizes[0]}: ", end="")
        print(", ".join(f"{name} {times[-1] / times[0]:.2f} ×" for name, times in found.items()))


_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


if __name__ == "__main__":
    main()
