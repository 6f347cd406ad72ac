"""What readers' pages take among N stories: time beside a bare Django view, queries, and bytes over the wire.

    nice .venv/bin/python -m bench.public [50 100000]

In a database of its own: a SQLite file in a temporary folder, or the empty PostgreSQL that BENCH_DATABASE_URL names.
Every page is made anew, as no page is kept yet. Time is that of this process on the processor, so that others on the
machine do not count (with PostgreSQL its own time is not in it; CLOCK=wall takes the clock on the wall). A bare view is
asked for in turn with each page, through the same middleware. The stories written in bulk have a byline, a section, two
tags, words to be found by and no pictures; the story that is asked for has 1,200 words, two pictures, three tags.
“deep” is the last page of a list but one.
"""

import gzip
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
SIZES = [50, 100_000]
ROUNDS = int(os.environ.get("ROUNDS", "30"))
BARE = "/bare/"
_CLOCK = time.perf_counter if os.environ.get("CLOCK") == "wall" else time.process_time
_BATCH = 2_000


def main() -> None:
    """Print a table for each size."""
    sizes = sorted(int(size) for size in sys.argv[1:]) or SIZES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NEWSROOM_VAR"] = folder
        os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("LOG_LEVEL", "ERROR")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
        sys.path.insert(0, str(ROOT))
        django.setup()
        _run(sizes)


def _run(sizes: list[int]) -> None:
    from django.core.management import call_command
    from django.db import connection, connections
    from django.test.utils import override_settings

    from newsroom import clock

    from .newsroom_of import Filling

    call_command("migrate", verbosity=0)
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(ALLOWED_HOSTS=["*"], STORAGES=storages, ROOT_URLCONF="bench.bare"):
        filling = Filling(clock.now())
        story = _story(filling)
        for size in sizes:
            began = time.perf_counter()
            filling.rest(size)
            _list(filling)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            connections.close_all()
            took = time.perf_counter() - began
            print(f"\n{connection.vendor}: {size:,} stories (filled in {took:.0f} s)", flush=True)
            print(f"{'':26}{'median':>8}{'p95':>8}{'of bare':>9}{'queries':>9}{'bytes':>9}")
            for name, path in _paths(filling, story).items():
                _measured(name, path)


def _story(filling):
    """Return the address of a live story with all that a page can show."""
    from datetime import timedelta

    from media.renditions import make_renditions
    from tests import makers

    now = filling.now - timedelta(minutes=5)
    reporter = makers.make_person("bench reporter", "reporter")
    photo_editor = makers.make_person("bench photographer", "photo editor")
    uses = []
    for use in ("lead", "inline"):
        photo = makers.make_photo(by=photo_editor, now=now)
        make_renditions(photo, now=now)
        uses.append(makers.use_of(photo, use=use))
    words = [f"{word}{n % 97}" for n, word in enumerate("council harbour vote budget storm school".split() * 200)]
    said = {
        "body": "\n".join(f"<p>{' '.join(words[n : n + 60])}.</p>" for n in range(0, 1_200, 60)),
        "photos": tuple(uses),
        "tags": tuple(str(makers.make_tag(name).uid) for name in ("Harbour", "Ferry", "Council")),
    }
    article = makers.make_article(by=reporter, now=now, **said)
    from articles import workflow

    workflow.file(article, by=reporter, now=now)
    workflow.publish(article, by=filling.editor, now=now)
    return article.editions.get().address.key


def _list(filling) -> None:
    """Write what lists and search know of the stories that have none of it yet: names, tags, words."""
    from articles.models import Byline, Edition, EditionByline, EditionTag, Tag
    from newsroom.search.models import ReaderText
    from newsroom.search.readers import _MARK, mark
    from newsroom.search.words import words_of

    tags = list(Tag.objects.filter(name__in=["Harbour", "Ferry"]).order_by("name"))
    bare = Edition.objects.exclude(pk__in=ReaderText.objects.values("pk")).select_related("words", "section_row")
    writers = dict(Byline.objects.values_list("article", "contributor"))
    batch: list = []

    def write():
        EditionByline.objects.bulk_create(
            EditionByline(
                edition=e, article_id=e.article_id, contributor_id=writers[e.article_id], listed_at=e.listed_at
            )
            for e in batch
        )
        EditionTag.objects.bulk_create(
            EditionTag(edition=e, article_id=e.article_id, tag=tag, listed_at=e.listed_at)
            for e in batch
            for tag in tags
        )
        ReaderText.objects.bulk_create(_text(e) for e in batch)
        batch.clear()

    def _text(edition):
        title = words_of(edition.card["headline"])
        marks = [mark("s", edition.section_row.section_id), mark("k", edition.card["kind"])]
        marks += [mark("m", f"{edition.dated:%Y%m}"), mark("y", edition.dated.year)]
        words = [*(_MARK + each for each in marks), *title]
        return ReaderText(edition=edition.pk, title=" ".join(title), marks=" ".join(marks), words=words)

    for edition in list(bare.iterator(chunk_size=_BATCH)):
        batch.append(edition)
        if len(batch) == _BATCH:
            write()
    write()


def _paths(filling, story: str) -> dict[str, str]:
    from django.db.models import Count

    from articles.models import Contributor, Edition, EditionByline, EditionSection, EditionTag
    from articles.most_read import rank
    from newsroom.public.lists import write_cursor
    from newsroom.reads.counting import Batch
    from newsroom.reads.writing import write

    latest = list(Edition.objects.order_by("-listed_at").values_list("article", flat=True)[:40])
    write(Batch({article: 100 - n for n, article in enumerate(latest)}, 4_000), filling.now)
    rank(filling.now)

    def deep(rows, **of) -> str:
        row = list(rows.objects.filter(**of).order_by("listed_at").select_related("edition")[:31])[-1]
        return f"?before={write_cursor(row.listed_at, row.edition.uid)}"

    busy = EditionByline.objects.values("contributor").annotate(stories=Count("pk")).order_by("-stories")[0]
    writer = Contributor.objects.get(pk=busy["contributor"])
    city = filling.sections[0]
    tag = EditionTag.objects.first().tag
    by, of_tag = f"/by/{writer.slug}/", f"/tag/{tag.slug}/"
    return {
        "front": "/",
        "story": story,
        "section": "/section/city/",
        "section, deep": f"/section/city/{deep(EditionSection, section=city)}",
        "tag": of_tag,
        "tag, deep": of_tag + deep(EditionTag, tag=tag),
        "contributor": by,
        "contributor, deep": by + deep(EditionByline, contributor=writer),
        "day": f"/{filling.now:%Y/%m/%d}/",
        "most read": "/most-read/",
        "search, a frequent word": "/search/?q=harbour",
        "search, two words": "/search/?q=harbour%20strike",
        "search, in a section": "/search/?q=storm&section=city",
        "suggestions": "/search/suggest/?q=har",
        "feed": "/feed/",
        "sitemap index": "/sitemap.xml",
        "sitemap of a month": f"/sitemap/{filling.now:%Y-%m}.xml",
        "news sitemap": "/sitemap/news.xml",
        "not found": "/no/such/page/",
    }


def _measured(name: str, path: str) -> None:
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    # From many places, since one is asked to search less often.
    clients = [Client(REMOTE_ADDR=f"192.0.2.{n}") for n in range(1, 40)]
    with CaptureQueriesContext(connections["readers"]) as asked:
        answer = clients[0].get(path)
    assert answer.status_code in {200, 404}, f"{path}: {answer.status_code}"
    queries = sum(query["sql"].lstrip("( ").startswith("SELECT") for query in asked)
    took, bare = [], []
    for turn in range(ROUNDS):
        for times, address in ((took, path), (bare, BARE)):
            began = _CLOCK()
            clients[turn % len(clients)].get(address)
            times.append((_CLOCK() - began) * 1_000)
    base = statistics.median(bare)
    p95 = sorted(took)[max(int(len(took) * 0.95) - 1, 0)]
    weight = len(gzip.compress(answer.content))
    said = f"{name:26}{statistics.median(took):8.2f}{p95:8.2f}"
    print(f"{said}{statistics.median(took) / base:8.1f}×{queries:9}{weight:9,}", flush=True)


if __name__ == "__main__":
    main()
