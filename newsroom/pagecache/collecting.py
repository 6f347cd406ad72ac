"""What a page is made of: while it renders, each thing it shows notes its tag."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from newsroom.record.canonical import keyed

_collected: ContextVar[set[str] | None] = ContextVar("collected", default=None)


def note(*tags: str) -> None:
    """Say that the page being rendered shows these things, e.g. `article:12`, `list:section:3`."""
    collected = _collected.get()
    if collected is not None:
        collected.update(tags)


def path_tag(path: str) -> str:
    """Return the tag of an address itself, for a page that says nothing is there.

    A keyed hash, since a path holds words of a story and Changes are kept: `redact` must not have to look there.
    """
    return f"path:{keyed('path', path)[:32]}"


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Collect the tags that are noted inside; nested use hands them to the outer page too."""
    outer = _collected.get()
    tags: set[str] = set()
    token = _collected.set(tags)
    try:
        yield tags
    finally:
        _collected.reset(token)
        if outer is not None:
            outer.update(tags)
