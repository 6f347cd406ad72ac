"""The addresses of this site that a newsletter has in it, and what in them is each reader's own."""

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from newsroom.record.canonical import digest

_SALT = "newsletter off"


def absolute(name: str, *args) -> str:
    """Return the whole address of one of the readers' pages."""
    return settings.SITE_URL + reverse(f"public:{name}", args=args)


def off_token(subscription_uid: UUID) -> str:
    """Return what gives a newsletter up for one reader: nobody can guess it, and it is kept nowhere."""
    return signing.Signer(salt=_SALT).sign(subscription_uid.hex)


def read_off_token(token: str) -> UUID | None:
    """Return whose subscription a token is of, or None for one that is not ours."""
    try:
        return UUID(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def token_digest(token: str) -> str:
    """Return what is kept of the token in a confirmation's link."""
    return digest("newsletter confirm", token)


def host() -> str:
    """Return the host this site is at, for what mail programs know a list by."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
