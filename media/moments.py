"""How the photo desk prints a moment."""

from datetime import datetime

from django.utils.formats import date_format

from newsroom import clock


def printed(moment: datetime) -> str:
    """Return the moment as the desk reads it, on the newsroom's clock."""
    return date_format(clock.local(moment), "j F Y, H:i")
