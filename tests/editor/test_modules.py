"""The desk's JavaScript: small modules, each of which some page of the desk loads without breaking."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.urls import reverse

from articles import workflow
from articles.working_copy import content_of
from newsroom import clock
from newsroom.letters import issuing, keeping
from tests.makers import make_article, make_live, make_photo, use_of

STATIC = Path(__file__).resolve().parent.parent.parent / "static" / "desk"
MODULES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
LOADED = "performance.getEntriesByType('resource').map(each => new URL(each.name).pathname)"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_small(name):
    assert (STATIC / name).read_text().count("\n") < 200


@pytest.mark.parametrize("name", MODULES)
def test_a_module_makes_no_script_or_style_of_text(name):
    text = (STATIC / name).read_text()
    makes = r"\beval\(|new Function\(|\.innerHTML\s*=(?!=)|setAttribute\(\"style\"|insertAdjacentHTML"
    assert not re.search(makes, text)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_others_by_the_names_in_the_map(name):
    """By a path of its own it would be the file without a hash, which a browser may keep from the version before."""
    assert not re.search(r"""(from|import)\s*\(?\s*["']\.{0,2}/""", (STATIC / name).read_text())


def _addresses(article) -> list[str]:
    names = ["change", "publish", "history"]
    return [
        "/admin/",
        "/admin/plan/",
        reverse("admin:articles_article_changelist"),
        reverse("admin:own_zone"),
        reverse("admin:articles_article_add"),
        reverse("admin:articles_article_from_text"),
        reverse("admin:media_photo_add"),
        reverse("admin:articles_article_signed_in_again"),
        *(reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names),
    ]


def _photo_addresses(photo) -> list[str]:
    names = ["crops", "care", "change"]
    return [
        reverse("admin:media_photo_changelist"),
        f"{reverse('admin:media_photo_run')}?photo={photo.pk}",
        *(reverse(f"admin:media_photo_{name}", args=[photo.pk]) for name in names),
    ]


def _read_copy(page) -> None:
    """Have raw copy understood, which is a page that only a post shows."""
    page.goto(reverse("admin:articles_article_from_text"), wait_until="networkidle")
    page.fill("#intake-text", "The wall falls\n\nThe council met on Monday.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#intake")
    page.wait_for_load_state("networkidle")


def _meet_a_conflict(page, article, editor) -> None:
    """Save a headline that somebody else has changed meanwhile: that page too is the answer to a post."""
    page.goto(reverse("admin:articles_article_change", args=[article.pk]), wait_until="networkidle")
    workflow.save(article, by=editor, content=replace(content_of(article), headline="Theirs"))
    page.fill("#id_headline", "Mine")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#conflict-form")
    page.wait_for_load_state("networkidle")


def _arranged_issue(cast, front) -> str:
    """Draw up an issue of a newsletter, and return the page on which it is arranged."""
    said = keeping.Said(name="Harbour news", about="What is new at the harbour.", is_on=True, front=front)
    letter = keeping.begin_letter(said, by=cast.administrator)
    return f"/admin/newsletters/{letter.pk}/{issuing.draw_up(letter, by=cast.editor).number}/"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "readers"])
def test_every_module_is_loaded_by_a_page_of_the_desk_and_none_breaks(cast, signed_in):
    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.duty_editor, 1280)
    page.on("dialog", lambda dialog: dialog.accept())
    live = make_live(cast, now=clock.now() - timedelta(hours=1))
    workflow.open_live(live, by=cast.duty_editor)
    front = workflow.begin_front("home", by=cast.duty_editor)
    of_live = [reverse(f"admin:articles_article_{name}", args=[live.pk]) for name in ("fix_live", "live")]
    fronts = [reverse("admin:articles_front_change", args=[front.pk])]
    letters = [_arranged_issue(cast, front)]
    addresses = [*_addresses(article), *of_live, *fronts, *letters, *_photo_addresses(photo)]
    steps = [partial(page.goto, address, wait_until="networkidle") for address in addresses]
    steps += [partial(_read_copy, page), partial(_meet_a_conflict, page, article, cast.editor)]
    loaded = set()
    for step in steps:
        step()
        loaded |= {path.partition("/desk/")[2] for path in page.evaluate(LOADED) if path.endswith(".js")}
        assert page.evaluate("window.broken") == [], page.url
    assert set(MODULES) - loaded == set()
