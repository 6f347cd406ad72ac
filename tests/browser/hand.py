"""What one person does at a browser, counted."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Hand:
    """Every key and every click is an act, and so is a drop; choosing from a list and pasting are two."""

    page: Page
    acts: int = 0

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.acts += 1
            self.page.keyboard.press(key)

    def types(self, text: str) -> None:
        self.acts += len(text)
        self.page.keyboard.type(text)

    def clicks(self, target: Locator) -> None:
        self.acts += 1
        target.click()

    def pastes(self, target: Locator, text: str) -> None:
        self.acts += 2
        target.fill(text)

    def chooses(self, target: Locator, **which: str) -> None:
        self.acts += 2
        target.select_option(**which)
