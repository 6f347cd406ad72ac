"""The log, to be read."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from newsroom import clock
from newsroom.record.models import LogEntry


@admin.register(LogEntry)
class LogEntryAdmin(admin.ModelAdmin):
    """Who did which verb, to what, when. Without the words people wrote: those belong to the story."""

    list_display = ["number", "when", "by", "verb", "subject"]
    list_display_links = ["number"]
    list_select_related = ["by"]
    list_filter = ["verb"]
    search_fields = ["subject", "by__name"]
    search_help_text = _("A subject (article:…, photo:…, user:…) or the name of somebody on the staff")
    date_hierarchy = "at"
    fields = readonly_fields = ["number", "when", "by", "verb", "subject", "facts", "digest", "previous"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    @admin.display(description=_("at"), ordering="number")
    def when(self, entry):
        return date_format(clock.local(entry.at), "j M Y, H:i:s")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
