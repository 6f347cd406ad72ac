"""Whether readers get the front that was issued: judged, tried again, told to the desk, on the board meanwhile."""

from datetime import timedelta

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from articles import workflow
from articles.fronts import receipts
from articles.fronts.operations import Place, Remove, RemoveContainer, SetCard
from articles.fronts.receipts import judge, look_now
from articles.models import FrontReceipt
from articles.receipts.fetching import Fetched
from newsroom import clock
from newsroom.notices.models import Notice
from tests.makers import NOON, make_live, make_section

MINUTE = timedelta(minutes=1)
LATER = NOON + 2 * MINUTE
pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def stories(cast):
    before = NOON - timedelta(hours=1)
    return [make_live(cast, headline=f"Story {name}", slug=f"story-{name}", now=before) for name in "abc"]


@pytest.fixture
def front(cast, stories):
    made = workflow.begin_front("home", by=cast.editor, now=NOON)
    for name, story in zip("abc", stories, strict=True):
        workflow.arrange(made, Place("top", str(story.uid), name), by=cast.editor, now=NOON)
    return made


@pytest.fixture
def served(monkeypatch):
    """Let the page be fetched from the readers' views themselves, at a moment; a test may spoil what comes back."""
    served = {"change": lambda body: body, "status": 200, "at": LATER}

    def fetch(path):
        monkeypatch.setattr(clock, "now", lambda: served["at"])
        answer = Client().get(path)
        return Fetched(served["status"] or answer.status_code, "text/html", served["change"](answer.content))

    monkeypatch.setattr(receipts, "fetch", fetch)
    return served


def _issue(cast, front, now=NOON + MINUTE, **how):
    edition = workflow.issue_front(front, by=cast.editor, now=now, **how)
    return FrontReceipt.objects.get(edition=edition)


def test_what_is_served_as_it_was_issued_is_green_with_its_seconds(cast, front, served):
    receipt = _issue(cast, front)
    assert DBTaskResult.objects.filter(task_path__endswith="look_at_front").exists()
    assert look_now(receipt.pk, now=LATER) is None
    receipt.refresh_from_db()
    assert (receipt.state, receipt.shows, receipt.seconds) == ("green", "", 60)


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        (lambda body: body.replace(b'content="F-1"', b'content="F-0"'), 200, "It shows F-0."),
        (lambda body: body.replace(b'name="version"', b'name="else"'), 200, "It shows no edition."),
        (lambda body: body.replace(b"story-b/", b"story-x/"), 200, "/2026/11/22/story-b/ is not where it was put."),
        (lambda body: b"", 200, "It cannot be read as a page."),
        (lambda body: body, 503, "It answers 503."),
    ],
)
def test_what_is_not_is_tried_again_then_told_and_on_the_board(cast, as_, front, served, change, status, said):
    served |= {"change": change, "status": status}
    receipt = _issue(cast, front)
    tries, again = 0, LATER
    while again:
        tries, again = tries + 1, look_now(receipt.pk, now=LATER)
        assert Notice.objects.filter(kind="front_wrong").exists() == (again is None)
    receipt.refresh_from_db()
    assert (receipt.state, receipt.shows, tries) == ("red", said, 5)
    told = Notice.objects.get(kind="front_wrong", to=cast.duty_editor)
    assert told.words == said and told.about_kind == "front"
    board = as_(cast.editor).get("/admin/").content.decode()
    assert "Readers do not get it" in board and f"/admin/fronts/{front.pk}/" in board
    workflow.arrange(front, Remove("a"), by=cast.editor, now=LATER)
    _issue(cast, front, now=LATER)
    assert "Readers do not get it" not in as_(cast.editor).get("/admin/").content.decode()


def test_it_waits_for_what_is_ahead_and_lets_go_of_what_was_overtaken_or_recalled(cast, front, served):
    ahead = _issue(cast, front, live_from=LATER + MINUTE)
    assert look_now(ahead.pk, now=LATER) == LATER + MINUTE
    workflow.recall_front(ahead.edition, by=cast.editor, now=LATER)
    assert look_now(ahead.pk, now=LATER + MINUTE) is None
    first = _issue(cast, front, now=LATER)
    workflow.arrange(front, Remove("a"), by=cast.editor, now=LATER)
    _issue(cast, front, now=LATER + MINUTE)
    assert look_now(first.pk, now=LATER + MINUTE) is None
    assert {each.state for each in (ahead, first) if each.refresh_from_db() is None} == {"over"}


def test_a_pulled_story_and_an_editors_own_headline_are_no_fault(cast, front, stories, served):
    workflow.arrange(front, SetCard("a", {"headline": "In other words"}), by=cast.editor, now=NOON)
    receipt = _issue(cast, front)
    workflow.pull(stories[1], by=cast.editor, now=NOON + MINUTE)
    look_now(receipt.pk, now=LATER)
    receipt.refresh_from_db()
    assert receipt.state == "green", receipt.shows


def test_a_front_without_parts_must_make_itself_and_a_special_without_be_gone(cast, front, stories, served):
    workflow.arrange(front, RemoveContainer("top"), by=cast.editor, now=NOON)
    for container in type(front).objects.get(pk=front.pk).working.containers:
        workflow.arrange(front, RemoveContainer(container.key), by=cast.editor, now=NOON)
    receipt = _issue(cast, front)
    look_now(receipt.pk, now=LATER)
    receipt.refresh_from_db()
    assert receipt.state == "green", receipt.shows
    special = workflow.begin_front("special", by=cast.editor, title="Gone", now=NOON)
    workflow.arrange(special, RemoveContainer("top"), by=cast.editor, now=NOON)
    edition = workflow.issue_front(special, by=cast.editor, now=NOON)
    assert judge(Fetched(404), edition, LATER) == "" and judge(Fetched(200), edition, LATER) == "It is still there."


def test_the_story_says_on_which_fronts_it_is(cast, as_, front, stories):
    page = f"/admin/articles/article/{stories[0].pk}/change/"
    assert "On fronts" not in as_(cast.editor).get(page).content.decode()
    workflow.issue_front(front, by=cast.editor, now=NOON + MINUTE)
    assert f"/admin/fronts/{front.pk}/#a" in as_(cast.editor).get(page).content.decode()


@pytest.mark.parametrize("kind", ["section", "special"])
def test_a_section_and_a_special_are_looked_at_like_the_home_page(cast, stories, served, kind):
    given = {"section": {"section": make_section()}, "special": {"title": "Harbour night"}}[kind]
    front = workflow.begin_front(kind, by=cast.editor, now=NOON, **given)
    front.refresh_from_db()
    part = front.working.containers[0].key
    for name, story in zip("ab", stories, strict=False):
        workflow.arrange(front, Place(part, str(story.uid), name), by=cast.editor, now=NOON)
    green = _issue(cast, front)
    assert look_now(green.pk, now=LATER) is None
    green.refresh_from_db()
    assert (green.state, green.shows) == ("green", "")
    workflow.arrange(front, Remove("a"), by=cast.editor, now=LATER)
    served |= {"change": lambda body: body.replace(b"story-b/", b"story-x/")}
    red = _issue(cast, front, now=LATER)
    again = LATER
    while again:
        again = look_now(red.pk, now=LATER)
    red.refresh_from_db()
    assert (red.state, red.shows) == ("red", "/2026/11/22/story-b/ is not where it was put.")
    assert Notice.objects.get(kind="front_wrong", to=cast.duty_editor).words == red.shows
