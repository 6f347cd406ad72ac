"""Words that every page of the desk needs and no view hands over."""

from datetime import datetime

from django import template
from django.conf import settings
from django.utils.formats import date_format

from newsroom import clock

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    """Return what this newsroom is called."""
    return settings.SITE_NAME


@register.simple_tag
def sends_mail() -> bool:
    """Say whether this newsroom has a mail server to send links with."""
    return bool(settings.EMAIL_URL)


@register.filter
def wall(moment: datetime, now: datetime) -> str:
    """Return the moment as the clock on the wall shows it; with the day when that is not today."""
    local = clock.local(moment)
    if local.date() == clock.local_date(now):
        return date_format(local, "H:i")
    same_year = local.year == clock.local_date(now).year
    return date_format(local, "j M, H:i" if same_year else "j M Y, H:i")
