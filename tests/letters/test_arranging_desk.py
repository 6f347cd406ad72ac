"""The page on which an issue is arranged: its rows and buttons, what can be put in, why one is struck, its cost."""

import re
from datetime import time, timedelta

import pytest
import time_machine
from django.test import Client

from articles.models import Article
from newsroom.letters import arranging, issuing, keeping, wording
from newsroom.letters.models import Issue, Letter
from tests.makers import NOON
from tests.readers import text

from .conftest import LATER, pull, said, take
from .test_arranging import elsewhere, live, make_sensitive, order

SOON = LATER + timedelta(minutes=1)


@pytest.fixture
def stories(cast):
    return {name: live(cast, name, now=NOON + timedelta(minutes=place)) for place, name in enumerate("abc")}


@pytest.fixture
def issue(letter, stories, cast, mails) -> Issue:
    return issuing.draw_up(letter, by=cast.editor, now=LATER)


@pytest.fixture
def desk(issue, cast):
    """Open the page as the editor, or post to it; return the page that is shown then."""

    def _desk(query: str = "", who: str = "editor", **posted) -> str:
        client = Client()
        client.force_login(getattr(cast, who))
        with time_machine.travel(SOON, tick=False):
            path = f"/admin/newsletters/{issue.letter_id}/{issue.number}/{query}"
            return text(client.post(path, posted, follow=True) if posted else client.get(path))

    return _desk


def in_it(page: str) -> list[str]:
    """Return the stories in the issue, as the page lists them."""
    rows = re.findall(r'data-row="([^"]+)".*?<bdi class="letter-headline">([^<]+)</bdi>', page, re.DOTALL)
    return [headline for _uid, headline in rows]


def offered(page: str) -> list[str]:
    return re.findall(r'data-offer="[^"]+".*?<bdi class="letter-headline">([^<]+)</bdi>', page, re.DOTALL)


def test_every_button_does_what_it_says_without_a_script(desk, issue, stories, cast):
    page = desk()
    assert in_it(page) == ["Story c", "Story b", "Story a"]
    a, b, c = (str(stories[name].uid) for name in "abc")
    steps = {way: re.findall(rf'value="([^"]*)"(?: disabled)? data-{way}', page) for way in ("up", "down")}
    assert steps == {"up": ["", f"before {c}", f"before {b}"], "down": [f"after {b}", f"after {a}", ""]}
    assert in_it(desk(do="move", story=a, to=f"before {b}")) == ["Story c", "Story a", "Story b"]
    page = desk(do="leave-out", story=b)
    assert in_it(page) == ["Story c", "Story a"] and "Left out. It stands under the list" in page
    assert "Put back" in page and "As it was drawn up" in page
    assert in_it(desk(do="put-in", story=b)) == ["Story c", "Story a", "Story b"]
    assert in_it(desk(do="reset")) == ["Story c", "Story b", "Story a"]
    assert "As it was drawn up" not in desk()
    assert "Kept." in desk(do="intro", intro="Good water.", was="")
    assert "Good water.</textarea>" in desk()


def test_a_story_is_found_and_put_in_where_it_is_dropped(desk, issue, stories, cast):
    other = elsewhere(cast, "x")
    elsewhere(cast, "y")
    assert offered(desk()) == ["Story y", "Story x"]
    page = desk("?q=story-x", do="put-in", story=str(other.uid), to=f"after {stories['c'].uid}", asked="q=Story+x")
    assert in_it(page) == ["Story c", "Story x", "Story b", "Story a"]
    assert "put in" in page and 'value="Story x"' in page, "what was searched for is still there"
    assert order(issue) == "cxba"


def test_what_may_not_be_mailed_is_not_offered(desk, issue, cast):
    make_sensitive(elsewhere(cast, "s"), cast)
    pull(elsewhere(cast, "p"), cast, LATER)
    elsewhere(cast, "x")
    assert offered(desk()) == ["Story x"]
    assert offered(desk("?q=Story")) == ["Story x"]
    assert "No such story" in desk("?q=nothing+of+the+kind")


def test_each_that_is_not_in_the_mail_says_why(desk, issue, stories, cast):
    pull(stories["a"], cast, SOON - timedelta(seconds=10))
    make_sensitive(stories["b"], cast)
    page = desk()
    assert "Pulled: it is in no mail" in page and "Sensitive: it is in no newsletter." in page
    assert "2 stories that were drawn up are left out" in page


def test_words_that_may_be_about_one_that_went_are_said_to_be_out(desk, issue, stories, cast):
    wording.set_title(issue, "Mine", by=cast.editor, now=LATER)
    wording.set_intro(issue, "A line.", by=cast.editor, now=LATER)
    arranging.leave_out(issue, str(stories["a"].uid), by=cast.editor, now=LATER)
    pull(stories["a"], cast, SOON - timedelta(seconds=10))
    assert "may be about a story that readers do not have any more" in desk()
    pull(stories["b"], cast, SOON - timedelta(seconds=5))
    page = desk()
    assert "The subject that was typed may be about it" in page and "The introduction may be about it too" in page


def test_sending_what_one_did_not_see_is_refused_on_the_page(desk, issue, stories, cast):
    seen = issue.mark
    arranging.leave_out(issue, str(stories["a"].uid), by=cast.duty_editor, now=LATER)
    assert "A colleague changed this issue" in desk(do="send", seen=seen)
    assert f'name="seen" value="{Issue.objects.get().mark}"' in desk()


@pytest.mark.parametrize(
    "posted",
    [
        {"do": "nonsense"},
        {"do": "move"},
        {"do": "move", "story": "\0", "to": "nowhere at all"},
        {"do": "put-in", "story": "x" * 3000, "to": "after"},
        {"do": "leave-out", "story": "<b>"},
        {"do": "intro", "intro": "x" * 5000},
    ],
)
def test_nothing_posted_there_is_a_fault(desk, issue, posted):
    page = desk(**posted)
    assert 'class="error"' in page or "messagelist" in page
    assert order(issue) == "cba"


def test_the_page_says_what_the_clock_will_do(desk, issue, cast, stories):
    assert "The clock" not in desk()
    daily = said(rhythm=Letter.Rhythm.DAILY, at=time(14, 0))
    keeping.change_letter(issue.letter, daily, by=cast.administrator, now=NOON)
    assert "The clock draws up an issue of its own and sends it Sun 22 Nov, 14:00" in desk()
    arranging.leave_out(issue, str(stories["a"].uid), by=cast.editor, now=SOON)
    assert "The clock sends it as it stands here: Sun 22 Nov, 14:00" in desk()


def test_who_only_looks_has_no_button_and_no_search(desk, issue):
    page = desk(who="reporter")
    assert in_it(page) == [] and offered(page) == [] and 'name="do"' not in page
    assert "Story a" in page


def test_it_costs_the_same_for_many_stories(letter, cast, mails, django_assert_max_num_queries):
    costs = []
    for round_ in range(3):
        for number in range(4):
            live(cast, f"{round_}{number}", now=NOON + timedelta(minutes=number))
            elsewhere(cast, f"x{round_}{number}")
        issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
        first, second, *_rest = [str(uid) for uid in issue.stories.values_list("article__uid", flat=True)]
        arranging.leave_out(issue, first, by=cast.editor, now=LATER)
        pull(Article.objects.get(uid=second), cast, LATER)
        client = Client()
        client.force_login(cast.editor)
        with time_machine.travel(SOON, tick=False), django_assert_max_num_queries(45) as captured:
            client.get(f"/admin/newsletters/{letter.pk}/{issue.number}/?q=Story")
        costs.append(len(captured))
    # The first also finds out who the paper is.
    assert costs[1:] == [21, 21], costs


def test_an_open_page_is_told_that_nothing_of_it_is_another_until_something_is(issue, stories, cast):
    client = Client()
    client.force_login(cast.editor)
    path = f"/admin/newsletters/{issue.letter_id}/{issue.number}/"

    def asked(known: str = ""):
        with time_machine.travel(SOON, tick=False):
            return client.get(path, headers={"if-none-match": known} if known else {})

    known = asked()["ETag"]
    assert asked(known).status_code == 304
    arranging.leave_out(issue, str(stories["a"].uid), by=cast.duty_editor, now=SOON)
    answer = asked(known)
    assert answer.status_code == 200 and answer["ETag"] != known
    confirmed = answer["ETag"]
    take(issue.letter, "reader@example.net")
    assert asked(confirmed).status_code == 200, "one reader more"


def test_a_piece_of_the_page_is_marked_as_another_when_it_is_and_the_others_are_not(desk, issue, stories, cast):
    def marks() -> dict[str, str]:
        return dict(re.findall(r'data-piece="(\w+)" data-mark="(\w+)"', desk()))

    before = marks()
    assert marks() == before
    wording.set_intro(issue, "A line.", was="", by=cast.duty_editor, now=SOON)
    different = {name for name, mark in marks().items() if mark != before[name]}
    assert different == {"head", "intro", "send", "mail"}
