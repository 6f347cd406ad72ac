"""Typing into a story's form, and where a page has what was typed: in the browser's own store or at the server."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.live_desk import until

BODY = ".ProseMirror[contenteditable=true]"
_SNAPSHOT = "import('desk/story-snapshot').then((m) => m.snapshot(document.querySelector('[data-kept-form]')))"
_STORED = """async () => {
  const open = indexedDB.open("newsroom-typed", 1);
  await new Promise((done) => { open.onsuccess = done; });
  const all = open.result.transaction("typed").objectStore("typed").getAll();
  await new Promise((done) => { all.onsuccess = done; });
  open.result.close();
  return all.result.map((each) => each.payload);
}"""


def types(page: Page, text: str) -> None:
    """Type at the end of the body."""
    page.locator(BODY).first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def snapshot(page: Page) -> str:
    """Return what the form holds, as it would be posted."""
    return page.evaluate(_SNAPSHOT)


def stored(page: Page) -> list[str]:
    """Return what the browser's own store has that the server has not."""
    return page.evaluate(_STORED)


def held(page: Page, at_server: Callable[[], list[str]] = list) -> str:
    """Wait until the browser's store or the server has all that the form holds; return it."""
    typed = snapshot(page)
    until(page, lambda: typed in stored(page) or typed in at_server())
    return typed


def put_back(page: Page) -> str:
    """Take the first offer, once the server has the latest of it; return what the form then holds."""
    until(page, lambda: not stored(page))
    page.get_by_role("link", name="Put it back").first.click()
    page.wait_for_url("**journal=**")
    page.locator(BODY).first.wait_for()
    return snapshot(page)
