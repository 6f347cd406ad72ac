"""Which complaints a correction settles: those that are ticked where it is issued."""

from collections.abc import Mapping


def complaints_in(data: Mapping) -> list[int] | None:
    """Return the numbers ticked in what was posted; None where none was asked about."""
    if "complaints_shown" not in data:
        return None
    ticked = data.getlist("complaint") if hasattr(data, "getlist") else data.get("complaint", [])
    return [int(number) for number in ticked if str(number).isdecimal() and len(str(number)) < 10]
