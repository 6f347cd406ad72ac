"""The contact sheet in a real browser: the hour by keys, nothing lost on a bad line, no barrier, no sideways scroll."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from media.collecting import collect
from media.culling import cull
from media.models import Photo
from newsroom import clock
from tests.browser.listening import barriers, scrolls_sideways
from tests.live_desk import until
from tests.makers import make_photo
from tests.media import photo_hour

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.SECOND_FACTOR = False


def test_a_shoot_is_culled_captioned_given_rights_and_used_by_keys(signed_in, cast):
    acts = photo_hour.the_hour(signed_in, cast, clock.now(), files=24, picks=4, used=2)
    # One key a picture; a caption takes what stands in the gaps and four keys more; rights take four acts however many.
    assert acts["culled"] == 25
    assert acts["captioned"] <= 4 * 9 + 2
    assert acts["rights"] == 4
    assert acts["sent"] == 6


def test_what_is_pressed_on_a_bad_line_is_kept_and_sent_later(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 3)
    page = signed_in(cast.photo_editor, 1440)
    photo_hour.sheet(page, event)
    page.route("**/sort/", lambda route: route.abort())
    for key in ("ArrowRight", "p", "4", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-said]")).to_contain_text("not saved yet")
    assert not Photo.objects.exclude(mark="").exists()
    page.reload()
    page.unroute("**/sort/")
    page.reload()
    until(page, lambda: set(Photo.objects.values_list("mark", "rating")) == {("pick", 0), ("reject", 4), ("", 0)})
    expect(page.locator("[data-said]")).to_contain_text("All saved")


def test_keys_pressed_while_the_next_pictures_are_on_their_way_are_theirs(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 63)
    page = signed_in(cast.photo_editor, 1440)
    held = []
    page.route("**part=1**", lambda route: held.append(route))
    photo_hour.sheet(page, event)
    for key in ("ArrowRight", *"x" * 60, "p", "x", "p"):
        page.keyboard.press(key)
    until(page, lambda: bool(held))
    assert Photo.objects.filter(mark="pick").count() == 0
    for route in held:
        route.continue_()
    until(page, lambda: not event.photos.filter(mark="").exists())
    marks = list(event.photos.order_by("taken_at").values_list("mark", flat=True))
    assert marks == ["reject"] * 60 + ["pick", "reject", "pick"]


def test_the_first_picture_has_none_before_it(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 3)
    page = signed_in(cast.photo_editor, 1440)
    photo_hour.sheet(page, event)
    for key in ("ArrowRight", "ArrowLeft", "p"):
        page.keyboard.press(key)
    until(page, lambda: event.photos.order_by("taken_at").first().mark == "pick")


def test_what_looks_like_it_opens_on_a_key(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 3)
    page = signed_in(cast.photo_editor, 1440)
    photo_hour.sheet(page, event)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("l")
    page.wait_for_url("**like=**")
    first = event.photos.order_by("taken_at").first()
    expect(page.locator(f"[data-tile='{first.pk}']")).to_be_visible()
    assert page.evaluate("window.broken") == []


def test_the_large_view_is_worked_by_its_buttons(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 3)
    page = signed_in(cast.photo_editor, 390)
    photo_hour.sheet(page, event)
    page.keyboard.press("ArrowRight")
    page.keyboard.press(" ")
    large = page.locator("[data-big-dialog]")
    large.get_by_role("button", name="Pick").click()
    large.get_by_role("button", name="Reject").click()
    large.get_by_role("button", name="Left").click()
    expect(large.locator("[data-big-says]")).to_contain_text("Reject")
    large.get_by_role("button", name="Right").click()
    assert barriers(page) == []
    large.get_by_role("button", name="Close").click()
    expect(large).not_to_be_visible()
    until(
        page, lambda: list(event.photos.order_by("taken_at").values_list("mark", flat=True)) == ["pick", "reject", ""]
    )
    third = event.photos.order_by("taken_at").last()
    expect(page.locator(f"[data-tile='{third.pk}'] [data-tile-link]")).to_be_focused()


def test_two_are_compared_and_the_better_one_stays(signed_in, cast):
    event = photo_hour.shoot(cast, clock.now(), 3)
    page = signed_in(cast.photo_editor, 1440)
    photo_hour.sheet(page, event)
    for key in ("ArrowRight", "c", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    first, second, third = (photo.pk for photo in event.photos.order_by("taken_at"))
    until(page, lambda: set(Photo.objects.filter(mark="reject").values_list("pk", flat=True)) == {first, third})
    expect(page.locator(f"[data-tile='{second}'] [data-tile-link]")).to_be_focused()


def test_it_scrolls_on_and_takes_far_stretches_off_the_page(signed_in, cast):
    now = clock.now()
    data = make_photo(by=cast.photo_editor, now=now)
    rows = []
    for number in range(400):
        row = Photo.objects.get(pk=data.pk)
        row.pk, row.uid, row.sha256 = None, None, f"{number:064}"
        row.uid = __import__("uuid").uuid4()
        row._state.adding = True
        rows.append(row)
    Photo.objects.bulk_create(rows)
    page = signed_in(cast.photo_editor, 1440)
    page.goto(reverse("admin:media_photo_changelist") + "?size=260")
    for _turn in range(60):
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(100)
        if page.locator("[data-stretch]").count() == 7 and page.locator("[data-more]").is_hidden():
            break
    assert page.locator("[data-stretch]").count() == 7
    until(page, lambda: page.locator("[data-tile]").count() < 401)
    page.evaluate("scrollTo(0, 0)")
    until(page, lambda: page.locator("[data-stretch]").first.locator("[data-tile]").count() == 60)


def test_there_is_no_barrier_on_any_of_its_pages(signed_in, cast):
    now = clock.now()
    event = photo_hour.shoot(cast, now, 4)
    photos = list(event.photos.all())
    cull(photos[0], by=cast.photo_editor, mark="pick", rating=3, now=now)
    cull(photos[1], by=cast.photo_editor, mark="reject", now=now)
    ending = make_photo(by=cast.photo_editor, now=now, headline="Ending")
    from media import rights

    rights.grant_lease(ending, by=cast.photo_editor, usable_until=now + timedelta(days=9), now=now)
    collect(event, [ending], by=cast.photo_editor, now=now)
    page, trouble = signed_in(cast.photo_editor, 1440), []
    sheet = reverse("admin:media_photo_changelist")
    query = "&".join(f"photo={photo.pk}" for photo in photos)
    pages = {
        "paper": f"{sheet}?event={event.pk}&ground=paper",
        "black": f"{sheet}?event={event.pk}&ground=black&size=180",
        "run": f"{reverse('admin:media_photo_run')}?{query}&back=?event={event.pk}",
        "event": reverse("admin:media_photo_event", args=[event.pk]),
    }
    for name, address in pages.items():
        page.goto(address)
        trouble += _look_over(page, name)
    page.goto(pages["paper"])
    page.locator("[name=photo]").first.check()
    page.locator(f"button[formaction='{reverse('admin:media_photo_many')}']").click()
    page.locator(".grid-table").wait_for()
    trouble += _look_over(page, "grid")
    assert trouble == []
    assert page.evaluate("window.broken") == []


def _look_over(page, name: str) -> list[str]:
    """Return what is wrong with the page that is open, on a desk and on a phone."""
    trouble = []
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        trouble += [f"{name}, {width} {scheme}: {barrier}" for barrier in barriers(page)]
        if scrolls_sideways(page):
            trouble.append(f"{name}: scrolls sideways at {width}")
    return trouble
