"""What a page weighs over the wire: HTML, style sheet and scripts together, and the type besides."""

import gzip
import re
from pathlib import Path

import brotli
import pytest

from articles.content import ContentByline
from media.renditions import make_renditions
from newsroom.ops.setup import ROOT
from newsroom.public.sheets import Whole
from tests.makers import NOON, make_contributor, make_live, make_photo, make_section, make_tag, use_of
from tests.readers import address

from .archive import fill

KB = 1024
MOST = 45 * KB
STATIC = ROOT / "static"
# A long story: twelve hundred words, of which no two paragraphs are alike.
_WORDS = "council harbour vote budget storm school court mayor quay ferry strike wall rail flood market tram".split()


def _body(words: int = 1_200) -> str:
    said = [f"{_WORDS[n * 7 % 16]}{_WORDS[n * 5 % 13]}{n % 97}" for n in range(words)]
    return "\n".join(f"<p>{' '.join(said[n : n + 60]).capitalize()}.</p>" for n in range(0, words, 60))


@pytest.fixture
def story(cast):
    """A long story with all that a page can show, in a paper of many sections, beside other pictures of the day."""
    uses = []
    for use in ("lead", "inline"):
        photo = make_photo(by=cast.photo_editor)
        make_renditions(photo, now=NOON)
        uses.append(use_of(photo, use=use))
    for name in ("World", "Sport", "Culture", "Business", "Opinion"):
        make_section(name)
    return make_live(
        cast,
        body=_body(),
        photos=tuple(uses),
        tags=tuple(str(make_tag(name).uid) for name in ("Harbour", "Ferry", "Council")),
        bylines=tuple(ContentByline(str(make_contributor(f"Writer {n}").uid), f"Writer {n}") for n in "ABC"),
    )


def _sheet() -> bytes:
    """Return the one style sheet as it is collected, with its parts in it."""
    from django.core.files.storage import FileSystemStorage

    with Whole(FileSystemStorage(STATIC)).open("public/paper.css") as file:
        return file.read()


def _weighs(page) -> int:
    """Return the bytes of a page as they are sent, with its style sheet and its scripts."""
    text = page.content if page.get("Content-Encoding") == "gzip" else gzip.compress(page.content)
    html = gzip.decompress(text).decode()
    scripts = [Path(STATIC, name).read_bytes() for name in re.findall(r'<script[^>]* src="/static/([^"]+)"', html)]
    return len(text) + sum(len(brotli.compress(each)) for each in [_sheet(), *scripts])


@pytest.mark.parametrize("size", [50, 2_000])
def test_each_page_is_within_45_kilobytes_whatever_the_archive(story, read, size):
    fill(story, size)
    paths = ["/", "/section/city/", "/tag/harbour/", "/by/writer-a/", "/2026/11/22/", "/corrections/", "/most-read/"]
    weights = {path: _weighs(read(path, **{"accept-encoding": "gzip"})) for path in [*paths, address(story), "/nope/"]}
    assert {path: weight for path, weight in weights.items() if weight > MOST} == {}
    assert weights[address(story)] > 12 * KB, "else nothing was weighed"
