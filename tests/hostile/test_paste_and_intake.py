"""Hostile text on the clipboard, in the form's own fields as they are typed, and as raw copy, with no policy."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article
from tests.makers import make_article

from .vectors import ALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

PASTE = """
([kind, texts]) => {
  const body = document.querySelector(".ProseMirror[contenteditable=true]");
  for (const text of texts) {
    body.focus();
    const data = new DataTransfer();
    data.setData(kind, text);
    if (kind === "text/html") data.setData("text/plain", "plain");
    body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }
}
"""
DROP = """
(texts) => {
  const body = document.querySelector(".ProseMirror[contenteditable=true]");
  const { left, top } = body.getBoundingClientRect();
  for (const text of texts) {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/html", text);
    const where = { clientX: left + 5, clientY: top + 5, bubbles: true, cancelable: true, dataTransfer };
    body.dispatchEvent(new DragEvent("drop", where));
  }
}
"""


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR = False


@pytest.fixture
def form(cast, watch):
    """The form of a draft in a browser without policy."""
    article = make_article(by=cast.reporter)
    watching = watch(cast.reporter)
    watching.page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    watching.page.locator(".ProseMirror[contenteditable=true]").wait_for()
    return watching


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_nothing_that_is_pasted_runs(form, kind):
    form.page.evaluate(PASTE, [kind, ALL])
    form.look(f"pasted as {kind}")
    assert form.faults == {}


def test_nothing_that_is_dropped_runs(form):
    form.page.evaluate(DROP, ALL)
    form.look("dropped")
    assert form.faults == {}


def test_nothing_that_was_pasted_runs_once_it_is_saved(form):
    form.page.evaluate(PASTE, ["text/html", ALL])
    form.page.keyboard.press("Control+s")
    article = Article.objects.get()
    expect(form.page.locator("#saved")).to_contain_text("Saved ")
    article.refresh_from_db()
    assert article.revision_number == 2
    form.open(reverse("admin:articles_article_change", args=[article.pk]))
    form.open(reverse("admin:articles_article_preview", args=[article.pk]))
    assert form.faults == {}


def test_nothing_in_raw_copy_runs_while_it_is_read_or_once_it_is_a_draft(cast, watch):
    watching = watch(cast.reporter)
    raw = ALL[0] + "\n\nBy Writer A - January 14 2023\n\n" + "\n\n".join(ALL).replace("\x00", "")
    watching.page.goto(reverse("admin:articles_article_from_text"))
    watching.page.fill("#intake-text", raw)
    watching.page.keyboard.press("Control+Enter")
    watching.page.wait_for_selector("#intake")
    watching.look("what intake understood")
    watching.page.keyboard.press("Control+Enter")
    watching.page.wait_for_url("**/change/")
    watching.look("the draft that intake made")
    watching.open(reverse("admin:articles_article_preview", args=[Article.objects.get().pk]))
    assert watching.faults == {}
