"""Rows as they are drawn, kept while they say the same: most of a list is what it was when it was last asked for."""

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import get_language

from newsroom import clock


def drawn(template: str, row, now, **about) -> str:
    """Return a row by its template, which may say nothing but what `row` and `about` say, and which day is today.

    `row` is of plain values, so that two that say the same are one.
    """
    return _kept(template, row, clock.local_date(now), get_language(), tuple(sorted(about.items())))


@lru_cache(maxsize=4_096)
def _kept(template: str, row, today: date, language: str, about: tuple) -> str:
    # Words beside a time depend on the day alone.
    return render_to_string(template, {"row": row, "wall_clock": clock.start_of_day(today), **dict(about)})
