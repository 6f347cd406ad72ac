"""Suppliers in the admin: contracts, quotas as they stand, and how many photos came from each."""

from django.contrib import admin, messages
from django.db.models import Count, TextField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .. import permissions
from ..models import Supplier
from ..opening import PhotoRefused
from ..quotas import standing
from ..supplying import FIELDS, keep_supplier
from . import cells
from .photo_form import SHORT


@admin.register(Supplier)
class SupplierAdmin(admin.ModelAdmin):
    """A supplier is never deleted: its photos name it. One that sends nothing any more is not active."""

    list_display = ["name", "kind", "licence", "quota_state", "photo_count", "active"]
    list_filter = ["kind", "active"]
    list_per_page = 50
    search_fields = ["name"]
    formfield_overrides = {TextField: {"widget": SHORT}}
    show_facets = admin.ShowFacets.NEVER
    fieldsets = [
        (None, {"fields": ["name", "kind", "active", "ask"]}),
        (_("What the contract gives"), {"fields": ["licence", "credit", "lease_days", "rights_text"]}),
        (_("How many"), {"fields": ["quota", "quota_period", "over_quota"]}),
        (_("How they arrive"), {"fields": ["watch_folder"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(photo_number=Count("photos"))

    def get_changelist_instance(self, request):
        """Ask for the quotas of all rows at once."""
        changelist = super().get_changelist_instance(request)
        found = standing(changelist.result_list, clock.now())
        for supplier in changelist.result_list:
            supplier.stands_at = found.get(supplier.pk)
        return changelist

    def has_add_permission(self, request):
        return permissions.may_add_supplier(request.user)

    def has_change_permission(self, request, obj=None):
        return permissions.may_change_supplier(request.user)

    def has_view_permission(self, request, obj=None):
        return permissions.may_see_suppliers(request.user)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("included"))
    def quota_state(self, supplier):
        found = supplier.stands_at
        if found is None:
            return _("any number")
        kind = "good" if found.left > found.included // 10 else "warn" if found.left else "stop"
        said = _("%(used)s of %(included)s %(period)s") % {
            "used": found.used,
            "included": found.included,
            "period": supplier.get_quota_period_display(),
        }
        return cells.state(kind, said)

    @admin.display(description=_("photos"), ordering="photo_number")
    def photo_count(self, supplier):
        url = f"{reverse('admin:media_photo_changelist')}?supplier={supplier.pk}"
        return format_html('<a href="{}">{}</a>', url, supplier.photo_number)

    def save_model(self, request, obj, form, change):
        given = {name: form.cleaned_data[name] for name in FIELDS if name in form.cleaned_data}
        try:
            kept = keep_supplier(obj if change else None, by=request.user, **given)
            obj.pk = kept.pk
        except PhotoRefused as refusal:
            messages.error(request, str(refusal))
