"""People at browsers, and what readers, feed readers and crawlers get: no database call anywhere."""

import os
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.live_desk import PATIENCE


@dataclass
class Answer:
    """What somebody without a cookie gets."""

    status: int
    text: str
    headers: dict


def get(url: str) -> Answer:
    """Ask for an address as an anonymous crawler does."""
    request = urllib.request.Request(url, headers={"User-Agent": "a-crawler/1.0"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Answer(answer.status, answer.read().decode(), dict(answer.headers))
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode(), dict(error.headers))


def accounts(log: Path) -> dict[str, tuple[str, str]]:
    """Return (e-mail, password) by role, as the first start printed them."""
    rows = re.findall(r"^ +(\w[\w ]*?) {2,}(\S+@\S+) +(\S+)$", log.read_text(), re.MULTILINE)
    return {role.lower(): (email, password) for role, email, password in reversed(rows)}


class Person:
    """Somebody at a browser of their own. Everything they do is a click or a key."""

    def __init__(self, browser: Browser, site: str, account: tuple[str, str]):
        self.site = site
        self.violations: list[str] = []
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, base_url=site)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.violations.append(str(error)))
        email, password = account
        self.page.goto("/admin/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_label("Password", exact=True).press("Enter")
        self.page.wait_for_url("**/admin/")

    def _heard(self, message) -> None:
        # A refused form answers 422, which the console calls an error; it is an answer.
        if message.type == "error" and "status of 4" not in message.text:
            self.violations.append(message.text)

    def press(self, name: str) -> None:
        """Press the button with this name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.page.wait_for_load_state()

    def is_told(self, words: str) -> None:
        """See a sentence with these words on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)

    def opens(self, path: str) -> None:
        self.page.goto(path)

    def types_body(self, text: str) -> None:
        """Put the cursor at the end of the body and type."""
        body = self.page.locator(".ProseMirror[contenteditable=true]").first
        body.focus()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("ArrowRight")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type(text)

    def screenshot(self, name: str) -> None:
        """Keep a picture of the page where SHOTS names a folder."""
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
