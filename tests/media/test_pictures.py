"""What a page is handed of a photo, and what it prints."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from media import addresses, credits, declaration, renditions
from media.models import Shape
from media.pictures import picture
from media.source_types import address
from newsroom.pagecache.collecting import collecting
from tests.conftest import NOON

from .conftest import drawing, saved

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made(upload, monkeypatch):
    """A photo with its renditions, in few sizes."""
    sizes = dict.fromkeys(declaration.WIDTHS, (64,)) | {Shape.WHOLE: (64, 128)}
    monkeypatch.setattr(declaration, "WIDTHS", sizes)
    monkeypatch.setattr(declaration, "FOR_MACHINES", {})
    photo = upload(
        saved(drawing(300, 200)), credit_line="Photographer <C>", licence="own", taken_at=NOON - timedelta(days=2)
    )
    renditions.make_renditions(photo, now=NOON)
    return photo


def printed(photo, rows=None, *, context=None, **options) -> str:
    rows = list(photo.renditions.all()) if rows is None else rows
    shown = picture(photo, rows, **{"alt": "A wall", **options})
    return render_to_string("components/photo.html", {"picture": shown, **(context or {})})


def test_an_address_is_built_from_what_cannot_change(made):
    rendition = made.renditions.filter(crop="", format="jpeg").first()
    path = addresses.path(made, rendition)
    assert path.startswith(f"/photos/{made.uid}/whole_64_{rendition.digest}_") and path.endswith(".jpg")


def test_it_offers_every_format_best_first_without_a_query(made, django_assert_num_queries):
    rows = list(made.renditions.all())
    with django_assert_num_queries(0):
        shown = picture(made, rows, alt="A wall", sizes="50vw")
    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
    assert [part.split()[1] for part in shown.srcset.split(", ")] == ["64w", "128w"]
    assert ("/whole_128_" in shown.src, shown.width, shown.height) == (True, 128, 85)
    assert shown.credit == "Photographer <C>"


def test_it_takes_the_cut_that_was_asked_for(made):
    shown = picture(made, made.renditions.all(), alt="", crop="1:1")
    assert (shown.width, shown.height) == (64, 64)


def test_a_cut_not_made_yet_falls_back_to_the_whole(upload):
    photo = upload()
    shown = picture(photo, photo.renditions.all(), alt="", crop="1:1")
    assert (shown.width, shown.height, shown.sources) == (640, 420, ())


def test_without_any_rendition_there_is_no_picture_and_no_broken_page(made):
    assert picture(made, [], alt="") is None
    assert printed(made, []).strip() == ""


def test_a_picture_notes_what_it_shows_for_the_page_cache(made):
    with collecting() as tags:
        picture(made, [], alt="")
    assert tags == {f"photo:{made.pk}"}


def test_the_component_prints_picture_caption_and_credit_escaped(made):
    html = printed(made, caption="Boats & <nets>.", alt='A "wall"', dated=date(2026, 11, 22))
    assert 'width="128" height="85" alt="A &quot;wall&quot;"' in html
    assert html.count("<source") == 2 and 'loading="lazy"' in html
    assert "Boats &amp; &lt;nets&gt;." in html
    assert '<span class="photo__credit">Photographer &lt;C&gt;</span>' in html
    assert "<nets>" not in html


def test_the_first_picture_is_fetched_at_once(made):
    html = printed(made, context={"eager": True})
    assert 'fetchpriority="high"' in html and "lazy" not in html


def test_decorative_prints_an_empty_alt_text(made):
    assert 'alt=""' in printed(made, alt="")


def test_small_pictures_may_leave_their_credit_to_the_closing_line(made):
    html = printed(made, caption="Boats.", context={"bare": True})
    assert "figcaption" not in html
    assert credits.closing_line([made, made]) == [credits.Credit("Photographer <C>")]


def test_fronts_print_the_credit_without_the_caption(made):
    html = printed(made, caption="Boats.", context={"credit_only": True})
    assert "Boats" not in html and "Photographer &lt;C&gt;" in html


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (30, ""), (31, "File photograph, 2026."), (700, "File photograph, 2024."), (-5, "")]
)
def test_a_photo_older_than_a_month_says_so(upload, days, said):
    photo = upload(taken_at=NOON - timedelta(days=days))
    assert credits.notice(photo, date(2026, 11, 22)) == said


def test_a_photo_nobody_dated_says_nothing(photo):
    assert credits.notice(photo, date(2026, 11, 22)) == ""


def test_a_picture_made_by_a_model_says_so(upload):
    photo = upload(digital_source_type="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
    assert credits.notice(photo, None) == "Illustration made with AI."


def test_the_order_under_a_picture_is_notice_caption_credit(upload):
    photo = upload(credit_line="Ana Costa", taken_at=NOON - timedelta(days=400))
    assert str(credits.printed(photo, " Boats. ", date(2026, 11, 22))) == "File photograph, 2025. Boats. Ana Costa"


def test_nothing_else_that_readers_see_prints_an_image():
    templates = settings.BASE_DIR / "templates"
    pages = [*templates.glob("public/**/*.html"), *templates.glob("components/*.html")]
    # The logo is the paper's own: it is owed to nobody. A mail prints its picture and credit as mail can.
    printing = {page.name for page in pages if "<img" in page.read_text()}
    assert printing == {"photo.html", "mail_photo.html", "paper_name.html"}


@pytest.mark.parametrize("how", [{"bare": True}, {"credit_only": True}, {}])
def test_what_a_model_made_says_so_by_the_picture_on_every_surface(upload, how):
    photo = upload(credit_line="C", digital_source_type=address("trainedAlgorithmicMedia"))
    shown = picture(photo, photo.renditions.all(), alt="A wall.")
    printed = render_to_string("components/photo.html", {"picture": shown, **how})
    assert "Illustration made with AI." in printed
