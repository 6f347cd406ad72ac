"""The paper from right to left: what is of another language keeps its direction, and figures are the paper's."""

import re
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.calendar import count_days
from articles.workflow import Said
from articles.working_copy import content_of
from media.renditions import make_renditions
from newsroom.ops.setup import ROOT
from newsroom.paper.verbs import set_paper
from tests.makers import BODY, NOON, make_contributor, make_live, make_photo, use_of
from tests.readers import LATER, address

MINUTE = timedelta(minutes=1)
SHEETS = sorted((ROOT / "static/public").glob("*.css"))


@pytest.fixture
def in_arabic(cast, read):
    """Read a page of a paper in Arabic, as a tree."""
    set_paper({"language": "ar"}, by=cast.managing_editor, now=NOON)
    return lambda path: html.document_fromstring(read(path).content)


def _language(element) -> tuple[str, str]:
    """Return the language and direction an element's text is set in."""
    return tuple(element.xpath(f"string((ancestor-or-self::*[@{name}])[last()]/@{name})") for name in ("lang", "dir"))


def _corrected(cast):
    story = make_live(cast)
    at = NOON + 10 * MINUTE
    workflow.save(story, by=cast.reporter, content=replace(content_of(story), body=f"{BODY}<p>x</p>"), now=at)
    workflow.file(story, by=cast.reporter, now=at)
    workflow.publish(story, by=cast.editor, kind="correction", note="It was Monday.", now=at)
    return story


def test_counts_and_versions_have_the_figures_of_the_language(cast, in_arabic, settings):
    settings.VERSIONS = True
    make_live(cast, now=NOON - timedelta(days=400), slug="a-year-before", slugline="before")
    story = _corrected(cast)
    count_days(LATER)
    for path in ("/archive/", "/2026/", "/2026/11/", "/search/?q=council", f"/versions/{story.uid}/"):
        page = in_arabic(path)
        address_on_paper = page.xpath("string(//p[@class='print-foot']/bdi[@dir='ltr'])")
        said = page.xpath("//main")[0].text_content().replace(address_on_paper, "")
        assert re.findall("[0-9]+", said) == [], path
    assert in_arabic("/search/?q=council").xpath("//section[@class='facet']//a[text()='٢٠٢٥']")
    assert "النسخة ٢" in in_arabic(address(story)).xpath("string(//p[@class='print-foot'])")


def test_a_day_with_one_story_says_its_number_once(cast, in_arabic):
    make_live(cast, now=NOON)
    count_days(LATER)
    counts = in_arabic("/2026/11/").find_class("month-count")
    assert [each.text_content() for each in counts] == ["مادة واحدة"]


def test_what_programs_ask_with_keeps_its_own_direction(in_arabic):
    page = in_arabic("/api/")
    assert {_language(code)[1] for code in page.xpath("//main//code")} == {"ltr"}
    assert "section=، tag=، contributor=" in page.xpath("//main")[0].text_content()
    assert "الـ٣٠ التالية" in page.xpath("//main")[0].text_content()


def test_a_note_to_readers_keeps_its_own_direction_on_the_pages_of_versions(cast, in_arabic, settings):
    settings.VERSIONS = True
    story = _corrected(cast)
    (note,) = in_arabic(f"/versions/{story.uid}/").xpath("//ol[@class='owned']//p[contains(., 'It was Monday.')]")
    assert _language(note) == ("en", "ltr")
    (note,) = in_arabic(f"/versions/{story.uid}/2/").xpath("//p[@class='fix']")
    assert _language(note) == ("en", "ltr") and _language(note.xpath(".//bdi")[0])[0] == "ar"


def test_an_entry_of_a_live_story_is_in_its_own_language_and_its_time_in_that_of_the_paper(cast, in_arabic):
    story = make_live(cast, now=NOON - MINUTE)
    workflow.open_live(story, by=cast.editor, now=NOON)
    workflow.let_post(story, by=cast.editor, user=cast.reporter, reader=cast.editor, now=NOON)
    said = Said("Polls have closed", byline=make_contributor())
    workflow.post(story, by=cast.reporter, said=said, token=uuid.uuid4(), now=NOON + MINUTE)
    (entry,) = in_arabic(address(story)).xpath("//article[@class='live-entry']")
    assert _language(entry) == ("en", "ltr")
    assert _language(entry.xpath(".//time")[0])[0] == "ar"


def test_what_is_said_of_a_picture_is_in_the_language_of_the_paper_and_apart_from_its_caption(cast, in_arabic):
    photo = make_photo(by=cast.photo_editor, taken_at=NOON - timedelta(days=900))
    make_renditions(photo, now=NOON)
    use = use_of(photo, use="inline", caption="The wall.")
    figure = f'<figure class="photo" data-photo="{use.photo}"></figure>'
    page = in_arabic(address(make_live(cast, body=BODY + figure, photos=(use,))))
    assert page.xpath("//strong[@class='photo__notice']/bdi[@lang='ar']/text()") == ["صورة من الأرشيف، ٢٠٢٤."]


def test_names_of_writers_are_joined_in_the_language_that_joins_them(cast, in_arabic):
    make_live(cast)
    (names,) = in_arabic("/section/city/all/").xpath("//article[@lang='en']//p[@class='meta']/bdi")
    assert names.text == "Writer A" and names.get("lang") == "ar"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_the_side_of_the_list_is_asked_for_in_the_words_of_every_browser(sheet):
    plain = re.findall(r"(?<!-)text-align: match-parent", sheet.read_text())
    assert len(re.findall(r"text-align: -webkit-match-parent; text-align: match-parent", sheet.read_text())) == len(
        plain
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_type_has_a_size_that_arabic_cannot_enlarge(sheet):
    tokens = "flash|lead|story|major|std|brief|dek|body|trail|caption|meta|micro"
    outside = re.sub(r"--t-[\w-]+: [^;]+;|--line: [^;]+;", "", sheet.read_text())
    found = re.findall(rf"font(?:-size)?: [^;]*var\(--(?:{tokens})\)[^;]*;", outside)
    # The word that is in capitals in Latin, with a rule of its own beside it.
    assert found == (["font-size: var(--meta);"] if sheet.name == "readers.css" else [])
