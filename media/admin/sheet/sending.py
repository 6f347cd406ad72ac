"""Where photos can be sent from the contact sheet: the rooms above say so themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """A page that takes chosen photos by POST. `key` is pressed on the sheet."""

    title: object
    url_name: str
    key: str


SENDERS: list[Sender] = []


def register(sender: Sender) -> None:
    """Offer the page on every contact sheet."""
    if sender not in SENDERS:
        SENDERS.append(sender)
