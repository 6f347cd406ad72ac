"""A contributor's page: picture, job, beats; and the picture beside opinion they write."""

import re
from datetime import timedelta

import pytest

from articles import workflow
from articles.fronts.operations import Place
from articles.models import Contributor
from articles.workflow import portraits
from media import addresses, rights
from media.renditions import make_renditions
from newsroom.paper.policy_verbs import issue_policy
from newsroom.record.models import Change, LogEntry
from tests.makers import NOON, jpeg, make_contributor, make_live, make_photo, make_section, use_of
from tests.readers import LATER, address, text

from .test_structured import HOME, card, of_type

CREDIT = "Ruth Portraitist/Gazette"


@pytest.fixture
def face(cast):
    photo = make_photo(by=cast.photo_editor, credit_line=CREDIT, creator="Ruth Portraitist", data=jpeg(1200, 1500))
    make_renditions(photo, now=NOON)
    return photo


@pytest.fixture
def writer(cast, face):
    writer = make_contributor()
    make_section("Sport")
    Contributor.objects.filter(pk=writer.pk).update(
        title="Chief reporter", beats="Sport, The harbour", profiles="https://social.example/@writer"
    )
    return portraits.set_portrait(writer, face, by=cast.editor, now=NOON)


def test_the_page_has_picture_job_beats_and_pages_elsewhere(cast, read, writer, face):
    make_live(cast)
    page = text(read("/by/writer-a/"))
    assert "Chief reporter" in page and CREDIT in page and 'alt="Portrait of Writer A"' in page
    assert '<a href="/section/sport/"><bdi>Sport</bdi></a>' in page and "<bdi>The harbour</bdi>" in page
    assert 'href="https://social.example/@writer" rel="me nofollow"' in page
    assert card(page)["og:image"][0].startswith(f"{HOME}/photos/{face.uid}/")


def test_machines_are_told_who_it_is(cast, read, writer, face):
    make_live(cast)
    who = of_type(text(read("/by/writer-a/")), "ProfilePage")["mainEntity"]
    assert (who["jobTitle"], who["knowsAbout"]) == ("Chief reporter", ["Sport", "The harbour"])
    assert who["sameAs"] == ["https://social.example/@writer"]
    image = who["image"]
    assert (image["@type"], image["creditText"]) == ("ImageObject", CREDIT)
    assert image["creator"] == {"@type": "Person", "name": "Ruth Portraitist"}
    assert image["width"] * 5 == image["height"] * 4


@pytest.fixture
def expert(writer):
    Contributor.objects.filter(pk=writer.pk).update(
        contact="writer@example.org", languages="en, ar", awards="A prize, 2024\nAnother, 2020", education="Law, 2016"
    )
    return writer


def test_the_page_has_contact_languages_awards_and_education(cast, read, expert):
    make_live(cast)
    page = text(read("/by/writer-a/"))
    assert '<a href="mailto:writer@example.org" rel="me nofollow"><bdi dir="ltr">writer@example.org</bdi></a>' in page
    assert "<bdi>English</bdi>" in page and "<bdi>Arabic</bdi>" in page
    for line in ("A prize, 2024", "Another, 2020", "Law, 2016"):
        assert f"<dd><bdi>{line}</bdi></dd>" in page


def test_a_page_to_write_on_is_a_contact_too(cast, read, expert):
    make_live(cast)
    Contributor.objects.update(contact="https://www.social.example/@w/")
    page = text(read("/by/writer-a/"))
    assert '<a href="https://www.social.example/@w/" rel="me nofollow"><bdi dir="ltr">social.example/@w</bdi>' in page
    who = of_type(page, "ProfilePage")["mainEntity"]
    assert who["sameAs"] == ["https://social.example/@writer", "https://www.social.example/@w/"]
    assert "email" not in who


def test_machines_are_told_of_expertise(cast, read, expert):
    make_live(cast)
    who = of_type(text(read("/by/writer-a/")), "ProfilePage")["mainEntity"]
    assert (who["email"], who["knowsLanguage"]) == ("writer@example.org", ["en", "ar"])
    assert who["award"] == ["A prize, 2024", "Another, 2020"]
    assert who["hasCredential"] == [{"@type": "EducationalOccupationalCredential", "name": "Law, 2016"}]


def test_in_arabic_languages_are_called_by_their_arabic_names(cast, read, expert, settings):
    settings.LANGUAGE_CODE = "ar"
    make_live(cast)
    page = text(read("/by/writer-a/"))
    assert "<bdi>الإنجليزيّة</bdi>" in page and "<bdi>العربيّة</bdi>" in page and "لغات الكتابة" in page


def test_a_page_without_any_of_it_says_nothing_of_it(cast, read, writer):
    make_live(cast)
    page = text(read("/by/writer-a/"))
    assert not any(word in page for word in ("Writes in", "Awards", "Education", "mailto:"))
    who = of_type(page, "ProfilePage")["mainEntity"]
    assert not {"email", "knowsLanguage", "award", "hasCredential"} & set(who)


def test_a_desk_has_no_job_title_for_machines(cast, read, writer):
    make_live(cast)
    Contributor.objects.update(kind="desk")
    who = of_type(text(read("/by/writer-a/")), "ProfilePage")["mainEntity"]
    assert who["@type"] == "Organization" and "jobTitle" not in who and who["image"]


def _file_of(page: str, face) -> str:
    return re.search(rf"/photos/{face.uid}/[\w.~-]+\.jpg", page)[0]


def test_the_file_is_served_while_the_contributor_has_a_page(cast, read, writer, face):
    story = make_live(cast)
    path = _file_of(text(read("/by/writer-a/")), face)
    assert read(path).status_code == 200
    workflow.pull(story, by=cast.editor, now=LATER)
    gone = LATER + timedelta(minutes=1)
    assert read(path, gone).status_code == 404 and read("/by/writer-a/", gone).status_code == 404


def test_a_portrait_of_somebody_without_a_story_is_nobodys_to_see(cast, read, writer, face):
    rendition = face.renditions.filter(format="jpeg", crop="4:5").first()
    assert read(addresses.path(face, rendition)).status_code == 404


def test_a_portrait_goes_with_its_permission(cast, read, face, writer):
    make_live(cast)
    path = _file_of(text(read("/by/writer-a/")), face)
    rights.withdraw_photo(face, by=cast.photo_editor, reason="They asked.", now=LATER)
    later = LATER + timedelta(minutes=1)
    page = text(read("/by/writer-a/", later))
    assert CREDIT not in page and str(face.uid) not in page and "og:image" not in page
    assert read(path, later).status_code == 404
    number = LogEntry.objects.get(verb="withdraw_photo").number
    assert f"photo:{face.pk}" in read("/by/writer-a/")["Surrogate-Key"].split()
    assert Change.objects.filter(number=number, tag=f"photo:{face.pk}").exists()


def _opinion(cast, **fields):
    return make_live(cast, kind="opinion", headline="Let it stand open", slug="open", **fields)


def test_beside_opinion_stands_who_wrote_it_with_the_credit_in_the_closing_line(cast, read, writer, face):
    story = _opinion(cast)
    make_live(cast, headline="A newer one", slug="newer", now=NOON + timedelta(minutes=1))
    for path in (address(story), "/"):
        page = text(read(path))
        assert page.count('class="photo photo--head"') == 1, path
        assert re.search(rf'class="pictures-line">Pictures:.*?{CREDIT}', page, re.DOTALL), path
        assert f"name:contributor:{writer.pk}" in read(path)["Surrogate-Key"].split()


def test_news_has_no_head(cast, read, writer):
    story = make_live(cast)
    assert "photo--head" not in text(read(address(story))) and "photo--head" not in text(read("/"))


def test_the_same_picture_stands_once_on_a_story(cast, read, writer, face):
    story = _opinion(cast, photos=(use_of(face),))
    assert "photo--head" not in text(read(address(story)))


def test_a_front_without_the_writers_picture_depends_on_it_all_the_same(cast, read):
    _opinion(cast)
    tag = f"name:contributor:{make_contributor().pk}"
    assert tag in read("/")["Surrogate-Key"].split()


def test_a_curated_front_has_the_head_in_place_of_another_picture(cast, read, writer, face):
    lead = make_photo(by=cast.photo_editor)
    make_renditions(lead, now=NOON)
    news, story = make_live(cast, headline="News", slug="news"), _opinion(cast, photos=(use_of(lead),))
    front = workflow.begin_front("home", by=cast.editor, now=NOON)
    later = NOON + timedelta(minutes=1)
    for number, each in enumerate((news, story)):
        workflow.arrange(front, Place("top", str(each.uid), f"k{number}"), by=cast.editor, now=later)
    workflow.issue_front(front, by=cast.editor, now=later)
    page = text(read("/"))
    assert page.count("photo--head") == 1 and str(face.uid) in page and str(lead.uid) not in page


def test_opinion_costs_a_front_one_query_and_its_page_none(cast, selects, writer):
    photo = make_photo(by=cast.photo_editor)
    make_renditions(photo, now=NOON)
    story = make_live(cast, photos=(use_of(photo),))
    before = len(selects("/")), len(selects(address(story)))
    opinion = _opinion(cast)
    assert (len(selects("/")), len(selects(address(opinion)))) == (before[0] + 1, before[1])


def test_the_masthead_says_who_does_what(cast, read, writer):
    Contributor.objects.update(account=cast.reporter)
    make_live(cast)
    issue_policy("masthead", "Who we are.", by=cast.managing_editor, lists_writers=True, now=NOON)
    page = text(read("/about/masthead/"))
    assert "Chief reporter" in page and "<bdi>The harbour</bdi>" in page
