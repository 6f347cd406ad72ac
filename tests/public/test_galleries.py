"""Photos wider than the text, and several in a gallery: how they are laid out, credited, and closed up again."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from lxml import html
from PIL import Image

from articles import workflow
from articles.content import ContentPhoto
from articles.working_copy import content_of
from media import rights
from media.models import Photo
from media.pictures import Picture
from media.renditions import make_renditions
from newsroom.public.galleries import gallery
from tests.makers import NOON, make_article, make_live, make_photo, use_of
from tests.public.test_bytes import MOST, _weighs
from tests.readers import LATER, address, text

pytestmark = pytest.mark.django_db(databases="__all__")


def _picture(portrait: bool) -> Picture:
    size = {"width": 800, "height": 1200} if portrait else {"width": 1200, "height": 800}
    return Picture((), "/p", "", **size, sizes="", alt="", tone="", printed=None)


def _jpeg(width: int, height: int) -> bytes:
    """Return a small picture like no other."""
    held = BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(held, "JPEG")
    return held.getvalue()


def _uses(cast, shown: str, count: int = 1, upright: tuple[int, ...] = ()) -> tuple[ContentPhoto, ...]:
    uses = []
    for number in range(count):
        data = _jpeg(*((60, 90) if number in upright else (90, 60)))
        photo = make_photo(by=cast.photo_editor, data=data, credit_line=f"Hands {number}")
        make_renditions(photo, now=NOON)
        uses.append(use_of(photo, use="inline", caption=f"Caption {number}", alt=f"Alt {number}", shown=shown))
    return tuple(uses)


def _figures(uses) -> str:
    return "".join(f'<figure class="photo" data-photo="{use.photo}"></figure>' for use in uses)


def _page(response):
    return html.document_fromstring(response.content).xpath("//div[@class='body']")[0]


@pytest.mark.parametrize(
    ("upright", "shapes"),
    [
        ("-", "one:-"),
        ("--", "two:--"),
        ("|-", "last:|-"),
        ("-|", "first:-|"),
        ("---", "one:- two:--"),
        ("|--", "last:|- one:-"),
        ("|||", "two:|| one:|"),
        ("-|--|", "one:- last:|- first:-|"),
    ],
)
def test_pictures_stand_two_by_two_in_their_order_and_an_odd_one_alone(upright, shapes):
    laid = gallery([_picture(each == "|") for each in upright])
    said = [f"{row.shape}:{''.join('-|'[each.portrait] for each in row.pictures)}" for row in laid.rows]
    assert " ".join(said) == shapes


def test_photos_of_a_gallery_that_follow_one_another_are_one_block_each_with_its_own_words(cast, read):
    uses = _uses(cast, "gallery", 4, upright=(1,))
    page = _page(read(address(make_live(cast, photos=uses, body=f"<p>One.</p>{_figures(uses)}<p>Two.</p>"))))
    assert [element.get("class", element.tag) for element in page] == ["p", "gallery", "p"]
    [block] = page.find_class("gallery")
    assert (block.get("role"), block.get("aria-label")) == ("group", "Gallery, 4 photos")
    assert [row.get("class") for row in block.find_class("gallery-row")] == [
        "gallery-row gallery-first", "gallery-row gallery-two"
    ]  # fmt: skip
    captions = [" ".join(each.text_content().split()) for each in block.xpath(".//figcaption")]
    assert captions == [f"Caption {number} Hands {number}" for number in range(4)]
    assert block.xpath(".//img/@alt") == [f"Alt {number}" for number in range(4)]
    assert all(image.get("width") and image.get("height") for image in block.xpath(".//img"))


def test_a_paragraph_between_two_makes_two_galleries_and_one_alone_is_a_photo(cast, read):
    uses = _uses(cast, "gallery", 3)
    body = f"{_figures(uses[:2])}<p>One.</p>{_figures(uses[2:])}<p>Two.</p>"
    page = _page(read(address(make_live(cast, photos=uses, body=body))))
    kinds = [element.get("class", element.tag) for element in page]
    assert kinds == ["gallery", "p", "photo photo--inline", "p"]


def test_photos_of_a_gallery_without_a_place_stand_together_after_the_text_in_the_order_of_their_rows(cast, read):
    uses = _uses(cast, "gallery", 3)
    body = "".join(f"<p>Paragraph {number}.</p>" for number in range(4))
    page = _page(read(address(make_live(cast, photos=uses[::-1], body=body))))
    assert [element.tag for element in page] == ["p", "p", "p", "p", "div"]
    assert page.xpath("./div//img/@alt") == ["Alt 2", "Alt 1", "Alt 0"]


def test_a_permission_that_ends_takes_one_photo_out_and_the_gallery_closes_up(cast, read):
    uses = _uses(cast, "gallery", 3)
    rights.grant_lease(
        Photo.objects.get(uid=uses[1].photo), by=cast.photo_editor, usable_from=NOON, usable_until=LATER, now=NOON
    )
    path = address(make_live(cast, photos=uses, body=f"<p>One.</p>{_figures(uses)}<p>Two.</p>"))
    before, after = (read(path, LATER + timedelta(minutes=minutes)) for minutes in (-1, 1))
    assert _page(before).xpath("./div/@aria-label") == ["Gallery, 3 photos"]
    assert _page(after).xpath("./div/@aria-label") == ["Gallery, 2 photos"]
    assert "Hands 1" not in text(after) and "Caption 1" not in text(after)
    rows = _page(after).find_class("gallery-row")
    assert [row.get("class") for row in rows] == ["gallery-row gallery-two"]


@pytest.mark.parametrize("shown", ["wide", "full"])
def test_a_photo_wider_than_the_text_asks_for_as_many_pixels(cast, read, shown):
    uses = _uses(cast, shown)
    [figure] = _page(read(address(make_live(cast, photos=uses, body=f"<p>One.</p>{_figures(uses)}")))).xpath("./figure")
    assert figure.get("class") == f"photo photo--{shown}"
    assert {"wide": "824px", "full": "1160px"}[shown] in figure.xpath("string(.//img/@sizes)")
    assert "Hands 0" in figure.text_content()


def test_how_a_photo_is_shown_is_kept_of_those_in_the_text_alone(cast):
    inline, lead = _uses(cast, "wide", 2)
    article = make_article(by=cast.reporter, photos=(replace(lead, use="lead"), inline), body="<p>One.</p>")
    assert {use.use: use.shown for use in content_of(article).photos} == {"lead": "", "inline": "wide"}
    odd = replace(content_of(article), photos=(replace(inline, shown="huge"),))
    workflow.save(article, by=cast.reporter, content=odd, base=article.revision_number)
    assert [use.shown for use in content_of(article).photos] == [""]


def test_a_gallery_costs_no_query_more_and_keeps_the_page_within_its_bytes(cast, read, selects):
    few, many = (_uses(cast, "gallery", count) for count in (2, 12))
    paths = [
        address(make_live(cast, photos=uses, slug=slug, body=f"<p>One.</p>{_figures(uses)}"))
        for slug, uses in (("few", few), ("many", many))
    ]
    assert len(selects(paths[0])) == len(selects(paths[1]))
    assert _weighs(read(paths[1], **{"accept-encoding": "gzip"})) < MOST
