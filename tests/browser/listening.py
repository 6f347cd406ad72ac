"""Pages as assistive technology meets them: axe-core over a whole page, with the rules of WCAG 2.2 AA."""

from importlib.resources import files

from playwright.sync_api import Page

_AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = """([rules, within]) => axe.run(within, {runOnly: rules, preload: false}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id} at ${node.target.join(" ")}`)))"""


def barriers(page: Page, rules: list[str] = RULES, within: str = "html") -> list[str]:
    """Return every violation on the page as it is now, or in a part of it, each with where it is."""
    # Over the debugger's channel, which the page's policy does not and should not bind.
    page.evaluate(f"{_AXE};0")
    return page.evaluate(_RUN, [rules, within])


def scrolls_sideways(page: Page) -> bool:
    """Say whether the page is wider than what it is seen through."""
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
