"""Names that must not appear: refused in every spelling and in every place, and written down nowhere."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from articles import workflow
from articles.blocked_places import blocked_places
from articles.content import ContentByline
from articles.models import Article, BlockedName, Contributor, Edition, TagAlias
from articles.preflight import preflight
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.record.models import LogEntry
from tests.makers import make_article, make_content, make_live, make_photo, make_tag, use_of

NAME = "Jane O’Doe"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _key(settings):
    settings.NAMES_KEY = "a key that is only in this test"


def block(article, cast, noon, *names, **said):
    said = {"reason": "Order of the High Court", "until": "verdict", **said}
    return workflow.block_names(article, by=cast.editor, names=names or [NAME], now=noon, **said)


def refusals(article, noon, content=None, note=""):
    found = preflight(article, content or content_of(article), at=noon, note=note)
    return [finding for finding in found if finding.id.startswith("blocked")]


def test_a_story_without_the_name_is_not_refused(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    assert refusals(article, noon) == []


def test_the_finding_says_where_and_never_what(cast, noon):
    article = make_article(by=cast.reporter, body=f"<p>It began.</p><p>Then {NAME} spoke.</p>")
    block(article, cast, noon)
    [finding] = refusals(article, noon)
    assert finding.message == "A blocked name stands in paragraph 2."
    assert finding.field == "body"
    assert "Doe" not in finding.message + finding.advice


PLACES = {
    "headline": f"{NAME} in court",
    "dek": f"The trial of {NAME} begins.",
    "slug": "jane-odoe-in-court",
    "slugline": "odoe-jane-trial",
    "dateline": "JANE O’DOE",
    "search_headline": f"Who is {NAME}?",
    "share_headline": f"The case of {NAME}",
    "body": f"<p>The court sat.</p><ul><li><p>{NAME}</p></li></ul>",
}


@pytest.mark.parametrize("field", PLACES)
def test_every_field_is_refused(cast, noon, field):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    [finding] = refusals(article, noon, make_content(**{field: PLACES[field]}))
    assert finding.field == field


BODIES = {
    "a link's text": '<p>See <a href="https://example.org/">Jane O’Doe</a>.</p>',
    "a link's address": '<p>See <a href="https://example.org/2026/jane-odoe-charged">this</a>.</p>',
    "an escaped address": '<p>See <a href="https://example.org/?q=Jane%20O%27Doe">this</a>.</p>',
    "a mail address": '<p>Write to <a href="mailto:jane.odoe@example.org">her</a>.</p>',
    "a host of its own": '<p>See <a href="https://janeodoe.example/">this</a>.</p>',
    "a sub-head": "<h2>Jane O’Doe</h2><p>Spoke.</p>",
    "a quote's source": '<figure class="pull-quote"><blockquote><p>I did it.</p></blockquote>'
    "<figcaption>Jane O’Doe</figcaption></figure>",
    "an embed's address": '<figure class="embed" data-url="https://video.example/jane-odoe">'
    "<figcaption>A film</figcaption></figure>",
    "an embed's caption": '<figure class="embed" data-url="https://video.example/1">'
    "<figcaption>Jane O’Doe speaks</figcaption></figure>",
    "two cells": "<table><tbody><tr><td><p>Jane</p></td><td><p>O’Doe</p></td></tr></tbody></table>",
    "a box": '<aside class="fact-box"><h3>Who is Jane O’Doe</h3><p>A person.</p></aside>',
    "half in bold": "<p>Then Ja<strong>ne O’</strong>Doe spoke.</p>",
    "over a line end": "<p>Jane<br>O’Doe</p>",
}


@pytest.mark.parametrize("where", BODIES)
def test_every_part_of_the_body_is_refused(cast, noon, where):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    found = refusals(article, noon, make_content(body=BODIES[where]))
    assert [finding.field for finding in found] == ["body"]


def test_the_note_to_readers_is_refused(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    [finding] = refusals(article, noon, note=f"We misquoted {NAME}.")
    assert finding.field == "note"


def test_a_byline_and_its_place_are_refused(cast, noon):
    writer = Contributor.objects.create(name=NAME, slug="writer-x")
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    byline = ContentByline(str(writer.uid), NAME, place="Jane O’Doe Street")
    places = [finding.message for finding in refusals(article, noon, make_content(bylines=(byline,)))]
    assert len(places) == 3


@pytest.mark.parametrize("field", ["name", "slug", "description"])
def test_a_tag_is_refused_by_its_name_slug_or_description(cast, noon, field):
    tag = make_tag("Trial")
    setattr(tag, field, "jane-odoe" if field == "slug" else NAME)
    tag.save()
    article = make_article(by=cast.reporter, tags=(str(tag.uid),))
    block(article, cast, noon)
    assert [finding.field for finding in refusals(article, noon)] == ["tags"]


def test_a_tag_is_refused_by_another_name_it_has(cast, noon):
    tag = make_tag("Trial")
    TagAlias.objects.create(tag=tag, name=NAME)
    article = make_article(by=cast.reporter, tags=(str(tag.uid),))
    block(article, cast, noon)
    assert [finding.field for finding in refusals(article, noon)] == ["tags"]


@pytest.mark.parametrize(
    "field", ["credit_line", "creator", "caption", "alt_text", "headline", "keywords", "copyright_notice", "source"]
)
def test_what_travels_with_a_photo_is_refused(cast, noon, field):
    photo = make_photo(by=cast.reporter, **{field: NAME})
    article = make_article(by=cast.reporter, photos=(use_of(photo),))
    block(article, cast, noon)
    [finding] = dict.fromkeys(refusals(article, noon))
    assert finding.photo == str(photo.uid)


@pytest.mark.parametrize("field", ["caption", "alt"])
def test_caption_and_alt_text_of_a_use_are_refused(cast, noon, field):
    photo = make_photo(by=cast.reporter)
    article = make_article(by=cast.reporter, photos=(use_of(photo, **{field: f"{NAME} leaves."}),))
    block(article, cast, noon)
    assert [finding.field for finding in refusals(article, noon)] == ["photos"]


@pytest.mark.parametrize(
    "body",
    ['<p>Read <a href="story:{uid}">more</a>.</p>', '<aside class="related-story" data-story="{uid}"></aside>'],
)
def test_a_linked_story_that_names_it_is_refused(cast, noon, body):
    other = make_live(cast, now=noon - HOUR, headline=f"{NAME} charged", tags=())
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    found = refusals(article, noon, make_content(body="<p>It began.</p>" + body.format(uid=other.uid)))
    assert {finding.message for finding in found} == {"A blocked name stands in a story that is linked."}


def test_a_story_with_the_same_tag_is_offered_beside_it_and_refused(cast, noon):
    make_live(cast, now=noon - HOUR, headline=f"{NAME} charged")
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    assert {finding.field for finding in refusals(article, noon)} == {"tags"}


def test_publishing_is_refused(cast, noon):
    article = make_article(by=cast.reporter, headline=f"{NAME} in court")
    block(article, cast, noon)
    with pytest.raises(Refused, match="A blocked name stands in the headline"):
        workflow.publish(article, by=cast.editor, now=noon)


def test_publishing_alone_is_refused(cast, noon):
    article = make_article(by=cast.duty_editor, headline=f"{NAME} in court")
    block(article, cast, noon)
    with pytest.raises(Refused, match="A blocked name stands in the headline"):
        workflow.publish_alone(
            article, by=cast.duty_editor, reason="alone", reader=cast.editor, read_after=noon + HOUR, now=noon
        )


def test_scheduling_is_refused(cast, noon):
    article = make_article(by=cast.reporter, dek=f"About {NAME}.")
    block(article, cast, noon)
    with pytest.raises(Refused, match="in the dek"):
        workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)


def test_a_minor_fix_and_a_correction_are_refused(cast, noon):
    article = make_live(cast, now=noon - HOUR)
    block(article, cast, noon)
    workflow.save(article, by=cast.reporter, content=make_content(dek=f"With {NAME}."), now=noon)
    with pytest.raises(Refused, match="in the dek"):
        workflow.publish(
            article,
            by=cast.copy_editor,
            kind="minor_fix",
            not_a_correction=True,
            reader=cast.editor,
            read_after=noon + HOUR,
            now=noon,
        )
    workflow.save(article, by=cast.reporter, content=make_content(dek="Better."), now=noon)
    with pytest.raises(Refused, match="in the note to readers"):
        workflow.publish(article, by=cast.editor, kind="correction", note=f"Not {NAME}.", now=noon)


def test_the_notes_of_retraction_and_withdrawal_are_refused(cast, noon):
    article = make_live(cast, now=noon - HOUR)
    block(article, cast, noon)
    with pytest.raises(Refused, match="in the note to readers"):
        workflow.retract(article, by=cast.editor, note=f"{NAME} was not there.", now=noon)
    with pytest.raises(Refused, match="in the note to readers"):
        workflow.withdraw(article, by=cast.duty_editor, note=f"{NAME} was not there.", now=noon)


def test_a_story_that_names_it_can_still_be_withdrawn(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline=f"{NAME} in court")
    block(article, cast, noon)
    edition = workflow.withdraw(article, by=cast.duty_editor, note="By order of the court.", now=noon)
    assert edition.shows == Edition.Shows.NOTICE


def test_reinstating_looks_at_the_old_text_again(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline=f"{NAME} in court")
    workflow.withdraw(article, by=cast.duty_editor, note="Under review.", now=noon)
    block(article, cast, noon)
    with pytest.raises(Refused, match="in the headline"):
        workflow.reinstate(article, by=cast.duty_editor, now=noon)


def test_a_note_of_an_earlier_version_is_looked_at_too(cast, noon):
    article = make_live(cast, now=noon - 2 * HOUR)
    workflow.save(article, by=cast.reporter, content=make_content(dek="Better."), now=noon - HOUR)
    workflow.publish(article, by=cast.editor, kind="correction", note=f"We misquoted {NAME}.", now=noon - HOUR)
    done = block(article, cast, noon)
    assert done.readers_have == ("the note to readers", "the note to readers of version 2")
    assert [finding.message for finding in refusals(article, noon)] == [
        "A blocked name stands in the note to readers of version 2."
    ]


def test_a_pulled_story_that_names_it_cannot_be_restored(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline=f"{NAME} in court")
    workflow.pull(article, by=cast.editor, now=noon)
    block(article, cast, noon)
    with pytest.raises(Refused, match="in the headline"):
        workflow.restore(article, by=cast.editor, now=noon)


def test_a_planned_version_that_names_it_is_recalled_and_said(cast, noon):
    article = make_article(by=cast.reporter, headline=f"{NAME} in court")
    edition = workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)
    done = block(article, cast, noon)
    assert done.recalled == edition
    assert not Edition.objects.filter(article=article).ahead(noon).exists()
    assert done.copy_has == ("the headline",)


def test_a_planned_version_without_it_stays(cast, noon):
    article = make_article(by=cast.reporter)
    workflow.publish(article, by=cast.editor, live_from=noon + HOUR, now=noon)
    assert block(article, cast, noon).recalled is None
    assert Edition.objects.filter(article=article).ahead(noon).exists()


def test_what_readers_have_is_said(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline=f"{NAME} in court")
    assert block(article, cast, noon).readers_have == ("the headline",)


def test_without_the_key_nothing_of_the_story_goes_out(cast, noon, settings):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    for lost in ("", "another key"):
        settings.NAMES_KEY = lost
        [finding] = refusals(article, noon)
        assert finding.id == "blocked-key"
        with pytest.raises(Refused, match="The key that recognises this story"):
            workflow.publish(article, by=cast.editor, now=noon)


def test_a_new_key_recognises_new_names_and_the_old_one_below_it_the_old(cast, noon, settings):
    article = make_article(by=cast.reporter, body=f"<p>It was {NAME}.</p>")
    block(article, cast, noon)
    settings.NAMES_KEY = f"a newer key\n{settings.NAMES_KEY}".replace(" ", "-") + f"\n{settings.NAMES_KEY}"
    assert [finding.id for finding in refusals(article, noon)] == ["blocked-name"]


def test_other_stories_go_out_without_a_key(cast, noon, settings):
    settings.NAMES_KEY = ""
    article = make_article(by=cast.reporter)
    assert workflow.publish(article, by=cast.editor, now=noon)


def test_nothing_can_be_blocked_without_a_key(cast, noon, settings):
    settings.NAMES_KEY = ""
    with pytest.raises(Refused, match="There is no key for blocked names"):
        block(make_article(by=cast.reporter), cast, noon)


def _everything_stored() -> str:
    texts = []
    for model in apps.get_models():
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        texts += ["\n".join(map(str, row)) for row in model.objects.values_list(*names)] if names else []
    return "\n".join(texts)


def test_the_name_is_in_no_row_of_any_table(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    stored = _everything_stored().casefold()
    assert not any(part in stored for part in ("doe", "jane"))
    entry = LogEntry.objects.get(verb="block_names")
    assert '"names":1' in entry.facts
    assert "High Court" in entry.words.text


def test_the_same_name_in_two_stories_has_nothing_in_common(cast, noon):
    for _story in range(2):
        block(make_article(by=cast.reporter), cast, noon)
    first, second = (set(row.digests.split()) for row in BlockedName.objects.all())
    assert not first & second


def test_a_row_tells_a_length_only_roughly(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon, "Mary Poe", "Marian Po")
    assert len(set(article.blocked_names.values_list("sizes", flat=True))) == 1


def test_the_reason_may_not_repeat_the_name(cast, noon):
    article = make_article(by=cast.reporter)
    for said in ({"reason": "Order: jane odoe"}, {"until": "Jane O'Doe's verdict"}):
        with pytest.raises(Refused, match="repeats a name") as refused:
            block(article, cast, noon, **said)
        assert "oe" not in str(refused.value)
    assert not article.blocked_names.exists()


def test_a_reason_is_asked(cast, noon):
    with pytest.raises(Refused, match="Say why"):
        block(make_article(by=cast.reporter), cast, noon, reason=" ")


@pytest.mark.parametrize("names", [[], [" "], ["?"], ["x"], ["12"], ["a " * 60]])
def test_what_is_no_name_is_refused_in_a_sentence(cast, noon, names):
    article = make_article(by=cast.reporter)
    with pytest.raises(Refused, match="one a line|one name a line"):
        workflow.block_names(article, by=cast.editor, names=names, reason="x", now=noon)


@pytest.mark.parametrize("who", ["reporter", "second_reporter", "photographer", "copy_editor", "administrator"])
def test_who_does_not_publish_may_not_block(cast, noon, who):
    article = make_article(by=cast.reporter)
    with pytest.raises(NotAllowed):
        workflow.block_names(article, by=getattr(cast, who), names=[NAME], reason="x", now=noon)


def test_only_a_duty_editor_unblocks_by_writing_the_name_once_more(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon, NAME, "Pat Poe")
    with pytest.raises(NotAllowed):
        workflow.unblock_names(article, by=cast.editor, names=[NAME], reason="Verdict", now=noon)
    said = {"by": cast.duty_editor, "reason": "Verdict", "now": noon}
    with pytest.raises(Refused, match="not blocked in this story"):
        workflow.unblock_names(article, names=["Jane Doe"], **said)
    assert workflow.unblock_names(article, names=["jane o doe"], **said) == 1
    assert article.blocked_names.count() == 1
    assert LogEntry.objects.filter(verb="unblock_names").count() == 1


def test_all_can_be_cleared_even_when_the_key_is_lost(cast, noon, settings):
    article = make_article(by=cast.reporter)
    block(article, cast, noon, NAME, "Pat Poe")
    settings.NAMES_KEY = "another"
    assert workflow.unblock_names(article, by=cast.duty_editor, everything=True, reason="Key lost", now=noon) == 2
    assert refusals(article, noon) == []


def test_the_reason_to_unblock_may_not_repeat_the_name(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    with pytest.raises(Refused, match="repeats a blocked name"):
        workflow.unblock_names(article, by=cast.duty_editor, names=[NAME], reason=f"{NAME} is free", now=noon)


def test_the_same_name_is_blocked_once(cast, noon):
    article = make_article(by=cast.reporter)
    block(article, cast, noon)
    with pytest.raises(Refused, match="blocked already"):
        block(article, cast, noon, "JANE ODOE")


def test_redacting_can_block_the_words_from_then_on(cast, noon):
    article = make_live(cast, now=noon - HOUR, headline=f"{NAME} in court", slug="in-court")
    done = workflow.redact(article, by=cast.duty_editor, words=[NAME], reason="Protects her", block=True, now=noon)
    assert done.blocked == 1
    fresh = Article.objects.get(pk=article.pk)
    assert refusals(fresh, noon, make_content(headline=f"{NAME} again"))
    again = workflow.save(fresh, by=cast.reporter, content=make_content(dek=f"Oh, {NAME}."), now=noon)
    assert again
    workflow.redact(fresh, by=cast.duty_editor, words=[NAME], reason="Protects her", block=True, now=noon)
    assert fresh.blocked_names.count() == 1


def test_a_redaction_reaches_the_reason_of_a_block(cast, noon):
    article = make_article(by=cast.reporter, headline="Pat Poe in court")
    block(article, cast, noon, reason="Pat Poe is a child")
    workflow.redact(article, by=cast.duty_editor, words=["Pat Poe"], reason="Protects a child", now=noon)
    assert "Poe" not in article.blocked_names.get().reason


def test_the_places_are_said_once_each(cast, noon):
    article = make_article(by=cast.reporter, headline=f"{NAME}, {NAME}")
    block(article, cast, noon)
    assert blocked_places(article, content_of(article), at=noon) == ["the headline"]
