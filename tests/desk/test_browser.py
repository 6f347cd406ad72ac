"""The desk in a real browser: the enforced policy, a narrow phone, the keyboard."""

import pytest
from django.contrib import admin
from django.urls import reverse

from newsroom.record.models import LogEntry
from tests.makers import make_article, make_contributor, make_photo, make_section, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]

# A checkbox is hit by its label; links inside running text may be as small as the text.
SMALL_TARGETS = """
window.smallTargets = () => [...document.querySelectorAll("a, button, summary, label:has(input), input, select")]
  .filter((e) => e.checkVisibility() && !e.closest("p, .skip, .visually-hidden, ol.breadcrumbs"))
  .filter((e) => !e.matches("label input, [type=hidden]"))
  .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 90)])
  .filter(([r]) => r.width > 1 && r.height > 1 && (r.height < 24 || r.width < 16))
  .map(([r, html]) => `${Math.round(r.width)}x${Math.round(r.height)} ${html}`);
"""


def every_admin_page(things) -> list[str]:
    """Return the list, the blank form and one filled form of every model the desk has."""
    pages = ["/admin/", "/admin/plan/", "/admin/plan/pitch/", "/admin/hand-over/", "/admin/hand-over/kept/"]
    pages += [reverse(name) for name in ["mfa_index", "account_change_password", "account_logout"]]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages.append(reverse(f"{name}_changelist"))
        pages += [reverse(f"{name}_change", args=[thing.pk]) for thing in things if type(thing) is model]
        pages.append(reverse(f"{name}_add"))
    return pages


@pytest.mark.parametrize("role", ["duty_editor", "administrator"])
def test_no_page_breaks_the_policy_or_scrolls_sideways_on_a_narrow_phone(cast, signed_in, role):
    article = make_article(by=cast.reporter)
    photo = make_photo(by=cast.photographer)
    things = [article, photo, make_section(), make_contributor(), make_tag(), cast.reporter, LogEntry.objects.first()]
    page = signed_in(getattr(cast, role))
    wrong, opened = [], 0
    for address in every_admin_page(things):
        answer = page.goto(address, wait_until="load")
        assert answer.status < 500, address
        opened += answer.status == 200
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            wrong.append(f"{address} scrolls sideways by {wide} px")
        wrong += [f"{address}: {what}" for what in page.evaluate("window.broken")]
    assert not wrong
    assert opened >= 8


def test_the_story_form_fits_a_narrow_phone_before_its_fonts_are_there(cast, signed_in):
    article = make_article(by=cast.reporter)
    page = signed_in(cast.duty_editor)
    page.route("**/*", lambda route: route.abort() if route.request.resource_type == "font" else route.continue_())
    page.goto(reverse("admin:articles_article_change", args=[article.pk]), wait_until="load")
    page.locator(".body-tool").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_menus_open_and_close_by_keyboard(cast, signed_in):
    page = signed_in(cast.editor, 1280)
    page.goto("/admin/")
    new = page.locator(".menu", has=page.get_by_role("link", name="From text", include_hidden=True)).first
    new.locator("summary").focus()
    page.keyboard.press("Enter")
    assert new.locator("a").first.is_visible()
    page.keyboard.press("Escape")
    assert not new.locator("a").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_slash_goes_to_the_search_box_and_is_typed_in_a_field(cast, signed_in):
    page = signed_in(cast.editor, 1280)
    page.goto("/admin/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "bar-search"
    page.keyboard.type("a/b")
    assert page.locator("#bar-search").input_value() == "a/b"


def test_the_other_rooms_open_from_the_bottom_bar_of_a_phone(cast, signed_in):
    page = signed_in(cast.administrator, 390)
    page.goto("/admin/")
    staff = page.locator("#rooms-others").get_by_role("link", name="Staff", exact=True)
    assert not staff.is_visible()
    page.locator(".rooms-open button").click()
    staff.click()
    page.wait_for_url("**/admin/staff/user/")


def test_a_row_is_a_card_with_named_lines_on_a_phone(cast, signed_in):
    page = signed_in(cast.administrator, 390)
    page.goto("/admin/staff/user/")
    cell = page.locator("#result_list td.field-email").first
    assert cell.get_attribute("data-label") == "E-mail address"
    assert page.locator("#result_list tbody tr").first.evaluate("row => getComputedStyle(row).display") == "grid"


def test_targets_are_large_enough_for_a_finger(cast, signed_in):
    page = signed_in(cast.administrator, 390)
    page.add_init_script(SMALL_TARGETS)
    for address in ["/admin/", "/admin/staff/user/", "/admin/staff/user/add/", reverse("mfa_index")]:
        page.goto(address)
        assert page.evaluate("smallTargets()") == [], address
