"""Permission to use a photo, inside the photo's form."""

from django import forms
from django.contrib import admin

from .. import permissions
from ..models import Lease


class LeaseForm(forms.ModelForm):
    class Meta:
        model = Lease
        fields = ["usable_from", "usable_until", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 40})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Pages have stood on its beginning; only its end is still to be decided.
            self.fields["usable_from"].disabled = True


class LeaseInline(admin.TabularInline):
    """Leases are added and their ends moved; none is ever deleted, since a page may have stood on it."""

    model = Lease
    form = LeaseForm
    extra = 0
    can_delete = False

    # Without a photo the question is whether there may be leases to show at all; the photo's own answer follows.
    def has_add_permission(self, request, obj=None):
        return obj is None or permissions.may_grant_lease(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return obj is None or permissions.may_change_lease(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return obj is None or permissions.may_see_photo(request.user, obj)
