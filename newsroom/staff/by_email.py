"""Somebody on the staff by the address a command names."""

from django.core.management import CommandError
from django.utils.translation import gettext as _

from .models import User


def named_in(email: str | None, *, missing: str, may, refused: str) -> User:
    """Return who has this address. Raise CommandError where it is `missing`, nobody's, or whose `may(user)` is no.

    `refused` is a sentence with a place for the %(name)s of the person.
    """
    if not email:
        raise CommandError(missing)
    person = User.objects.filter(email=email.strip().lower()).first()
    if person is None:
        raise CommandError(_("Nobody on the staff has the address “%(email)s”.") % {"email": email})
    if not may(person):
        raise CommandError(refused % {"name": person})
    return person
