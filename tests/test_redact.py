"""Redaction: a name is gone from everywhere, and every chain still verifies."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from articles import workflow
from articles.blackout import BAR, Blackout
from articles.models import Address, Article, Edition, Tag
from articles.workflow import NotAllowed, Refused
from tests.makers import make_content, make_live, make_photo, make_tag, use_of

NAME = "Jane O’Doe"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def story(cast, noon):
    """A live story in three versions with the name in every place a name can be in."""
    photo = make_photo(by=cast.reporter, caption=f"{NAME} at court.", creator=NAME)
    person = make_tag("Jane O’Doe")
    said = {
        "headline": f"{NAME} in court",
        "slug": "jane-odoe-in-court",
        "body": "<p>Yesterday <strong>Jane</strong> <em>O’Doe</em> spoke.</p>\n<p>JANE O&#x27;DOE left.</p>",
        "tags": (str(person.uid),),
        "photos": (use_of(photo, caption=f"{NAME} leaves.", alt=f"{NAME}, in a coat."),),
    }
    article = make_live(cast, now=noon - 60 * MINUTE, **said)
    for number in (2, 3):
        said["headline"] = f"{NAME} in court, day {number}"
        workflow.save(article, by=cast.reporter, content=make_content(**said), now=noon - 50 * MINUTE + number * MINUTE)
        workflow.publish(
            article,
            by=cast.editor,
            kind="correction",
            note=f"An earlier version misquoted {NAME}.",
            now=noon - 40 * MINUTE + number * MINUTE,
        )
    workflow.add_note(article, by=cast.reporter, text=f"Rang {NAME}'s lawyer.", now=noon)
    return article


def _everything_stored() -> str:
    """Return every text in every row of the newsroom's own tables, as one."""
    texts = []
    for model in apps.get_models():
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        if names:
            texts += ["\n".join(map(str, row)) for row in model.objects.values_list(*names)]
    return "\n".join(texts)


def test_the_name_is_in_no_row_of_any_table_afterwards(cast, noon, story):
    assert "Doe" in _everything_stored()
    done = workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", now=noon)
    left = _everything_stored().lower()
    assert "doe" not in left
    assert done.found["version"] == 3
    assert done.found["address"] == done.found["tag"] == done.found["note"] == 1


def test_audit_is_clean_and_says_it_was_redacted_by_order(cast, noon, story, capsys):
    workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", order="HC 12/26", now=noon)
    call_command("audit")
    said = capsys.readouterr().out
    assert "redacted by order on 2026-11-22 (HC 12/26)" in said
    assert "Everything verifies" in said


def test_readers_keep_the_story_with_a_black_bar(cast, noon, story):
    workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", now=noon)
    standing = Edition.objects.standing_at(noon).select_related("words").get(article=story)
    assert standing.content.headline == f"{BAR} in court, day 3"
    assert standing.content.body.count(BAR) == 2


def test_the_old_address_is_kept_as_a_hash_alone_and_still_leads_to_the_story(cast, noon, story):
    old = story.addresses.get().key
    workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", now=noon)
    found = Address.objects.at(old, noon).get()
    assert found.key.startswith("hash:")
    assert found.article_id == story.pk
    assert not Address.objects.filter(key__contains="odoe").exists()


def test_a_tag_other_stories_use_is_taken_off_this_one_and_named(cast, noon, story):
    person = Tag.objects.get(name=NAME)
    other = make_live(cast, now=noon, headline="Another story", tags=(str(person.uid),))
    done = workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", now=noon)
    assert done.tags_kept == [NAME]
    assert other.tags.get() == person
    assert not story.tagged.exists()


def test_a_read_text_is_still_read_after_a_redaction(cast, noon, story):
    from articles.eyes import sign_off_of
    from articles.working_copy import content_of

    workflow.redact(story, by=cast.duty_editor, words=[NAME], reason="Protects a witness", now=noon)
    fresh = Article.objects.get(pk=story.pk)
    assert sign_off_of(fresh, content_of(fresh)).by == cast.editor


def test_finding_nothing_is_said_and_changes_nothing(cast, noon, story):
    before = _everything_stored()
    with pytest.raises(Refused, match="Not found in any version, revision, note, caption, tag or address"):
        workflow.redact(story, by=cast.duty_editor, words=["Nobody Here"], reason="x", now=noon)
    assert _everything_stored() == before


def test_the_reason_may_not_repeat_the_name(cast, noon, story):
    with pytest.raises(Refused, match="repeats the words"):
        workflow.redact(story, by=cast.duty_editor, words=[NAME], reason=f"{NAME} asked", now=noon)


def test_an_editor_may_not_redact(cast, noon, story):
    with pytest.raises(NotAllowed):
        workflow.redact(story, by=cast.editor, words=[NAME], reason="x", now=noon)


@pytest.mark.parametrize("text", ["jane o'doe", "JANE O’DOE", "Jane  O’Doe", "Jane\u00a0O’Doe", "Jane-O’Doe", "O’Doe"])
def test_spelling_variants_are_found(text):
    out = Blackout.of(["Jane O’Doe", "O’Doe"])
    assert "Doe" not in out.text(f"Then {text} left.").replace("DOE", "Doe")


def test_a_word_that_merely_contains_the_name_stays():
    assert Blackout.of(["Ann"]).text("Anna and Ann") == f"Anna and {BAR}"
