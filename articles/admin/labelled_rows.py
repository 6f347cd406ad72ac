"""Rows of a table of inputs, said to those who listen."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LabelledRows(forms.BaseInlineFormSet):
    """Rows whose boxes to take them out say so to a listener: the table has a column head and no labels."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            sentence = _("Take out %(name)s") % {"name": form.instance}
            form.fields["DELETE"].widget.attrs["aria-label"] = sentence
