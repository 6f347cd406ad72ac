"""How the story list can be narrowed."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from articles.models.article import Kind, Stage
from articles.querysets import ReadersHave
from newsroom.record.canonical import clean_text


class DeskFilter(SimpleListFilter):
    """Whose turn it is."""

    title = _("for")
    parameter_name = "for"

    def lookups(self, request, model_admin):
        return [("me", _("Me: waits to be read")), ("mine", _("Mine")), ("held", _("On hold")), ("work", _("In work"))]

    def queryset(self, request, queryset):
        user = request.user
        if self.value() == "me":
            may_read = user.has_perm("articles.sign_off_article")
            return queryset.filter(stage=Stage.IN_REVIEW).exclude(filed_by=user) if may_read else queryset.none()
        if self.value() == "mine":
            return queryset.filter(Q(created_by=user) | Q(bylines__contributor__account=user)).distinct()
        if self.value() == "held":
            return queryset.held()
        return queryset.in_work() if self.value() == "work" else queryset


class StageFilter(SimpleListFilter):
    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.filter(stage=self.value()) if self.value() in Stage else queryset


class ReadersHaveFilter(SimpleListFilter):
    title = _("readers have")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        return ReadersHave.choices

    def queryset(self, request, queryset):
        return queryset.filter(readers_have=self.value()) if self.value() in ReadersHave else queryset


class SectionFilter(SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(section.slug, section.name) for section in Section.objects.all()]

    def queryset(self, request, queryset):
        return queryset.filter(section__slug=clean_text(self.value())) if self.value() else queryset


class KindFilter(SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() in Kind else queryset
