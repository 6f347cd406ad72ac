"""How somebody wants to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .kinds import KINDS, Way

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ChoicesForm(forms.Form):
    """A way for every kind of notice, and the hour of the daily e-mail."""

    hour = forms.TypedChoiceField(label=_("The daily e-mail comes at"), choices=HOURS, coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, kind in KINDS.items():
            self.fields[name] = forms.ChoiceField(label=kind.label, choices=Way.choices)

    @property
    def kinds(self) -> list:
        """The fields that are kinds of notices."""
        return [self[name] for name in KINDS]
