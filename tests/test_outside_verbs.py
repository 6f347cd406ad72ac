"""Leave for people outside: who may give it, what it lets them do, what the record says."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles import outside, workflow
from articles.eyes import sign_off_of
from articles.models import Note, OutsideSignOff, OutsideView, ReviewLink
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from newsroom.notices.models import Notice
from newsroom.record.models import LogEntry, LogWords
from tests.makers import make_article
from tests.outside import make_link


@pytest.fixture
def story(cast):
    return make_article(by=cast.reporter)


@pytest.fixture
def link(cast, story):
    return make_link(story, by=cast.editor).link


def _last():
    return LogEntry.objects.order_by("-number").first()


def _edit(story, by, now, **fields):
    workflow.save(story, by=by, content=replace(content_of(story), **fields), now=now)
    story.refresh_from_db()


def test_an_editor_makes_a_link_and_the_record_says_for_whom(cast, noon, story):
    made = make_link(story, by=cast.editor, asked="Is paragraph two safe?")
    assert made.link.name == "Lena Lawyer" and made.link.made_by == cast.editor
    entry = _last()
    assert entry.verb == "make_review_link" and entry.by == cast.editor
    assert "Lena Lawyer" in entry.words.text and "Is paragraph two safe?" in entry.words.text


@pytest.mark.parametrize("who", ["reporter", "copy_editor", "photo_editor", "administrator", "photographer"])
def test_others_may_not(cast, story, who):
    with pytest.raises(NotAllowed, match="may not ask somebody outside"):
        make_link(story, by=getattr(cast, who))
    assert not ReviewLink.objects.exists()


def test_a_restricted_story_is_shown_only_by_who_may_see_it(cast, noon, story):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    with pytest.raises(NotAllowed):
        make_link(story, by=cast.editor)
    assert make_link(story, by=cast.duty_editor).link.pk


def test_a_token_has_256_bits_and_is_nowhere_in_the_database(cast, story):
    made = make_link(story, by=cast.editor)
    assert len(made.token) >= 43 and made.token != make_link(story, by=cast.editor).token
    kept = [*ReviewLink.objects.values_list(), *LogEntry.objects.values_list(), *LogWords.objects.values_list()]
    assert made.token not in str(kept)
    assert outside.link_of(made.token) == made.link and outside.link_of(made.token[:-1]) is None


def test_a_pass_phrase_is_kept_as_a_hash_alone(cast, story):
    made = make_link(story, by=cast.editor, pass_phrase="grey seal at noon")
    kept = [*ReviewLink.objects.values_list(), *LogEntry.objects.values_list(), *LogWords.objects.values_list()]
    assert made.link.pass_phrase and "grey seal" not in str(kept)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"name": " "}, "Say who it is for"),
        ({"days": 0}, "over already"),
        ({"days": 91}, "at most"),
        ({"email": "nobody"}, "not an e-mail address"),
        ({"pass_phrase": "short"}, "at least 8 characters"),
        ({"revision": 7}, "no revision 7"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cast, story, said, sentence):
    before = LogEntry.objects.count()
    with pytest.raises(Refused, match=sentence):
        make_link(story, by=cast.editor, **said)
    assert not ReviewLink.objects.exists() and LogEntry.objects.count() == before


def test_nobody_outside_is_asked_to_read_a_spiked_story(cast, noon, story):
    workflow.spike(story, by=cast.reporter, now=noon)
    with pytest.raises(Refused, match="Revive it first"):
        make_link(story, by=cast.editor)


def test_every_look_is_on_the_record_as_nobody_s_of_the_desk(noon, story, link):
    workflow.view_by_link(link, now=noon)
    workflow.view_by_link(link, now=noon + timedelta(minutes=1))
    assert [view.revision_number for view in OutsideView.objects.all()] == [1, 1]
    entry = _last()
    assert entry.verb == "view_by_link" and entry.by is None and "Lena Lawyer" in entry.words.text


def test_a_comment_becomes_a_note_from_outside_and_who_asked_is_told(cast, noon, story, link):
    workflow.view_by_link(link, now=noon)
    note = workflow.comment_by_link(link, text="Who says so?", revision=1, passage=2, now=noon)
    assert note.by is None and note.outside == link and str(note.who) == "Lena Lawyer (outside)"
    assert note.quote == "The wall will be built by spring." and _last().verb == "comment_by_link"
    assert (note.paragraph, note.revision_number) == (1, 1)  # so that it moves with its passage
    assert "Who says so?" not in _last().facts
    told = Notice.objects.filter(kind="outside_review").values_list("to", flat=True)
    assert set(told) == {cast.editor.pk, cast.reporter.pk}


def test_a_comment_on_a_passage_that_is_gone_keeps_its_words(cast, noon, story):
    link = make_link(story, by=cast.editor, revision=1).link
    workflow.view_by_link(link, now=noon)
    _edit(story, cast.reporter, noon, body="<p>Everything is otherwise now. It is.</p>")
    note = workflow.comment_by_link(link, text="Who says so?", revision=1, passage=2, now=noon)
    assert note.quote == "The wall will be built by spring." and note.paragraph is None


def test_a_comment_is_refused_where_the_link_is_for_reading_alone(cast, noon, story):
    link = make_link(story, by=cast.editor, may_comment=False, may_sign_off=False).link
    workflow.view_by_link(link, now=noon)
    with pytest.raises(NotAllowed, match="for reading alone"):
        workflow.comment_by_link(link, text="But.", revision=1, now=noon)
    with pytest.raises(NotAllowed, match="not for signing off"):
        workflow.sign_off_by_link(link, revision=1, now=noon)
    assert not Note.objects.exists() and not OutsideSignOff.objects.exists()


@pytest.mark.parametrize(("text", "sentence"), [(" ", "Write your comment"), ("a" * 5001, "Send it in two")])
def test_no_comment_and_a_book_are_refused(noon, link, text, sentence):
    workflow.view_by_link(link, now=noon)
    with pytest.raises(Refused, match=sentence):
        workflow.comment_by_link(link, text=text, revision=1, now=noon)


def test_a_sign_off_covers_exactly_the_words_that_were_seen(cast, noon, story, link):
    workflow.view_by_link(link, now=noon)
    signed = workflow.sign_off_by_link(link, revision=1, now=noon)
    revision = story.revisions.get(number=1)
    assert (signed.words, signed.pictures) == (revision.words, revision.pictures)
    assert outside.worth(signed, story, content_of(story)).words
    _edit(story, cast.reporter, noon, dek="Another.")
    assert not outside.worth(signed, story, content_of(story)).words


def test_it_makes_no_text_read(cast, noon, story, link):
    workflow.file(story, by=cast.reporter, now=noon)
    workflow.view_by_link(link, now=noon)
    workflow.sign_off_by_link(link, revision=1, now=noon)
    story.refresh_from_db()
    assert sign_off_of(story, content_of(story)) is None and story.stage == "in_review"
    with pytest.raises(Refused, match="Nobody else has read this text"):
        workflow.publish(make_article(by=cast.editor), by=cast.editor, now=noon)


def test_a_text_that_was_not_seen_is_not_signed(cast, noon, story, link):
    with pytest.raises(Refused, match="was not shown to you"):
        workflow.sign_off_by_link(link, revision=1, now=noon)
    workflow.view_by_link(link, now=noon)
    _edit(story, cast.reporter, noon, headline="Council votes against the wall")
    with pytest.raises(Refused, match="changed after you opened it"):
        workflow.sign_off_by_link(link, revision=1, now=noon)
    assert not OutsideSignOff.objects.exists()


def test_a_save_that_changed_no_words_does_not_stand_in_the_way(cast, noon, story, link):
    workflow.view_by_link(link, now=noon)
    _edit(story, cast.reporter, noon, slugline="another-slugline")
    assert workflow.sign_off_by_link(link, revision=1, now=noon).revision_number == 2


def test_a_pinned_link_goes_on_showing_and_signing_its_own_text(cast, noon, story):
    link = make_link(story, by=cast.editor, revision=1).link
    _edit(story, cast.reporter, noon, headline="Another headline")
    assert workflow.view_by_link(link, now=noon).revision_number == 1
    signed = workflow.sign_off_by_link(link, revision=1, now=noon)
    assert signed.revision_number == 1 and not outside.worth(signed, story, content_of(story)).words


def test_the_same_text_is_signed_once(noon, link):
    workflow.view_by_link(link, now=noon)
    workflow.sign_off_by_link(link, revision=1, now=noon)
    with pytest.raises(Refused, match="exactly this text at .* already"):
        workflow.sign_off_by_link(link, revision=1, now=noon)


def test_a_revoked_link_opens_nothing_and_keeps_what_was_said(cast, noon, link):
    workflow.view_by_link(link, now=noon)
    workflow.comment_by_link(link, text="Fine by me.", revision=1, now=noon)
    workflow.revoke_review_link(link, by=cast.duty_editor, now=noon)
    assert _last().verb == "revoke_review_link" and Note.objects.get().text == "Fine by me."
    for act in (
        lambda: workflow.view_by_link(link, now=noon),
        lambda: workflow.comment_by_link(link, text="And.", revision=1, now=noon),
        lambda: workflow.sign_off_by_link(link, revision=1, now=noon),
    ):
        with pytest.raises(NotAllowed, match="not open any more"):
            act()
    with pytest.raises(Refused, match="already"):
        workflow.revoke_review_link(link, by=cast.editor, now=noon)


def test_it_ends_at_its_minute(noon, link):
    workflow.view_by_link(link, now=link.expires_at - timedelta(seconds=1))
    with pytest.raises(NotAllowed):
        workflow.view_by_link(link, now=link.expires_at)


def test_it_shuts_once_its_maker_may_not_see_the_story_any_more(cast, noon, story, link):
    workflow.restrict(story, by=cast.duty_editor, people=[cast.duty_editor], now=noon)
    assert not outside.opens(ReviewLink.objects.get(pk=link.pk), noon)
    with pytest.raises(NotAllowed):
        workflow.view_by_link(link, now=noon)


def test_it_shuts_while_the_story_is_spiked(cast, noon, story, link):
    workflow.spike(story, by=cast.reporter, now=noon)
    with pytest.raises(NotAllowed):
        workflow.view_by_link(link, now=noon)
    workflow.revive(story, by=cast.reporter, now=noon)
    assert workflow.view_by_link(link, now=noon)


def test_a_reporter_may_not_revoke(cast, noon, link):
    with pytest.raises(NotAllowed, match="may not revoke this link"):
        workflow.revoke_review_link(link, by=cast.reporter, now=noon)


def test_wrong_pass_phrases_are_counted_and_after_five_even_the_right_one_waits(cast, noon, story):
    link = make_link(story, by=cast.editor, pass_phrase="grey seal at noon").link
    for _again in range(5):
        with pytest.raises(Refused, match="That is not the pass phrase"):
            workflow.unlock_by_link(link, pass_phrase="red seal at noon", now=noon)
    with pytest.raises(Refused, match="Wait 15 minutes"):
        workflow.unlock_by_link(link, pass_phrase="grey seal at noon", now=noon + timedelta(minutes=14))
    workflow.unlock_by_link(link, pass_phrase="grey seal at noon", now=noon + timedelta(minutes=15))
    assert LogEntry.objects.filter(verb="unlock_by_link").count() == 7
    link.refresh_from_db()
    assert link.wrong_tries == 0


def test_a_redaction_reaches_comments_quotes_names_and_sign_offs(cast, noon):
    story = make_article(by=cast.reporter, body="<p>Jane Roe voted. The wall comes.</p>")
    link = make_link(story, by=cast.editor, name="Jane Roe", email="jane.roe@example.org", asked="Jane Roe?").link
    workflow.view_by_link(link, now=noon)
    workflow.comment_by_link(link, text="I, Jane Roe, did not.", revision=1, passage=1, now=noon)
    signed = workflow.sign_off_by_link(link, revision=1, now=noon)
    done = workflow.redact(story, by=cast.duty_editor, words=["Jane Roe"], reason="To protect a person.", now=noon)
    assert done.found["outside reader"] == 1 and done.found["note"]
    rows = [*ReviewLink.objects.values_list(), *Note.objects.values_list(), *LogWords.objects.values_list()]
    assert "roe" not in str(rows).lower()
    story.refresh_from_db()
    signed.refresh_from_db()
    assert outside.worth(signed, story, content_of(story)).words
