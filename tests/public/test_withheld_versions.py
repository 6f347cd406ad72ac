"""A version that was replaced for legal reasons: readers are told that there was one, and shown no word of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Edition
from articles.working_copy import content_of
from tests.makers import NOON, make_live
from tests.readers import address, text

pytestmark = pytest.mark.django_db(databases="__all__")

MINUTE = timedelta(minutes=1)
WORD = "zqlibel"


@pytest.fixture(autouse=True)
def on(settings):
    settings.VERSIONS = True


@pytest.fixture
def story(cast):
    """A story of four versions; of the second alone, and of its note, is the word."""
    article = make_live(cast, headline="The wall", body="<p>The wall is four metres high.</p>")
    _again(article, cast, 5, f"<p>The wall is six metres high, said {WORD}.</p>", f"It is six, says {WORD}.")
    _again(article, cast, 9, "<p>The wall is eight metres high.</p>", "It is eight.")
    return _again(article, cast, 12, "<p>The wall is nine metres high.</p>", "It is nine.")


def _again(article, cast, minute, body, note):
    at = NOON + minute * MINUTE
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), body=body), now=at)
    workflow.publish(article, by=cast.editor, kind="correction", note=note, now=at)
    article.refresh_from_db()
    return article


@pytest.fixture
def withheld(cast, story):
    workflow.withhold(story, by=cast.editor, versions=[2], reason="A letter.", now=NOON + 20 * MINUTE)
    return story


def versions(story, tail: str = "") -> str:
    return f"/versions/{story.uid}/{tail}"


def everywhere(story) -> list[str]:
    feeds = [f"{path}feed/{form}" for path in ("/", "/corrections/") for form in ("", "atom/", "json/")]
    tails = [versions(story, tail) for tail in ("", "1/", "2/", "3/", "4/")]
    return [address(story), *tails, "/corrections/", *feeds, f"/api/items/{story.uid}/", "/api/items/"]


def test_its_words_and_its_note_are_on_public_pages_before(read, story):
    """Else the test below would prove nothing."""
    carry = {path for path in everywhere(story) if WORD in text(read(path))}
    assert carry >= {address(story), versions(story), versions(story, "2/"), versions(story, "3/"), "/corrections/"}
    assert carry >= {"/corrections/feed/", "/feed/"}


def test_no_public_page_has_a_word_of_it(read, withheld):
    assert [path for path in everywhere(withheld) if WORD in text(read(path))] == []


def test_the_list_says_that_a_version_was_withheld_and_when_readers_had_it(read, withheld):
    page = text(read(versions(withheld)))
    second = page.split("Version 2<")[1].split("</li>")[0]
    assert "Withheld for legal reasons" in second and "<time" in second and "<a " not in second
    assert page.count("Withheld for legal reasons") == 1
    for number in (1, 3, 4):
        assert f"Version {number}<" in page
    assert page.count("As first published") == 1


def test_the_redline_runs_between_its_neighbours_and_says_what_lies_between(read, withheld):
    page = text(read(versions(withheld, "3/")))
    assert "four" in page.split("<del>")[1].split("</del>")[0] and "eight" in page.split("<ins>")[1].split("</ins>")[0]
    assert "six" not in page and "withheld for legal reasons and not shown" in page
    assert "withheld" not in text(read(versions(withheld, "4/"))), "nothing lies between those two"


def test_it_cannot_be_had_by_guessing_its_number(read, withheld):
    assert read(versions(withheld, "2/")).status_code == 404
    assert [read(versions(withheld, tail)).status_code for tail in ("3/", "4/")] == [200, 200]


def test_readers_are_told_in_place_of_its_note_that_it_is_withheld(read, withheld):
    instead = "What was said here is withheld for legal reasons."
    assert [text(read(path)).count(instead) > 0 for path in (address(withheld), "/corrections/", "/feed/")] == [
        True
    ] * 3
    page = text(read(address(withheld)))
    assert "It is eight." in page and "It is nine." in page


def test_with_the_first_withheld_the_second_is_compared_with_nothing(read, cast, story):
    workflow.withhold(story, by=cast.editor, versions=[1], reason="A letter.", now=NOON + 20 * MINUTE)
    assert [read(versions(story, tail)).status_code for tail in ("1/", "2/", "3/")] == [404, 404, 200]
    page = text(read(versions(story)))
    assert "As first published" not in page and versions(story, "2/") not in page


def test_with_all_earlier_ones_withheld_nothing_is_compared(read, cast, story):
    workflow.withhold(story, by=cast.editor, versions=[1, 2, 3], reason="A letter.", now=NOON + 20 * MINUTE)
    assert [read(versions(story, f"{number}/")).status_code for number in range(1, 5)] == [404] * 4
    page = text(read(versions(story)))
    assert page.count("Withheld for legal reasons") == 3 and "four" not in page and "eight" not in page


def test_shown_again_it_is_as_before(read, cast, withheld):
    workflow.show_again(withheld, by=cast.duty_editor, versions=[2], reason="Settled.", now=NOON + 30 * MINUTE)
    assert WORD in text(read(versions(withheld, "2/"))) and "Withheld" not in text(read(versions(withheld)))


def test_what_closes_the_whole_history_closes_it_still(read, cast, withheld):
    workflow.redact(withheld, by=cast.duty_editor, words=["four"], reason="An order.", now=NOON + 30 * MINUTE)
    assert [read(versions(withheld, tail)).status_code for tail in ("", "3/", "4/")] == [404] * 3


@pytest.fixture
def renamed(cast):
    """A story whose first version had the word in its headline, and so in its address."""
    article = make_live(cast, headline=f"The {WORD} wall")
    at = NOON + 5 * MINUTE
    renamed = replace(content_of(article), headline="The wall")
    workflow.save(article, by=cast.reporter, content=renamed, now=at)
    workflow.publish(article, by=cast.editor, kind="correction", note="It was another.", now=at)
    article.refresh_from_db()
    return article


def first_address(article) -> str:
    return article.editions.get(number=1).address.key


def test_an_address_that_only_a_withheld_version_had_is_not_found(read, cast, renamed):
    before = read(first_address(renamed))
    assert (before.status_code, before["Location"]) == (301, address(renamed))
    assert WORD in text(read("/feed/atom/")), "it names the story in feeds"
    workflow.withhold(renamed, by=cast.editor, versions=[1], reason="A letter.", now=NOON + 20 * MINUTE)
    for path in (first_address(renamed), first_address(renamed).rstrip("/")):
        assert read(path).status_code == 404, path
    assert read(address(renamed)).status_code == 200
    assert [path for path in everywhere(renamed) if WORD in text(read(path))] == []
    workflow.show_again(renamed, by=cast.duty_editor, versions=[1], reason="Settled.", now=NOON + 30 * MINUTE)
    assert read(first_address(renamed)).status_code == 301


def test_an_address_that_another_version_had_too_leads_on(read, cast, renamed):
    at = NOON + 9 * MINUTE
    again = replace(content_of(renamed), headline="The high wall")
    workflow.save(renamed, by=cast.reporter, content=again, now=at)
    workflow.publish(renamed, by=cast.editor, kind="correction", note="High.", now=at)
    workflow.withhold(renamed, by=cast.editor, versions=[1], reason="A letter.", now=NOON + 20 * MINUTE)
    second = renamed.editions.get(number=2).address.key
    assert (read(second).status_code, read(second)["Location"]) == (301, address(renamed))


def test_a_minor_fix_that_stayed_there_does_not_keep_such_an_address(read, cast, renamed):
    """A slip that was mended says nothing for the words of the address it was found at."""
    first = renamed.editions.get(number=1)
    Edition.objects.filter(article=renamed, number=2).update(kind="minor_fix", address=first.address)
    at = NOON + 9 * MINUTE
    again = replace(content_of(renamed), headline="The high wall")
    workflow.save(renamed, by=cast.reporter, content=again, now=at)
    workflow.publish(renamed, by=cast.editor, kind="correction", note="High.", now=at)
    workflow.withhold(renamed, by=cast.editor, versions=[1], reason="A letter.", now=NOON + 20 * MINUTE)
    assert read(first.address.key).status_code == 404


@pytest.mark.parametrize(("tail", "most"), [("", 4), ("3/", 5), ("4/", 4)])
def test_its_pages_take_the_same_few_queries(read, withheld, tail, most):
    with CaptureQueriesContext(connections["readers"]) as captured:
        assert read(versions(withheld, tail)).status_code == 200
    asked = [query["sql"] for query in captured if query["sql"].lstrip("( ").startswith("SELECT")]
    assert len(asked) <= most, asked
