"""What is done from the story list: to many stories at once, to filters, and by a page that stays open."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import SavedFilter
from newsroom import clock
from newsroom.record.models import LogEntry
from tests.admin.browsing import url
from tests.makers import make_article, make_live, make_section


def _do(client, articles, act, **said):
    return client.post(url("many"), {"act": act, "story": [each.pk for each in articles], **said})


def _results(response) -> list[tuple[str, bool, str]]:
    return [(result.article.slugline, result.done, result.sentence) for result in response.context["results"]]


def test_many_are_assigned_each_by_the_verb(as_, cast):
    articles = [make_article(by=cast.reporter, slugline=name) for name in ("a", "b")]
    response = _do(as_(cast.editor), articles, "assign", assignee=cast.second_reporter.pk)
    assert [done for _name, done, _said in _results(response)] == [True, True]
    assert LogEntry.objects.filter(verb="assign", by=cast.editor).count() == 2
    articles[0].refresh_from_db()
    assert articles[0].assignee == cast.second_reporter


def test_due_times_are_on_the_newsrooms_clock(as_, cast):
    article = make_article(by=cast.reporter)
    due = clock.now().replace(second=0, microsecond=0) + timedelta(days=1)
    _do(as_(cast.editor), [article], "due", due_at=f"{clock.local(due):%Y-%m-%dT%H:%M}")
    article.refresh_from_db()
    assert article.due_at == due


def test_one_refusal_does_not_stop_the_others_and_each_is_told(as_, cast):
    live = make_live(cast, now=clock.now() - timedelta(minutes=5), slugline="live")
    draft = make_article(by=cast.reporter, slugline="draft")
    response = _do(as_(cast.editor), [live, draft], "spike", reason="old")
    (first, second) = _results(response)
    assert first[:2] == ("live", False) and "At rest" in first[2]
    assert second[:2] == ("draft", True)
    draft.refresh_from_db()
    assert draft.stage == "spiked"
    assert "1 of 2 stories done" in response.content.decode()


def test_a_reporter_is_refused_what_they_may_not_do(as_, cast):
    theirs = make_article(by=cast.second_reporter, slugline="theirs")
    response = _do(as_(cast.reporter), [theirs], "spike")
    assert _results(response)[0][1] is False
    theirs.refresh_from_db()
    assert theirs.stage == "draft"


def test_stories_move_to_another_section_as_a_revision(as_, cast):
    article = make_article(by=cast.reporter)
    _do(as_(cast.editor), [article], "move", section=make_section("Sport").pk)
    article.refresh_from_db()
    assert (article.section.name, article.revision_number) == ("Sport", 2)


def test_a_story_somebody_may_not_see_is_passed_over_without_a_word(as_, cast):
    secret = make_article(by=cast.duty_editor, slugline="secret")
    workflow.restrict(secret, by=cast.duty_editor, people=[cast.duty_editor])
    response = _do(as_(cast.editor), [secret], "spike")
    assert b"secret" not in response.content
    secret.refresh_from_db()
    assert secret.stage == "draft"


@pytest.mark.parametrize(
    ("act", "chosen", "sentence"),
    [("spike", 0, "No story was chosen"), ("move", 1, "Choose the section"), ("burn", 1, "valid choice")],
)
def test_what_cannot_be_done_to_any_is_said_and_nothing_happens(as_, cast, act, chosen, sentence):
    articles = [make_article(by=cast.reporter) for _number in range(chosen)]
    response = _do(as_(cast.editor), articles, act)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def _save(client, name, asked, whom="nobody"):
    return client.post(url("save_filter"), {"name": name, "asked": asked, "whom": whom})


def test_a_filter_is_saved_under_a_name_without_what_was_searched_for(as_, cast):
    _save(as_(cast.editor), "Night", "?stage=ready&q=Somebody&hold=legal&nonsense=1")
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.asked, kept.owner, kept.shared) == (
        "Night",
        "stage=ready&hold=legal",
        cast.editor,
        "nobody",
    )


def test_a_filter_of_the_same_name_is_replaced(as_, cast):
    client = as_(cast.editor)
    _save(client, "Night", "?stage=ready")
    _save(client, "Night", "?stage=draft", "everybody")
    assert SavedFilter.objects.get().asked == "stage=draft"


def test_ones_own_filter_is_nobody_elses_and_a_shared_one_everybodys(as_, cast):
    client = as_(cast.editor)
    _save(client, "Only mine", "?stage=ready")
    _save(client, "For all", "?stage=draft", "everybody")
    _save(client, "For sport", "?stage=draft", str(make_section("Sport").pk))
    seen = as_(cast.reporter).get(url("changelist")).context["saved_filters"]
    assert {kept.name for kept in seen} == {"For all", "For sport"}


def test_only_its_owner_lets_a_filter_go(as_, cast):
    _save(as_(cast.editor), "Night", "?stage=ready", "everybody")
    kept = SavedFilter.objects.get()
    address = f"{url('changelist')}filters/{kept.uid}/drop/"
    assert as_(cast.reporter).post(address).status_code == 404
    as_(cast.editor).post(address)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(("name", "whom"), [("", "nobody"), ("x" * 41, "nobody"), ("Night", "777")])
def test_a_filter_that_cannot_be_saved_says_why(as_, cast, name, whom):
    client = as_(cast.editor)
    response = _save(client, name, "?stage=ready", whom)
    assert not SavedFilter.objects.exists()
    assert "Not done:" in client.get(response["Location"]).content.decode()


def _fresh(client, shown, tag="", **asked):
    headers = {"If-None-Match": tag} if tag else {}
    return client.get(url("fresh"), {"shown": ".".join(str(each.pk) for each in shown), **asked}, headers=headers)


def test_an_open_list_is_told_nothing_while_nothing_happens(as_, cast, django_assert_max_num_queries):
    client, article = as_(cast.editor), make_article(by=cast.reporter)
    tag = _fresh(client, [article])["ETag"]
    with django_assert_max_num_queries(8):
        assert _fresh(client, [article], tag).status_code in {304, 200}  # a minute may just have begun
    workflow.add_note(article, by=cast.editor, text="x")
    assert _fresh(client, [article], tag).status_code == 200


def test_an_open_list_gets_its_own_rows_and_a_number_for_new_ones(as_, cast):
    client, shown = as_(cast.editor), make_article(by=cast.reporter, slugline="shown")
    make_article(by=cast.reporter, slugline="new-one")
    workflow.file(shown, by=cast.reporter)
    page = _fresh(client, [shown]).content.decode()
    assert 'data-living-fresh="1"' in page
    assert "In review</span>" in page
    assert "new-one" not in page


def test_a_row_that_somebody_may_no_longer_see_is_not_sent(as_, cast):
    article = make_article(by=cast.duty_editor, slugline="secret")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    assert b"secret" not in _fresh(as_(cast.editor), [article]).content


def test_strangers_are_told_nothing(as_, cast):
    article = make_article(by=cast.reporter)
    assert _fresh(as_(cast.stranger), [article]).status_code == 403
    assert _do(as_(cast.stranger), [article], "spike").status_code == 403
