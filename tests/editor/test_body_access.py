"""The body's tools as axe sees them, with everything open; and in a language written from the right."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases=["default", "readers"])]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}


def faults(page, where: str) -> list[str]:
    found = Axe().run(page, context=where, options=RULES).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_body_nor_its_dialogs(everything, writing, scheme):
    at = writing(article=everything, color_scheme=scheme)
    at.page.locator("#body-text td").first.click()
    assert faults(at.page, "#body-field") == []
    for keys, dialog in (("l", "#body-link"), ("e", "#body-embed"), ("r", "#body-related")):
        at.press(f"Control+Alt+{keys}")
        at.page.locator(dialog).wait_for()
        assert faults(at.page, dialog) == []
        at.press("Escape")
    at.at_end()
    at.press("Enter", "/")
    assert faults(at.page, "#body-field") == []


def test_nothing_runs_out_of_the_page_in_a_language_from_the_right(everything, writing):
    at = writing(article=everything, width=390)
    at.page.evaluate("document.documentElement.dir = 'rtl'")
    assert at.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    at.at_end()
    at.press("Alt+F10", "ArrowLeft")
    assert at.page.evaluate("document.activeElement.dataset.do") == "smallSubhead"
