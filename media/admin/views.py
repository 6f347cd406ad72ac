"""The photo desk's own addresses: uploading, the staff's previews, and what the story form's picker asks."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST, require_safe

from newsroom import clock
from newsroom.record.canonical import clean_text

from .. import permissions, uploads
from ..judging.limits import most_megabytes
from ..models import Photo, Rendition, Shape
from ..opening import FORMATS, UploadRefused
from ..picking import choices
from ..searching import photos_with
from . import cells

PICKED_A_PAGE = 24
_SAID_AT_UPLOAD = ["caption", "alt_text", "credit_line"]


def upload(request, model_admin):
    """Show the place to drop pictures, and take in what is sent there without any script."""
    if not permissions.may_upload_photo(request.user):
        raise PermissionDenied(gettext("You may not upload pictures. Ask the photo desk to take them in."))
    files = request.FILES.getlist("file")
    if request.method == "POST":
        taken = [photo for file in files if (photo := _take(request, file))]
        if not files:
            messages.error(request, gettext("No file came along. Choose one or more pictures, then upload."))
        elif taken:
            return HttpResponseRedirect(_next_page(taken))
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Photo._meta,
        "title": gettext("Add photos"),
        "most_megabytes": most_megabytes(),
        "accept": ",".join(sorted({f"image/{kind}" for kind in FORMATS.values()})),
        "quick_upload_url": reverse("admin:media_photo_quick_upload"),
    }
    return TemplateResponse(request, "admin/media/photo/upload.html", context)


def _take(request, file) -> Photo | None:
    """Accept one file and tell the uploader what became of it."""
    try:
        photo = uploads.accept(file, by=request.user)
    except UploadRefused as refusal:
        messages.error(request, str(refusal))
        return None
    if not photo.recognised:
        messages.success(request, gettext("“%(photo)s” is in.") % {"photo": photo})
    if said := uploads.said_of(photo):
        messages.warning(request, said)
    return photo


def _next_page(taken: list[Photo]) -> str:
    if len(taken) == 1:
        return reverse("admin:media_photo_change", args=[taken[0].pk])
    return reverse("admin:media_photo_changelist")


@require_POST
def quick_upload(request):
    """Take in one picture and answer with it as JSON, or with `error`, a sentence."""
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"error": gettext("No file came along. Choose a picture and try again.")}, status=400)
    said = {name: request.POST[name] for name in _SAID_AT_UPLOAD if name in request.POST}
    try:
        photo = uploads.accept(file, by=request.user, **said)
    except UploadRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    told = {"photo": cells.as_json(photo), "said": uploads.said_of(photo)}
    return JsonResponse(told, status=200 if photo.recognised else 201)


@require_GET
def pick(request):
    """Answer with a page of the photos this person may see, newest first, or the one of `uid`, as JSON."""
    photos = Photo.objects.visible_to(request.user).select_related("supplier").prefetch_related("leases")
    if uid := _uid(request.GET.get("uid", "")):
        photos = photos.filter(uid=uid)
    photos = photos_with(photos, clean_text(request.GET.get("q", "")))
    paginator = Paginator(photos, PICKED_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    chosen = choices(page, clock.now())
    return JsonResponse(
        {
            "photos": [cells.as_json(photo, chosen[photo.pk]) for photo in page],
            "count": paginator.count,
            "counted": ngettext("%(count)s photo", "%(count)s photos", paginator.count) % {"count": paginator.count},
            "page": page.number,
            "next": page.next_page_number() if page.has_next() else None,
        }
    )


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def preview(request, uid, width):
    """Serve the rendition nearest that width to somebody on the staff who may see the photo."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), uid=uid)
    jpegs = [r for r in photo.renditions.all() if r.format == Rendition.Format.JPEG and r.crop != Shape.FULL]
    crop = request.GET.get("crop", Shape.SQUARE if width <= cells.THUMBNAIL else Shape.WHOLE)
    cut = [r for r in jpegs if r.crop == crop] or [r for r in jpegs if r.crop == Shape.WHOLE]
    chosen = min(cut or jpegs, key=lambda r: (r.width < width, abs(r.width - width)), default=None)
    if chosen is None:
        raise Http404
    try:
        file = chosen.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=Rendition.Format.JPEG.mime)
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
