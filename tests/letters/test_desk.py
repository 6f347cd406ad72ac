"""The room of newsletters on the desk: who enters, what each may press, and what the pages cost."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django_tasks_db.models import DBTaskResult

from newsroom.letters import issuing, keeping, permissions, trying, wording
from newsroom.letters.acting import Refused
from newsroom.letters.models import Issue, Letter, Subscription
from newsroom.letters.sending import press_on
from newsroom.letters.tasks import mail_trial
from newsroom.record.models import LogEntry
from tests.makers import NOON, make_live, make_tag
from tests.readers import text

from .conftest import LATER, pull, said, send, take

ROOM = "/admin/newsletters/"
SEE = {"reporter", "copy_editor", "editor", "duty_editor", "photo_editor", "lawyer", "managing_editor", "administrator"}
SEND = {"editor", "duty_editor"}
KEEP = {"managing_editor", "administrator"}
ADDRESSES = {"administrator"}
EVERYBODY = [*sorted(SEE), "photographer", "stranger"]
# One of each: who only looks, who sends, who keeps them and sees addresses, who does not enter.
OF_EACH = ["reporter", "editor", "administrator", "photographer"]


@pytest.fixture
def drawn(letter, story, cast) -> Issue:
    return issuing.draw_up(letter, by=cast.editor, now=LATER)


@pytest.fixture
def by(cast):
    """Return somebody's browser, at an hour after noon."""

    def _by(who: str, path: str, method: str = "get", **posted):
        client = Client()
        client.force_login(getattr(cast, who))
        with time_machine.travel(LATER + timedelta(minutes=1), tick=False):
            return getattr(client, method)(path, posted or None)

    return _by


def test_the_roles_have_the_leave_they_are_said_to_have(cast):
    for may, people in {
        permissions.may_see_letters: SEE,
        permissions.may_send_letters: SEND,
        permissions.may_keep_letters: KEEP,
        permissions.may_see_readers: ADDRESSES,
    }.items():
        assert {who for who in EVERYBODY if may(getattr(cast, who))} == people, may.__name__


@pytest.mark.parametrize("who", OF_EACH)
def test_each_may_what_their_role_lets_them_and_is_told_so_of_the_rest(by, letter, drawn, mails, who):
    own, issue = f"{ROOM}{letter.pk}/", f"{ROOM}{letter.pk}/{drawn.number}/"
    pages = {
        ROOM: SEE,
        own: SEE,
        issue: SEE,
        f"{issue}mail/": SEE,
        f"{ROOM}new/": KEEP,
        f"{own}settings/": KEEP,
        f"{ROOM}readers/": ADDRESSES,
    }
    for path, people in pages.items():
        assert (by(who, path).status_code == 200) == (who in people), path
    before = Letter.objects.count(), LogEntry.objects.count()
    posts = {
        (f"{own}draw-up/", ("x", "1")): SEND,
        (issue, ("do", "title")): SEND,
        (issue, ("do", "intro")): SEND,
        (issue, ("do", "move")): SEND,
        (issue, ("do", "leave-out")): SEND,
        (issue, ("do", "put-in")): SEND,
        (issue, ("do", "reset")): SEND,
        (issue, ("do", "try")): SEND,
        (issue, ("do", "send")): SEND,
        (issue, ("do", "stop")): SEND,
        (f"{own}readers.csv", ("x", "1")): ADDRESSES,
    }
    if who in SEND:
        return
    for (path, posted), people in posts.items():
        answer = by(who, path, "post", **dict([posted]))
        if who in people:
            assert answer.status_code == 200
        elif who in SEE:
            assert (answer.status_code, "may not" in text(answer)) == (403, True), path
        else:
            assert answer.status_code == 403, path
    drawn.refresh_from_db()
    assert (drawn.state, drawn.title) == ("drawn", "")
    assert (Letter.objects.count(), LogEntry.objects.count()) == (before[0], before[1] + (who in ADDRESSES))
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("who", OF_EACH[:3])
def test_the_buttons_are_those_they_may_press(by, letter, drawn, mails, who):
    page = text(by(who, f"{ROOM}{letter.pk}/"))
    assert ("Draw it up anew" in page) == (who in SEND)
    assert (f"{ROOM}{letter.pk}/settings/" in page) == (who in KEEP)
    page = text(by(who, f"{ROOM}{letter.pk}/{drawn.number}/"))
    for button in ('value="send"', 'value="try"', 'name="title"', 'name="intro"', 'value="leave-out"', 'id="put-in"'):
        assert (button in page) == (who in SEND), button
    page = text(by(who, ROOM))
    assert ("New newsletter" in page) == (who in KEEP)
    assert ("Readers’ addresses" in page) == (who in ADDRESSES)


def test_an_editor_draws_it_up_looks_at_it_words_it_tries_it_and_sends_it(by, letter, story, cast, mails):
    take(letter, "reader@example.net")
    answer = by("editor", f"{ROOM}{letter.pk}/draw-up/", "post", x="1")
    issue = Issue.objects.get()
    path = f"{ROOM}{letter.pk}/{issue.number}/"
    assert answer.url == path
    page = text(by("editor", path))
    assert "Send it to 1 reader<" in page
    assert "Council votes for the wall\nWork begins in spring." in page
    assert f'src="{path}mail/"' in page
    shown = by("editor", f"{path}mail/")
    assert "style=" not in text(shown) and 'href="/static/mail/letter.css"' in text(shown)
    assert shown["Cache-Control"].startswith("private, no-store")
    by("editor", path, "post", do="title", title="The wall is coming")
    by("editor", path, "post", do="try")
    assert mail_trial.func(issue.pk, cast.editor.pk)
    assert (mails[0].to, mails[0].subject) == (["editor@example.org"], "Harbour news: The wall is coming")
    assert "List-Unsubscribe" not in mails[0].extra_headers
    by("editor", path, "post", do="send")
    while press_on(issue.pk, "elsewhere:1:x", LATER):
        pass
    assert mails[1].to == ["reader@example.net"]
    assert '<th scope="row">Sent</th><td>1</td>' in text(by("editor", path))
    assert "As readers see it in a browser" in text(by("editor", path))


def test_one_that_is_dropped_is_gone_and_leads_back_to_its_newsletter(by, letter, drawn):
    answer = by("editor", f"{ROOM}{letter.pk}/{drawn.number}/", "post", do="stop")
    assert answer.url == f"{ROOM}{letter.pk}/"
    assert not Issue.objects.exists()
    assert LogEntry.objects.filter(verb="drop letter").count() == 1


def test_what_fell_out_since_it_was_drawn_up_is_said(by, letter, drawn, story, cast):
    make_live(cast, slug="another", now=LATER - timedelta(minutes=10))
    issue = issuing.draw_up(letter, by=cast.editor, now=LATER)
    wording.set_title(issue, "The wall", by=cast.editor, now=LATER)
    pull(story, cast)
    page = text(by("editor", f"{ROOM}{letter.pk}/{issue.number}/"))
    assert "One story that was drawn up is left out" in page
    assert "The subject that was typed may be about it" in page


def test_settings_are_kept_and_shown_again(by, cast):
    typed = {
        "name": "Mornings",
        "about": "What is new.",
        "slug": "",
        "of": f"tag:{make_tag().pk}",
        "greeting": "Good morning.",
        "rhythm": "weekly",
        "weekday": "4",
        "at": "06:45",
        "is_on": "on",
    }
    answer = by("administrator", f"{ROOM}new/", "post", **typed)
    letter = Letter.objects.get()
    assert answer.url == f"{ROOM}{letter.pk}/"
    assert (letter.slug, letter.weekday, str(letter.at)) == ("mornings", 4, "06:45:00")
    page = text(by("administrator", f"{ROOM}{letter.pk}/settings/"))
    for part in ('value="Mornings"', "Good morning.</textarea>", 'value="06:45"', 'value="4" selected', "checked"):
        assert part in page, part
    assert "next Fri 27 Nov, 06:45" in text(by("administrator", f"{ROOM}{letter.pk}/"))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"of": "tag:999999"}, "not one of the available choices"),
        ({"of": "nonsense"}, "not one of the available choices"),
        ({"of": ""}, "This field is required"),
        ({"at": "25:99"}, "Enter a valid time"),
        ({"rhythm": "daily", "at": ""}, "Say at what time it goes"),
        ({"weekday": "9"}, "not one of the available choices"),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"slug": "off"}, "taken by the newsroom itself"),
    ],
)
def test_what_cannot_be_kept_is_said_with_what_was_typed(by, cast, change, sentence):
    typed = {"name": "Mornings", "about": "All <of> it.", "of": f"tag:{make_tag().pk}", "rhythm": "hand", **change}
    answer = by("administrator", f"{ROOM}new/", "post", **typed)
    assert (answer.status_code, sentence in text(answer)) == (422, True)
    assert "All &lt;of&gt; it." in text(answer)
    assert not Letter.objects.exists()


class TestAddresses:
    def test_one_is_looked_up_and_erased_for_its_owner(self, by, letter, story, cast, mails):
        take(letter, "reader@example.net", "other@example.net")
        send(letter, cast)
        page = text(by("administrator", f"{ROOM}readers/", "post", address=" READER@example.net "))
        assert "Harbour news" in page and "other@example.net" not in page
        by("administrator", f"{ROOM}readers/", "post", address="reader@example.net", erase="1")
        assert list(Subscription.objects.values_list("address", flat=True)) == ["other@example.net"]
        assert "Nothing is kept" in text(by("administrator", f"{ROOM}readers/", "post", address="reader@example.net"))

    def test_a_list_is_taken_along_and_the_log_says_by_whom(self, by, letter, cast, mails):
        take(letter, "reader@example.net", "=cmd|x@example.net")
        answer = by("administrator", f"{ROOM}{letter.pk}/readers.csv", "post", x="1")
        lines = text(answer).splitlines()
        assert lines[0] == "address,confirmed_at"
        assert lines[1].startswith("reader@example.net,2026-11-22T12:00:00") and lines[2].startswith("'=cmd|x@")
        entry = LogEntry.objects.get(verb="export readers")
        assert (entry.by, entry.facts) == (cast.administrator, '{"readers":2}')

    def test_no_page_of_the_room_lists_any(self, by, letter, story, cast, mails):
        take(letter, "reader@example.net")
        issue = send(letter, cast)
        for path in (ROOM, f"{ROOM}{letter.pk}/", f"{ROOM}{letter.pk}/{issue.number}/", f"{ROOM}readers/"):
            assert "example.net" not in text(by("administrator", path)), path

    @pytest.mark.parametrize("typed", ["", " ", "no address", "x" * 5000, "nul\0", "<b>"])
    def test_nothing_typed_there_is_a_fault(self, by, letter, typed):
        answer = by("administrator", f"{ROOM}readers/", "post", address=typed)
        assert answer.status_code == 200 and "<b>" not in text(answer)


def test_there_is_nothing_at_the_address_of_none(by, letter):
    for path in (f"{ROOM}999/", f"{ROOM}{letter.pk}/999/", f"{ROOM}{letter.pk}/999/mail/", f"{ROOM}999/settings/"):
        assert by("administrator", path).status_code == 404, path


def test_an_issue_that_had_nothing_is_shown_and_not_tried(by, letter, cast, mails):
    issue = Issue.objects.create(letter=letter, number=1, state="empty", drawn_at=NOON)
    assert "Readers have none of its stories." in text(by("editor", f"{ROOM}{letter.pk}/1/"))
    assert by("editor", f"{ROOM}{letter.pk}/1/mail/").status_code == 404
    with pytest.raises(Refused, match="nothing in this issue"):
        trying.try_issue(issue, by=cast.editor)


def test_the_pages_cost_the_same_for_many_newsletters_and_many_issues(
    by, letter, story, cast, mails, django_assert_num_queries, django_assert_max_num_queries
):
    take(letter, *[f"reader{number}@example.net" for number in range(3)])
    send(letter, cast)
    costs = {}
    for round_ in range(2):
        for path in (ROOM, f"{ROOM}{letter.pk}/", f"{ROOM}{letter.pk}/1/"):
            with django_assert_max_num_queries(40) as captured:
                by("editor", path)
            costs.setdefault(path, []).append(len(captured))
        for number in range(5):
            name = f"Letter {round_}{number}"
            keeping.begin_letter(said(name=name, tag=make_tag(name)), by=cast.administrator, now=NOON)
            Issue.objects.create(letter=letter, number=10 + 10 * round_ + number, state="empty", drawn_at=NOON)
    assert [set(counts) for counts in costs.values() if len(set(counts)) > 1] == [], costs
