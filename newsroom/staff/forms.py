"""What an administrator may write about a member of staff."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from .models import User
from .roles import LABELS, PERMISSIONS


class RoleChoice(forms.ModelMultipleChoiceField):
    """The roles of `roles.py`, by the names people use for them."""

    def label_from_instance(self, group):
        return LABELS[group.name]


class UserForm(forms.ModelForm):
    """Name, address and roles of one person."""

    roles = RoleChoice(
        Group.objects.filter(name__in=PERMISSIONS),
        widget=forms.CheckboxSelectMultiple,
        label=_("Roles"),
        required=False,
        help_text=_("What this person may do here. Without a role they can sign in and see an empty desk."),
    )

    class Meta:
        model = User
        fields = ["name", "email"]
        help_texts = {
            "name": _("As it should stand in the log and on notes: given name and family name."),
            "email": _("They sign in with this. Written in lower case."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["roles"] = self.instance.groups.all()

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()
