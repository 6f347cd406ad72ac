"""Care for who is in a picture: flags, consent, what has to be answered before it is used."""

from datetime import date, timedelta

import pytest

from articles.preflight import preflight
from articles.working_copy import content_of
from media.answers import answer_for_photo, open_questions
from media.care import end_consent, flag_person, record_consent
from media.models import Photo
from media.opening import PhotoRefused
from media.rights import edit_photo
from newsroom.notices.models import Notice
from newsroom.record.models import Change, LogEntry
from tests.conftest import NOON
from tests.makers import make_article, use_of

from .conftest import sent

HOUR = timedelta(hours=1)
AGREED = {"given_by": "Ana's mother", "scope": "The story on school meals, online", "given_on": date(2026, 11, 1)}


@pytest.fixture
def child(cast, photo):
    """A child in a photo."""
    return flag_person(photo, by=cast.photo_editor, name="Ana", kinds={"child"}, now=NOON)


def of(photo: Photo) -> Photo:
    return Photo.objects.get(pk=photo.pk)


def the_log(verb: str) -> LogEntry:
    return LogEntry.objects.filter(verb=verb).latest("number")


def test_flags_stand_on_the_person_and_are_summed_up_on_the_photo(cast, photo, child):
    flag_person(photo, by=cast.photo_editor, person=child, kinds={"child", "victim"}, now=NOON)
    assert of(photo).care == "child victim"
    flag_person(photo, by=cast.photo_editor, person=child, kinds=set(), now=NOON)
    assert of(photo).care == ""
    assert the_log("flag_person").by == cast.photo_editor


def test_somebody_who_must_not_be_named_can_be_flagged(cast, photo):
    person = flag_person(photo, by=cast.photo_editor, kinds={"patient"}, now=NOON)
    assert (str(person), of(photo).care) == ("somebody not named", "patient")


def test_a_stranger_may_not_say_who_needs_care(cast, photo):
    with pytest.raises(PhotoRefused, match="somebody else's picture"):
        flag_person(photo, by=cast.stranger, kinds={"child"}, now=NOON)


def test_consent_has_who_gave_it_for_what_and_when_with_its_paper(cast, photo, child):
    paper = sent(b"%PDF-1.7 signed", "form.pdf")
    consent = record_consent(photo, by=cast.photo_editor, person=child, document=paper, now=NOON, **AGREED)
    assert consent.document.read() == b"%PDF-1.7 signed"
    assert "form" not in consent.document.name
    assert of(photo).care == "child consent"
    assert "school meals" in the_log("record_consent").words.text


def test_a_paper_is_judged_by_its_content(cast, photo):
    with pytest.raises(PhotoRefused, match="no PDF, JPEG or PNG"):
        record_consent(photo, by=cast.photo_editor, document=sent(b"<script>", "form.pdf"), now=NOON, **AGREED)


def test_consent_taken_back_ends_the_photo_at_that_minute_and_the_desk_is_told(cast, photo, child):
    consent = record_consent(photo, by=cast.photo_editor, person=child, now=NOON, **AGREED)
    end_consent(consent, by=cast.editor, reason="She called.", ends_at=NOON + HOUR, now=NOON)
    ended = of(photo)
    assert ended.usable(NOON) and not ended.usable(NOON + HOUR)
    assert Photo.objects.usable(NOON).exists() and not Photo.objects.usable(NOON + HOUR).exists()
    assert ended.lease_end(NOON) == NOON + HOUR
    assert "took their consent back" in ended.why_not(NOON + HOUR)[0]
    assert Change.objects.filter(tag=photo.tag, at=NOON + HOUR).exists()
    told = Notice.objects.filter(kind="consent_ended", about_uid=photo.uid)
    assert {notice.to for notice in told} == {cast.photo_editor, cast.duty_editor}


def test_consent_cannot_have_ended_before_anybody_heard_of_it(cast, photo):
    consent = record_consent(photo, by=cast.photo_editor, now=NOON, **AGREED)
    with pytest.raises(PhotoRefused, match="now or later"):
        end_consent(consent, by=cast.photo_editor, reason="", ends_at=NOON - HOUR, now=NOON)


def test_consent_given_again_takes_the_place_of_the_one_that_ended(cast, photo, child):
    consent = record_consent(photo, by=cast.photo_editor, person=child, now=NOON, **AGREED)
    end_consent(consent, by=cast.photo_editor, reason="", now=NOON)
    record_consent(photo, by=cast.photo_editor, person=child, now=NOON + HOUR, **AGREED)
    assert of(photo).usable(NOON + HOUR)


def test_one_persons_new_consent_does_not_undo_anothers_end(cast, photo, child):
    other = flag_person(photo, by=cast.photo_editor, name="Ben", kinds={"child"}, now=NOON)
    consent = record_consent(photo, by=cast.photo_editor, person=other, now=NOON, **AGREED)
    end_consent(consent, by=cast.photo_editor, reason="", now=NOON)
    record_consent(photo, by=cast.photo_editor, person=child, now=NOON + HOUR, **AGREED)
    assert not of(photo).usable(NOON + HOUR)


def test_each_story_is_asked_of_and_another_story_asks_again(cast, photo, child):
    for context in ("one", "another"):
        assert open_questions([of(photo)], context) == {photo.pk: ["consent"]}
        answer_for_photo(
            photo, by=cast.photo_editor, question="consent", context=context, words="Asked her mother.", now=NOON
        )
        assert open_questions([of(photo)], context) == {}


def test_another_flag_or_consent_asks_again(cast, photo, child):
    said = {"by": cast.photo_editor, "question": "consent", "context": "one", "now": NOON}
    answer_for_photo(photo, words="Asked.", **said)
    flag_person(photo, by=cast.photo_editor, person=child, kinds={"child", "patient"}, now=NOON)
    assert open_questions([of(photo)], "one")
    answer_for_photo(photo, words="Asked again.", **said)
    record_consent(photo, by=cast.photo_editor, person=child, now=NOON, **AGREED)
    assert open_questions([of(photo)], "one")


def test_an_answer_takes_words_and_somebody_who_may_give_it(cast, photo, child):
    with pytest.raises(PhotoRefused, match="Say why"):
        answer_for_photo(photo, by=cast.editor, question="consent", context="one", words=" ", now=NOON)
    with pytest.raises(PhotoRefused, match="may not answer"):
        answer_for_photo(photo, by=cast.reporter, question="consent", context="one", words="Yes.", now=NOON)


@pytest.mark.parametrize(("source", "asks"), [("trainedAlgorithmicMedia", True), ("digitalCapture", False)])
def test_a_picture_made_by_a_model_waits_for_a_person(cast, photo, source, asks):
    edit_photo(
        photo, by=cast.photo_editor, digital_source_type=f"http://cv.iptc.org/newscodes/digitalsourcetype/{source}"
    )
    assert bool(open_questions([of(photo)], "one")) is asks


def test_preflight_stops_the_story_until_a_person_has_answered(cast, photo, child):
    article = make_article(by=cast.reporter, photos=(use_of(photo),))

    def found():
        return {finding.id for finding in preflight(article, content_of(article), at=NOON) if finding.blocks}

    assert "photo-consent" in found()
    answer_for_photo(
        photo, by=cast.editor, question="consent", context=str(article.uid), words="Her mother agreed.", now=NOON
    )
    assert "photo-consent" not in found()
    assert the_log("answer_for_photo").by == cast.editor
