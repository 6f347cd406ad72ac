"""A page that is printed: what stands at its foot, its notes, and what the sheet for paper promises."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from lxml import html

from articles import workflow
from articles.working_copy import content_of
from media.renditions import make_renditions
from newsroom.ops.setup import ROOT
from newsroom.public.on_paper import readable
from tests.makers import BODY, NOON, make_live, make_photo, use_of
from tests.readers import LATER, address

from .test_look import _contrast

PRINT = (ROOT / "static/public/print.css").read_text()
SCREEN = (ROOT / "static/public/readers.css").read_text()


def _foot(response) -> str:
    (foot,) = html.document_fromstring(response.content).xpath("//p[@class='print-foot']")
    return " ".join(foot.text_content().split())


@pytest.mark.parametrize("path", ["/", "/section/city/", "/corrections/", "/search/?q=harbour", "/2026/11/22/"])
def test_every_page_says_on_paper_of_which_day_it_is_and_where_it_stood(cast, read, path):
    make_live(cast, now=NOON)
    foot = _foot(read(path, LATER))
    assert "22 November 2026" in foot and foot.endswith(f"http://127.0.0.1:8000{path.split('?')[0]}")


def test_a_story_says_it_once_with_its_dates_version_and_correction(cast, read):
    story, changed = make_live(cast), make_live(cast, slug="changed")
    content = replace(content_of(changed), body=f"{BODY}<p>It was Monday.</p>")
    at = NOON + timedelta(minutes=10)
    workflow.save(changed, by=cast.reporter, content=content, now=at)
    workflow.file(changed, by=cast.reporter, now=at)
    workflow.publish(changed, by=cast.editor, kind="correction", note="It was Monday.", now=at)
    foot = _foot(read(address(changed)))
    assert "22 November 2026, 12:00 UTC · Corrected 12:10 UTC · version 2 · Correction, 22 November 2026" in foot
    assert foot.endswith(f"http://127.0.0.1:8000{address(changed)}")
    assert "version 1" in _foot(read(address(story)))


def test_the_licence_of_a_photo_in_the_text_is_among_the_notes_it_is_numbered_with(cast, read):
    photo = make_photo(by=cast.photo_editor, licence="cc-by-sa-4.0")
    make_renditions(photo, now=NOON)
    use = use_of(photo, use="inline", caption="The wall.")
    body = (
        f'{BODY}<figure class="photo" data-photo="{use.photo}"></figure><p><a href="https://a.example.org/">a</a></p>'
    )
    page = html.document_fromstring(read(address(make_live(cast, body=body, photos=(use,)))).content)
    linked = page.xpath("//div[@class='body']//a/@href")
    assert page.xpath("//ol[@class='print-links']/li/text()") == linked
    assert linked == ["https://creativecommons.org/licenses/by-sa/4.0/", "https://a.example.org/"]


def test_a_page_that_is_not_there_repeats_nothing_of_what_was_asked_for(cast, read):
    story = make_live(cast, slug="canary-slug")
    workflow.pull(story, by=cast.editor, now=NOON + timedelta(minutes=1))
    for path in (address(story), "/canary-path/", "/tag/canary-tag/"):
        page = html.document_fromstring(read(path, LATER).content)
        assert page.xpath("//p[@class='print-foot']") == []
        assert "canary" not in page.text_content()


def test_an_address_on_paper_is_in_the_letters_it_is_made_of():
    assert readable("https://a.example/2026/%D9%81%D8%B1%D9%86/?q=%2F") == "https://a.example/2026/فرن/?q=%2F"


def test_every_colour_is_set_anew_on_paper_so_that_a_dark_screen_does_not_reach_it():
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", SCREEN.split("@media")[0]))
    paper = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", PRINT))
    assert len(tokens) > 15 and set(tokens) == set(paper)
    tints = {name for name in paper if name == "paper" or name.endswith("-tint")}
    words = set(paper) - tints - {"rule", "on-live"}
    assert {name: paper[name] for name in words if _contrast(paper[name], "#fff") < 12} == {}
    assert {paper[name] for name in tints} == {"#fff"}


def test_the_colours_of_paper_outweigh_the_papers_own_accent_which_comes_after_them():
    assert re.search(r"^html:root \{", PRINT, re.MULTILINE) and "\n:root" not in PRINT


def test_type_on_paper_is_made_of_the_tokens_so_that_arabic_keeps_its_taller_lines():
    sized = set(re.findall(r"--([\w-]+): [\d.]+pt", PRINT))
    assert sized == {
        "flash",
        "lead",
        "story",
        "major",
        "std",
        "brief",
        "dek",
        "body",
        "trail",
        "caption",
        "meta",
        "micro",
    }
    assert "line-height" not in PRINT and not re.search(r"font: [^;]*\d+pt/\d+pt", PRINT)


def test_a_heading_that_ends_a_card_does_not_carry_the_next_one_to_another_sheet():
    """A card of a headline alone would pull along whatever follows it, until a sheet was left with a name alone."""
    (rule,) = re.findall(r"^[^\n{]*h3[^\n{]* \{ break-after: avoid; \}", PRINT, re.MULTILINE)
    assert rule.startswith(":is(h1, h2, h3") and "):not(:last-child) {" in rule


@pytest.mark.parametrize("name", ["nav", "form", "button", "audio", ".foot", ".sections", ".skip", ".breaking"])
def test_what_is_only_for_a_screen_is_not_printed(name):
    (hidden,) = re.findall(r"^([^\n{]+) \{ display: none; \}", PRINT, re.MULTILINE)
    assert name in [each.strip() for each in hidden.split(",")]
