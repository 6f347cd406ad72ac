"""House style by verbs: who may, what is on the record, what a story leaves alone, what a redaction reaches."""

from datetime import timedelta

import pytest

from articles import workflow
from articles.models import StyleIgnored, StyleRule
from articles.style import sheet
from articles.style.story import Rules, StoryStyle
from articles.workflow import NotAllowed, Refused, styling
from articles.working_copy import content_of
from newsroom.record.models import LogEntry, LogWords
from tests.makers import make_article

WALL = {
    "name": "Wall",
    "pattern": "harbour wall => sea wall",
    "message": "It is a sea wall.",
    "fields": "body headline",
}


def make_rule(state: str = "live", **fields) -> StyleRule:
    return StyleRule.objects.create(**{**WALL, "state": state, **fields})


def style_of(article) -> StoryStyle:
    return StoryStyle(content_of(article), Rules.for_story(article))


def texts(article) -> list[str]:
    return [remark.text for remark in style_of(article).remarks]


def test_a_live_rule_fires_and_a_draft_does_not(cast):
    rule = make_rule("draft")
    article = make_article(by=cast.reporter)
    assert texts(article) == []
    StyleRule.objects.filter(pk=rule.pk).update(state="live")
    assert texts(article) == ["harbour wall"]


def test_rules_and_what_is_left_alone_are_one_query(cast, django_assert_num_queries):
    rule = make_rule()
    article = make_article(by=cast.reporter)
    for text in ("harbour wall", "Harbour wall"):
        styling.ignore_rule(article, by=cast.reporter, rule=str(rule.uid), text=text)
    with django_assert_num_queries(1):
        rules = Rules.for_story(article)
    assert len(rules.ignored) == 2
    assert len([one for one in rules.rules if one.uid == str(rule.uid)]) == 1


def test_what_one_person_ignores_is_ignored_for_all_in_this_story_alone(cast, noon):
    rule = make_rule()
    article, other = make_article(by=cast.reporter), make_article(by=cast.reporter)
    styling.ignore_rule(article, by=cast.reporter, rule=str(rule.uid), text="harbour wall", now=noon)
    assert texts(article) == []
    assert texts(other) == ["harbour wall"]
    entry = LogEntry.objects.get(verb="ignore_rule")
    assert (entry.by, entry.subject, entry.at) == (cast.reporter, article.subject, noon)
    assert "harbour" not in entry.facts


def test_ignoring_twice_is_ignoring_and_it_can_be_marked_again(cast):
    rule = make_rule()
    article = make_article(by=cast.reporter)
    for _twice in range(2):
        styling.ignore_rule(article, by=cast.reporter, rule=str(rule.uid), text="harbour wall")
    assert StyleIgnored.objects.count() == 1
    styling.heed_rule(article, by=cast.editor, rule=str(rule.uid), text="harbour wall")
    assert texts(article) == ["harbour wall"]


def test_somebody_who_may_not_edit_may_not_ignore(cast):
    rule = make_rule()
    article = make_article(by=cast.reporter)
    for who in (cast.second_reporter, cast.stranger, cast.photo_editor):
        with pytest.raises(NotAllowed):
            styling.ignore_rule(article, by=who, rule=str(rule.uid), text="harbour wall")


def test_a_rule_that_is_not_live_cannot_be_ignored(cast):
    rule = make_rule("draft")
    with pytest.raises(Refused, match="not live any more"):
        styling.ignore_rule(make_article(by=cast.reporter), by=cast.reporter, rule=str(rule.uid), text="x")


def test_replacing_saves_a_revision_and_leaves_the_rest(cast):
    rule = make_rule()
    article = make_article(by=cast.reporter, headline="A harbour wall", body="<p>The <em>harbour</em> wall. It is.</p>")
    count, revision = styling.replace_by_rule(article, by=cast.reporter, rule=str(rule.uid), text="harbour wall")
    article.refresh_from_db()
    assert count == 2
    assert (article.headline, article.body) == ("A sea wall", "<p>The <em>sea</em> wall. It is.</p>")
    assert revision.number == article.revision_number == 2


def test_replacing_what_is_gone_says_so(cast):
    rule = make_rule()
    article = make_article(by=cast.reporter, body="<p>Nothing here.</p>")
    with pytest.raises(Refused, match="is not there any more"):
        styling.replace_by_rule(article, by=cast.reporter, rule=str(rule.uid), text="harbour wall")


def test_a_redaction_reaches_what_was_left_alone(cast, noon):
    make_rule(name="Name", pattern="Jane Doe", message="Ask first.")
    article = make_article(by=cast.reporter, body="<p>Jane Doe spoke.</p>")
    rule = StyleRule.objects.get(name="Name")
    styling.ignore_rule(article, by=cast.reporter, rule=str(rule.uid), text="Jane Doe", now=noon)
    done = workflow.redact(article, by=cast.duty_editor, words=["Jane Doe"], reason="Protects a witness", now=noon)
    assert done.found["house style"] == 1
    assert not StyleIgnored.objects.exists()
    assert not LogWords.objects.filter(text__contains="Jane").exists()


@pytest.mark.parametrize("who", ["reporter", "photographer", "photo_editor", "administrator", "stranger"])
def test_only_copy_editors_and_editors_change_rules(cast, who):
    rule = make_rule("draft")
    person = getattr(cast, who)
    for act in (styling.keep_rule, styling.drop_rule, styling.make_live, styling.make_draft, styling.try_rule):
        with pytest.raises(NotAllowed):
            act(rule, by=person)
    with pytest.raises(NotAllowed):
        styling.bring_in([], by=person)


def test_a_draft_is_tried_before_it_is_live_and_tried_anew_when_it_was_reworded(cast, noon):
    rule = make_rule("draft")
    with pytest.raises(Refused, match="First see where"):
        styling.make_live(rule, by=cast.copy_editor, now=noon)
    styling.try_rule(rule, by=cast.copy_editor, now=noon)
    rule.pattern = "quay"
    styling.keep_rule(rule, by=cast.copy_editor, changed=["pattern"], now=noon)
    with pytest.raises(Refused, match="First see where"):
        styling.make_live(rule, by=cast.copy_editor, now=noon)
    styling.try_rule(rule, by=cast.copy_editor, now=noon)
    styling.make_live(rule, by=cast.copy_editor, now=noon + timedelta(minutes=1))
    rule.refresh_from_db()
    assert rule.state == "live"
    verbs = LogEntry.objects.filter(subject=rule.subject).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["try style rule", "change style rule", "try style rule", "make style rule live"]


def test_bringing_in_adds_changes_and_leaves_the_same(cast):
    rule = make_rule()
    text = sheet.written([rule]) + "Quay,words,quai => quay,,Spelling.,,,,,\r\n"
    assert styling.bring_in(sheet.read(text), by=cast.editor) == {"added": 1, "changed": 0, "same": 1}
    assert styling.bring_in(sheet.read(text.replace("sea wall", "seawall")), by=cast.editor)["changed"] == 1
    rule.refresh_from_db()
    assert rule.pattern == "harbour wall => seawall"
    assert StyleRule.objects.get(name="Quay").state == "draft"
    assert LogEntry.objects.filter(verb="bring in style rules").count() == 2


def test_a_rule_brought_in_keeps_what_stories_leave_alone(cast):
    rule = make_rule()
    article = make_article(by=cast.reporter)
    styling.ignore_rule(article, by=cast.reporter, rule=str(rule.uid), text="harbour wall")
    styling.bring_in(sheet.read(sheet.written([rule]).replace("It is a", "It is still a")), by=cast.editor)
    assert texts(article) == []
