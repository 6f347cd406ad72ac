"""The page of care: who in a photo is flagged, what they agreed to, and what readers must never recognise."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import clock

from .. import care, permissions
from ..documents_of_consent import mime
from ..models import CareFlag, Consent, Photo
from ..opening import PhotoRefused
from ..pixelating import pixelate
from . import cells

_SIDES = ("left", "top", "width", "height")
_MORE_ROWS = 2


class ConsentForm(forms.Form):
    """What somebody agreed to."""

    person = forms.ModelChoiceField(None, label=_("Who in it"), required=False, empty_label=_("Everybody in it"))
    given_by = forms.CharField(
        label=_("Given by"), max_length=250, help_text=_("The person, or who may speak for them: a parent, a guardian.")
    )
    scope = forms.CharField(
        label=_("For what"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which story, print or online, for how long, in their words."),
    )
    given_on = forms.DateField(label=_("On"), widget=forms.DateInput(attrs={"type": "date"}))
    document = forms.FileField(label=_("Paper"), required=False, help_text=_("A PDF, or a photograph of it."))

    def __init__(self, photo: Photo, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = photo.persons.all()


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk, *, site):
    """Show the page; on POST do one act of it."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit(request.user, photo):
        raise PermissionDenied(gettext("This is somebody else's picture. Ask them or the photo desk to change it."))
    form = ConsentForm(photo, initial={"given_on": clock.local_date(clock.now())})
    if request.method == "POST":
        act = _ACTS.get(request.POST.get("_act", ""))
        if act is _record_consent:
            form = ConsentForm(photo, request.POST, request.FILES)
        try:
            said = act(request, photo, form) if act else gettext("Nothing was chosen.")
        except PhotoRefused as refused:
            messages.error(request, str(refused))
        else:
            if said:
                messages.success(request, said)
                return HttpResponseRedirect(request.path)
    return TemplateResponse(request, "admin/media/photo/care.html", _context(request, site, photo, form))


def _context(request, site, photo: Photo, form: ConsentForm) -> dict:
    rows = [dict(zip(_SIDES, area.rectangle, strict=True)) for area in photo.areas.all()]
    return {
        **site.each_context(request),
        "title": gettext("Care"),
        "photo": photo,
        "preview_url": cells.preview_url(photo, cells.PREVIEW),
        "areas": rows,
        "area_rows": [*rows, *[{}] * _MORE_ROWS],
        "kinds": CareFlag.Kind.choices,
        "persons": [(person, {flag.kind for flag in person.flags.all()}) for person in photo.persons.all()],
        "consents": photo.consents.select_related("person", "recorded_by", "ended_by"),
        "now": clock.now(),
        "form": form,
    }


def _pixelate(request, photo: Photo, form) -> str:
    columns = [request.POST.getlist(side) for side in _SIDES]
    rows = [row for row in zip(*columns, strict=False) if any(value.strip() for value in row)]
    try:
        areas = [tuple(int(value) for value in row) for row in rows]
    except ValueError as error:
        raise PhotoRefused(gettext("An area takes four whole numbers: left, top, width, height.")) from error
    pixelate(photo, by=request.user, areas=areas)
    return gettext("Every size of the picture is made anew. The ones before are gone.")


def _flag(request, photo: Photo, form) -> str:
    for person in photo.persons.all():
        kinds = set(request.POST.getlist(f"kinds-{person.pk}")) & set(CareFlag.Kind.values)
        care.flag_person(photo, by=request.user, person=person, kinds=kinds)
    name, kinds = request.POST.get("name", ""), set(request.POST.getlist("kinds-new")) & set(CareFlag.Kind.values)
    if name.strip() or kinds:
        care.flag_person(photo, by=request.user, name=name, kinds=kinds)
    return gettext("Kept. Each story that shows the picture is asked.")


def _record_consent(request, photo: Photo, form) -> str:
    if not form.is_valid():
        return ""
    care.record_consent(photo, by=request.user, **form.cleaned_data)
    return gettext("The consent is on record.")


def _end_consent(request, photo: Photo, form) -> str:
    consent = get_object_or_404(photo.consents, pk=request.POST.get("consent") or 0)
    care.end_consent(
        consent, by=request.user, reason=request.POST.get("reason", ""), ends_at=_moment(request.POST.get("ends_at"))
    )
    return gettext("Readers do not have the picture from that minute on, and the desk is told.")


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=clock.zone())
    except ValueError as error:
        raise PhotoRefused(gettext("Write the moment as a date and a time, or leave it empty for now.")) from error


_ACTS = {"pixelate": _pixelate, "flag": _flag, "consent": _record_consent, "end": _end_consent}


@require_safe
def paper(request, pk, consent):
    """Hand out the paper behind a consent, to those who may change what is said of the photo."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    kept = get_object_or_404(Consent, photo=photo, pk=consent)
    if not kept.document or not permissions.may_edit(request.user, photo):
        raise Http404
    response = FileResponse(kept.document.open("rb"), content_type=mime(kept.document) or "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="consent-{kept.pk}"'
    response["Cache-Control"] = "private, no-store"
    return response


def care_url(photo: Photo) -> str:
    """Return the page's address."""
    return reverse("admin:media_photo_care", args=[photo.pk])
