"""The log, to be read."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom import clock
from newsroom.record.models import LogEntry

from . import acts


class ActFilter(admin.SimpleListFilter):
    """What was done, in the words the list uses."""

    title = _("act")
    parameter_name = "verb"

    def lookups(self, request, model_admin):
        verbs = LogEntry.objects.order_by("verb").values_list("verb", flat=True).distinct()
        return sorted(((verb, acts.label_of(verb)) for verb in verbs), key=lambda choice: choice[1])

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


class LogChangeList(ChangeList):
    """The list of acts, each beside what it was done to, as far as the reader may see that."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        acts.name_subjects(self.result_list, request.user)


@admin.register(LogEntry)
class LogEntryAdmin(admin.ModelAdmin):
    """Who did which verb, to what, when. Without the words people wrote: those belong to the story."""

    list_display = ["number", "when", "who", "act", "what"]
    list_display_links = ["number"]
    list_select_related = ["by"]
    list_filter = [ActFilter]
    search_fields = ["subject", "by__name"]
    search_help_text = _("Somebody on the staff, or the mark of a thing (article:…, photo:…, user:…)")
    date_hierarchy = "at"
    fields = readonly_fields = ["number", "when", "who", "act", "subject", "facts", "digest", "previous"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_changelist(self, request, **kwargs):
        return LogChangeList

    @admin.display(description=_("by"), ordering="by")
    def who(self, entry):
        return acts.who_did(entry)

    @admin.display(description=_("act"), ordering="verb")
    def act(self, entry):
        return acts.label_of(entry.verb)

    @admin.display(description=_("what"), ordering="subject")
    def what(self, entry):
        about = getattr(entry, "about", None)
        if about is None:
            return entry.subject or "–"
        return format_html('<a href="{}">{}</a>', acts.url_of(about), about)

    @admin.display(description=_("at"), ordering="number")
    def when(self, entry):
        return date_format(clock.local(entry.at), "j M Y, H:i:s")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
