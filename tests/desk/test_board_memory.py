"""The memory of the board: what it answers is what a board made anew would say, for everybody, after anything."""

import random
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.admin.stories import alive
from articles.admin.stories.narrowing import Looker
from articles.models import Article, Edition, Note, ReceiptRow
from articles.receipts import keeping
from articles.workflow import Refused
from articles.working_copy import content_of
from newsroom import clock
from newsroom.desk import board_page
from newsroom.desk.board_page import said
from newsroom.desk.memory import Parts, boards
from newsroom.staff.models import Presence
from tests.conftest import NOON
from tests.makers import make_article, make_content, make_live, make_photo, use_of

# Session, person, permissions, the number of the desk, who is in the stories, the bar.
UNCHANGED = 6


@pytest.fixture(autouse=True)
def _remembering(settings):
    settings.DESK_MEMORY = True
    boards.clear()
    yield
    boards.clear()


def told(user, now) -> dict:
    """Return what the board says, from memory as far as that holds."""
    with boards.of(user, now) as parts:
        return said(Looker(user, now), parts)


def anew(user, now) -> dict:
    """Return what a board says that is made for this question."""
    return said(Looker(user, now), Parts())


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@contextmanager
def nothing_made():
    """Refuse to make any part of a board."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(board_page, "cards", None)
        yield


class Desk:
    """A few stories and people, and what anybody might do next to any of them."""

    def __init__(self, cast, seed: int):
        self.random, self.cast, self.now = random.Random(seed), cast, NOON
        self.people = [cast.reporter, cast.copy_editor, cast.editor, cast.duty_editor]
        photo = make_photo(by=cast.photo_editor)
        for number in range(4):
            make_article(by=cast.reporter, slugline=f"story-{number}", photos=(use_of(photo),) if number % 2 else ())
        make_live(cast, slugline="live-one")

    def act(self) -> None:
        """Let some time pass, and somebody do something; what is refused changed nothing."""
        self.now += timedelta(seconds=self.random.choice([1, 5, 50, 400, 4_000, 40_000]))
        name = self.random.choice([name for name in dir(self) if name.startswith("_do_")])
        story = self.random.choice(list(Article.objects.order_by("pk")))
        with suppress(Refused):
            getattr(self, name)(story, self.random.choice(self.people))

    def _later(self):
        return self.now + timedelta(seconds=self.random.choice([1, 30, 3_000, 50_000, 100_000]))

    def _do_save(self, story, by):
        content = replace(content_of(story), headline=f"Another {self.random.random()}")
        workflow.save(story, by=by, content=content, now=self.now)

    def _do_file(self, story, by):
        workflow.file(story, by=by, now=self.now)

    def _do_sign_off(self, story, by):
        workflow.sign_off(story, by=by, now=self.now)

    def _do_send_back(self, story, by):
        workflow.send_back(story, by=by, reason="Who says so?", now=self.now)

    def _do_publish(self, story, by):
        if story.stage == "draft":
            workflow.file(story, by=self.cast.reporter, now=self.now)
        later = self.random.random() < 0.5
        workflow.publish(story, by=by, live_from=self._later() if later else None, now=self.now)

    def _do_publish_alone(self, story, by):
        workflow.publish_alone(
            story, by=by, reason="alone", reader=self.cast.editor, read_after=self._later(), now=self.now
        )

    def _do_pull(self, story, by):
        workflow.pull(story, by=by, now=self.now)

    def _do_restore(self, story, by):
        workflow.restore(story, by=by, now=self.now)

    def _do_hold(self, story, by):
        kind = self.random.choice(["legal", "stock"])
        workflow.hold(story, by=by, kind=kind, reason="Ask.", now=self.now)

    def _do_embargo(self, story, by):
        workflow.embargo(story, by=by, until=self._later(), now=self.now)

    def _do_set_due(self, story, by):
        workflow.set_due(story, by=by, due_at=self._later(), now=self.now)

    def _do_assign(self, story, by):
        workflow.assign(story, by=by, to=self.random.choice(self.people), now=self.now)

    def _do_restrict(self, story, by):
        people = self.random.choice([[], [by, self.cast.reporter], [self.cast.duty_editor]])
        workflow.restrict(story, by=by, people=people, now=self.now)

    def _do_add_note(self, story, by):
        workflow.add_note(story, by=by, text=f"@{self.cast.editor.name} look", now=self.now)

    def _do_resolve_note(self, story, by):
        if note := Note.objects.filter(resolved_at=None, answers=None).first():
            workflow.resolve_note(note, by=by, now=self.now)

    def _do_begin(self, story, by):
        workflow.begin(by=by, content=make_content(slugline=f"begun-{self.random.random()}"), now=self.now)

    def _do_sit_in_it(self, story, by):
        key = f"00000000-0000-4000-8000-{by.pk:012}"
        values = {"place": story.subject, "person": by, "seen_at": self.now, "until": self.now + timedelta(seconds=6)}
        Presence.objects.update_or_create(key=key, defaults=values)

    def _do_look_at_the_receipt(self, story, by):
        if row := ReceiptRow.objects.select_related("receipt__edition").first():
            keeping.look_now(row.receipt_id, now=self.now)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_anything_by_anybody_everybody_is_told_what_a_new_board_says(cast, seed):
    desk = Desk(cast, seed)
    for _turn in range(15):
        for person in desk.people:
            told(person, desk.now)
        before, at = alive.number(), desk.now
        desk.act()
        acted = alive.number() != before
        for person in desk.people:
            assert told(person, desk.now) == anew(person, desk.now), (seed, at, desk.now, acted, person.name)


def test_time_alone_changes_it_at_the_moment_and_not_before(cast):
    article = make_article(by=cast.reporter, slugline="late-one")
    workflow.set_due(article, by=cast.editor, due_at=NOON + minutes(10), now=NOON)
    told(cast.editor, NOON)
    with nothing_made():
        assert "late-one" not in told(cast.editor, NOON + minutes(9.99))["cards"]
    assert "late-one" in told(cast.editor, NOON + minutes(10.01))["cards"]


def test_a_story_that_is_restricted_is_gone_from_a_board_that_was_just_made(cast):
    article = make_article(by=cast.reporter, slugline="secret")
    workflow.file(article, by=cast.reporter, now=NOON)
    assert "secret" in told(cast.editor, NOON)["cards"]
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor, cast.reporter], now=NOON)
    assert "secret" not in str(told(cast.editor, NOON))
    assert "secret" in str(told(cast.duty_editor, NOON))


def test_a_person_is_never_answered_with_what_was_made_for_another_of_the_same_role(cast):
    make_article(by=cast.reporter, slugline="of-the-first")
    told(cast.reporter, NOON)
    assert "of-the-first" not in told(cast.second_reporter, NOON)["cards"]
    assert "of-the-first" in told(cast.reporter, NOON)["cards"]


def test_who_loses_a_role_loses_what_it_showed_though_nothing_else_happened(cast):
    workflow.file(make_article(by=cast.reporter, slugline="to-read"), by=cast.reporter, now=NOON)
    assert "to-read" in told(cast.editor, NOON)["cards"]
    cast.editor.groups.clear()
    person = type(cast.editor).objects.get(pk=cast.editor.pk)
    assert "to-read" not in str(told(person, NOON))


def test_what_happened_while_it_was_made_is_not_hidden_by_what_was_made(cast, monkeypatch):
    article = make_article(by=cast.reporter, slugline="filed-meanwhile")
    with boards.of(cast.editor, NOON) as parts:
        said(Looker(cast.editor, NOON), parts)
        workflow.file(article, by=cast.reporter, now=NOON)
    assert "filed-meanwhile" in told(cast.editor, NOON)["cards"]


def test_who_is_in_a_story_is_asked_anew_and_nothing_else_is_made_for_it(cast):
    article = make_article(by=cast.reporter)
    told(cast.editor, NOON)
    place = {"place": article.subject, "seen_at": NOON, "until": NOON + minutes(1)}
    Presence.objects.create(key="00000000-0000-4000-8000-000000000001", person=cast.copy_editor, **place)
    with nothing_made():
        assert cast.copy_editor.name in told(cast.editor, NOON)["table"]
        assert cast.copy_editor.name not in told(cast.editor, NOON + minutes(2))["table"]


def test_a_page_that_turns_red_alarms_at_once(cast):
    edition = Edition.objects.get(article=make_live(cast, now=clock.now() - minutes(1)))
    receipt, now = edition.receipt, clock.now()
    row = ReceiptRow.objects.create(receipt=receipt, position=1, place="story", name="Story", path="/not-there/")
    told(cast.editor, now)
    assert "/not-there/" not in told(cast.editor, now)["cards"]
    keeping.look_now(receipt.pk, now=now)
    row.refresh_from_db()
    assert row.state == "red"
    assert "/not-there/" in told(cast.editor, now)["cards"]


def test_a_filter_that_is_saved_is_on_the_board_at_once(client, cast):
    client.force_login(cast.editor)
    client.get("/admin/")
    client.post(
        "/admin/articles/article/filters/save/", {"asked": "?stage=draft", "name": "My drafts", "whom": "nobody"}
    )
    assert "My drafts" in client.get("/admin/").text


def test_a_board_to_which_nothing_happened_costs_no_more_than_the_bar_and_three_questions(client, cast):
    for _number in range(3):
        workflow.file(make_article(by=cast.reporter), by=cast.reporter)
        make_live(cast, now=clock.now() - minutes(5), photos=(use_of(make_photo(by=cast.reporter)),))
    client.force_login(cast.editor)
    first = client.get("/admin/")
    with CaptureQueriesContext(connection) as queries:
        again = client.get("/admin/")
    assert len(queries) <= UNCHANGED, [query["sql"][:80] for query in queries]
    assert again.context["cards"] == first.context["cards"]


def test_a_clock_that_was_set_back_is_not_answered_from_what_is_to_come(cast):
    article = make_article(by=cast.reporter, slugline="late-one")
    workflow.set_due(article, by=cast.editor, due_at=NOON + minutes(10), now=NOON)
    assert "late-one" in told(cast.editor, NOON + minutes(11))["cards"]
    assert "late-one" not in told(cast.editor, NOON + minutes(5))["cards"]
