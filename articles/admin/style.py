"""House style in the admin: the rules, switching them, and the way to a trial and to files of them."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.models import StyleRule
from articles.style.rules import FIELDS
from articles.style.safety import trouble_with
from articles.workflow import styling
from newsroom.record.canonical import clean_text
from newsroom.staff.pages import pages_of

from . import style_pages
from .story_admin import NoAdminLog

FIELD_LABELS = {
    "body": gettext_lazy("Body"),
    "headline": gettext_lazy("Headline"),
    "dek": gettext_lazy("Dek"),
    "captions": gettext_lazy("Captions"),
}


class StyleRuleForm(forms.ModelForm):
    """A rule as typed, with every doubt about its pattern said in a sentence."""

    fields = forms.MultipleChoiceField(
        label=gettext_lazy("Where it looks"),
        choices=[(name, FIELD_LABELS[name]) for name in FIELDS],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = StyleRule
        fields = [
            "name", "message", "category", "engine", "pattern", "replacement", "fields", "languages", "case_sensitive",
        ]  # fmt: skip
        widgets = {
            "pattern": forms.Textarea({"rows": 6, "spellcheck": "false", "class": "style-pattern"}),
            "replacement": forms.TextInput({"spellcheck": "false"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["fields"] = self.instance.fields.replace(",", " ").split()
        else:
            self.initial["fields"] = ["body"]
        # A space can be the whole of a pattern, or of what is written instead. Who may only look has no fields.
        for name in {"pattern", "replacement"} & set(self.fields):
            self.fields[name].strip = False

    def clean_fields(self):
        chosen = self.cleaned_data["fields"]
        return " ".join(name for name in FIELDS if name in chosen)

    def clean_languages(self):
        return ", ".join(self.cleaned_data["languages"].lower().replace(",", " ").split())

    def clean_name(self):
        """Return the name on one line; two rules of one name but for capitals would be one in a file."""
        name = " ".join(clean_text(self.cleaned_data["name"]).split())
        if StyleRule.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a rule “%(name)s” already.") % {"name": name})
        return name

    def clean(self):
        said = {name: clean_text(value) if isinstance(value, str) else value for name, value in super().clean().items()}
        if "engine" in said and said.get("pattern") and not self.errors:
            if said["engine"] != StyleRule.Engine.PATTERN:
                said["pattern"] = said["pattern"].strip()
            case = said.get("case_sensitive", False)
            if trouble := trouble_with(said["engine"], said["pattern"], said.get("replacement", ""), case):
                self.add_error("pattern", trouble)
        return said


class StateFilter(admin.SimpleListFilter):
    """Draft or live: not a field of the form, so Django offers no filter of its own for it."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return StyleRule.State.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in StyleRule.State.values else queryset


@admin.register(StyleRule)
class StyleRuleAdmin(NoAdminLog, admin.ModelAdmin):
    """The newsroom's own rules. Every change goes through a verb and is on the record."""

    form = StyleRuleForm
    change_list_template = "admin/articles/stylerule/change_list.html"
    change_form_template = "admin/articles/stylerule/change_form.html"
    list_display = ["name", "state_now", "category", "engine", "message", "languages"]
    list_filter = [StateFilter, "category", "engine"]
    search_fields = ["name", "pattern", "message"]
    search_help_text = gettext_lazy("Words of a name, pattern or message")
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 200
    actions = None

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def state_now(self, rule):
        shape, tone = ("disc", "good") if rule.state == StyleRule.State.LIVE else ("ring", "plain")
        return render_to_string(
            "components/status.html", {"label": rule.get_state_display(), "shape": shape, "tone": tone}
        )

    def changelist_view(self, request, extra_context=None):
        keeps = permissions.may_keep_style(request.user)
        return super().changelist_view(request, {"keeps_style": keeps, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        styling.keep_rule(obj, by=request.user, changed=form.changed_data)

    def delete_model(self, request, obj):
        styling.drop_rule(obj, by=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_trial(request, obj)

    def response_change(self, request, obj):
        if obj.state == StyleRule.State.DRAFT and "_continue" not in request.POST:
            return self._to_trial(request, obj)
        return super().response_change(request, obj)

    def _to_trial(self, request, rule):
        """Go where it can be seen what a draft rule would have done."""
        messages.success(request, _("“%(name)s” is kept, as a draft. See where it would have fired.") % {"name": rule})
        return HttpResponseRedirect(reverse("admin:articles_stylerule_trial", args=[rule.pk]))

    def get_urls(self):
        page = pages_of(self.admin_site, "articles_stylerule_")
        return [
            page("import/", style_pages.bring_in, "import"),
            page("export/", style_pages.export, "export"),
            page("<int:pk>/trial/", style_pages.trial, "trial"),
            *super().get_urls(),
        ]
