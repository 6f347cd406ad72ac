"""Which sign-offs a section's stories need, edited with the section."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Part, SignOffRule
from newsroom import clock
from newsroom.record.log import enter

from .labelled_rows import LabelledRows


class RuleForm(forms.ModelForm):
    """One sign-off; what it covers is ticked."""

    parts = forms.MultipleChoiceField(
        label=_("What it covers"), choices=Part, widget=forms.CheckboxSelectMultiple, initial=["words"]
    )

    class Meta:
        model = SignOffRule
        fields = ["capacity", "kind", "parts", "turn"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Every kind")), *SignOffRule._meta.get_field("kind").choices]
        if self.instance.pk:
            self.initial["parts"] = self.instance.parts.split()
        # A table of inputs has column heads and no labels.
        for name, label in {"capacity": _("Who"), "kind": _("Kind of story"), "turn": _("Turn")}.items():
            self.fields[name].widget.attrs["aria-label"] = label

    def clean_parts(self):
        return " ".join(part for part in Part.values if part in self.cleaned_data["parts"])


class SignOffRuleInline(admin.TabularInline):
    """The sign-offs a section asks for, beside one other pair of eyes."""

    model = SignOffRule
    form = RuleForm
    extra = 1
    verbose_name = _("sign-off needed")
    verbose_name_plural = _("sign-offs its stories need, beside one other pair of eyes")

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, formset=LabelledRows, **kwargs)

    # A rule is a part of its section: whoever may change the one may change the other.
    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_section")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_section")

    has_add_permission = has_delete_permission = has_change_permission


def keep_on_the_record(request, section, formsets) -> None:
    """Write down which sign-offs the section asks for from now on, where that was changed."""
    if not any(formset.model is SignOffRule and formset.has_changed() for formset in formsets):
        return
    rules = [
        {"as": rule.capacity, "kind": rule.kind, "parts": rule.parts.split(), "turn": rule.turn}
        for rule in section.sign_off_rules.order_by("turn", "pk")
    ]
    enter(
        "ask for sign-offs",
        by=request.user,
        now=clock.now(),
        subject=f"section:{section.uid}",
        facts={"sign_offs": rules},
    )
