"""A browser at a desk that runs inside the test: for what one page does. Journeys have a real server of their own."""

import os
import shutil

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => broken.push(e.violatedDirective + " " + e.blockedURI));
window.addEventListener("error", (e) => broken.push(String(e.message)));
"""


@pytest.fixture
def signed_in(live_server, monkeypatch):
    """Return a function that opens a browser page for somebody, at a width."""
    # The browser's own loop runs in this thread; the database is asked in it too, by the tests alone.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)

        def page_for(user, width=320, **how):
            client = Client()
            client.force_login(user)
            context = browser.new_context(viewport={"width": width, "height": 720}, base_url=live_server.url, **how)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
            context.add_init_script(LISTEN)
            return context.new_page()

        yield page_for
        browser.close()
