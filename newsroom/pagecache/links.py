"""Where links of the page being rendered lead: for readers to the pages themselves, for staff who look at another
moment to the same pages at that moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from newsroom import clock

_space: ContextVar[str] = ContextVar("space", default="")


def space_as_of(moment: datetime) -> str:
    """Return the space in which staff see the site as of a moment."""
    return reverse("admin:as_of", args=[clock.stamp(moment), "/"]).removesuffix("/")


def address_as_of(moment: datetime, address: str) -> str:
    """Return where staff see an address of ours as of a moment."""
    return space_as_of(moment) + iri_to_uri(address)


@contextmanager
def inside(space: str) -> Iterator[None]:
    """Keep the links of the pages rendered here in a space, such as `/admin/as-of/2026-11-22T12:00:00Z`."""
    token = _space.set(space)
    try:
        yield
    finally:
        _space.reset(token)


def here(address: str) -> str:
    """Return an address as a link of the page being rendered; one of another site stays as it is."""
    space = _space.get()
    if not space or address.startswith("//"):
        return address
    if address.startswith("/"):
        return address if address.startswith(f"{space}/") else space + address
    if address == settings.SITE_URL or address.startswith(f"{settings.SITE_URL}/"):
        return settings.SITE_URL + here(address.removeprefix(settings.SITE_URL) or "/")
    return address


def plain(address: str) -> str:
    """Return a link of the page being rendered as the address that readers have."""
    space = _space.get()
    return address.replace(f"{space}/", "/", 1) if space else address
