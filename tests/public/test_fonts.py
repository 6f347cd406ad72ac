"""Cutting the readers' fonts."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from newsroom.public import fonts, languages, optical

ALL_CUTS = fonts.CUTS
WORDS = "Harbourmasterévoteflig, “WQ&7”"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The sans alone: the serifs take longer and differ in nothing that is tested."""
    folder = tmp_path_factory.mktemp("fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "CUTS", [cut for cut in fonts.CUTS if cut.name == "franklin"])
        patch.setattr(fonts, "DRAWN", ())
        fonts.build(folder)
        yield folder


@pytest.fixture(scope="module")
def all_cut(tmp_path_factory):
    folder = tmp_path_factory.mktemp("all-fonts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "CUTS", ALL_CUTS)
        patch.setattr(fonts, "DRAWN", ())
        fonts.build(folder)
    return folder


def test_a_cut_keeps_the_letters_and_weights_of_the_pages_and_drops_the_rest(folder):
    font = TTFont(folder / "franklin-latin.woff2")
    letters = font.getBestCmap()
    assert {ord(letter) for letter in "Aé“”—…€0"} <= set(letters) and ord("Ω") not in letters
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 600)]
    assert (folder / "franklin-latin.woff2").stat().st_size < 40_000


def test_letters_of_other_latin_languages_are_in_a_file_of_their_own(folder):
    letters = TTFont(folder / "franklin-latin-ext.woff2").getBestCmap()
    assert {ord(letter) for letter in "łşőž"} <= set(letters) and ord("a") not in letters


def test_the_licence_goes_along(folder):
    assert "SIL OPEN FONT LICENSE" in (folder / "libre_franklin-LICENCE.txt").read_text().upper()


def test_what_is_up_to_date_is_not_cut_again(folder, settings, monkeypatch, capsys):
    settings.FONTS = folder
    monkeypatch.setattr(fonts, "build", lambda folder: pytest.fail("It was cut again."))
    call_command("fonts")
    assert "up to date" in capsys.readouterr().out


def test_another_recipe_is_cut_again(folder, monkeypatch):
    assert fonts.is_built(folder)
    monkeypatch.setattr(fonts, "FEATURES", ["kern"])
    assert not fonts.is_built(folder)


def test_a_folder_that_cannot_be_written_is_named(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.FONTS = tmp_path / "file" / "fonts"
    with pytest.raises(CommandError, match="could not be written"):
        call_command("fonts")


def test_the_style_sheet_names_the_files_and_ranges_that_are_cut():
    css = (ROOT / "static" / "public" / "readers.css").read_text()
    named = set(re.findall(r"fonts/([\w-]+)\.woff2", css))
    assert named == {f"{cut.name}-{block}" for cut in ALL_CUTS for block, _letters_of in cut.blocks}
    cut_letters = {f"{cut.name}-{block}": set(letters) for cut in ALL_CUTS for block, letters in cut.blocks}
    for face, ranges in re.findall(r"fonts/([\w-]+)\.woff2.*?unicode-range: ([^;]+);", css):
        assert _letters(ranges) == cut_letters[face], face


def _letters(ranges: str) -> set[int]:
    found = set()
    for each in ranges.replace("U+", "").split(","):
        first, _dash, last = each.strip().partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_style_sheet_asks_nobody_else_for_anything():
    css = (ROOT / "static" / "public" / "readers.css").read_text()
    assert "http" not in css.replace('a[href^="http"]', "") and "@import" not in css


@pytest.mark.parametrize("text", ["en", "ar", "he"])
@pytest.mark.parametrize("page", ["en", "ar", "he"])
def test_the_faces_of_a_page_are_three_files_of_ninety_kilobytes_together(page, text, all_cut):
    # Latin words within Arabic or Hebrew ask for the serif without a preload.
    faces = {*languages.faces(page, text, "<p><em>x</em></p>"), "fonts/serif-latin.woff2"}
    assert len(faces) <= 3
    assert sum((all_cut / Path(face).name).stat().st_size for face in faces) <= 90_000


@pytest.fixture(scope="module")
def designers():
    """Source Serif as it came, with the letters of this file's words alone."""
    serif = next(cut for cut in ALL_CUTS if cut.name == "serif")
    return fonts._subset(serif.source, sorted(map(ord, set(WORDS))), {})


def _pen(source, **place) -> dict[str, list]:
    """Return the outline of every letter of WORDS and its width, of a font at one place of its axes."""
    font = instancer.instantiateVariableFont(
        TTFont(source), place, overlap=instancer.OverlapMode.KEEP_AND_DONT_SET_FLAGS
    )
    glyphs, drawn = font.getGlyphSet(), {}
    for letter in WORDS:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[font.getBestCmap()[ord(letter)]].draw(pen)
        points = [point for _how, some in pen.value for point in some if point]
        drawn[letter] = [*points, (glyphs[font.getBestCmap()[ord(letter)]].width, 0)]
    return drawn


@pytest.mark.parametrize(
    ("weight", "headline", "least"),
    [(400, False, 1), (500, False, 3), (700, False, 3), (600, True, 4), (400, True, 24), (700, True, 28)],
)
def test_one_file_has_the_designers_text_and_headlines(all_cut, designers, weight, headline, least):
    width, size = (optical.HEADLINES, 40) if headline else (optical.TEXT, 14)
    ours = _pen(all_cut / "serif-latin.woff2", wght=weight, wdth=width)
    theirs = _pen(BytesIO(designers), wght=weight, opsz=size)
    far = {
        letter: max(
            max(abs(a - b) for a, b in zip(p, q, strict=True)) for p, q in zip(ours[letter], points, strict=True)
        )
        for letter, points in theirs.items()
    }
    assert max(far.values()) <= least, far


def test_italics_are_drawn_and_not_slanted(all_cut):
    italic = TTFont(all_cut / "serif-italic-latin.woff2")
    assert "fvar" not in italic and italic["post"].italicAngle < 0
    assert {ord(letter) for letter in "Aé“”—…fi"} <= set(italic.getBestCmap())


def test_arabic_letters_keep_what_joins_them(all_cut):
    font = TTFont(all_cut / "naskh-arabic.woff2")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig"} <= features
    assert {ord(letter) for letter in "ءأبجقيةىپچژکگی٠۹،؛؟\u200c"} <= set(font.getBestCmap())


def test_a_face_of_ours_carries_its_own_licence(all_cut):
    for name in ("noto_naskh_arabic", "noto_serif_hebrew"):
        assert "SIL Open Font License" in (all_cut / f"{name}-LICENCE.txt").read_text()
