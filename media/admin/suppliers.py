"""Suppliers in the admin: contracts, quotas as they stand, and how many photos came from each."""

from django.contrib import admin, messages
from django.db.models import Count, TextField
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom import clock

from .. import permissions, watching
from ..models import Supplier
from ..opening import PhotoRefused
from ..quotas import quota, standing
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
    # What stands there already, on the page of one that is kept.
    readonly_fields = ["quota_now", "its_photos", "folder_now"]
    kept_fieldset = (_("Now"), {"fields": readonly_fields})

    def get_fieldsets(self, request, obj=None):
        return [*self.fieldsets[:1], self.kept_fieldset, *self.fieldsets[1:]] if obj else self.fieldsets

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

    @admin.display(description=_("included"))
    def quota_now(self, supplier):
        supplier.stands_at = quota(supplier, clock.now())
        return self.quota_state(supplier)

    @admin.display(description=_("photos"))
    def its_photos(self, supplier):
        return self.photo_count(supplier)

    @admin.display(description=_("its folder"))
    def folder_now(self, supplier):
        """Say where its pictures are put, and whether anybody takes them in from there."""
        if not supplier.watch_folder:
            return _("None: name one below, and what is put there comes in by itself.")
        if watching.in_whose_name() is None:
            return _("Nothing is taken in: nobody is named in whose name. Ask whoever runs this newsroom.")
        if not supplier.active:
            return _("Nothing is taken in: it is not active.")
        said = _("What is put into {} on this newsroom’s machine comes in within a minute.")
        return format_html(said, format_html("<code>{}</code>", watching.folder_of(supplier)))

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
