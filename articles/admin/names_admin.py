"""Sections, contributors and tags in the admin: what stories are filed under, and who writes them."""

from functools import partial

from django import forms
from django.contrib import admin
from django.db import transaction
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles import expertise
from articles.models import Contributor, FormerSlug, Section, Tag, TagAlias
from articles.restricted_names import restricted_by
from newsroom import clock
from newsroom.pagecache.collecting import path_tag
from newsroom.paper.checking import profiles_kept, profiles_trouble
from newsroom.record.canonical import clean_text
from newsroom.record.log import Change, enter

from . import portrait, tag_pages
from .labelled_rows import LabelledRows
from .sign_off_rules import SignOffRuleInline, keep_on_the_record
from .story_admin import NoAdminLog

FOLDERS = {"section": "section", "tag": "tag", "contributor": "by"}


class NameForm(forms.ModelForm):
    """What was typed as it may be stored: a feed with one control character in it is no feed."""

    def clean(self):
        said = super().clean()
        return {name: clean_text(value) if isinstance(value, str) else value for name, value in said.items()}

    def clean_slug(self):
        """Refuse a slug whose address leads to another already: an address that was public answers for ever."""
        slug, what = self.cleaned_data["slug"], self._meta.model._meta.model_name
        taken = FormerSlug.objects.filter(what=what, slug=slug).exclude(leads_to=self.instance.pk or 0).first()
        other = self._meta.model.objects.filter(pk=taken.leads_to).first() if taken else None
        if other:
            raise forms.ValidationError(
                _("“%(slug)s” was the address of “%(name)s” and leads there. Choose another slug.")
                % {"slug": slug, "name": other}
            )
        return slug

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and not self.errors and (story := restricted_by(self.instance)):
            self.add_error(
                None,
                _(
                    "The story “%(story)s” shows this on its page and is under a reporting restriction on words that "
                    "stand here now. Take it off that story first."
                )
                % {"story": story.uid.hex[:8]},
            )


class ContributorForm(NameForm):
    """Who somebody is, as readers are told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].help_text = _("How their page’s address ends: /by/…/. A former one leads on to it.")

    def clean_beats(self):
        """Keep each beat once, a comma and a space between."""
        return ", ".join(dict.fromkeys(Contributor(beats=self.cleaned_data["beats"]).covers))

    def clean_profiles(self):
        said = self.cleaned_data["profiles"]
        if wrong := profiles_trouble(said):
            raise forms.ValidationError(wrong)
        return profiles_kept(said)

    def clean_contact(self):
        said = self.cleaned_data["contact"].strip()
        if wrong := expertise.contact_trouble(said):
            raise forms.ValidationError(wrong)
        return said

    def clean_languages(self):
        codes, unknown = expertise.languages_of(self.cleaned_data["languages"])
        if unknown:
            raise forms.ValidationError(
                _("“%(said)s” is no language known here. Write its English name or its code: Arabic, or ar.")
                % {"said": unknown[:40]}
            )
        return ", ".join(codes)

    def clean_awards(self):
        return self._lines("awards")

    def clean_education(self):
        return self._lines("education")

    def _lines(self, name: str) -> str:
        said = expertise.lines_kept(self.cleaned_data[name])
        if wrong := expertise.lines_trouble(said):
            raise forms.ValidationError(wrong)
        return said


class OnTheRecord(NoAdminLog):
    """Keeps who changed what on the record, and tells readers' pages that show the name or list by it."""

    form = NameForm

    def save_model(self, request, obj, form, change):
        what, now = obj._meta.model_name, clock.now()
        was = form.initial.get("slug", "") if change else ""
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            tags = [f"name:{what}:{obj.pk}", f"list:{what}:{obj.pk}", "list:all", "front:home"]
            slugs = {obj.slug, was} - {""}
            if was and was != obj.slug:
                FormerSlug.objects.update_or_create(what=what, slug=was, defaults={"leads_to": obj.pk})
            FormerSlug.objects.filter(what=what, slug=obj.slug, leads_to=obj.pk).delete()
            # A page that was not found under this slug may be there now; the one under the former leads here.
            pages = [f"/{FOLDERS[what]}/{slug}/" for slug in sorted(slugs)]
            tags += [path_tag(page + tail) for page in pages for tail in ("", "feed/")]
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
    fields = ["name", "slug", "description", "position", "language", "small_change_words", "when_rights_lapse"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [SignOffRuleInline]
    actions = None

    def save_related(self, request, form, formsets, change):
        with transaction.atomic():
            super().save_related(request, form, formsets, change)
            keep_on_the_record(request, form.instance, formsets)


@admin.register(Contributor)
class ContributorAdmin(OnTheRecord, admin.ModelAdmin):
    """Who can be on a byline."""

    form = ContributorForm
    change_form_template = "admin/articles/contributor/change_form.html"
    list_display = ["name", "kind", "title", "account"]
    list_filter = ["kind"]
    list_select_related = ["account"]
    search_fields = ["name", "slug"]
    fields = [
        "name",
        "slug",
        "kind",
        "title",
        "bio",
        "beats",
        "contact",
        "languages",
        "awards",
        "education",
        "profiles",
        "account",
    ]
    prepopulated_fields = {"slug": ["name"]}
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("portrait")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if rows := {"bio": 5, "profiles": 3, "awards": 3, "education": 3}.get(db_field.name):
            field.widget = forms.Textarea({"rows": rows})
        return field

    def get_urls(self):
        view = self.admin_site.admin_view(partial(portrait.portrait, site=self.admin_site))
        return [path("<int:pk>/portrait/", view, name="articles_contributor_portrait"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        beside = portrait.beside(request)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **beside})


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

    change_form_template = "admin/articles/tag/change_form.html"

    def get_queryset(self, request):
        # One that was merged is another name of the tag it went into, and is mended there.
        return super().get_queryset(request).filter(merged_into=None).prefetch_related("aliases")

    def get_urls(self):
        pages = {"merge": tag_pages.merge, "undo-merge": tag_pages.undo, "parts": tag_pages.parts}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(partial(view, site=self.admin_site)),
                name=f"articles_tag_{name.replace('-', '_')}",
            )
            for name, view in pages.items()
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        beside = tag_pages.beside(request, object_id)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **beside})

    @admin.display(description=_("other names"))
    def other_names(self, tag):
        return ", ".join(alias.name for alias in tag.aliases.all()) or "–"
