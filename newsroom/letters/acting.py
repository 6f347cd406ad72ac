"""What every verb of newsletters has in common: leave is asked, the row is locked, one log row is written."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .models import Letter


class Refused(Exception):
    """A verb did not do what it was asked. The message says why, and what the person can do next."""


class NotAllowed(Refused):
    """This person may not do that with newsletters."""


def require(may: Callable, by, doing: str) -> None:
    """Raise NotAllowed unless they may; `doing` finishes the sentence "X may not …"."""
    if not may(by):
        raise NotAllowed(
            _("%(name)s may not %(doing)s. Ask a colleague whose role allows it.") % {"name": by, "doing": doing}
        )


def locked(letter: Letter) -> Letter:
    """Return the newsletter as it is now, locked until the end of the transaction."""
    return Letter.objects.select_for_update(of=("self",)).select_related("front__section", "tag").get(pk=letter.pk)
