"""Bringing documents in: the page they are chosen on, in pieces by its script or whole by its plain form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from .. import arriving, permissions
from ..documents import taking
from ..judging.limits import most_document_megabytes
from ..judging.pool import pool
from ..models import Batch, Document, Supplier
from ..opening import UploadRefused
from . import arriving as sending
from .modules import photo_modules


class UploadForm(forms.ModelForm):
    """What can be said of all files that come in together."""

    class Meta:
        model = Document
        fields = ["credit_line", "source", "licence", "supplier", "usage_terms"]
        widgets = {"usage_terms": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supplier"].queryset = Supplier.objects.filter(active=True)

    def as_words(self) -> dict[str, str]:
        """Return what was said as a batch keeps it."""
        supplier = self.cleaned_data["supplier"]
        said = {name: str(value) for name, value in self.cleaned_data.items() if name != "supplier"}
        return {**said, "supplier": str(supplier.uid)} if supplier else said


def upload(request, model_admin):
    """Show the place to choose documents, and take in what is sent."""
    if not permissions.may_upload_document(request.user):
        raise PermissionDenied(gettext("You may not upload documents. Ask the photo desk to take them in."))
    form = UploadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        files = request.FILES.getlist("file")
        if not files:
            messages.error(request, gettext("No file came along. Choose one or more documents, then upload."))
        elif form.is_valid() and (page := _take_in(request, files, form.cleaned_data)):
            return HttpResponseRedirect(page)
    else:
        pool().warm()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Document._meta,
        "title": gettext("Add documents"),
        "form": form,
        "most_megabytes": most_document_megabytes(),
        "accept": ",".join(f".{format}" for format in Document.Format.values),
        "import_maps": photo_modules(request),
        "unfinished": arriving.unfinished(request.user, Batch.Of.DOCUMENTS),
    }
    return TemplateResponse(request, "admin/media/document/upload.html", context)


@require_POST
def begin(request):
    """Answer with a batch of documents and, for each file somebody is about to send, how much of it is here already."""
    files, said = sending.asked_to_send(request)
    if files is None:
        return JsonResponse({"error": gettext("No file was named. Choose one or more documents.")}, status=400)
    form = UploadForm(said)
    if not form.is_valid():
        wrong = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return JsonResponse({"error": " ".join(wrong)}, status=400)
    try:
        batch = sending.given_batch(request, Batch.Of.DOCUMENTS)
        batch = batch or arriving.begin_documents(by=request.user, said=form.as_words())
    except UploadRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=403)
    return sending.answer(request, batch, files)


def _take_in(request, files, said: dict) -> str | None:
    """Take the files in, say what became of each, and return the page to go on with; None when none is here."""
    there, new = [], 0
    for file in files:
        try:
            row = taking.accept(file, by=request.user, **said)
        except UploadRefused as refusal:
            messages.error(request, str(refusal))
            continue
        there.append(row)
        new += not row.recognised
        if row.recognised:
            messages.warning(request, f"{row}: {taking.recognised_sentence(row)}")
    if new:
        sentence = ngettext("%(count)s document is in.", "%(count)s documents are in.", new)
        messages.success(request, sentence % {"count": new})
    if len(there) == 1:
        return reverse("admin:media_document_change", args=[there[0].pk])
    return reverse("admin:media_document_changelist") if there else None
