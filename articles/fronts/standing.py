"""What readers have of a front at a moment, as the rest of the house asks."""

from datetime import datetime

from django.utils.encoding import iri_to_uri

from articles.models import Edition, Front, FrontEdition

from .arrangement import Arrangement, Card


def standing_arrangement(at: datetime, kind: str, section: int | None = None) -> Arrangement | None:
    """Return what stands on a front at that moment; None where it is left to make itself. One query."""
    of_it = FrontEdition.objects.filter(front__kind=kind, front__section=section)
    edition = of_it.standing_at(at).select_related("words").first()
    return edition.arrangement if edition and edition.arrangement.containers else None


def in_sight(arrangement: Arrangement, story: str, at: datetime) -> Card | None:
    """Return the card of a story that readers have, where it must be in sight: within the room of its part."""
    for container in arrangement.containers:
        shown = [card for card in container.cards if not card.is_over(at)][: container.room]
        if found := next((card for card in shown if card.story == story), None):
            return found
    return None


def addresses_in_sight(arrangement: Arrangement, at: datetime) -> list[str]:
    """Return the addresses of the stories whose cards readers must find on the page at that moment, in its order."""
    listed = Edition.objects.listed(at).filter(article__uid__in=arrangement.stories)
    rows = listed.order_by().values_list("article__uid", "address__key")
    found = {str(uid): iri_to_uri(key) for uid, key in rows}
    addresses = []
    for container in arrangement.containers:
        shown = [card for card in container.cards if not card.is_over(at) and card.story in found]
        addresses += [found[card.story] for card in shown[: container.room]]
    return addresses


def fronts_with(article, at: datetime) -> list[tuple[Front, Card, FrontEdition]]:
    """Return the fronts that have a card of this story, as readers have them at that moment or are to have them."""
    issued = FrontEdition.objects.issued().filter(places__article=article)
    found = []
    for front in Front.objects.filter(editions__in=issued).select_related("section").distinct():
        editions = front.editions.select_related("words")
        standing = [editions.standing_at(at).first(), *editions.ahead(at)]
        for edition in filter(None, standing):
            cards = (card for card in edition.arrangement.cards if card.story == str(article.uid))
            if card := next(cards, None):
                found.append((front, card, edition))
    return found
