"""A browser at a desk that runs inside the test: for what one page does. Journeys have a real server of their own."""

import threading
import time
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect, sync_playwright

from newsroom.ops.setup import browsers

PATIENCE = 30_000  # milliseconds; two noisy cores
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective + " " + e.blockedURI));
window.addEventListener("error", (e) => broken.push(String(e.message)));
"""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser():
    """One Chromium a file: while its loop runs in this thread, no test without it could ask the database."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # The database is asked in the loop's thread too, by the tests alone.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = playwright.chromium.launch(executable_path=browsers.find(), args=FLAGS)
        yield chromium
        chromium.close()


def until(page: Page, told: Callable[[], bool]) -> None:
    """Wait until it is so; the browser goes on meanwhile.

    Playwright's own `wait_for_function` asks a second time by `eval`, which the policy of every page here refuses.
    """
    for _ in range(PATIENCE // 100):
        if told():
            return
        page.wait_for_timeout(100)
    assert told()


def _wait_for_answers() -> None:
    """Wait until the live server is at work for nobody: what is on its way would meet tables that are being emptied."""
    until = time.monotonic() + PATIENCE / 1_000
    while time.monotonic() < until and any("process_request_thread" in thread.name for thread in threading.enumerate()):
        time.sleep(0.01)


@pytest.fixture
def visit(live_server, transactional_db, browser):
    """Return a function that opens a page for a stranger, at a width; all are closed before the tables are emptied."""
    contexts = []

    def opened(width=320, *, height=720, **how):
        context = browser.new_context(viewport={"width": width, "height": height}, base_url=live_server.url, **how)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(LISTEN)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    _wait_for_answers()


@pytest.fixture
def signed_in(live_server, visit):
    """Return a function that opens a browser page for somebody, at a width."""

    def page_for(user, width=320, **how):
        client = Client()
        client.force_login(user)
        page = visit(width, **how)
        session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([session])
        return page

    return page_for
