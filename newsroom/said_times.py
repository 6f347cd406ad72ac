"""How the desk says when something was or will be: with the year wherever that is not this one."""

import re
from datetime import datetime

from django.utils.formats import date_format

from . import clock

DAY_AND_TIME = "j M, H:i"


def said(moment: datetime, form: str, now: datetime) -> str:
    """Return the moment on the newsroom's clock in a form as Django writes them; of another year, with that after the
    month."""
    local = clock.local(moment)
    if local.year != clock.local_date(now).year:
        form = re.sub("[FM]", r"\g<0> Y", form, count=1)
    return date_format(local, form)


def at_hand(moment: datetime, now: datetime) -> str:
    """Return the time alone of what is today's, the day and the time of what is not."""
    local = clock.local(moment)
    return date_format(local, "H:i") if local.date() == clock.local_date(now) else said(moment, DAY_AND_TIME, now)
