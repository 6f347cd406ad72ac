"""House style beside a story: the server's answers while somebody types, and the card by plain post."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import StyleIgnored, StyleRule
from articles.working_copy import content_of
from tests.admin.browsing import send, told, url
from tests.makers import make_article

BODY = "<p>The harbour wall. It stands.</p>"


@pytest.fixture
def rule(db):
    return StyleRule.objects.create(
        name="Wall", pattern="harbour wall => sea wall", message="It is a sea wall.", fields="body dek", state="live"
    )


def ask(client, address: str, *passages, language="en"):
    said = json.dumps({"language": language, "passages": passages})
    return client.post(address, said, content_type="application/json")


def test_it_answers_where_rules_fire_in_units_of_a_browser(as_, cast, rule):
    article = make_article(by=cast.reporter)
    answer = ask(as_(cast.reporter), url("style", article), ["headline", "harbour wall"], ["body", "😀 harbour wall"])
    [found] = [each for each in answer.json()["found"] if each["rule"] == str(rule.uid)]
    assert (found["passage"], found["start"], found["end"]) == (1, 3, 15)
    assert (found["replacement"], found["message"]) == ("sea wall", "It is a sea wall.")


def test_what_is_sent_changes_nothing(as_, cast, rule):
    article = make_article(by=cast.reporter)
    before = content_of(article).text
    ask(as_(cast.reporter), url("style", article), ["body", "Other words."])
    article.refresh_from_db()
    assert (content_of(article).text, article.revision_number) == (before, 1)


def test_a_new_story_is_looked_at_too(as_, cast, rule):
    answer = ask(as_(cast.reporter), url("style_new"), ["body", "a harbour wall"])
    assert [each["text"] for each in answer.json()["found"]] == ["harbour wall"]


def test_the_answer_costs_three_queries_beside_who_asks(as_, cast, rule):
    article = make_article(by=cast.reporter)
    client = as_(cast.editor)
    with CaptureQueriesContext(connection) as asked:
        ask(client, url("style", article), ["body", "a harbour wall"])
    own = [query["sql"] for query in asked if "articles_" in query["sql"]]
    assert len(own) <= 3, own


@pytest.mark.parametrize("who", ["second_reporter", "photo_editor", "photographer", "stranger"])
def test_only_those_who_may_edit_ask(as_, cast, rule, who):
    article = make_article(by=cast.reporter)
    client = as_(getattr(cast, who))
    assert ask(client, url("style", article), ["body", "x"]).status_code in {302, 403, 404}
    leave = client.post(url("style_leave", article), {"rule": str(rule.uid), "text": "x"})
    assert leave.status_code in {302, 403, 404, 422}
    assert not StyleIgnored.objects.exists()


def test_it_needs_a_token_and_a_post(cast, rule):
    from django.test import Client

    article = make_article(by=cast.reporter)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reporter)
    assert ask(client, url("style", article), ["body", "x"]).status_code == 403
    assert client.get(url("style", article)).status_code == 405


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"[]", b"{}", b"\xff", b"null", b'{"language": "en", "passages": 3}',
        b'{"language": "en", "passages": ["a"]}',
        b'{"language": "en", "passages": [["secret", "x"]]}', b'{"passages": []}', b"[" * 100_000,
        json.dumps({"language": "en", "passages": [["body", "x"]] * 4_001}).encode(),
        json.dumps({"language": "en", "passages": [["body", "x" * 400_001]]}).encode(),
    ],
    ids=range(12),
)  # fmt: skip
def test_what_is_no_story_is_refused_in_a_sentence(as_, cast, rule, sent):
    answer = as_(cast.reporter).post(
        url("style", make_article(by=cast.reporter)), sent, content_type="application/json"
    )
    assert answer.status_code == 422
    assert answer.json()["refused"].endswith(".")


def test_ignoring_answers_and_holds_for_colleagues(as_, cast, rule):
    article = make_article(by=cast.reporter, body=BODY)
    said = {"rule": str(rule.uid), "text": "harbour wall"}
    assert as_(cast.reporter).post(url("style_leave", article), said).status_code == 200
    answer = ask(as_(cast.editor), url("style", article), ["body", "The harbour wall"]).json()
    assert answer["found"] == []
    assert answer["ignored"] == [{"rule": str(rule.uid), "name": "Wall", "text": "harbour wall"}]
    as_(cast.editor).post(url("style_leave", article), said | {"heed": "1"})
    assert len(ask(as_(cast.editor), url("style", article), ["body", "The harbour wall"]).json()["found"]) == 1


@pytest.mark.parametrize("rule_uid", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_ignoring_a_rule_there_is_not_is_refused(as_, cast, rule_uid):
    article = make_article(by=cast.reporter)
    answer = as_(cast.reporter).post(url("style_leave", article), {"rule": rule_uid, "text": "x"})
    assert answer.status_code == 422


def test_the_card_lists_what_was_found_and_escapes_it(as_, cast, rule):
    StyleRule.objects.create(name="Odd", pattern="<b>", message="No <i> here.", state="live")
    article = make_article(by=cast.reporter, body="<p>The harbour wall &lt;b&gt; stands.</p>")
    page = as_(cast.reporter).get(url("change", article)).text
    assert '<q class="style-quoted">harbour wall</q>' in page
    assert f'value="replace:{rule.uid}:harbour wall"' in page
    assert "No &lt;i&gt; here." in page


def test_without_a_script_a_button_saves_what_was_typed_and_replaces(as_, cast, rule):
    article = make_article(by=cast.reporter, body=BODY)
    answer = send(as_(cast.reporter), article, headline="Typed just now", _style=f"replace:{rule.uid}:harbour wall")
    article.refresh_from_db()
    assert (article.headline, article.body) == ("Typed just now", "<p>The sea wall. It stands.</p>")
    assert any("Replaced once." in sentence for sentence in told(answer))


def test_without_a_script_a_button_leaves_alone_and_marks_again(as_, cast, rule):
    article = make_article(by=cast.reporter, body=BODY)
    client = as_(cast.reporter)
    send(client, article, _style=f"ignore:{rule.uid}:harbour wall")
    page = client.get(url("change", article)).text
    assert f'value="heed:{rule.uid}:harbour wall"' in page
    assert f'value="replace:{rule.uid}:harbour wall"' not in page
    send(client, article, _style=f"heed:{rule.uid}:harbour wall")
    assert not StyleIgnored.objects.exists()


@pytest.mark.parametrize("said", ["replace:x:y", "ignore::", "::::", "heed:x:y", "nonsense"])
def test_a_button_nobody_made_is_refused(as_, cast, said):
    article = make_article(by=cast.reporter, body=BODY)
    answer = send(as_(cast.reporter), article, _style=said)
    assert answer.status_code == 200
    assert not StyleIgnored.objects.exists()


def test_the_checklist_minds_it_and_is_not_stopped_by_it(as_, cast, rule):
    from articles.admin.state import StoryState
    from newsroom import clock

    article = make_article(by=cast.reporter, body=BODY)
    found = [each for each in StoryState(article, cast.editor, clock.now()).checks if each.id == "style"]
    assert [(each.severity, each.field, each.quote) for each in found] == [("warn", "body", "harbour wall")]
    assert "House style: “harbour wall”." in as_(cast.editor).get(url("change", article)).text


def test_many_remarks_do_not_drown_the_checklist(cast, rule):
    from articles.admin.state import StoryState
    from newsroom import clock

    StyleRule.objects.create(name="Ones", pattern="\n".join(f"w{n}" for n in range(9)), message="Why.", state="live")
    article = make_article(by=cast.reporter, body="<p>" + " ".join(f"w{n}" for n in range(9)) + ".</p>")
    found = [each.message for each in StoryState(article, cast.editor, clock.now()).checks if each.id == "style"]
    assert len(found) == 5
    assert found[-1] == "House style: 5 things more."


def test_opening_the_form_asks_for_house_style_once(as_, cast, rule):
    article = make_article(by=cast.reporter, body=BODY)
    client = as_(cast.reporter)
    with CaptureQueriesContext(connection) as asked:
        client.get(url("change", article))
    assert len([query for query in asked if "stylerule" in query["sql"]]) == 1
