"""Readers' search: what is found, in what order, narrowed by what; and never a word before or after its time."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command

from articles import workflow
from articles.models import Edition, Section
from articles.workflow import naming
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from newsroom.public.searching.passages import passage
from newsroom.search.models import ReaderSlip, ReaderText, ReaderWord
from newsroom.search.words import terms_of
from tests.makers import make_content, make_contributor, make_live, make_tag

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def now(monkeypatch, noon):
    """Stand the one clock still at noon, and let nobody have searched before."""
    from newsroom.public.searching import pages

    for view in (pages.search_page, pages.suggestions):
        view.sources._period = -1
    at(monkeypatch, noon)
    return noon


def at(monkeypatch, moment) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def search(client, query="", **given) -> str:
    answer = client.get("/search/", {"q": query, **given})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def headlines(page: str) -> list[str]:
    found = re.findall(r'<h2 class="std"><a href="[^"]*">(.*?)</a></h2>', page)
    return [re.sub(r"</?mark>", "", each) for each in found]


def suggested(client, query: str) -> list[str]:
    return re.findall(
        r'<a class="suggest-\w+"[^>]*>([^<]*)</a>', client.get("/search/suggest/", {"q": query}).content.decode()
    )


@pytest.fixture
def bridge(cast, now):
    return make_live(
        cast,
        now=now - HOUR,
        headline="Drehbrücke closes for weeks",
        slug="bridge",
        dek="Lorries must go round by Eastgate.",
        body="<p>The harbour board met on Tuesday.</p><p>O’Brien spoke for the ferrymen.</p>",
        tags=(str(make_tag("Harbour works").uid),),
    )


@pytest.mark.parametrize(
    "query", ["closes", "clos", "HARBOUR", "harbour tuesday", "drehbrucke", "drehbruecke", '"harbour board"', "o'brien"]
)
def test_it_finds_a_live_story_by(client, bridge, query):
    assert headlines(search(client, query)) == ["Drehbrücke closes for weeks"]


@pytest.mark.parametrize("query", ["harbour wednesday", '"board harbour"', "xyzzy", '"harb"'])
def test_it_does_not_find_it_by(client, bridge, query):
    page = search(client, query)
    assert headlines(page) == [] and "Nothing was found for" in page


def test_a_slip_is_forgiven_and_said(client, bridge):
    page = search(client, "harbuor")
    assert headlines(page) == ["Drehbrücke closes for weeks"]
    assert "Nothing has “harbuor”. These stories have “harbour”." in page


def test_a_word_a_headline_has_is_no_slip_however_many_more_have_another(client, cast, now):
    make_live(cast, now=now - HOUR, headline="Fire in the mill", slug="mill")
    for number in range(3):
        make_live(cast, now=now - HOUR, headline=f"What will be {number}", slug=f"will-{number}")
    page = search(client, "mill fire")
    assert headlines(page) == ["Fire in the mill"] and "Did you mean" not in page
    assert "These stories have “will”" in search(client, "wiill")


def test_the_words_are_marked_in_headline_and_passage(client, bridge):
    page = search(client, "closes ferrymen")
    assert "Drehbrücke <mark>closes</mark> for weeks" in page and "<mark>ferrymen</mark>" in page


def test_what_is_searched_for_and_found_is_escaped(client, cast, now):
    make_live(cast, now=now - HOUR, headline="Less < than <b>bold</b> words", slug="less")
    page = search(client, "<script>bold")
    assert "<script>bold" not in page and "<b>" not in page


def test_a_passage_is_cut_round_the_words_of_a_long_text():
    text = "word " * 200 + "the ferry sank at noon " + "word " * 200
    cut = passage(text, terms_of("ferry sank"))
    assert [piece.text for piece in cut if piece.marked] == ["ferry", "sank"]
    assert sum(len(piece.text) for piece in cut) < 240


def test_a_headline_comes_before_a_body_and_new_before_old(client, cast, now):
    old = now - timedelta(days=900)
    make_live(cast, now=old, headline="Ferry of years ago", slug="a")
    make_live(cast, now=now - HOUR, headline="Somewhere else", slug="b", body="<p>A ferry was seen.</p>")
    make_live(cast, now=now - 2 * HOUR, headline="Ferry sinks", slug="c")
    assert headlines(search(client, "ferry")) == ["Ferry sinks", "Somewhere else", "Ferry of years ago"]
    assert headlines(search(client, "ferry", order="newest"))[0] == "Somewhere else"


class TestNarrowing:
    @pytest.fixture
    def paper(self, cast, now):
        sport = Section.objects.create(name="Sport", slug="sport", position=9)
        anna, tag = make_contributor("Anna Narrow"), make_tag("Regatta")
        make_live(cast, now=now - HOUR, headline="Ferry one", slug="one", tags=(str(tag.uid),))
        make_live(cast, now=now - 2 * HOUR, headline="Ferry two", slug="two", kind="analysis", section=str(sport.uid))
        make_live(cast, now=now - timedelta(days=400), headline="Ferry three", slug="three")
        cast.anna, cast.tag = anna, tag
        return cast

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            ({"section": "sport"}, ["Ferry two"]),
            ({"tag": "regatta"}, ["Ferry one"]),
            ({"kind": "analysis"}, ["Ferry two"]),
            ({"from": "2026-11-01", "to": "2026-11-30"}, ["Ferry one", "Ferry two"]),
            ({"to": "2026-01-31"}, ["Ferry three"]),
            ({"from": "2026-11-23"}, []),
            ({"from": "2026-12-01", "to": "2026-11-01"}, []),
            ({"section": "no-such"}, []),
            ({"kind": "nonsense", "from": "yesterday"}, ["Ferry one", "Ferry two", "Ferry three"]),
        ],
    )
    def test_it_narrows_by(self, client, paper, given, found):
        assert headlines(search(client, "ferry", **given)) == found

    def test_days_the_wrong_way_round_are_said_to_be_so(self, client, paper):
        sentence = "The first day lies after the last"
        assert sentence in search(client, "ferry", **{"from": "2026-12-01", "to": "2026-11-01"})
        assert sentence not in search(client, "ferry", **{"from": "2031-01-01"})

    def test_filters_alone_find_without_words(self, client, paper):
        assert headlines(search(client, section="sport")) == ["Ferry two"]

    def test_facets_count_what_was_found(self, client, paper):
        page = search(client, "ferry")
        assert "<h2>Section</h2>" in page and "<h2>Kind</h2>" in page and "<h2>Year</h2>" in page
        assert re.search(r"section=sport[^>]*>Sport</a> <span>1</span>", page)
        assert re.search(r"from=2026-01-01&amp;to=2026-12-31[^>]*>2026</a> <span>2</span>", page)

    def test_a_tag_that_was_merged_is_found_by_the_one_it_went_into(self, client, paper, now):
        into = make_tag("Boat races")
        make_live(paper, now=now - HOUR, headline="Ferry four", slug="four", tags=(str(into.uid),))
        naming.merge_tags(paper.tag, into=into, by=paper.editor, now=now)
        assert set(headlines(search(client, "ferry", tag=into.slug))) == {"Ferry one", "Ferry four"}


def test_pages_follow_each_other_and_none_is_shown_twice(client, cast, now):
    for n in range(23):
        make_live(cast, now=now - (n + 1) * HOUR, headline=f"Ferry number {n}", slug=f"f-{n}")
    first = search(client, "ferry")
    assert len(headlines(first)) == 20 and "23 stories" in first
    after = re.search(r"after=([\w-]+)", first)[1]
    second = search(client, "ferry", after=after)
    assert len(headlines(second)) == 3 and not set(headlines(first)) & set(headlines(second))
    assert client.get("/search/?q=ferry&after=nonsense").status_code == 404
    assert client.get(f"/search/?q=ferry&after=999999-1-{'0' * 32}").status_code == 404


class TestTime:
    """Words are found, offered and counted from their minute on and not after it, whatever stands in the index."""

    SAID = {"headline": "Zqferry sails", "slug": "zq", "body": "<p>Zqferry again, zqcargo too.</p>"}

    def _finds(self, client, query="zqferry") -> bool:
        page = search(client, query).replace(query, "")
        wrong = query[:-2] + query[-1] + query[-2]
        assert (query in search(client, wrong)) == bool(headlines(page))
        assert bool(suggested(client, query[:5])) == bool(headlines(page))
        return bool(headlines(page))

    def test_a_scheduled_story_before_and_at_its_minute(self, client, cast, now, monkeypatch):
        from tests.makers import make_article

        article = make_article(by=cast.reporter, now=now - HOUR, **self.SAID)
        workflow.publish(article, by=cast.editor, live_from=now + HOUR, now=now - HOUR)
        assert ReaderText.objects.filter(words__isnull=False).exists()
        at(monkeypatch, now + HOUR - timedelta(microseconds=1))
        assert not self._finds(client)
        at(monkeypatch, now + HOUR)
        assert self._finds(client)

    def test_a_draft(self, client, cast, now):
        from tests.makers import make_article

        make_article(by=cast.reporter, now=now - HOUR, **self.SAID)
        assert not self._finds(client)

    def test_a_version_that_was_superseded(self, client, cast, now):
        article = make_live(cast, now=now - 2 * HOUR, **self.SAID)
        assert self._finds(client)
        workflow.save(article, by=cast.reporter, content=make_content(slug="zq", headline="Another"), now=now - HOUR)
        workflow.publish(article, by=cast.editor, kind="correction", note="It was another.", now=now - HOUR)
        assert not self._finds(client)

    def test_a_story_that_is_pulled_and_restored(self, client, cast, now):
        article = make_live(cast, now=now - 2 * HOUR, **self.SAID)
        workflow.pull(article, by=cast.editor, now=now - HOUR)
        assert not self._finds(client)
        workflow.restore(article, by=cast.editor, now=now)
        assert self._finds(client)

    def test_a_story_that_is_withdrawn(self, client, cast, now):
        article = make_live(cast, now=now - 2 * HOUR, **self.SAID)
        workflow.withdraw(article, by=cast.duty_editor, note="It is gone.", now=now)
        assert not self._finds(client)

    def test_a_redaction_takes_the_words_out_of_every_table(self, client, cast, now):
        article = make_live(cast, now=now - 2 * HOUR, tags=(str(make_tag("Zqferry").uid),), **self.SAID)
        workflow.redact(article, by=cast.duty_editor, words=["Zqferry"], reason="A witness", now=now)
        assert not self._finds(client)
        assert not ReaderText.objects.filter(title__contains="zqferry").exists()
        assert not ReaderWord.objects.filter(word="zqferry").exists()
        assert not ReaderSlip.objects.filter(form__startswith="zqferr").exists()
        assert headlines(search(client, "zqcargo"))

    def test_a_stranger_cannot_search_at_another_moment(self, client, cast, now):
        assert client.get(address_as_of(now + HOUR, "/search/") + "?q=zqferry").status_code == 302

    def test_staff_search_as_of_the_minute(self, client, cast, now, settings):
        from tests.makers import make_article

        settings.SECOND_FACTOR = False
        article = make_article(by=cast.reporter, now=now - HOUR, **self.SAID)
        workflow.publish(article, by=cast.editor, live_from=now + HOUR, now=now - HOUR)
        client.force_login(cast.editor)
        assert "Zqferry" not in client.get(address_as_of(now, "/search/") + "?q=zqcargo").content.decode()
        page = client.get(address_as_of(now + HOUR, "/search/") + "?q=zqcargo").content.decode()
        assert headlines(page) == ["Zqferry sails"]


def test_a_filter_that_only_a_draft_has_is_not_named(client, cast, now, bridge):
    make_tag("Zqsecret")
    page = search(client, "closes", tag="zqsecret")
    assert headlines(page) == [] and "Zqsecret" not in page


def test_suggestions_are_words_topics_and_stories(client, bridge):
    assert suggested(client, "harb") == ["harbour", "Harbour works", "Drehbrücke closes for weeks"]
    assert suggested(client, "h") == []


def test_suggestions_put_a_slip_right(client, bridge):
    assert suggested(client, "harbuor") == ["harbour"]


def test_the_empty_page_says_how_to_search(client, bridge):
    assert "a slip is forgiven" in search(client)


def test_no_robot_keeps_it_and_a_cache_asks_again(client, bridge):
    for address in ("/search/?q=harbour", "/search/suggest/?q=harb"):
        answer = client.get(address)
        assert answer["X-Robots-Tag"] == "noindex" and "list:all" in answer["Surrogate-Key"].split()
        assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304
        assert not answer.cookies


def test_a_query_has_its_limits(client, bridge):
    page = search(client, "harbour " * 200)
    assert "Only the first 200 characters" in page
    assert client.get("/search/?q=%00%F0%9F%9A%A2'\"(*:)").status_code == 200


def test_one_source_is_asked_to_wait_and_another_is_not(client, bridge):
    for _n in range(60):
        assert client.get("/search/?q=x").status_code == 200
    answer = client.get("/search/?q=x")
    assert answer.status_code == 429 and answer["Retry-After"] == "60" and b"Too many searches" in answer.content
    assert client.get("/search/?q=x", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_page_costs_the_same_queries_whatever_is_found(client, cast, now, django_assert_num_queries):
    for n in range(22):
        make_live(
            cast, now=now - (n + 1) * HOUR, headline=f"Ferry {n}", slug=f"f-{n}", tags=(str(make_tag(f"T{n}").uid),)
        )
    with django_assert_num_queries(SEARCH, using="readers"):
        client.get("/search/?q=ferry")
    with django_assert_num_queries(SUGGEST, using="readers"):
        client.get("/search/suggest/?q=ferr")
    with django_assert_num_queries(NOTHING, using="readers"):
        client.get("/search/?q=nothing+of+the+kind")


# The Pulse, what is found, names, cards, names of facets; of suggestions no frame; of nothing what is near. A savepoint
# and its end besides.
SEARCH, SUGGEST, NOTHING = 7, 6, 6


def test_the_index_can_be_made_anew(client, bridge, capsys):
    ReaderText.objects.all().delete()
    assert headlines(search(client, "harbour")) == []
    call_command("reindex")
    assert "1 versions written." in capsys.readouterr().out
    assert headlines(search(client, "harbour"))
    call_command("reindex", all=True, verbosity=0)
    assert ReaderText.objects.count() == Edition.objects.filter(shows="text").count()


def test_where_hardly_any_of_the_latest_versions_is_listed_it_looks_further(client, cast, now, monkeypatch):
    make_live(cast, now=now - 5 * HOUR, headline="Council pays for a bridge", slug="old")
    for number in range(3):
        pulled = make_live(cast, now=now - 2 * HOUR, headline=f"Council pays {number}", slug=f"pulled-{number}")
        workflow.pull(pulled, by=cast.editor, now=now - HOUR)
    monkeypatch.setattr("newsroom.search.readers.MOST", 3)
    page = search(client, "council pays")
    assert headlines(page) == ["Council pays for a bridge"] and "1 story" in page


def test_where_more_versions_match_than_are_looked_at_no_number_is_told(client, cast, now, monkeypatch):
    """However few of those that were looked at are listed: the others may be."""
    for number in range(4):
        make_live(cast, now=now - (5 - number) * HOUR, headline=f"Council pays {number}", slug=f"n-{number}")
    pulled = make_live(cast, now=now - HOUR, headline="Council pays no more", slug="pulled")
    workflow.pull(pulled, by=cast.editor, now=now)
    monkeypatch.setattr("newsroom.search.readers.MOST", 3)
    monkeypatch.setattr("newsroom.public.searching.finding.FURTHER", 1)
    page = search(client, "council pays")
    assert headlines(page) == ["Council pays 3", "Council pays 2"]
    assert "Of the latest stories that have this" in page
