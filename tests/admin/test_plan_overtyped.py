"""Taking a plan up where the copy was changed in the same places: the page that asks, by plain posts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.working_copy import content_of
from newsroom import clock
from tests.admin.browsing import send, told, url
from tests.makers import make_live


@pytest.fixture
def overtyped(cast):
    """A live story whose update was planned, overtaken by a fix and handed back; its dek was typed anew since."""
    then, minute = clock.now() - timedelta(hours=1), timedelta(minutes=1)
    article = make_live(cast, now=then)
    live = content_of(article)
    workflow.save(article, by=cast.reporter, content=replace(live, dek="Tonight at six."), now=then + minute)
    later = clock.now() + timedelta(hours=9)
    workflow.publish(article, by=cast.editor, live_from=later, now=then + 2 * minute)
    workflow.save(article, by=cast.reporter, content=replace(live, headline="Fixed"), now=then + 3 * minute)
    workflow.publish(article, by=cast.editor, now=then + 4 * minute)
    article.refresh_from_db()
    typed = replace(content_of(article), dek="Tonight at seven.")
    workflow.save(article, by=cast.reporter, content=typed, now=then + 5 * minute)
    article.refresh_from_db()
    return article


def _questions(page) -> dict[str, str]:
    """Return what each answer of the page's one question says, by its value, and the question's name."""
    found = html.fromstring(page.content.decode())
    radios = found.xpath("//*[@data-question]//input[@type='radio']")
    assert len({radio.get("name") for radio in radios}) == 1
    said = {radio.get("value"): " ".join(radio.getparent().text_content().split()) for radio in radios}
    return said | {"name": radios[0].get("name")}


def test_the_storys_button_leads_to_both_texts_and_nothing_is_changed(as_, cast, overtyped):
    client = as_(cast.editor)
    number = overtyped.revision_number
    page = send(client, overtyped, verb="take_up")
    overtyped.refresh_from_db()
    assert page.status_code == 409 and overtyped.revision_number == number
    asked = _questions(page)
    assert asked["mine"] == "The plan (version 2)" and asked["theirs"].startswith("The copy: Reporter’s, saved ")
    text = page.content.decode()
    assert "at six" in text or "six" in text
    assert "1 thing is to choose" in text and f'action="{url("take_up", overtyped)}"' in text
    assert "both texts stay in the history" in text


@pytest.mark.parametrize(("answer", "dek"), [("mine", "Tonight at six."), ("theirs", "Tonight at seven.")])
def test_what_is_chosen_there_is_taken(as_, cast, overtyped, answer, dek):
    client = as_(cast.editor)
    asked = _questions(client.post(url("take_up", overtyped)))
    page = client.post(url("take_up", overtyped), {asked["name"]: answer}, follow=True)
    overtyped.refresh_from_db()
    if answer == "mine":
        assert "The plan is back in the copy" in told(page)[-1]
    else:
        # Of this plan nothing else is left.
        assert "The copy stays as it is, and the plan waits no longer." in told(page)[-1]
    assert "Take the plan up again" not in page.content.decode()
    assert (overtyped.dek, overtyped.headline) == (dek, "Fixed")


def test_nothing_chosen_asks_again_and_keeps_what_was(as_, cast, overtyped):
    client = as_(cast.editor)
    page = client.post(url("take_up", overtyped), {"choice-stale-1": "mine"})
    assert page.status_code == 409 and _questions(page)["name"]
    overtyped.refresh_from_db()
    assert overtyped.dek == "Tonight at seven."


def test_whoever_may_not_edit_it_chooses_nothing(as_, cast, overtyped):
    assert as_(cast.second_reporter).post(url("take_up", overtyped)).status_code == 403
