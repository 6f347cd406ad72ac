"""Documents in the admin: the list, bringing some in, the form with rights and permissions, where one is used."""

from functools import partial

from django import forms
from django.contrib import admin
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_safe

from newsroom import clock
from newsroom.record.canonical import clean_text

from .. import permissions
from ..documents import handing
from ..documents.editing import EDITABLE, edit_document
from ..documents.inside import unread
from ..documents.searching import documents_with
from ..licences import NOT_ESTABLISHED
from ..models import Document, DocumentLease
from ..picking import choices
from . import cells, document_upload, withdrawing
from .leases import DocumentLeaseInline, document
from .licensed import LicensedAdmin, rights_beside
from .photo_form import SHORT

_OFFERED, _NAMED = 10, 100
_LONG = forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField"})


class LacksFilter(admin.SimpleListFilter):
    """What keeps it from readers, as far as one glance tells."""

    title = _("lacks")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [
            ("title", _("A title")),
            ("credit", _("A credit line")),
            ("rights", _("Rights")),
            ("transcript", _("A transcript")),
        ]

    def queryset(self, request, queryset):
        narrowed = {
            "title": {"title": ""},
            "credit": {"credit_line": ""},
            "rights": {"licence": NOT_ESTABLISHED, "vouched_at": None},
            "transcript": {"kind": Document.Kind.AUDIO, "transcript": ""},
        }
        return queryset.filter(**narrowed.get(self.value(), {}))


@admin.register(Document)
class DocumentAdmin(LicensedAdmin):
    """Everything that changes a document goes through the verbs of `media.documents` and `media.standing`."""

    list_display = ["name", "what", "rights", "came"]
    list_display_links = ["name"]
    list_filter = ["kind", LacksFilter]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    search_fields = ["title", "description", "file_name", "creator", "credit_line", "source"]
    search_help_text = _("Words of a title, a description, a transcript, a credit, or of the file itself")
    ordering = ["-uploaded_at", "-pk"]
    change_form_template = "admin/media/document/change_form.html"
    actions = None
    inlines = [DocumentLeaseInline]
    fieldsets = [
        (None, {"fields": ["title", "description", "credit_line", "source", "supplier", "licence"]}),
        (_("For who cannot hear it"), {"fields": ["transcript", "language"]}),
        (
            _("Who is owed, on which terms"),
            {"classes": ["collapse"], "fields": ["creator", "copyright_notice", "usage_terms"]},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).with_what_lists_say()

    def get_search_results(self, request, queryset, search_term):
        return documents_with(queryset, clean_text(search_term)), False

    def has_add_permission(self, request):
        return permissions.may_upload_document(request.user)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "transcript":
            kwargs["widget"] = _LONG
        elif db_field.name in {"description", "usage_terms"}:
            kwargs["widget"] = SHORT
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("document"), ordering="title")
    def name(self, row):
        return str(row)

    @admin.display(description=_("kind"), ordering="format")
    def what(self, row):
        return f"{row.get_format_display()} · {filesizeformat(row.bytes)}"

    @admin.display(description=_("rights"))
    def rights(self, row):
        return cells.rights(row)

    @admin.display(description=_("uploaded"), ordering="-uploaded_at")
    def came(self, row):
        when = date_format(clock.local(row.uploaded_at), "j M Y, H:i")
        return format_html('<span>{} <span class="quiet">{}</span></span>', when, row.uploaded_by)

    def get_urls(self):
        wrap, site = self.admin_site.admin_view, self.admin_site
        letter = partial(document, kind=DocumentLease)
        return [
            path("suggest/", wrap(suggest), name="media_document_suggest"),
            path("named/", wrap(named), name="media_document_named"),
            path("arriving/", wrap(document_upload.begin), name="media_document_arriving"),
            path("<int:pk>/file/", wrap(file), name="media_document_file"),
            path(
                "<int:pk>/withdraw/",
                wrap(partial(withdrawing.page, site=site, kind=Document)),
                name="media_document_withdraw",
            ),
            path("leases/<int:pk>/document/", wrap(letter), name="media_documentlease_document"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return document_upload.upload(request, self)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        row = self.get_object(request, object_id)
        # Documents are not typed in: another one is uploaded.
        own = (
            {"play": row.kind == Document.Kind.AUDIO, "show_save_and_add_another": False, **_inside(row)} if row else {}
        )
        beside = {**rights_beside(row, request.user), **own} if row else {}
        return super().change_view(request, object_id, form_url, {**beside, **(extra_context or {})})

    def save_model(self, request, obj, form, change):
        said = {name: form.cleaned_data[name] for name in form.changed_data if name in EDITABLE}
        self.attempt(request, lambda: edit_document(obj, by=request.user, **said))


def _inside(row: Document) -> dict:
    """Return what the page says of the file's own words: how many there are, and what nobody has read."""
    inside = getattr(row, "inside", None)
    words = len(inside.text.split()) if inside else None
    return {"words_inside": words, "pages_inside": inside.pages if inside else None, "unread": unread(row)}


@require_safe
def file(request, pk):
    """Hand the original to somebody on the staff who may see it; never to be opened in the browser."""
    row = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    response = None if row.redacted_at else handing.answer(request, row, "private, no-store")
    if response is None:
        raise Http404
    return response


@require_GET
def suggest(request):
    """Answer with documents this person may see that have the words, the newest first, as JSON."""
    words = " ".join(clean_text(request.GET.get("q", ""))[:100].split())
    found = documents_with(Document.objects.visible_to(request.user), words) if words else Document.objects.none()
    return JsonResponse({"names": _as_json(found.with_what_lists_say()[:_OFFERED])})


@require_GET
def named(request):
    """Answer with the documents of these uids; one this person may not see is left out, as if it were not there."""
    uids = [uid for uid in request.GET.get("uids", "").split(",") if cells.is_uid(uid)][:_NAMED]
    found = Document.objects.visible_to(request.user).filter(uid__in=uids).with_what_lists_say()
    return JsonResponse({"names": _as_json(found)})


def _as_json(found) -> list[dict]:
    rows = list(found)
    chosen = choices(rows, clock.now())
    return [
        {
            "uid": str(row.uid),
            "name": str(row),
            "said": " · ".join(filter(None, [row.get_format_display(), row.credit_line, chosen[row.pk].reason])),
            "barred": chosen[row.pk].barred,
            "url": reverse("admin:media_document_change", args=[row.pk]),
        }
        for row in rows
    ]
