"""From what intake understood to a draft: its fields, its names, what stops it, and what is kept beside it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import workflow
from articles.bylines import Byline
from articles.content import Content
from articles.intake.beside import Beside, Waiting, read_beside
from articles.intake.draft import Chosen, ChosenPhoto, draft
from articles.intake.paste import read_paste
from articles.intake.result import Doubt
from articles.models import Article, Contributor, Hold, Revision
from articles.workflow import NotAllowed, Refused
from articles.working_copy import content_of
from media.uploads import accept
from newsroom.record.models import LogEntry
from tests.makers import jpeg, make_person, make_photo, make_section

SEED = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "story.txt"
NOW = datetime(2023, 1, 16, 12, tzinfo=UTC)
COPY = """Harbour wall to be rebuilt by spring
The council voted on Monday after two winters of floods
By Ada Penrose and News Desk - January 14 2023

The wall at Pellgate in December, after the second flood. (Photo credit: Joss Ferrand)

The council of Pellgate voted on Monday evening to rebuild the harbour wall, at a cost of four million pounds.

“It will be built by spring,” said the mayor, who had promised the same thing twice before in as many years.

Most Popular
"""


def brought_in(text=COPY, *, by, now=NOW, **fields):
    return draft(read_paste(text, now=now, source="paste"), by=by, now=now, **fields)


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not on this machine")
def test_the_seed_becomes_a_draft_with_all_its_fields(cast):
    article = brought_in(SEED.read_text(encoding="utf-8"), by=cast.reporter)
    content = content_of(article)
    assert content.headline == "Syrian army soldiers killed in extremist attack"
    assert content.dek.startswith("The ambush was carried out")
    assert content.dated == "2023-01-14"
    assert content.body.count("<p>") == 12
    assert "Most Popular" not in content.body
    assert article.copy_from == Article.CopyFrom.UNKNOWN
    (byline,) = article.bylines.all()
    assert (byline.contributor.name, byline.contributor.kind) == ("News Desk", Contributor.Kind.DESK)


@pytest.mark.skipif(not SEED.exists(), reason="the seed story is not on this machine")
def test_what_the_seed_leaves_over_is_kept_beside_its_draft(cast):
    beside = read_beside(brought_in(SEED.read_text(encoding="utf-8"), by=cast.reporter).left_out)
    assert beside.left_out == ("Most Popular",)
    assert [photo.credit for photo in beside.photos] == ["hstoday.us"]
    assert [doubt.field for doubt in beside.doubts] == ["copy_from"]
    assert beside.source == "paste"


def test_its_first_revision_says_that_it_was_brought_in(cast):
    article = brought_in(by=cast.reporter)
    revision = article.revisions.get()
    assert (revision.why, revision.by, revision.at) == (Revision.Why.INTAKE, cast.reporter, NOW)
    assert LogEntry.objects.get(verb="begin").subject == article.subject


def test_a_name_on_file_is_found_whatever_its_case(cast):
    known = Contributor.objects.create(name="ADA PENROSE", slug="ada")
    article = brought_in(by=cast.reporter)
    assert article.bylines.first().contributor == known
    assert Contributor.objects.count() == 2


def test_a_name_beyond_ascii_is_found_whatever_its_case(cast):
    known = Contributor.objects.create(name="Éloïse Ørsted", slug="eloise")
    intake = read_paste(COPY, now=NOW)
    chosen = replace(Chosen.of(intake), bylines=(Byline("ÉLOÏSE ØRSTED"),))
    assert draft(intake, by=cast.reporter, now=NOW, chosen=chosen).bylines.get().contributor == known


def test_a_desk_is_not_taken_for_a_person_of_the_same_name(cast):
    person = Contributor.objects.create(name="News Desk", slug="news-desk", kind=Contributor.Kind.PERSON)
    made = brought_in(by=cast.reporter).bylines.get(contributor__kind=Contributor.Kind.DESK).contributor
    assert made != person
    assert made.slug == "news-desk-2"


def test_a_contributor_is_never_tied_to_the_account_that_typed(cast):
    brought_in(by=cast.reporter)
    assert not Contributor.objects.filter(account__isnull=False).exists()


def test_an_embargo_in_the_copy_stands_on_the_draft(cast):
    article = brought_in("EMBARGOED UNTIL 10:00 GMT TUESDAY\n\n" + COPY, by=cast.reporter)
    assert article.embargoed_until == datetime(2023, 1, 17, 10, tzinfo=UTC)
    assert "EMBARGOED UNTIL 10:00 GMT TUESDAY" in read_beside(article.left_out).left_out


def test_an_embargo_that_is_over_is_not_set(cast):
    intake = read_paste("EMBARGOED UNTIL 10:00 GMT TUESDAY 17 JANUARY 2023\n\n" + COPY, now=NOW)
    article = draft(intake, by=cast.reporter, now=datetime(2023, 2, 1, tzinfo=UTC))
    assert article.embargoed_until is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("KILL", Hold.Kind.ADVISORY),
        ("NOT FOR PUBLICATION", Hold.Kind.CONFIRMATION),
        ("EMBARGOED UNTIL FURTHER NOTICE", Hold.Kind.EMBARGO),
    ],
)
@pytest.mark.parametrize("who", ["reporter", "editor"])
def test_a_hold_that_comes_with_the_copy_is_placed_whoever_brings_it_in(cast, who, words, kind):
    article = brought_in(words + "\n\n" + COPY, by=getattr(cast, who))
    held = article.holds.get()
    assert held.kind == kind
    assert held.placed_by == getattr(cast, who)
    assert words in held.reason
    assert '"came_with_copy":1' in LogEntry.objects.get(verb="hold").facts


def test_a_reporter_cannot_lift_the_hold_that_came_with_their_copy(cast):
    article = brought_in("KILL\n\n" + COPY, by=cast.reporter)
    with pytest.raises(NotAllowed):
        workflow.lift(article.holds.get(), by=cast.reporter, now=NOW)


def test_a_reporter_cannot_place_another_hold_once_the_draft_was_saved(cast):
    article = brought_in(by=cast.reporter)
    changed = replace(content_of(article), headline="Another headline")
    workflow.save(article, by=cast.reporter, content=changed, now=NOW)
    with pytest.raises(NotAllowed):
        workflow.hold(article, by=cast.reporter, kind="legal", reason="Wait.", now=NOW, came_with_copy=True)


def test_a_reporter_cannot_hold_a_story_that_was_not_brought_in(cast):
    article = workflow.begin(by=cast.reporter, content=Content(headline="Typed"), now=NOW)
    with pytest.raises(NotAllowed):
        workflow.hold(article, by=cast.reporter, kind="legal", reason="Wait.", now=NOW, came_with_copy=True)


def test_somebody_else_cannot_hold_what_a_reporter_brought_in(cast):
    article = brought_in(by=cast.reporter)
    with pytest.raises(NotAllowed):
        workflow.hold(article, by=cast.second_reporter, kind="legal", reason="Wait.", now=NOW, came_with_copy=True)


@pytest.mark.parametrize("who", ["photographer", "photo_editor", "administrator", "stranger"])
def test_it_refuses_whoever_may_not_begin_a_story(cast, who):
    with pytest.raises(NotAllowed):
        brought_in(by=getattr(cast, who))
    assert not Contributor.objects.exists()


def test_a_refusal_leaves_nothing_behind(cast, monkeypatch):
    def refuse(*args, **kwargs):
        raise Refused("No.")

    monkeypatch.setattr(workflow, "hold", refuse)
    with pytest.raises(Refused):
        brought_in("KILL\n\n" + COPY, by=cast.reporter)
    assert not Article.objects.exists()
    assert not Contributor.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_picture_attached_takes_the_caption_and_no_longer_waits(cast):
    intake = read_paste(COPY, now=NOW)
    photo = make_photo(by=cast.reporter, credit_line="Joss Ferrand", now=NOW)
    chosen = replace(Chosen.of(intake), photos=(ChosenPhoto("The wall.", "Joss Ferrand", photo),))
    article = draft(intake, by=cast.reporter, now=NOW, chosen=chosen)
    (use,) = content_of(article).photos
    assert (use.photo, use.use, use.caption, use.alt) == (str(photo.uid), "lead", "The wall.", "A harbour wall.")
    assert read_beside(article.left_out).photos == ()


def test_a_picture_without_a_credit_gets_the_one_printed_with_the_copy(cast):
    intake = read_paste(COPY, now=NOW)
    photo = accept(SimpleUploadedFile("a.jpg", jpeg()), by=cast.reporter, now=NOW)
    draft(
        intake,
        by=cast.reporter,
        now=NOW,
        chosen=replace(Chosen.of(intake), photos=(ChosenPhoto("The wall.", "Joss Ferrand", photo),)),
    )
    photo.refresh_from_db()
    assert photo.credit_line == "Joss Ferrand"


def test_two_credits_for_one_picture_are_a_doubt(cast):
    intake = read_paste(COPY, now=NOW)
    photo = make_photo(by=cast.reporter, credit_line="Somebody Else", now=NOW)
    chosen = replace(Chosen.of(intake), photos=(ChosenPhoto("The wall.", "Joss Ferrand", photo),))
    beside = read_beside(draft(intake, by=cast.reporter, now=NOW, chosen=chosen).left_out)
    (doubt,) = [doubt for doubt in beside.doubts if doubt.field == "photos"]
    assert "Joss Ferrand" in doubt.message and "Somebody Else" in doubt.message


def test_a_doubt_that_was_settled_is_not_kept(cast):
    intake = read_paste(COPY, now=NOW)
    assert "copy_from" in {doubt.field for doubt in intake.doubts}
    chosen = replace(Chosen.of(intake), copy_from=Article.CopyFrom.OURS)
    beside = read_beside(draft(intake, by=cast.reporter, now=NOW, chosen=chosen).left_out)
    assert "copy_from" not in {doubt.field for doubt in beside.doubts}


def test_what_no_column_can_hold_is_cut_and_kept_whole_beside(cast):
    long = "A headline that goes on and on " * 20
    intake = replace(read_paste(COPY, now=NOW), headline=long, dateline="P" * 100)
    article = draft(intake, by=cast.reporter, now=NOW)
    assert len(article.headline) <= 250 and len(article.dateline) <= 80
    assert long in read_beside(article.left_out).left_out


def test_the_story_takes_the_language_of_its_section(cast):
    section = make_section("Arabic")
    section.language = "ar"
    section.save()
    assert brought_in(by=cast.reporter, section=section).language == "ar"


def test_words_of_a_byline_that_no_field_holds_are_kept_beside(cast):
    text = COPY.replace("By Ada Penrose and News Desk - January 14 2023", "By Ada Penrose, Harbour Correspondent")
    assert "By Ada Penrose, Harbour Correspondent" in read_beside(brought_in(text, by=cast.reporter).left_out).left_out


def test_what_is_beside_a_draft_reads_back_as_it_was_written():
    beside = Beside(("Most Popular",), (Doubt("headline", "Which?"),), (Waiting("A wall.", "J/Gazette"),), "mail")
    assert read_beside(beside.text) == beside


def test_nothing_beside_is_an_empty_text():
    assert Beside(source="paste").text == ""
    assert read_beside("") == Beside()


def test_making_a_name_that_has_no_letter_still_gives_it_a_slug(cast):
    intake = replace(read_paste(COPY, now=NOW), bylines=(Byline("!!!"),))
    assert draft(intake, by=cast.reporter, now=NOW).bylines.get().contributor.slug == "person"


def test_a_reader_without_the_right_to_add_names_is_told(cast):
    person = make_person("plain")
    for code in ("add_article", "change_article", "view_article"):
        person.user_permissions.add(Permission.objects.get(codename=code, content_type__app_label="articles"))
    person = type(person).objects.get(pk=person.pk)
    with pytest.raises(Refused, match="Ada Penrose"):
        brought_in(by=person)
