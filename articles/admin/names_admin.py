"""Sections, contributors and tags in the admin: what stories are filed under, and who writes them."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Contributor, Section, Tag, TagAlias
from newsroom import clock
from newsroom.pagecache.collecting import path_tag
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter

from .story_admin import NoAdminLog

FOLDERS = {"section": "section", "tag": "tag", "contributor": "by"}


class NameForm(forms.ModelForm):
    """What was typed as it may be stored: a feed with one control character in it is no feed."""

    def clean(self):
        said = super().clean()
        return {name: clean_text(value) if isinstance(value, str) else value for name, value in said.items()}


class OnTheRecord(NoAdminLog):
    """Keeps who changed what on the record, and tells readers' pages that show the name or list by it."""

    form = NameForm

    def save_model(self, request, obj, form, change):
        what, now = obj._meta.model_name, clock.now()
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            tags = [f"name:{what}:{obj.pk}", f"list:{what}:{obj.pk}", "list:all", "front:home"]
            # A page that was not found under this slug may be there now.
            page = f"/{FOLDERS[what]}/{obj.slug}/"
            tags += [path_tag(page), path_tag(f"{page}feed/")]
            enter(
                f"{'change' if change else 'add'} {what}",
                by=request.user,
                now=now,
                subject=f"{what}:{obj.uid}",
                facts={"fields": sorted(form.changed_data)},
                changes=[Change(tag, now) for tag in tags],
            )

    def has_delete_permission(self, request, obj=None):
        # Addresses of readers' pages hang on these rows; a name nobody uses any more does no harm.
        return False


@admin.register(Section)
class SectionAdmin(OnTheRecord, admin.ModelAdmin):
    """The parts of the paper, in the order of the navigation."""

    list_display = ["name", "slug", "position", "language"]
    search_fields = ["name"]
    fields = ["name", "slug", "description", "position", "language"]
    prepopulated_fields = {"slug": ["name"]}
    actions = None


@admin.register(Contributor)
class ContributorAdmin(OnTheRecord, admin.ModelAdmin):
    """Who can be on a byline."""

    list_display = ["name", "kind", "account"]
    list_filter = ["kind"]
    list_select_related = ["account"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "kind", "bio", "account"]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None


class LabelledRows(forms.BaseInlineFormSet):
    """Rows whose boxes to take them out say so to a listener: the table has a column head and no labels."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            sentence = _("Take out %(name)s") % {"name": form.instance}
            form.fields["DELETE"].widget.attrs["aria-label"] = sentence


class AliasInline(admin.TabularInline):
    """Other words that find the tag."""

    model = TagAlias
    extra = 1
    verbose_name = _("other name")
    verbose_name_plural = _("other names that find it")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "name":
            # A table of inputs has column heads and no labels.
            field.widget.attrs["aria-label"] = _("Other name")
        return field

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, formset=LabelledRows, **kwargs)

    # An alias is a part of its tag: whoever may change the one may change the other.
    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_tag")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_tag")

    has_add_permission = has_delete_permission = has_change_permission


@admin.register(Tag)
class TagAdmin(OnTheRecord, admin.ModelAdmin):
    """What stories are about."""

    list_display = ["name", "kind", "other_names"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__name"]
    fields = ["name", "slug", "kind", "description"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AliasInline]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("aliases")

    @admin.display(description=_("other names"))
    def other_names(self, tag):
        return ", ".join(alias.name for alias in tag.aliases.all()) or "–"
