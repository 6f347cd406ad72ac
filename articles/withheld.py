"""What readers get of a version that was replaced for legal reasons: that there was one, and no word of it."""

from collections.abc import Collection

from django.apps import apps
from django.db.models import Case, Exists, F, OuterRef, TextField, Value, When
from django.utils.translation import gettext as _

from .body import paragraphs
from .content import Content


def is_withheld() -> Exists:
    """Return whether the outer query's edition is withheld now, whichever moment is looked at."""
    rows = apps.get_model("articles", "Withheld").objects
    return Exists(rows.filter(edition=OuterRef("pk"), ended_at=None))


def made_by_withheld(key: str) -> Exists:
    """Return whether the address whose path the outer query has as `key` was made by withheld versions alone: then the
    words of its slug are theirs. What only disowns, takes away or mends a slip stays where it finds the story: it makes
    no address.
    """
    editions = apps.get_model("articles", "Edition").objects
    made = editions.filter(recalled_at=None, shows="text").exclude(kind__in=("minor_fix", "retraction"))
    shown = made.filter(~is_withheld(), address=OuterRef("address"))
    return Exists(editions.filter(is_withheld(), ~Exists(shown), address__key=OuterRef(key)))


def said_to_readers() -> Case:
    """Return the note of the outer query's edition as readers get it; in place of one that is withheld, that it is.

    A note is part of what a version says. That something was corrected then stays on the record readers have.
    """
    instead = _("What was said here is withheld for legal reasons.")
    return Case(
        When(words__public_note="", then=Value("")),
        When(is_withheld(), then=Value(instead)),
        default=F("words__public_note"),
        output_field=TextField(),
    )


def say_the_same(article, withheld: Collection[int]) -> list[int]:
    """Return the numbers of versions readers may be shown that have a passage of these ones, which what stands now has
    no more: what they were withheld for may stand there too."""
    shown = list(article.editions.issued().select_related("words").order_by("live_from"))
    if not shown:
        return []
    gone = {passage for each in shown if each.number in withheld for passage in _passages(each.content)}
    gone -= _passages(shown[-1].content)
    rest = (each for each in shown[:-1] if each.number not in withheld)
    return sorted(each.number for each in rest if gone & _passages(each.content))


def _passages(content: Content) -> set[str]:
    return {text for text in (content.headline, content.dek, *paragraphs(content.body)) if text}
