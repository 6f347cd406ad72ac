"""The picture a story is shared with: what is drawn on it, and that it is there no longer than what it shows."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from PIL import Image

from articles import workflow
from articles.working_copy import content_of
from media import rights
from media.licences import Asks
from media.renditions import make_renditions
from newsroom.public import drawing, fonts
from newsroom.public.album import Album
from newsroom.public.share_cards import ShareCard, card_of
from tests.makers import NOON, jpeg, make_article, make_live, make_photo, use_of
from tests.public.test_structured import HOME, card, of_type
from tests.readers import LATER, address, text

pytestmark = pytest.mark.django_db(databases="__all__")

PICTURE = "newsroom.public.share_cards._draw"
ARABIC = "في الرابعة فجرًا، تفوح رائحة «السمسم» (Rope Street 19)"


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    """The faces that pictures are drawn with."""
    folder = tmp_path_factory.mktemp("drawn")
    for drawn in fonts.DRAWN:
        name, data = fonts._merged(drawn)
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def faces(cut, settings):
    settings.FONTS = cut


@pytest.fixture
def photo(cast):
    made = make_photo(by=cast.photo_editor, data=jpeg(1600, 1200, (30, 120, 60)))
    make_renditions(made, now=NOON)
    return made


def _shared(page) -> str:
    return card(text(page))["og:image"][0].removeprefix(HOME)


def _opened(response) -> Image.Image:
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    return Image.open(BytesIO(response.content))


def _near(image: Image.Image, colour: str) -> int:
    """Return how many pixels are nearly of a colour."""
    wanted = tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
    points = image.convert("RGB").resize((300, 158)).get_flattened_data()
    return sum(all(abs(a - b) < 8 for a, b in zip(point, wanted, strict=True)) for point in points)


def _card(**said) -> ShareCard:
    plain = {
        "story": "x", "headline": "A wall", "label": "", "advertisement": False, "kind": "", "language": "en",
        "frame": "en", "paper": "The Gazette", "accent": "#8a1c1c",
    }  # fmt: skip
    return ShareCard(**(plain | said))


def test_a_story_is_shared_with_its_headline_drawn_beside_its_photo(cast, faces, photo, read):
    story = make_live(cast, photos=(use_of(photo),))
    page = read(address(story))
    said = card(text(page))
    assert (said["og:image:width"], said["og:image:height"]) == (["1200"], ["630"])
    assert said["og:image:alt"] == ["Council votes for the wall – A wall in the sea."]
    answer = read(_shared(page))
    image = _opened(answer)
    assert image.size == (1200, 630)
    # The photo at the end, the accent over the words, ink among them.
    assert image.getpixel((1000, 300))[1] > 100 and _near(image, "#8a1c1c") > 200 and _near(image, "#16181b") > 50
    assert b"Photographer C/Gazette" in image.info["xmp"]
    assert {f"article:{story.pk}", f"photo:{photo.pk}"} <= set(answer["Surrogate-Key"].split())
    assert "Set-Cookie" not in answer and "Cookie" not in answer.get("Vary", "")


def test_a_story_without_a_photo_is_shared_with_its_headline_alone(cast, faces, read):
    page = read(address(make_live(cast)))
    assert card(text(page))["twitter:card"] == ["summary_large_image"]
    assert _near(_opened(read(_shared(page))), "#fdfcf9") > 30_000


def test_a_headline_for_sharing_is_the_one_that_is_drawn(cast, faces, read):
    with_one, without = (make_live(cast, share_headline=said, slug=said or "x") for said in ("Shorter", ""))
    drawn = [card_of(str(each.uid), content_of(each), Album([], LATER)).headline for each in (with_one, without)]
    assert drawn == ["Shorter", "Council votes for the wall"]


@pytest.mark.parametrize(
    ("paid_as", "label"),
    [("supported", "Supported by Harbour Heat"), ("advertisement", "paid for and controlled by Harbour Heat")],
)
def test_who_pays_is_drawn_over_the_headline(cast, faces, read, paid_as, label):
    story = make_article(by=cast.editor, paid_as=paid_as, sponsor="Harbour Heat")
    workflow.file(story, by=cast.editor, now=NOON)
    workflow.publish(story, by=cast.duty_editor, now=NOON)
    made = card_of(str(story.uid), content_of(story), Album([], LATER))
    assert label in made.label and made.advertisement is (paid_as == "advertisement")
    page = read(address(story))
    assert label in card(text(page))["og:image:alt"][0]
    image = _opened(read(_shared(page)))
    assert _near(image, "#ecebe4") > (30_000 if made.advertisement else 500)
    # An advertisement looks like no story: nothing of the paper's colour.
    assert (_near(image, "#8a1c1c") == 0) is made.advertisement


def test_it_is_gone_while_the_story_is_pulled_and_back_when_it_is_restored(cast, faces, read):
    story = make_live(cast)
    path = _shared(read(address(story)))
    workflow.pull(story, by=cast.editor, now=LATER)
    pulled = read(path, LATER + timedelta(minutes=1))
    assert (pulled.status_code, pulled["Cache-Control"]) == (404, "no-store")
    workflow.restore(story, by=cast.editor, now=LATER + timedelta(minutes=2))
    assert read(path, LATER + timedelta(minutes=3)).status_code == 200


def test_a_headline_that_was_mended_has_another_address_and_the_old_one_is_gone(cast, faces, read):
    story = make_live(cast)
    path = _shared(read(address(story)))
    mended = replace(content_of(story), headline="Council votes for a taller wall")
    workflow.save(story, by=cast.reporter, content=mended, base=story.revision_number, now=LATER)
    workflow.file(story, by=cast.reporter, now=LATER)
    workflow.publish(story, by=cast.editor, kind="update", now=LATER)
    after = LATER + timedelta(minutes=1)
    assert read(path, after).status_code == 404
    assert _shared(read(address(story), after)) != path
    assert read(_shared(read(address(story), after)), after).status_code == 200


def test_a_headline_that_was_redacted_is_drawn_no_more_and_its_black_is_none_of_the_faces(cast, faces, read):
    story = make_live(cast, headline="Jane Roe votes for the wall")
    path = _shared(read(address(story)))
    workflow.redact(story, by=cast.duty_editor, words=["Jane Roe"], reason="Protects a witness", now=LATER)
    after = LATER + timedelta(minutes=1)
    assert read(path, after).status_code == 404
    assert "/share/" not in text(read(address(story), after))


def test_a_permission_that_ends_takes_the_photo_off_it_at_that_minute(cast, faces, photo, read):
    rights.grant_lease(photo, by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON)
    story = make_live(cast, photos=(use_of(photo),))
    before, after = LATER - timedelta(minutes=5), LATER + timedelta(minutes=1)
    path = _shared(read(address(story), before))
    assert read(path, before)["Cache-Control"] == "public, max-age=300"
    assert read(path, after).status_code == 404
    assert _near(_opened(read(_shared(read(address(story), after)), after)), "#1e783c") == 0


@pytest.mark.parametrize("how", ["licence", "lease"])
def test_a_photo_that_may_not_be_cut_is_not_drawn_and_machines_are_given_it_whole(cast, faces, photo, read, how):
    if how == "licence":
        photo = make_photo(by=cast.photo_editor, licence="cc-by-nd-4.0", data=jpeg(1600, 1200, (30, 120, 61)))
        make_renditions(photo, now=NOON)
    else:
        limits = {"limits": [Asks.NO_CROP], "usable_from": NOON, "usable_until": LATER + timedelta(days=9)}
        rights.grant_lease(photo, by=cast.photo_editor, now=NOON, **limits)
    page = read(address(make_live(cast, photos=(use_of(photo),))))
    assert _near(_opened(read(_shared(page))), "#1e783c") == 0
    [image] = of_type(text(page), "NewsArticle")["image"]
    assert image["width"] / image["height"] == pytest.approx(4 / 3, abs=0.01)
    assert "/whole_" in image["contentUrl"]


def test_machines_are_given_the_photo_in_three_shapes_each_with_its_rights(cast, photo, read):
    page = read(address(make_live(cast, photos=(use_of(photo),))))
    images = of_type(text(page), "NewsArticle")["image"]
    shapes = [image["width"] / image["height"] for image in images]
    assert shapes == pytest.approx([1, 4 / 3, 16 / 9], abs=0.01)
    assert {image["creditText"] for image in images} == {"Photographer C/Gazette"}
    assert all(read(image["contentUrl"].removeprefix(HOME)).status_code == 200 for image in images)


def test_without_the_faces_or_a_letter_of_them_the_photo_itself_is_named(cast, faces, photo, read, settings, tmp_path):
    thai = make_live(cast, headline="สภาลงมติเรื่องกำแพง", slug="thai", photos=(use_of(photo),))
    assert _shared(read(address(thai))).startswith("/photos/")
    settings.FONTS = tmp_path
    assert _shared(read(address(make_live(cast, photos=(use_of(photo),))))).startswith("/photos/")


def test_nothing_is_drawn_of_what_readers_do_not_have_whoever_knows_its_words(cast, faces, read):
    draft = make_article(by=cast.reporter)
    coming = make_live(cast, slug="coming", now=LATER + timedelta(days=1))
    for story in (draft, coming):
        with time_machine.travel(LATER, tick=False):
            path = card_of(str(story.uid), content_of(story), Album([], LATER)).path
        assert read(path).status_code == 404
    assert read(path, LATER + timedelta(days=2)).status_code == 200


def test_an_address_of_other_words_is_not_found_and_makes_nothing(cast, faces, read, monkeypatch):
    story = make_live(cast)
    monkeypatch.setattr(PICTURE, lambda card: pytest.fail("It was drawn."))
    assert read(f"/share/{story.uid}/{'0' * 20}.jpg").status_code == 404
    assert read(f"/share/{'0' * 8}-0000-4000-8000-{'0' * 12}/{'0' * 20}.jpg").status_code == 404


def test_it_is_drawn_once_and_asked_for_in_five_queries(cast, faces, photo, read, selects, monkeypatch):
    path = _shared(read(address(make_live(cast, photos=(use_of(photo),)))))
    first = read(path)
    monkeypatch.setattr(PICTURE, lambda card: pytest.fail("It was drawn again."))
    assert read(path).content == first.content
    assert len(selects(path)) == 5


@pytest.mark.parametrize("photo_too", [True, False])
@pytest.mark.parametrize("length", [1, 3, 8, 20, 60])
@pytest.mark.parametrize(("language", "word"), [("en", "harbourmaster"), ("ar", "السمسم"), ("de", "Hafen" * 9)])
def test_every_line_stands_within_the_words_own_column(faces, language, word, length, photo_too):
    said = _card(headline=" ".join([word] * length), label="Supported by Harbour Heat", kind="Opinion")
    said = replace(said, language=language, credit="Photographer C/Gazette" if photo_too else "")
    cut = Image.new("RGB", (504, 630), "#00ff00") if photo_too else None
    image = drawing.draw(said, cut)
    if photo_too:
        left = 0 if language == "ar" else 1200 - 504
        assert image.crop((left, 0, left + 504, 630)).getcolors() == [(504 * 630, (0, 255, 0))], "words on the photo"
    margin = image.crop((0, 618, 1200, 630)) if not photo_too else image.crop((700, 618, 1200, 630))
    assert len(margin.getcolors()) == 1


def test_arabic_is_joined_and_begins_at_the_right(faces, settings):
    image = drawing.draw(_card(headline=ARABIC, language="ar"), None)
    ink = image.convert("L").point(lambda light: 255 * (light < 90)).crop((0, 20, 1200, 500)).getbbox()
    assert ink[2] > 1130
    font = drawing._font(settings.FONTS, "drawn-serif", 60)
    how = {"direction": "rtl", "language": "ar"}
    joined, apart = (font.getlength(said, **how) for said in ("سمسم", "س\u200cم\u200cس\u200cم"))
    assert joined < apart * 0.9


@pytest.mark.parametrize(
    "said",
    [
        "Rope Street في الرابعة فجرًا",
        "مجلس Marlhithe يصوّت لصالح Swing Bridge",
        "Council hears “مجلس المدينة” in full",
        "המועצה אישרה את Swing Bridge ב־2026",
        "شورای شهر پل Swing Bridge را بست؛ ۴۵٪ موافق",
        "Совет голосует за стену – The Wall",
        "Το συμβούλιο ψήφισε",
        "Prix\u202f: «\u202f12\u202f000\u202f€\u202f» en non\u2011dit",
        "Cafe\u0301 a\u0300 Zürich → Łódź",
        "The \u2067مجلس\u2069 votes\u200e",
    ],
)
def test_a_headline_of_several_scripts_is_drawn_letter_by_letter(faces, settings, said):
    assert drawing.can_draw(said)
    for name in ("drawn-serif", "drawn-sans"):
        font = drawing._font(settings.FONTS, name, 60)
        blank = bytes(font.getmask("\u0e01"))
        for letter in set(drawing._written(said)) - set(map(chr, drawing._UNSEEN)) - {" ", "\u00a0"}:
            assert bytes(font.getmask(letter)) not in (b"", blank), (name, letter)


def _ink(image: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    return image.convert("L").crop(box).point(lambda light: 255 * (light < 150))


@pytest.mark.parametrize(
    ("language", "frame", "first"), [("en", "en", False), ("en", "ar", True), ("ar", "en", False), ("ar", "ar", True)]
)
@pytest.mark.parametrize("name", ["label", "kind"])
def test_label_and_kind_run_as_the_paper_does_whatever_the_story_does(faces, language, frame, first, name):
    """In Arabic the Latin name stands left of the Arabic word, in English right of it."""
    both, alone = (
        drawing.draw(_card(**{name: said, "language": language, "frame": frame, "headline": "ا"}), None)
        for said in ("رعاية HHHHHHHH", "HHHHHHHH")
    )
    top, bottom = 16, 104
    band = (0, top, 1200, bottom)
    left, _top, right, _bottom = _ink(both, band).getbbox()
    wide = _ink(alone, band).getbbox()
    latin = _ink(alone, (wide[0], top, wide[2], bottom))
    width = wide[2] - wide[0]
    at_left, at_right = (_same(_ink(both, (at, top, at + width, bottom)), latin) for at in (left, right - width))
    assert (at_left, at_right) == (first, not first)
    assert right > 1120 if language == "ar" else left < 80


def _same(one: Image.Image, other: Image.Image) -> bool:
    """Say whether the ink is the same but for a row up or down, since an Arabic word makes a line taller."""
    one, other = (list(zip(*[iter(each.get_flattened_data())] * each.width, strict=True)) for each in (one, other))
    rows = [[row for row in each if any(row)] for each in (one, other)]
    apart = sum(a != b for first, second in zip(*rows, strict=False) for a, b in zip(first, second, strict=True))
    return apart < 0.02 * len(rows[1]) * len(rows[1][0])


def test_a_latin_name_of_a_paper_stands_at_the_right_of_an_arabic_card(faces):
    image = drawing.draw(_card(headline=ARABIC, language="ar", frame="ar", paper="The Gazette!"), None)
    left, _top, right, _bottom = _ink(image, (0, 520, 1200, 612)).getbbox()
    assert right > 1130 and left > 800


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_long_headline_of_two_scripts_fits_its_column(faces, language):
    image = drawing.draw(_card(headline="مجلس Marlhithe يصوّت " * 9, language=language, frame=language), None)
    left, top, right, bottom = _ink(image, (0, 20, 1200, 500)).getbbox()
    assert left >= 50 and right <= 1150 and bottom < 480
    assert right > 1130 if language == "ar" else left < 70


def test_no_line_is_broken_where_a_space_holds_words_together(faces, settings):
    hand = drawing.Hand(drawing._font(settings.FONTS, "drawn-serif", 60), "ltr", "fr")
    assert drawing._broken(drawing._written("plus de 12\u202f000\u00a0€"), hand, 1) == [
        "plus",
        "de",
        "12\u00a0000\u00a0€",
    ]


def test_the_words_of_a_card_are_its_address():
    assert _card().digest == _card().digest != _card(headline="A taller wall").digest
