"""Permission to use a photo or a document, inside its form."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from newsroom.notices.subjects import desks

from .. import permissions
from ..leasing import MOST_DOCUMENT_BYTES, TERMS
from ..licences import Asks
from ..models import DocumentLease, Lease, Leave

# What only a licence asks for is not asked again here.
_LIMITS = [asks for asks in Asks if asks not in {Asks.LINK, Asks.TERRITORY, Asks.SECTIONS}]


class LeaseForm(forms.ModelForm):
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Only in the sections"), required=False, widget=forms.CheckboxSelectMultiple
    )
    limits = forms.MultipleChoiceField(
        label=gettext_lazy("It asks for"),
        required=False,
        choices=[(asks.value, asks.label) for asks in _LIMITS],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Lease
        fields = ["usable_from", "usable_until", *TERMS, "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 40}), "document": forms.FileInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = desks()
        self.initial["sections"] = self.instance.sections.split()
        self.initial["limits"] = self.instance.limits.split()
        if self.instance.pk:
            # Pages have stood on its beginning; only its end is still to be decided.
            self.fields["usable_from"].disabled = True

    def clean_sections(self):
        return " ".join(self.cleaned_data["sections"])

    def clean_limits(self):
        return " ".join(self.cleaned_data["limits"])

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document and document.size > MOST_DOCUMENT_BYTES:
            raise forms.ValidationError(gettext("The document is larger than 20 megabytes. Send a smaller copy."))
        return document


class LeaseInline(admin.StackedInline):
    """Leases are added and their ends moved; none is ever deleted, since a page may have stood on it."""

    model = Lease
    form = LeaseForm
    extra = 0
    can_delete = False
    fieldsets = [
        (None, {"fields": [("usable_from", "usable_until"), ("agreed_with", "uses_allowed"), "note"]}),
        (
            gettext_lazy("Limits, and the letter"),
            {"classes": ["collapse"], "fields": [("only_in", "not_in"), "limits", "sections", "document"]},
        ),
    ]

    # Without one the question is whether there may be leases to show at all; its own answer follows.
    def has_add_permission(self, request, obj=None):
        return obj is None or permissions.may_grant_lease(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return obj is None or permissions.may_change_lease(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return obj is None or permissions.may_see(request.user, obj)


class DocumentLeaseForm(LeaseForm):
    class Meta(LeaseForm.Meta):
        model = DocumentLease


class DocumentLeaseInline(LeaseInline):
    """The same for documents."""

    model = DocumentLease
    form = DocumentLeaseForm


def said_of(lease: Leave, names) -> dict:
    """Return what was typed of a lease as the verbs take it."""
    said = {name: getattr(lease, name) for name in names if name in {"usable_until", "note", *TERMS}}
    return said | {name: said[name].split() for name in ("sections", "limits") if name in said}


@require_safe
def document(request, pk, kind: type[Leave]):
    """Hand the document of a lease to somebody who may see what is agreed; never to be shown in the browser."""
    seen = kind._meta.get_field(kind.OF).related_model.objects.visible_to(request.user)
    lease = get_object_or_404(kind.objects.filter(**{f"{kind.OF}__in": seen}), pk=pk)
    if not permissions.may_see_lease_document(request.user, lease.licensed):
        raise PermissionDenied(lease.licensed.says("may_not_read_letter"))
    if not lease.document:
        raise Http404
    name = f"permission-{lease.pk}{lease.document.name[len(lease.document.name.partition('.')[0]) :]}"
    response = FileResponse(lease.document.open("rb"), as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Type"] = "application/octet-stream"
    return response
