"""Redlines in a browser: nothing is wider than the page, nothing is a barrier, and everything opens by the keyboard."""

from dataclasses import replace
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import workflow
from articles.models import Article
from articles.working_copy import content_of
from tests.admin.browsing import url
from tests.makers import NOON, make_live, make_photo, make_tag, use_of

_BEFORE = """<p>The council met on Monday. It voted on the harbour wall, and 34 people came to hear it.</p>
<p>The wall will be built by spring.</p>
<h2>Why now</h2>
<p>Storms have come more often, say people who live there, and more strongly too.</p>
<p>One thing is sure. The mill burned until Tuesday evening, said its owner, who saw it.</p>
<ul><li><p>one stone</p></li><li><p>two stones</p></li></ul>
<p>Nobody spoke.</p>
<p>Nobody left.</p>
<p>Nobody slept.</p>
<p>Nobody sang.</p>
<p>Nobody knew what averyveryverylongwordwithoutanyspaceinitatallwhichhastobebrokensomewhere meant.</p>
<table><tbody><tr><th><p>Town</p></th><td><p>34</p></td></tr><tr><th><p>Village</p></th><td><p>12</p></td></tr></tbody></table>"""
_CHANGES = [
    ("Monday", "Tuesday"),
    ("34 people", "43 <strong>people</strong>"),
    ("One thing is sure. The", "One thing is sure.</p>\n<p>The"),
    ("<li><p>two stones</p></li>", "<li><p>three stones</p></li><li><p>a wall</p></li>"),
    ("<p>34</p>", "<p>43</p>"),
    ("Why now", "Why so late"),
]


def _after() -> str:
    first, second, *rest = _BEFORE.split("\n")
    body = "\n".join([second, *rest[:9], first, *rest[9:]])
    for old, new in _CHANGES:
        body = body.replace(old, new)
    return body


@pytest.fixture
def story(cast, settings):
    """A live story in which everything was changed since."""
    settings.SECOND_FACTOR = False
    photo = make_photo(by=cast.reporter)
    tags = [str(make_tag(name).uid) for name in ("Harbour", "Sea")]
    article = make_live(cast, body=_BEFORE, tags=tags, photos=(use_of(photo),))
    article = Article.objects.get(pk=article.pk)
    changed = replace(
        content_of(article),
        headline="Council votes against the wall",
        body=_after(),
        tags=tuple(reversed(tags)),
        photos=(use_of(photo, caption="The harbour wall on Tuesday.", crop="0,0,50,50"),),
        kind="analysis",
    )
    workflow.save(article, by=cast.reporter, content=changed, now=NOON + timedelta(hours=1))
    return Article.objects.get(pk=article.pk)


def barriers(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['target']} {node.get('failureSummary')}" for rule in found for node in rule["nodes"]]


PAGES = ["compare", "printed_redline", "go_back", "history", "publish"]


@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
def test_redlines_have_no_barrier_and_no_sideways_scroll(cast, signed_in, story, width):
    page = signed_in(cast.editor, width)
    for name in PAGES:
        page.goto(url(name, story) + ("?to=revision:1" if name == "go_back" else ""))
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
        if width in {1440, 390}:
            assert barriers(page) == [], name
        scrolls = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert scrolls <= 0, (name, width)
        assert page.evaluate("window.broken") == []


def test_a_folded_stretch_opens_with_the_keyboard(cast, signed_in, story):
    page = signed_in(cast.editor, 1024)
    page.goto(url("compare", story))
    summary = page.locator(".redline-left-text summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".redline-left-text").first.evaluate("folded => folded.open")


def test_the_printed_redline_needs_no_colour(cast, signed_in, story):
    page = signed_in(cast.editor, 1024)
    page.goto(url("printed_redline", story))
    page.emulate_media(media="print")
    styles = """(selector) => {
        const found = getComputedStyle(document.querySelector(selector));
        return [found.color, found.backgroundColor, found.textDecorationLine];
    }"""
    black, none = "rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"
    assert page.evaluate(styles, ".redline del") == [black, none, "line-through"]
    assert page.evaluate(styles, ".redline ins") == [black, none, "underline"]
    assert not page.locator(".screen-only").is_visible()
