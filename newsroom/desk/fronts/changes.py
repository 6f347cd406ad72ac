"""What one arrangement of a front has that another has not, in the headlines of its stories."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.fronts.arrangement import Arrangement
from articles.models import FrontEdition

from .screen import headlines


def only_in(one: Arrangement, other: Arrangement, user, now: datetime) -> list[str]:
    """Return what stands on a card of the one and on none of the other, in the order of the page."""
    there = {card.story for card in other.cards}
    cards = [card for card in one.cards if card.story not in there and not card.is_over(now)]
    words = headlines((card.story for card in cards), user, now)
    return [card.headline or words.get(card.story) or _("A story you may not see") for card in cards]


def missed(arrangement: Arrangement, ahead: FrontEdition | None, user, now: datetime) -> list[str]:
    """Return what is arranged and goes off the page again once what is ahead takes its place."""
    return only_in(arrangement, ahead.arrangement, user, now) if ahead else []
