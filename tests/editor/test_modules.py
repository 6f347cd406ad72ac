"""The desk's JavaScript: small modules, each of which some page of the desk loads without breaking."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from articles import workflow
from tests.makers import make_article, make_photo, use_of

STATIC = Path(__file__).resolve().parent.parent.parent / "static" / "desk"
MODULES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.js"))
# The page on pasted copy is one screen of its own, older than the editor's modules.
OLDER = {"intake.js"}
LOADED = "performance.getEntriesByType('resource').map(each => new URL(each.name).pathname)"


@pytest.mark.parametrize("name", [name for name in MODULES if name not in OLDER])
def test_a_module_is_small(name):
    assert (STATIC / name).read_text().count("\n") < 200


@pytest.mark.parametrize("name", MODULES)
def test_a_module_makes_no_script_or_style_of_text(name):
    text = (STATIC / name).read_text()
    assert not re.search(r"\beval\(|new Function\(|\.innerHTML\s*=|setAttribute\(\"style\"|insertAdjacentHTML", text)


def _addresses(article) -> list[str]:
    names = ["change", "publish", "history"]
    return [
        "/admin/",
        reverse("admin:articles_article_add"),
        reverse("admin:articles_article_from_text"),
        reverse("admin:media_photo_add"),
        reverse("admin:articles_article_signed_in_again"),
        *(reverse(f"admin:articles_article_{name}", args=[article.pk]) for name in names),
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, databases=["default", "readers"])
def test_the_story_form_loads_every_module_it_is_made_of_and_none_breaks(cast, signed_in):
    article = make_article(by=cast.reporter, photos=(use_of(make_photo(by=cast.reporter)),))
    workflow.file(article, by=cast.reporter)
    page = signed_in(cast.duty_editor, 1280)
    loaded = set()
    for address in _addresses(article):
        page.goto(address, wait_until="networkidle")
        loaded |= {path.partition("/desk/")[2] for path in page.evaluate(LOADED) if path.endswith(".js")}
        assert page.evaluate("window.broken") == [], address
    editors = {name for name in MODULES if name.startswith(("editor/", "body/", "story-"))}
    assert editors - loaded == set()
