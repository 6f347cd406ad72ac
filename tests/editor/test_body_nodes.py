"""Every node of the body in a real browser: put in by key, told to the form, kept by the server as it stands."""

import pytest

from articles.body import sanitise

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


def test_every_node_goes_through_the_editor_unchanged(everything, writing):
    stored = everything.body
    assert sanitise(stored) == stored
    at = writing(article=everything)
    # A word typed and taken away again makes the editor write all of it anew.
    at.at_end()
    at.type("x")
    at.press("Backspace")
    assert at.kept == stored
    assert at.broken == []


def test_opening_a_story_changes_nothing_in_it(everything, writing):
    at = writing(article=everything)
    at.page.wait_for_timeout(300)
    assert at.html.replace("\r\n", "\n") == everything.body
    assert "dirty" not in (at.page.locator("#saved").get_attribute("class") or "")
