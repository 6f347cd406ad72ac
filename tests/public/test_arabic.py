"""The paper in Arabic: every sentence, figures, dates, bylines."""

import gettext
import re
from datetime import date

import pytest
from django.utils import translation

from newsroom.ops.setup import ROOT
from newsroom.public import dates, languages

from .wording import sentences

PO = ROOT / "locale/ar/LC_MESSAGES/django.po"


@pytest.fixture
def arabic():
    with translation.override("ar"):
        yield


@pytest.fixture(scope="module")
def catalogue() -> gettext.GNUTranslations:
    with PO.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def _translated(catalogue) -> set[str]:
    """Return every message that the catalogue has words for, without its context."""
    keys = (key[0] if isinstance(key, tuple) else key for key, said in catalogue._catalog.items() if said)
    plurals = set(re.findall(r'^msgid_plural "(.*)"$', PO.read_text(), re.MULTILINE))
    return {key.rpartition("\x04")[2] for key in keys} | plurals


def test_every_sentence_that_readers_see_is_there_in_arabic(catalogue):
    said = sentences()
    missing = {sentence: file for sentence, file in said.items() if sentence not in _translated(catalogue)}
    assert len(said) > 100
    assert missing == {}


def test_a_translation_has_the_places_of_its_sentence(catalogue):
    holes = re.compile(r"%\(\w+\)[sd]|<a href=[^>]*>")
    wrong = {
        key
        for key, said in catalogue._catalog.items()
        if isinstance(key, str) and key and sorted(holes.findall(key)) != sorted(holes.findall(said))
    }
    assert wrong == set()


def test_the_compiled_catalogue_is_that_of_the_file(catalogue):
    written = re.findall(r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.+)"$', PO.read_text(), re.MULTILINE)
    plain = [(f"{of}\x04{key}" if of else key, said) for of, key, said in written]
    plain = [(key.replace('\\"', '"'), said.replace('\\"', '"')) for key, said in plain]
    assert len(plain) > 100
    assert [pair for pair in plain if catalogue._catalog.get(pair[0]) != pair[1]] == []


def test_figures_and_months_are_those_of_the_language(arabic):
    assert dates.day(date(2026, 11, 29)).text == "٢٩ نوفمبر ٢٠٢٦"
    assert languages.figures("18:20 UTC") == "١٨:٢٠ UTC"


def test_machines_read_dates_as_ever(arabic):
    assert dates.day(date(2026, 11, 29)).iso == "2026-11-29"


@pytest.mark.parametrize(
    ("years", "said"),
    [(1, "سنة واحدة"), (2, "سنتان"), (3, "٣ سنوات"), (11, "١١ سنة"), (100, "١٠٠ سنة")],
)
def test_years_are_counted_as_arabic_counts(arabic, years, said):
    at = dates.clock.now()
    then = dates.clock.local_date(at).replace(year=dates.clock.local_date(at).year - years, day=1)
    assert dates.age(then, at) == f"عمر هذه المادة {said}"


def test_a_page_is_from_right_to_left_and_names_the_face_it_is_read_in(arabic, db):
    from django.template.loader import render_to_string

    page = render_to_string("public/pulled.html", {})
    assert '<html lang="ar" dir="rtl">' in page and "هذه الصفحة قيد المراجعة" in page
    assert page.count('as="font"') == 1 and "fonts/naskh-arabic" in page


ITALICS = "<p>The <em>Gazette</em>.</p>"


@pytest.mark.parametrize(
    ("page", "text", "body", "faces"),
    [
        ("en-GB", "en-GB", "<p>Plain.</p>", ["serif-latin", "franklin-latin"]),
        ("en-GB", "en-GB", ITALICS, ["serif-latin", "serif-italic-latin", "franklin-latin"]),
        ("en-GB", "he", ITALICS, ["serif-latin", "hebrew-hebrew", "franklin-latin"]),
        ("ar", "ar", ITALICS, ["naskh-arabic"]),
        ("ar", "en", ITALICS, ["naskh-arabic", "serif-latin", "serif-italic-latin"]),
        ("ar", "he", "", ["naskh-arabic", "hebrew-hebrew"]),
    ],
)
def test_a_page_asks_for_the_faces_of_its_script_and_of_its_text(page, text, body, faces):
    assert languages.faces(page, text, body) == [f"fonts/{face}.woff2" for face in faces]
