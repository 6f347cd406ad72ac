"""Sign-offs a section asks for: who gives which, in which turn, what voids them, and that nothing goes out before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import workflow
from articles.eyes import typed_by
from articles.models import Edition
from articles.needed import missing, needed_by
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content, make_photo, make_rule, make_tag, use_of

MINUTE = timedelta(minutes=1)


def _filed(cast, noon, **fields):
    article = make_article(by=cast.reporter, now=noon, **fields)
    return workflow.file(article, by=cast.reporter, now=noon)


def _missing(article) -> list[str]:
    article.refresh_from_db()
    return [need.capacity.value for need in missing(needed_by(article, content_of(article)))]


def _publish_alone(article, cast, noon):
    return workflow.publish_alone(
        article,
        by=cast.duty_editor,
        reason="breaking",
        reader=cast.copy_editor,
        read_after=noon + 99 * MINUTE,
        now=noon,
    )


def test_a_section_without_rules_needs_one_other_pair_of_eyes(cast, noon):
    article = _filed(cast, noon)
    assert needed_by(article, content_of(article)) == []
    assert workflow.publish(article, by=cast.editor, now=noon).read_by == cast.editor


def test_what_the_section_asks_for_is_missing_until_it_is_given(cast, noon):
    make_rule("copy_desk")
    article = _filed(cast, noon)
    assert _missing(article) == ["copy_desk"]
    kept = workflow.sign_off(article, by=cast.copy_editor, now=noon)
    assert (kept.capacity, kept.article.stage) == ("copy_desk", "ready")
    assert _missing(article) == []


def test_publishing_names_who_is_missing_and_whom_to_ask(cast, noon):
    make_rule("editor", turn=1)
    make_rule("copy_desk", turn=2)
    article = _filed(cast, noon)
    with pytest.raises(Refused, match=r"Copy desk has to sign off \(words\)\. Ask Copy Editor or Duty Editor\."):
        workflow.publish(article, by=cast.editor, now=noon)
    assert not Edition.objects.exists()
    assert not article.sign_offs.exists()


def test_publishing_is_the_yes_the_publisher_can_give(cast, noon):
    make_rule("editor", turn=2)
    make_rule("copy_desk", turn=1)
    article = _filed(cast, noon)
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    edition = workflow.publish(article, by=cast.editor, now=noon)
    assert (edition.eyes, edition.read_by) == ("read", cast.editor)
    assert [each.capacity for each in article.sign_offs.all()] == ["editor", "copy_desk"]


def test_a_later_turn_waits_for_the_earlier(cast, noon):
    make_rule("editor", turn=1)
    make_rule("copy_desk", turn=2)
    article = _filed(cast, noon)
    with pytest.raises(Refused, match="“Editor” comes first here"):
        workflow.sign_off(article, by=cast.copy_editor, capacity="copy_desk", now=noon)
    workflow.sign_off(article, by=cast.editor, now=noon)
    assert workflow.sign_off(article, by=cast.copy_editor, now=noon).capacity == "copy_desk"


def test_side_by_side_they_come_in_any_order(cast, noon):
    make_rule("editor")
    make_rule("copy_desk")
    article = _filed(cast, noon)
    assert workflow.sign_off(article, by=cast.copy_editor, now=noon).article.stage == "in_review"
    assert workflow.sign_off(article, by=cast.editor, now=noon).article.stage == "ready"


def test_nobody_gives_two_of_them_on_the_same_words(cast, noon):
    make_rule("editor")
    make_rule("copy_desk")
    article = _filed(cast, noon)
    workflow.sign_off(article, by=cast.editor, capacity="copy_desk", now=noon)
    with pytest.raises(Refused, match="You signed this text off as “Copy desk” already"):
        workflow.sign_off(article, by=cast.editor, capacity="editor", now=noon)
    with pytest.raises(Refused, match=r"Editor has to sign off \(words\)\. Ask Duty Editor\."):
        workflow.publish(article, by=cast.editor, now=noon)


def test_a_capacity_takes_its_permission(cast, noon):
    article = _filed(cast, noon)
    with pytest.raises(NotAllowed, match="Copy Editor may not sign this story off as “Legal”"):
        workflow.sign_off(article, by=cast.copy_editor, capacity="legal", now=noon)
    with pytest.raises(NotAllowed, match="Reporter may not sign this story off"):
        workflow.sign_off(article, by=cast.reporter, now=noon)


def test_rules_are_of_a_kind_of_story(cast, noon):
    make_rule("legal", kind="opinion")
    assert _missing(_filed(cast, noon)) == []
    assert _missing(_filed(cast, noon, kind="opinion")) == ["legal"]


def test_an_edit_voids_it_and_the_story_waits_again(cast, noon):
    make_rule("copy_desk")
    article = _filed(cast, noon)
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Another"), now=noon + MINUTE)
    assert _missing(article) == ["copy_desk"]
    assert article.stage == "in_review"


def test_the_refusal_says_by_which_words_a_yes_was_voided(cast, noon):
    make_rule("legal")
    article = _filed(cast, noon, headline="Thirty people hurt")
    workflow.sign_off(article, by=cast.lawyer, now=noon)
    workflow.save(article, by=cast.reporter, content=make_content(headline="Forty people hurt"), now=noon + MINUTE)
    with pytest.raises(Refused) as refused:
        workflow.publish(article, by=cast.editor, now=noon + 2 * MINUTE)
    assert (
        "Legal has to sign off again (words): Lawyer’s yes is void. Reporter changed it at 22 November, 12:01 "
        "(Headline: “Thirty” → “Forty”). Ask Lawyer. Nothing goes out without it."
    ) in str(refused.value)


def test_a_lawyers_yes_makes_no_words_read(cast, noon):
    article = _filed(cast, noon)
    workflow.sign_off(article, by=cast.lawyer, now=noon)
    article.refresh_from_db()
    assert article.stage == "in_review"
    assert typed_by(cast.reporter, article) is not None


def test_publishing_is_never_a_lawyers_yes(cast, noon):
    make_rule("legal")
    cast.editor.groups.add(*cast.lawyer.groups.all())
    article = _filed(cast, noon)
    editor = type(cast.editor).objects.get(pk=cast.editor.pk)
    with pytest.raises(Refused, match="Legal has to sign off"):
        workflow.publish(article, by=editor, now=noon)
    workflow.sign_off(article, by=editor, capacity="legal", now=noon)
    assert workflow.publish(article, by=editor, now=noon).read_by == editor


def test_alone_with_a_reason_goes_without_the_ordinary_ones_and_says_so(cast, noon):
    make_rule("copy_desk")
    article = _filed(cast, noon)
    edition = _publish_alone(article, cast, noon)
    assert edition.eyes == "unread"
    assert '"without":["copy_desk"]' in LogEntry.objects.get(verb="publish_alone").facts


def test_nobody_goes_without_the_lawyers(cast, noon):
    make_rule("legal")
    article = _filed(cast, noon)
    with pytest.raises(Refused, match=r"Legal has to sign off \(words\)\. Ask Lawyer\. Nothing goes out without it\."):
        _publish_alone(article, cast, noon)
    workflow.sign_off(article, by=cast.lawyer, now=noon)
    assert _publish_alone(article, cast, noon).number == 1


def test_a_minor_fix_goes_unread_without_them_by_right(cast, noon):
    article = _filed(cast, noon)
    workflow.publish(article, by=cast.editor, now=noon)
    make_rule("editor")
    workflow.save(article, by=cast.reporter, content=make_content(headline="Council votes for wall"), now=noon + MINUTE)
    said = {"by": cast.copy_editor, "kind": "minor_fix", "now": noon + 2 * MINUTE}
    with pytest.raises(Refused, match="Editor has to sign off"):
        workflow.publish(article, **said)
    edition = workflow.publish(article, reader=cast.editor, read_after=noon + 99 * MINUTE, **said)
    assert (edition.eyes, edition.unread_reason) == ("unread", "minor_fix")


def test_the_photo_desk_covers_pictures_and_its_yes_survives_an_edit_of_the_words(cast, noon):
    make_rule("photo_desk", parts="pictures")
    photo = make_photo(by=cast.photographer)
    article = _filed(cast, noon, photos=(use_of(photo),))
    kept = workflow.sign_off(article, by=cast.photo_editor, now=noon)
    assert (kept.capacity, kept.parts) == ("photo_desk", ("pictures",))
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), dek="Other."), now=noon + MINUTE)
    assert _missing(article) == []
    other = use_of(photo, caption="Another caption.")
    workflow.save(article, by=cast.reporter, content=replace(content_of(article), photos=(other,)), now=noon + MINUTE)
    assert _missing(article) == ["photo_desk"]


def test_whoever_chose_the_pictures_cannot_answer_for_them(cast, noon):
    make_rule("editor", parts="words pictures")
    article = _filed(cast, noon)
    photos = (use_of(make_photo(by=cast.photographer)),)
    workflow.save(article, by=cast.editor, content=replace(content_of(article), photos=photos), now=noon + MINUTE)
    with pytest.raises(Refused, match=r"You changed the pictures yourself at 22 November, 12:01 \(revision 2\)"):
        workflow.sign_off(article, by=cast.editor, capacity="editor", now=noon + 2 * MINUTE)
    assert workflow.sign_off(article, by=cast.duty_editor, now=noon + 2 * MINUTE).parts[:2] == ("words", "pictures")


def test_another_pair_of_eyes_covers_only_what_it_may_answer_for(cast, noon):
    article = _filed(cast, noon)
    tags = (str(make_tag("Ferries").uid),)
    workflow.save(article, by=cast.copy_editor, content=replace(content_of(article), tags=tags), now=noon)
    assert workflow.sign_off(article, by=cast.copy_editor, now=noon).parts == ("words", "pictures")


def test_a_redaction_keeps_a_yes_to_the_parts_it_covers(cast, noon):
    make_rule("copy_desk")
    article = _filed(cast, noon, body="<p>Person Shown was there. It rained.</p>")
    workflow.sign_off(article, by=cast.copy_editor, now=noon)
    article.sign_offs.update(pictures="", placement="")
    workflow.redact(article, by=cast.duty_editor, words=["Person Shown"], reason="An order.", now=noon + MINUTE)
    assert _missing(article) == []
    assert article.sign_offs.get().parts == ("words",)
