"""Corrections: what readers report, in the admin's list, each with a page of its own."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Complaint, Section
from newsroom import clock, said_times
from newsroom.record.canonical import clean_text

from . import chips, complaint_page
from .story_admin import NoAdminLog


class WaitingFilter(admin.SimpleListFilter):
    """Whose turn it is; what nobody has decided on, unless one asks for others."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("answer", _("To be answered")),
            ("settled", _("Settled")),
            ("all", _("All")),
        ]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("Waiting"),
        }
        for value, label in self.lookup_choices:
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": label,
            }

    def queryset(self, request, queryset):
        narrowed = {"answer": queryset.unanswered, "settled": lambda: queryset.exclude(outcome=""), "all": queryset.all}
        return narrowed.get(self.value(), queryset.waiting)()


class ComplaintSectionFilter(admin.SimpleListFilter):
    title = gettext_lazy("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(section.slug, section.name) for section in Section.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(article__section__slug=clean_text(self.value())) if self.value() else queryset


@admin.register(Complaint)
class ComplaintAdmin(NoAdminLog, admin.ModelAdmin):
    """The list is Django's; what is done to a complaint goes through its verbs."""

    list_display = ["complaint", "story", "state_now", "section", "looked_into_by", "reported", "wants_answer"]
    list_display_links = ["complaint"]
    list_filter = [WaitingFilter, ComplaintSectionFilter]
    list_select_related = ["article__section", "looked_into_by"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["text", "passage", "article__slugline"]
    search_help_text = gettext_lazy("Words of a report, or a slugline")
    ordering = ["-at", "-pk"]
    actions = None

    def get_queryset(self, request):
        return Complaint.objects.visible_to(request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("what is wrong"))
    def complaint(self, complaint):
        return f"#{complaint.pk} {Truncator(complaint.text).chars(90)}"

    @admin.display(description=gettext_lazy("story"))
    def story(self, complaint):
        return str(complaint.article)

    @admin.display(description=gettext_lazy("state"))
    def state_now(self, complaint):
        return chips.complaint_chip(complaint)

    @admin.display(description=gettext_lazy("section"))
    def section(self, complaint):
        return complaint.article.section or "–"

    @admin.display(description=gettext_lazy("reported"), ordering="at")
    def reported(self, complaint):
        at = complaint.at
        return format_html(
            '<time class="nowrap" datetime="{}">{}</time>', at.isoformat(), said_times.at_hand(at, clock.now())
        )

    @admin.display(description=gettext_lazy("answer"))
    def wants_answer(self, complaint):
        if complaint.answered_at:
            return _("answered")
        return _("asked for") if complaint.email else "–"

    # Django's own form would write around the verbs.

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        raise Http404

    def history_view(self, request, object_id, extra_context=None):
        raise Http404

    def get_urls(self):
        def page(request, pk):
            return complaint_page.page(request, self.admin_site, pk)

        change = path("<int:pk>/change/", self.admin_site.admin_view(page), name="articles_complaint_change")
        return [change, *super().get_urls()]
