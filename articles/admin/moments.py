"""A moment as somebody types it on the newsroom's clock: none where clocks skip it, one of two where it is twice."""

from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom import clock, wall_times

_FORMAT = "%Y-%m-%dT%H:%M"
_FORMATS = (_FORMAT, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


def zone_name() -> str:
    """Return how the newsroom's time zone is called on screens."""
    return clock.zone().key.replace("_", " ")


def in_zones(moment: datetime, user) -> str:
    """Return the moment on the newsroom's clock, and on this person's own where that shows another time."""
    here, there = clock.local(moment), moment.astimezone(user.zone)
    said = date_format(here, "j F Y, H:i T")
    if here.utcoffset() == there.utcoffset():
        return said
    own = date_format(there, "H:i" if here.date() == there.date() else "j F, H:i")
    return _("%(time)s (%(own)s yours)") % {"time": said, "own": own}


def zones_apart(user, now: datetime) -> str:
    """Return the sentence that says whose time is typed, and how far this person's own is from it now."""
    said = _("%(zone)s time.") % {"zone": zone_name()}
    here, there = clock.local(now), now.astimezone(user.zone)
    if user.zone.key == clock.zone().key:
        return said
    own = _("In %(zone)s, where you are, it is %(time)s now; in the newsroom %(here)s.") % {
        "zone": wall_times.spoken(user.zone.key),
        "time": f"{there:%H:%M}",
        "here": f"{here:%H:%M}",
    }
    return f"{said} {own}"


def _wall(text: str) -> datetime | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(text.strip(), form).replace(second=0)
        except ValueError:
            continue
    return None


class WallTimeInput(forms.Widget):
    """A day and a time; where the clock shows that twice, also which of the two."""

    def value_from_datadict(self, data, files, name):
        return data.get(name, ""), data.get(f"{name}_which", "")

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def id_for_label(self, id_, index=None):
        return id_

    def render(self, name, value, attrs=None, renderer=None):
        text, which = self._said(value)
        wall = _wall(text) if text else None
        found = wall_times.moments(wall, clock.zone()) if wall else []
        twice = [
            {"value": str(n), "label": self._label(n, moment), "checked": which == str(n)}
            for n, moment in enumerate(found, start=1)
        ]
        context = {
            "name": name,
            "value": text,
            "attrs": {**self.attrs, **(attrs or {})},
            "twice": twice if len(twice) == 2 else [],
            "zone": clock.zone().key,
        }
        return render_to_string("admin/articles/article/wall_time.html", context)

    @staticmethod
    def _label(number: int, moment: datetime) -> str:
        time = date_format(clock.local(moment), "H:i T")
        return _("The first, %(time)s") % {"time": time} if number == 1 else _("The second, %(time)s") % {"time": time}

    @staticmethod
    def _said(value) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        if isinstance(value, datetime):
            local = clock.local(value)
            return f"{local:{_FORMAT}}", str(local.fold + 1)
        return value or "", ""


class WallTimeField(forms.Field):
    """A moment on the newsroom's clock, aware and in UTC. Its widget asks which, where the clock shows it twice."""

    widget = WallTimeInput
    default_error_messages = {"invalid": gettext_lazy("Write a day and a time, such as 2026-11-22 18:00.")}

    def clean(self, value):
        text, which = value if isinstance(value, tuple) else (value or "", "")
        if not text.strip():
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        wall = _wall(text)
        if wall is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        found = wall_times.moments(wall, clock.zone())
        if not found:
            raise ValidationError(_skipped(wall), code="skipped")
        if len(found) == 2 and which not in {"1", "2"}:
            raise ValidationError(_repeated(wall), code="repeated")
        return found[int(which) - 1] if len(found) == 2 else found[0]


def _skipped(wall: datetime) -> str:
    before, after = (clock.local(moment) for moment in wall_times.around(wall, clock.zone()))
    return _(
        "The clocks go forward then: on %(day)s there is no %(time)s in %(zone)s. The nearest are %(before)s and "
        "%(after)s."
    ) % {
        "day": date_format(wall, "j F Y"),
        "time": f"{wall:%H:%M}",
        "zone": wall_times.spoken(clock.zone().key),
        "before": date_format(before, "H:i T"),
        "after": date_format(after, "H:i T"),
    }


def _repeated(wall: datetime) -> str:
    return _("The clocks go back then: on %(day)s %(time)s is twice in %(zone)s. Choose the first or the second.") % {
        "day": date_format(wall, "j F Y"),
        "time": f"{wall:%H:%M}",
        "zone": wall_times.spoken(clock.zone().key),
    }
