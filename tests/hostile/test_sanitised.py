"""Each vector alone, as the body would store it, given to a page that has no policy."""

import pytest

from articles.body import sanitise

from .vectors import ALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

PLACES = [
    "{}",
    "<p>A sentence. {}</p>",
    "<ul><li>{}</li></ul>",
    "<h2>{}</h2>",
    "<aside class=fact-box><p>{}</p></aside>",
    "<aside class=sources-box><p>{}</p></aside>",
]
# Each in an element of its own, so that no vector hides another; parsed as text, and as what the browser made of it.
WRITE = """
(texts) => texts.filter((text) => {
  const place = document.body.appendChild(document.createElement("div"));
  place.innerHTML = text;
  const once = place.innerHTML;
  place.innerHTML = once;
  return place.innerHTML !== once;
})
"""
BLANK = "<!doctype html><title>Blank</title><body></body>"


@pytest.fixture
def blank(cast, watch):
    """A page that has nothing in it and no policy."""
    watching = watch(cast.reporter)
    watching.page.route("**/blank/", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
    watching.page.goto("/blank/")
    return watching


def test_at_least_three_hundred_vectors_are_tried():
    assert len(set(ALL)) >= 300


def test_the_watch_notices_vectors_that_were_not_sanitised(blank):
    blank.page.evaluate(WRITE, ["<img src=x onerror=ran()>", "<a href=javascript:ran()>x</a>"])
    blank.look("raw")
    assert {fault.split(":")[0] for fault in blank.faults["raw"]} == {
        "ran in /blank/",
        "handler onerror",
        "href leads astray",
    }


@pytest.mark.parametrize("place", PLACES)
def test_no_vector_runs_once_it_was_sanitised(blank, place):
    texts = [sanitise(place.format(vector)) for vector in ALL]
    mended = blank.page.evaluate(WRITE, texts)
    blank.look(place)
    assert blank.faults == {}
    assert mended == [], "the browser makes something else of it, where a vector could hide"


def test_sanitising_a_vector_again_changes_nothing():
    texts = [sanitise(place.format(vector)) for place in PLACES for vector in ALL]
    assert [text for text in texts if sanitise(text) != text] == []
