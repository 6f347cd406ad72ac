"""The page on which a contributor's portrait is chosen: from the library, or sent from here."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.content import is_uid
from articles.models import Contributor
from articles.permissions import may_set_portrait, refusal
from articles.workflow import Refused
from articles.workflow.portraits import drop_portrait, set_portrait, why_no_portrait
from media import licences
from media.models import Photo
from media.opening import UploadRefused
from media.permissions import may_upload_photo
from media.searching import photos_with
from media.uploads import accept, said_of
from newsroom import clock
from newsroom.record.canonical import clean_text

REFUSED = 422
_A_PAGE = 24


class UploadForm(forms.Form):
    """A picture with what it takes to show it: who is owed, and why it may be used."""

    photo = forms.FileField(label=gettext_lazy("Picture"))
    credit_line = forms.CharField(label=gettext_lazy("Credit"), max_length=200)
    licence = forms.ChoiceField(label=gettext_lazy("Licence"), choices=licences.CHOICES)


def beside(request) -> dict:
    """Return what a contributor's own page offers beside its form."""
    return {"may_set_portrait": may_set_portrait(request.user), "now": clock.now()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def portrait(request, pk: int, site):
    """Show the portrait and the library; choose, send or take away one."""
    if not may_set_portrait(request.user):
        raise PermissionDenied(refusal(str(request.user), _("choose portraits of contributors")))
    contributor = get_object_or_404(Contributor.objects.select_related("portrait"), pk=pk)
    if request.method != "POST":
        return _page(request, site, contributor)
    if "_drop" in request.POST:
        return _dropped(request, contributor)
    if "_send" in request.POST:
        return _sent(request, site, contributor)
    uid = request.POST.get("photo", "")
    photo = Photo.objects.visible_to(request.user).filter(uid=uid).first() if is_uid(uid) else None
    if photo is None:
        return _page(request, site, contributor, refused=_("Choose a photo first."))
    return _set(request, site, contributor, photo)


def _set(request, site, contributor: Contributor, photo: Photo, form: UploadForm | None = None):
    try:
        set_portrait(contributor, photo, by=request.user)
    except Refused as refused:
        return _page(request, site, contributor, form, refused=str(refused), of=photo)
    messages.success(request, _("The photo stands beside “%(name)s” now.") % {"name": contributor})
    return HttpResponseRedirect(reverse("admin:articles_contributor_change", args=[contributor.pk]))


def _dropped(request, contributor: Contributor):
    try:
        drop_portrait(contributor, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” stands without a picture now.") % {"name": contributor})
    return HttpResponseRedirect(reverse("admin:articles_contributor_portrait", args=[contributor.pk]))


def _sent(request, site, contributor: Contributor):
    """Take the picture in and let it be the portrait; one that may not be shown yet stays in the library."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, site, contributor, form, refused=_("Mend the marked fields, then send it again."))
    said = dict(form.cleaned_data)
    try:
        photo = accept(said.pop("photo"), by=request.user, **said)
    except UploadRefused as refused:
        return _page(request, site, contributor, form, refused=str(refused))
    if told := said_of(photo):
        messages.info(request, told)
    return _set(request, site, contributor, photo, form)


def _page(request, site, contributor, form: UploadForm | None = None, *, refused: str = "", of: Photo | None = None):
    now = clock.now()
    asked, page = _library(request, contributor, now)
    context = {
        **site.each_context(request),
        "title": _("Portrait of %(name)s") % {"name": contributor},
        "contributor": contributor,
        "trouble": contributor.portrait.why_not(now) if contributor.portrait else [],
        "form": form or (UploadForm() if may_upload_photo(request.user) else None),
        "asked": asked,
        "page": page,
        "choices": [(photo, why_no_portrait(contributor, photo, now)) for photo in page],
        "refused": refused,
        "refused_photo": of,
    }
    template = "admin/articles/contributor/portrait.html"
    return TemplateResponse(request, template, context, status=REFUSED if refused else 200)


def _library(request, contributor: Contributor, now: datetime):
    """Return the words looked for and a page of photos: those that name the contributor, if nothing was asked.

    Where none does, those that readers may be shown now: whoever looks for another finds it, and why it cannot be one.
    """
    seen = Photo.objects.visible_to(request.user).select_related("supplier").prefetch_related("leases")
    asked = " ".join(clean_text(request.GET.get("q", contributor.name)).split())[:100]
    found = photos_with(seen, asked)
    if "q" not in request.GET and not found.exists():
        asked, found = "", seen.usable(now)
    return asked, Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
