"""Photo templates: words and rights the desk puts on many photos at once."""

from django.contrib import admin
from django.db.models import TextField

from newsroom import clock

from ..models import PhotoTemplate
from .photo_form import SHORT


@admin.register(PhotoTemplate)
class PhotoTemplateAdmin(admin.ModelAdmin):
    """Kept like any list of the house; putting one on photos is `many.apply_template`."""

    list_display = ["name", "credit_line", "licence", "lease_days"]
    list_select_related = ["supplier"]
    search_fields = ["name"]
    formfield_overrides = {TextField: {"widget": SHORT}}

    def save_model(self, request, obj, form, change):
        obj.kept_by, obj.kept_at = request.user, clock.now()
        super().save_model(request, obj, form, change)
