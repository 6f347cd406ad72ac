"""Readers' search finds a live story by what only an entry of it says, once, and never by what readers have not."""

import re
import uuid
from datetime import timedelta

import pytest

from articles import public_searching, workflow
from articles.models import LiveEntry, Section
from articles.workflow import Said
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from newsroom.record.models import Change
from newsroom.search.models import ReaderText
from tests.makers import make_contributor, make_live

from .test_search import SEARCH, headlines, search, suggested

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ONLY = ["Election night"]


@pytest.fixture(autouse=True)
def now(monkeypatch, noon):
    """Stand the one clock still at noon, and let nobody have searched before."""
    from newsroom.public.searching import pages

    for view in (pages.search_page, pages.suggestions):
        view.sources._period = -1
    monkeypatch.setattr(clock, "now", lambda: noon)
    return noon


@pytest.fixture
def live(cast, now):
    """A live story open for three hours."""
    story = make_live(cast, now=now - 4 * HOUR, headline="Election night", slug="election", dek="Counted by hand.")
    workflow.open_live(story, by=cast.editor, now=now - 3 * HOUR)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=now - 3 * HOUR)
    return story


@pytest.fixture
def post(live, cast, now):
    def post(text, *, before=HOUR, headline=""):
        said = Said(text, byline=make_contributor(), headline=headline)
        return workflow.post(live, by=cast.reporter, said=said, token=uuid.uuid4(), now=now - before)

    return post


def place_of(edition) -> str:
    number = LiveEntry.objects.get(pk=edition.article_id).number
    parent = edition.article.part_of.editions.first().address.key
    return f"{parent}?before={number + 1}#entry-{number}"


def test_a_word_of_an_entry_finds_its_live_story_with_the_passage_and_its_place(client, post):
    entry = post("Ballots from zqeastgate came by boat.", headline="A late box")
    page = search(client, "zqeastgate")
    assert headlines(page) == ONLY and "1 story" in page
    assert "A late box – Ballots from <mark>zqeastgate</mark> came by boat." in page
    assert f'href="{place_of(entry)}"' in page and "In the live coverage" in page


def test_a_word_of_an_entrys_headline_finds_it_too(client, post):
    post("It came by boat.", headline="Zqeastgate counts")
    assert headlines(search(client, "zqeastgate")) == ONLY


def test_a_live_story_is_found_once_whatever_has_the_words(client, post):
    post("The election goes on.", before=2 * HOUR)
    last = post("The election goes on and on.")
    page = search(client, "election")
    assert headlines(page) == ONLY and "1 story" in page
    assert f'href="{place_of(last)}"' in page


def test_where_its_own_text_answers_as_well_its_own_passage_stands(client, post):
    post("The harbour board met.")
    page = search(client, "election", order="newest")
    assert headlines(page) == ONLY and "In the live coverage" not in page


def test_its_key_points_find_it(client, live, cast, now):
    points = {"by": cast.editor, "reader": cast.duty_editor}
    workflow.set_key_points(live, points=["The polls closed"], version=0, now=now - 2 * HOUR, **points)
    workflow.set_key_points(live, points=["Zqeastgate has counted"], version=1, now=now - HOUR, **points)
    page = search(client, "zqeastgate")
    assert headlines(page) == ONLY and re.search(r'#key-points">[^/]*</span> <time datetime="[^"]*T11:00', page)
    assert headlines(search(client, "polls")) == []


def test_an_entry_of_today_brings_an_old_live_story_before_what_is_older(client, cast, now, post):
    make_live(cast, now=now - 3 * HOUR - MINUTE, headline="Elsewhere", slug="b", body="<p>Zqeastgate is mentioned.</p>")
    post("Ballots from zqeastgate.", before=MINUTE)
    assert headlines(search(client, "zqeastgate"))[0] == "Election night"
    make_live(cast, now=now - 3 * HOUR, headline="Zqeastgate sinks", slug="c")
    assert headlines(search(client, "zqeastgate"))[0] == "Zqeastgate sinks"


class TestNever:
    """What readers do not have finds nothing, is no suggestion and no spelling."""

    WORD = "zqeastgate"

    def finds(self, client) -> bool:
        found = bool(headlines(search(client, self.WORD)))
        assert suggested(client, "zqeast") == [] and self.WORD not in search(client, "zqeastgaet")
        return found

    def test_by_an_entry_before_its_minute(self, client, post, live, now, monkeypatch):
        post(f"Ballots from {self.WORD}.", headline=self.WORD)
        assert self.finds(client)
        monkeypatch.setattr(clock, "now", lambda: now - HOUR - timedelta(microseconds=1))
        assert not self.finds(client)

    def test_by_an_entry_that_was_pulled(self, client, post, cast, now):
        entry = post(f"Ballots from {self.WORD}.", headline=self.WORD)
        workflow.pull(entry.article, by=cast.reporter, now=now - MINUTE)
        assert not self.finds(client)
        workflow.restore(entry.article, by=cast.editor, now=now)
        assert self.finds(client)

    def test_by_an_entry_that_waits_for_the_desk(self, client, live, cast, now):
        said = Said(f"Ballots from {self.WORD}.", byline=make_contributor(), headline=self.WORD)
        workflow.queue_entry(live, by=cast.second_reporter, said=said, token=uuid.uuid4(), now=now - HOUR)
        assert not self.finds(client)

    def test_by_what_an_entry_says_no_more(self, client, post, cast, now):
        entry = post(f"Ballots from {self.WORD}.")
        other = Said("Ballots from elsewhere.", byline=make_contributor())
        workflow.edit_entry(
            entry.article, by=cast.reporter, said=other, kind="correction", note="It was elsewhere.", edition=1,
            now=now - MINUTE,
        )  # fmt: skip
        assert not self.finds(client)
        assert headlines(search(client, "elsewhere")) == ONLY

    @pytest.mark.parametrize("gone", ["pulled", "withdrawn", "retracted"])
    def test_where_its_live_story_is_not_listed(self, client, post, live, cast, now, gone):
        post(f"Ballots from {self.WORD}.")
        if gone == "pulled":
            workflow.pull(live, by=cast.editor, now=now - MINUTE)
        elif gone == "withdrawn":
            workflow.withdraw(live, by=cast.duty_editor, note="It is gone.", now=now - MINUTE)
        else:
            workflow.retract(live, by=cast.duty_editor, note="It is not so.", now=now - MINUTE)
        assert not self.finds(client)

    def test_by_words_that_were_taken_out(self, client, post, cast, now):
        entry = post(f"Ballots from {self.WORD}.", headline=self.WORD)
        workflow.redact(entry.article, by=cast.duty_editor, words=[self.WORD], reason="A witness", now=now)
        assert not self.finds(client)
        assert not ReaderText.objects.filter(title__contains=self.WORD).exists()


def test_staff_find_it_as_of_the_minute(client, post, cast, now, settings):
    settings.SECOND_FACTOR = False
    post("Ballots from zqeastgate.")
    client.force_login(cast.editor)
    before, then = (address_as_of(moment, "/search/") for moment in (now - 2 * HOUR, now - HOUR))
    assert headlines(client.get(before + "?q=zqeastgate").text) == []
    page = client.get(then + "?q=zqeastgate").text
    assert headlines(page) == ONLY and re.search(r'href="/admin/as-of/[^"]+#entry-\d+"', page)


@pytest.fixture
def sport(cast, now):
    section = Section.objects.create(name="Sport", slug="sport", position=9)
    make_live(cast, now=now - HOUR, headline="Zqeastgate wins", slug="wins", section=str(section.uid))
    return section


def test_it_is_narrowed_by_what_the_live_story_is(client, post, sport):
    post("Ballots from zqeastgate.")
    city, kind = search(client, "zqeastgate", section="city"), search(client, "zqeastgate", kind="news")
    assert headlines(city) == ONLY and len(headlines(kind)) == 2
    assert headlines(search(client, "zqeastgate", section="sport")) == ["Zqeastgate wins"]
    assert headlines(search(client, "zqeastgate", to="2026-11-21")) == []


def test_facets_count_a_live_story_once_and_choosing_one_finds_as_many(client, post, sport):
    for number in range(3):
        post(f"Ballots from zqeastgate, {number}.")
    page = search(client, "zqeastgate")
    assert "2 stories" in page
    for slug, name in (("city", "City"), ("sport", "Sport")):
        assert re.search(rf"section={slug}[^>]*>{name}</a> <span>1</span>", page)
        assert "1 story" in search(client, "zqeastgate", section=slug)


def test_filters_alone_look_at_no_entry(client, post):
    post("Ballots from zqeastgate.")
    page = search(client, section="city")
    assert headlines(page) == ONLY and "In the live coverage" not in page


def test_pages_follow_each_other_and_a_live_story_is_on_one(client, cast, now, post):
    for n in range(21):
        make_live(cast, now=now - (n + 5) * HOUR, headline=f"Zqeastgate {n}", slug=f"f-{n}")
    post("Ballots from zqeastgate.")
    first = search(client, "zqeastgate")
    second = search(client, "zqeastgate", after=re.search(r"after=([\w-]+)", first)[1])
    assert len(headlines(first)) == 20 and len(headlines(second)) == 2
    assert (headlines(first) + headlines(second)).count("Election night") == 1


def test_a_page_costs_one_query_more_whatever_entries_are_found(client, cast, now, post, django_assert_num_queries):
    for n in range(3):
        make_live(cast, now=now - (n + 5) * HOUR, headline=f"Zqeastgate {n}", slug=f"f-{n}")
    # With entries, the live stories they stand in.
    for entries, queries in ((0, SEARCH), (1, SEARCH + 1), (4, SEARCH + 1)):
        for each in range(entries):
            post(f"Ballots from zqeastgate, {each}.", headline=f"Zqeastgate {each}")
        with django_assert_num_queries(queries, using="readers"):
            assert ("Election night" in search(client, "zqeastgate")) == bool(entries)


def test_a_new_entry_and_a_pulled_one_change_the_page(client, post, cast, now):
    def touched() -> bool:
        made_of = set(client.get("/search/", {"q": "zqeastgate"})["Surrogate-Key"].split())
        return bool(made_of.intersection(Change.objects.filter(pk__gt=last).values_list("tag", flat=True)))

    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    entry = post("Ballots from zqeastgate.")
    assert touched()
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first()
    workflow.pull(entry.article, by=cast.reporter, now=now - MINUTE)
    assert touched()


def test_entries_of_an_older_index_are_marked_when_the_newsroom_starts(client, post, sport):
    post("Ballots from zqeastgate.")
    for row in ReaderText.objects.filter(marks__startswith=public_searching.AN_ENTRY):
        row.marks = row.marks.removeprefix(f"{public_searching.AN_ENTRY} ")
        row.save(update_fields=["marks"])
    assert public_searching.keep_missing() == 1
    assert ReaderText.objects.filter(marks__startswith=public_searching.AN_ENTRY).count() == 1
    assert public_searching.keep_missing() == 0
