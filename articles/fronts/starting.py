"""What somebody who begins to curate a page finds there: about what the newsroom had laid out by itself."""

from collections.abc import Iterable

from .arrangement import Arrangement, Container, Layout, Rule

_SHAPES = (Layout.BIG, Layout.FOUR, Layout.LIST)


def home(sections: Iterable[tuple[str, str]]) -> Arrangement:
    """Return a home page that fills itself; sections come as uid and name."""
    blocks = (
        Container(f"s{number}", _SHAPES[number % len(_SHAPES)].value, name, Rule.SECTION.value, uid)
        for number, (uid, name) in enumerate(sections, start=1)
    )
    return Arrangement((Container("top", Layout.TOP.value, rule=Rule.LATEST.value), *blocks))


def section(uid: str) -> Arrangement:
    """Return a section's page that fills itself."""
    of = {"rule": Rule.SECTION.value, "of": uid}
    return Arrangement((
        Container("top", Layout.TOP.value, **of),
        Container("more", Layout.FOUR.value, **of),
        Container("list", Layout.LIST.value, **of),
    ))  # fmt: skip


def special() -> Arrangement:
    """Return a special's page, to be filled by hand."""
    return Arrangement((Container("top", Layout.BIG.value),))
