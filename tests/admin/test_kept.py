"""What was typed and not saved: kept by one small question, offered on the form, put back, let go, taken over."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Article, JournalState, Revision
from newsroom import clock
from newsroom.staff import presence
from newsroom.staff.models import Presence
from tests.admin.browsing import fields_of, told, url
from tests.makers import make_article, make_content

HERE = reverse("admin:articles_article_here")


@pytest.fixture
def article(cast):
    return make_article(by=cast.reporter, now=clock.now())


def typing(client, article, key=None, seq=1, **changes) -> dict:
    """Return what the open form of a story sends while somebody types."""
    page = client.get(url("change", article) if article else url("add"))
    said = {k: v for k, v in fields_of(page).items() if k not in {"csrfmiddlewaretoken", "typed_by", "_save"}} | changes
    about = {
        "key": key or uuid.uuid4(),
        "seq": seq,
        "base": said.get("base", ""),
        "typed_by": fields_of(page)["typed_by"],
    }
    return {**about, "payload": urlencode(said), "story": article.pk if article else ""}


def keeps(client, article, **changes) -> str:
    """Have somebody type and lose the tab; return the journal's uid for it."""
    answer = client.post(HERE, typing(client, article, **changes))
    assert answer.json()["kept"] == 1
    Presence.objects.all().delete()
    return str(JournalState.objects.latest("pk").uid)


def test_what_was_typed_is_offered_with_its_redline(cast, as_, article):
    client = as_(cast.reporter)
    keeps(client, article, headline="Council votes against the wall")
    page = client.get(url("change", article)).content.decode()
    assert "You typed this until" in page and "data-offer=" in page
    assert "<ins" in page and "against" in page


def test_putting_it_back_fills_the_form_and_a_save_keeps_it(cast, as_, article):
    client = as_(cast.reporter)
    body = "<p>“New” words — all of them.</p>\r\n<p>And more.</p>"
    uid = keeps(client, article, headline="Another headline", body=body)
    page = client.get(url("change", article) + f"?journal={uid}")
    data = fields_of(page)
    assert data["headline"] == "Another headline"
    assert data["body"].replace("\r\n", "\n") == body.replace("\r\n", "\n")
    client.post(url("change", article), data)
    article.refresh_from_db()
    assert article.headline == "Another headline"
    assert not JournalState.objects.open().exists()


def test_a_get_that_puts_back_changes_nothing(cast, as_, article):
    client = as_(cast.reporter)
    uid = keeps(client, article, headline="Another")
    client.get(url("change", article) + f"?journal={uid}")
    assert JournalState.objects.open().count() == Revision.objects.count() == 1


def test_what_is_saved_is_not_offered(cast, as_, article):
    client = as_(cast.reporter)
    keeps(client, article, sensitive="on")
    assert "data-offer=" in client.get(url("change", article)).content.decode()
    JournalState.objects.all().delete()
    keeps(client, article)
    assert "data-offer=" not in client.get(url("change", article)).content.decode()


def test_a_save_closes_its_own_forms_states(cast, as_, article):
    client, key = as_(cast.reporter), uuid.uuid4()
    client.post(HERE, typing(client, article, key, headline="Half"))
    data = fields_of(client.get(url("change", article))) | {"headline": "Whole", "journal": key, "journal_seq": 2}
    client.post(url("change", article), data)
    assert not JournalState.objects.open().exists()
    assert Article.objects.get(pk=article.pk).headline == "Whole"


def test_a_refused_save_leaves_the_words_offered(cast, as_, article):
    client, key = as_(cast.reporter), uuid.uuid4()
    client.post(HERE, typing(client, article, key, headline="Half"))
    data = fields_of(client.get(url("change", article))) | {"dated": "yesterday", "journal": key, "journal_seq": 1}
    assert client.post(url("change", article), data).status_code == 422
    assert JournalState.objects.open().count() == 1


def test_a_story_not_begun_is_offered_where_one_begins(cast, as_):
    client = as_(cast.reporter)
    uid = keeps(client, None, headline="Fire at the mill")
    assert f"?journal={uid}" in client.get(url("add")).content.decode()
    page = client.get(url("add") + f"?journal={uid}")
    assert fields_of(page)["headline"] == "Fire at the mill"
    client.post(url("add"), fields_of(page))
    assert Article.objects.get().headline == "Fire at the mill"
    assert f"?journal={uid}" not in client.get(url("add")).content.decode()


def test_a_colleague_who_may_edit_is_told_once_the_writer_is_gone(cast, as_, article):
    client = as_(cast.reporter)
    client.post(HERE, typing(client, article, headline="Half a thought"))
    assert "has not saved" not in as_(cast.editor).get(url("change", article)).content.decode()
    Presence.objects.update(until=clock.now() - timedelta(seconds=1))
    page = as_(cast.editor).get(url("change", article)).content.decode()
    assert "Reporter typed until" in page and "has not saved" in page and "Take it over" in page
    assert "let-go/" not in page


def test_an_editor_takes_over_and_then_nobody_is_offered_it(cast, as_, article):
    uid = keeps(as_(cast.reporter), article, headline="Half a thought")
    client = as_(cast.editor)
    client.post(url("change", article), fields_of(client.get(url("change", article) + f"?journal={uid}")))
    assert Revision.objects.latest("pk").by == cast.editor
    assert "typed" not in str(told(as_(cast.reporter).get(url("change", article))))
    assert not JournalState.objects.open().exists()


@pytest.mark.parametrize("who", ["second_reporter", "stranger", "photographer"])
def test_who_may_not_edit_sees_nothing_of_a_colleagues_words(cast, as_, article, who):
    uid = keeps(as_(cast.reporter), article, headline="Secret thought")
    client = as_(getattr(cast, who))
    for address in (
        url("change", article),
        url("change", article) + f"?journal={uid}",
        url("journal", article),
        reverse("admin:articles_article_journal_state", args=[uid]),
        reverse("admin:articles_article_kept") + f"?story={article.pk}",
    ):
        assert "Secret thought" not in client.get(address).content.decode()
    assert client.get(url("add") + f"?journal={uid}").status_code in {403, 404}


def test_a_restricted_story_is_nobodys_but_the_words_are_their_writers(cast, as_, article):
    uid = keeps(as_(cast.reporter), article, headline="My own words")
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    client = as_(cast.reporter)
    assert client.get(url("change", article)).status_code == 404
    assert uid in client.get(reverse("admin:articles_article_journal_mine")).content.decode()
    page = client.get(reverse("admin:articles_article_journal_state", args=[uid])).content.decode()
    assert "My own words" in page and "You do not see this story any more" in page and "Put it back" not in page
    page = as_(cast.editor).get(reverse("admin:articles_article_journal_state", args=[uid]))
    assert page.status_code == 404


def test_who_lost_the_right_to_edit_is_still_kept_and_shown_to_copy(cast, as_, article):
    client = as_(cast.reporter)
    typed = typing(client, article, headline="Typed before the spike")
    workflow.spike(article, by=cast.editor)
    assert client.post(HERE, typed).json()["kept"] == 1
    page = client.get(url("change", article)).content.decode()
    assert "your words are here to be copied" in page and "Put it back" not in page


def test_letting_go_and_taking_back(cast, as_, article):
    client = as_(cast.reporter)
    uid = keeps(client, article, headline="Half a thought")
    let_go = reverse("admin:articles_article_journal_let_go", args=[uid])
    assert "keeps it for 14 days" in str(told(client.post(let_go, follow=True)))
    assert "data-offer=" not in client.get(url("change", article)).content.decode()
    assert uid in client.get(url("journal", article)).content.decode()
    client.post(let_go, {"again": "1"})
    assert "data-offer=" in client.get(url("change", article)).content.decode()


def test_only_its_writer_lets_go(cast, as_, article):
    uid = keeps(as_(cast.reporter), article, headline="Half a thought")
    let_go = reverse("admin:articles_article_journal_let_go", args=[uid])
    assert "Only Reporter can let this go" in str(told(as_(cast.editor).post(let_go, follow=True)))
    cast.reporter.is_active = False
    cast.reporter.save(update_fields=["is_active"])
    as_(cast.editor).post(let_go)
    assert not JournalState.objects.open().exists()


def test_what_is_put_back_is_offered_once(cast, as_, article):
    client = as_(cast.reporter)
    uid = keeps(client, article, headline="Half a thought")
    client.post(HERE, typing(client, article, headline="Half a thought, and more") | {"from": uid})
    assert JournalState.objects.open().count() == 1


def test_it_is_put_back_onto_the_revision_it_was_typed_on(cast, as_, article):
    client = as_(cast.reporter)
    uid = keeps(client, article, dek="Typed on the first revision.")
    workflow.save(article, by=cast.editor, content=make_content(headline="The editor's headline"))
    page = client.get(url("change", article) + f"?journal={uid}")
    assert fields_of(page)["base"] == "1"
    assert "merged" in page.content.decode()


def test_nothing_is_kept_under_another_name(cast, as_, article):
    typed = typing(as_(cast.reporter), article, headline="The reporter's words")
    client = as_(cast.editor)
    answer = client.post(HERE, typed)
    assert answer.status_code == 409
    assert "under the wrong name" in answer.json()["refused"]
    data = fields_of(client.get(url("change", article))) | {
        "typed_by": typed["typed_by"],
        "headline": "Not the editor's",
    }
    answer = client.post(url("change", article), data)
    assert answer.status_code == 409
    assert (JournalState.objects.count(), Revision.objects.count()) == (0, 1)


def test_a_story_one_may_not_see_answers_like_one_that_is_not_there(cast, as_, article):
    typed = typing(as_(cast.reporter), article)
    workflow.restrict(article, by=cast.duty_editor, people=[cast.duty_editor])
    client = as_(cast.second_reporter)
    typed["typed_by"] = str(cast.second_reporter.uid)
    hidden = client.post(HERE, typed).json()
    missing = client.post(HERE, typed | {"story": 999_999, "key": uuid.uuid4()}).json()
    assert set(hidden) == set(missing) == {"kept", "at"}


def test_it_says_who_else_is_here_and_where(cast, as_, article):
    as_(cast.editor).post(HERE, {"key": uuid.uuid4(), "story": article.pk, "field": "body", "paragraph": "4"})
    as_(cast.copy_editor).post(HERE, {"key": uuid.uuid4(), "story": article.pk, "field": "byline-0-name"})
    met = as_(cast.reporter).post(HERE, {"key": uuid.uuid4(), "story": article.pk}).json()["here"]
    assert met == [{"name": "Editor", "where": "¶4"}, {"name": "Copy Editor", "where": "Byline"}]


def test_it_says_who_saved_since(cast, as_, article):
    workflow.save(article, by=cast.editor, content=make_content(headline="Other"))
    answer = as_(cast.reporter).post(HERE, {"key": uuid.uuid4(), "story": article.pk, "base": "1"}).json()
    assert answer["news"].startswith("Editor saved at ")
    assert answer["news"].endswith("your next save will be merged with it.")
    assert answer["revision"] == 2
    answer = as_(cast.reporter).post(HERE, {"key": uuid.uuid4(), "story": article.pk, "base": "2"}).json()
    assert answer["news"] == ""


def test_leaving_takes_the_last_words_along(cast, as_, article):
    client = as_(cast.reporter)
    typed = typing(client, article, headline="Last words")
    client.post(HERE, typed | {"payload": "headline=First", "seq": 1})
    assert client.post(HERE, typed | {"leave": "1", "seq": 2}).status_code == 204
    assert not presence.open_at(article.subject, clock.now()).exists()
    assert "Last+words" in JournalState.objects.get().payload


def test_words_that_come_late_bring_nobody_back(cast, as_, article):
    client = as_(cast.reporter)
    typed = typing(client, article, headline="Sent on return") | {"late": "1", "typed_at": "2026-11-22T12:00:00Z"}
    assert client.post(HERE, typed).json()["kept"] == 1
    assert not Presence.objects.exists()


def test_a_beat_costs_three_queries_beyond_signing_in(cast, as_, article, django_assert_max_num_queries):
    client = as_(cast.reporter)
    said = {"key": uuid.uuid4(), "story": article.pk, "base": "1"}
    client.post(HERE, said)
    with django_assert_max_num_queries(7) as asked:  # session, person, two of permissions
        client.post(HERE, said | {"field": "dek"})
    assert not [q for q in asked if "record_" in q["sql"]]


def test_the_form_asks_one_question_more_where_nothing_was_lost(cast, as_, article, django_assert_max_num_queries):
    client = as_(cast.reporter)
    client.get(url("change", article))
    with django_assert_max_num_queries(60) as asked:
        client.get(url("change", article))
    assert len([q for q in asked if "journalstate" in q["sql"]]) == 1


@pytest.mark.parametrize("said", [{}, {"key": "x"}, {"key": "1' OR 1=1"}])
def test_nonsense_is_answered_with_a_sentence(cast, as_, said):
    answer = as_(cast.reporter).post(HERE, said)
    assert (answer.status_code, "Reload" in answer.json()["refused"]) == (400, True)


@pytest.mark.parametrize("uid", ["x", "", "a9892087-c6b5-4d49-9e0a-47e0a0acd4c2"])
def test_a_state_that_is_not_there_is_not_found(cast, as_, article, uid):
    status = as_(cast.reporter).get(url("change", article) + f"?journal={uid}").status_code
    assert status == (404 if uid else 200)


def test_hostile_words_are_inert_on_every_page_of_the_journal(cast, as_, article):
    client = as_(cast.reporter)
    nasty = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>"
    uid = keeps(client, article, headline=nasty, body=f"<p>{nasty}</p><svg onload=alert(1)>", tags=nasty)
    for address in (url("change", article), reverse("admin:articles_article_journal_state", args=[uid])):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and "<svg onload" not in page


def test_a_note_that_was_being_written_is_offered_and_put_back(cast, as_, article):
    client = as_(cast.reporter)
    uid = keeps(client, article, note_text="Who told us this?", note_quote="the wall")
    assert uid in client.get(url("change", article)).content.decode()
    fields = fields_of(client.get(url("change", article) + f"?journal={uid}"))
    assert (fields["note_text"], fields["note_quote"]) == ("Who told us this?", "the wall")
