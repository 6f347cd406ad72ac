"""Most read, from a reader's request to the list that readers see; and that nothing of a reader is kept on the way."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client

from articles import workflow
from articles.most_read import rank
from newsroom.paper.verbs import set_paper
from newsroom.reads.counting import Batch, Reads
from newsroom.reads.models import ReadCount
from newsroom.reads.writing import write, write_down
from tests.makers import make_live, make_section
from tests.readers import LATER, address, text
from tests.reads.test_counting import FIREFOX, ROBOTS

BROWSER = {"accept": "text/html", "accept-language": "en"}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def counting(monkeypatch):
    """Begin to count anew."""
    reads = Reads()
    monkeypatch.setattr("newsroom.reads.counting.reads", reads)
    return reads


@pytest.fixture
def reader(read):
    """Read a path as one browser at one place."""

    def _reader(path, place, agent=FIREFOX, at=LATER, **headers):
        client = Client(REMOTE_ADDR=place)
        return read(path, at, client=client, **{**BROWSER, "user-agent": agent, **headers})

    return _reader


@pytest.fixture
def paper(cast, noon):
    return [make_live(cast, now=noon, headline=f"Story {letter}") for letter in "ABCDE"]


def _people(reader, story, many: int, network: str = "192.0.2"):
    for number in range(many):
        assert reader(address(story), f"{network}.{number}").status_code == 200


def _listed(response) -> list[str]:
    """Return the letters of the stories in the list of the page."""
    _before, found, after = text(response).partition('class="ranked"')
    return [part.split("</a>")[0][-1] for part in after.split("</ol>")[0].split("<a ")[1:]] if found else []


def test_a_known_load_with_robots_and_floods_in_it_gives_the_known_order(cast, paper, reader, counting, read):
    first, second, third, flooded, agents = paper
    _people(reader, first, 60)
    _people(reader, second, 50)
    _people(reader, third, 40)
    _people(reader, flooded, 3)
    _people(reader, agents, 2)
    for number in range(60):
        reader(address(flooded), f"198.51.100.{number}", ROBOTS[number % len(ROBOTS)])
        reader(address(flooded), f"198.51.100.{number}", **{"sec-purpose": "prefetch"})
    for number in range(128):
        reader(address(flooded), "203.0.113.1")
        reader(address(agents), "203.0.113.2", f"{FIREFOX} {number}")
    write_down(counting, LATER)
    rank(LATER)
    counts = dict(ReadCount.objects.filter(span="minute").values_list("story", "count"))
    assert [counts[story.pk] for story in paper] == [60, 50, 40, 3 + 8, 2 + 32 + 2]
    for path in ("/most-read/", "/section/city/most-read/", "/", "/section/city/", address(first)):
        assert _listed(read(path)) == ["A", "B", "C", "E", "D"], path


def test_the_desk_an_answer_of_304_and_what_is_no_story(cast, paper, reader, counting, client):
    story = paper[0]
    page = reader(address(story), "192.0.2.1")
    again = reader(address(story), "192.0.2.2", **{"if-none-match": page["ETag"]})
    assert again.status_code == 304
    client.force_login(cast.editor)
    client.get(address(story), headers={**BROWSER, "user-agent": FIREFOX})
    for path in ("/", "/feed/", "/no/such/page/", "/section/city/"):
        reader(path, "192.0.2.3")
    workflow.pull(story, by=cast.editor, now=LATER)
    assert reader(address(story), "192.0.2.4", at=LATER + MINUTE).status_code == 503
    assert counting.take() == Batch({story.pk: 2}, 2), "asked again, a page is read again; nothing else is a read"


def _tables() -> str:
    """Return every row of every table, but those that say when they were written."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found.append(f"{table}: {sorted(map(repr, cursor.fetchall()))}")
    return "\n".join(found)


def _read_by(reader, counting, paper, network: str, mark: str) -> str:
    """Have the paper read by people of one network with one browser, and return all that is kept then."""
    for story, many in zip(paper, (7, 5, 4, 3, 1), strict=True):
        for number in range(many):
            headers = {"cookie": f"of-the-reader={mark}", "referer": f"https://{mark}.example/", "from": mark}
            response = reader(address(story), f"{network}.{number}", f"{FIREFOX} {mark}{number}", **headers)
            assert not response.cookies and "Set-Cookie" not in response.headers
    write_down(counting, LATER)
    rank(LATER)
    return _tables()


def test_nothing_of_a_reader_is_in_any_table_log_cache_or_cookie(paper, reader, counting, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    before = _tables()
    kept = _read_by(reader, counting, paper, "203.0.113", "zqagent")
    assert kept != before, "else nothing was counted"
    said = kept + caplog.text + "".join(capfd.readouterr()) + repr(vars(caches["default"]))
    for mark in ("203.0.113", "zqagent", "of-the-reader", "Firefox/145"):
        assert mark not in said, mark


def test_other_readers_leave_exactly_the_same_rows(paper, reader, counting, monkeypatch):
    """So no hash, no fingerprint and no number of anybody can be among them."""
    first = _read_by(reader, counting, paper, "203.0.113", "one")
    ReadCount.objects.all().delete()
    from articles.models import MostRead

    MostRead.objects.all().delete()
    again = Reads()
    monkeypatch.setattr("newsroom.reads.counting.reads", again)
    second = _read_by(reader, again, paper, "198.51.100", "two")
    assert _without_row_numbers(first) == _without_row_numbers(second)


def _without_row_numbers(tables: str) -> list[str]:
    """Return the rows of counts and places less their own numbers, which go on."""
    own = [line for line in tables.splitlines() if line.startswith(("reads_readcount", "articles_mostread:"))]
    return [sorted(row.split(", ", 1)[1] for row in line.split("'(")[1:]) for line in own]


def test_a_list_of_fewer_than_three_is_none(paper, read, noon):
    write(Batch({paper[0].pk: 5, paper[1].pk: 4}, 9), LATER)
    rank(LATER)
    assert _listed(read("/")) == []
    assert "Not enough has been read lately" in text(read("/most-read/"))


def _ranked(paper, at=LATER) -> None:
    write(Batch({story.pk: 50 - n for n, story in enumerate(paper)}, 240), at)
    rank(at)


def test_a_pulled_story_is_off_the_list_at_once_and_restored_on_it_again(cast, paper, read):
    _ranked(paper)
    workflow.pull(paper[1], by=cast.editor, now=LATER)
    page = read("/", LATER + MINUTE)
    assert _listed(page) == ["A", "C", "D", "E"]
    assert paper[1].tag in page.made_of, "so that a kept page hears of the restore"
    workflow.restore(paper[1], by=cast.editor, now=LATER + 2 * MINUTE)
    assert _listed(read("/", LATER + 3 * MINUTE)) == ["A", "B", "C", "D", "E"]


def test_pages_that_show_a_list_are_made_of_it(paper, read):
    _ranked(paper)
    city = make_section().pk
    assert "most-read:day" in read("/").made_of
    assert "most-read:day" in read(address(paper[0])).made_of
    assert f"most-read:day:{city}" in read("/section/city/").made_of
    assert {"most-read:hour", "most-read:day", "most-read:week"} <= read("/most-read/").made_of
    assert not [tag for tag in read("/feed/").made_of if tag.startswith("most-read")]


def test_beside_a_sensitive_story_there_is_no_list(paper, read):
    _ranked(paper)
    paper[0].editions.update(sensitive=True)
    assert _listed(read(address(paper[0]))) == []
    assert _listed(read(address(paper[1]))) == ["B", "C", "D", "E"]


def test_the_story_itself_is_marked_in_its_list(paper, read):
    _ranked(paper)
    assert text(read(address(paper[2]))).count('aria-current="page"') == 1


def test_the_list_has_the_name_the_newsroom_gives_it(cast, paper, read):
    _ranked(paper)
    assert ">Most read</a>" in text(read("/"))
    set_paper({"most_read_label": "Most Popular"}, by=cast.managing_editor, now=LATER)
    assert ">Most Popular</a>" in text(read("/"))


def test_the_page_of_a_section_that_is_none_is_not_found(paper, read):
    assert read("/section/nowhere/most-read/").status_code == 404


def test_the_page_takes_as_few_queries_as_a_list(paper, selects):
    _ranked(paper)
    assert len(selects("/most-read/")) == 2
    assert len(selects("/section/city/most-read/")) == 3
