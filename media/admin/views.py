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

from .. import arriving, permissions, uploads
from ..judging.limits import most_megabytes
from ..judging.pool import pool
from ..models import Arrival, Photo, Rendition, Shape
from ..opening import FORMATS, UploadRefused
from ..picking import choices
from ..searching import photos_with
from . import cells
from .modules import photo_modules

PICKED_A_PAGE = 24
_SAID_AT_UPLOAD = ["caption", "alt_text", "credit_line"]


def upload(request, model_admin):
    """Show the place to drop pictures, and take in what is sent there without any script."""
    if not permissions.may_upload_photo(request.user):
        raise PermissionDenied(gettext("You may not upload pictures. Ask the photo desk to take them in."))
    files = request.FILES.getlist("file")
    if request.method == "POST":
        if files and (page := _hand_in(request, files)):
            return HttpResponseRedirect(page)
        if not files:
            messages.error(request, gettext("No file came along. Choose one or more pictures, then upload."))
    else:
        pool().warm()
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Photo._meta,
        "title": gettext("Add photos"),
        "most_megabytes": most_megabytes(),
        "accept": ",".join([*sorted({f"image/{kind}" for kind in FORMATS.values()}), ".heic", ".heif", ".zip"]),
        "import_maps": photo_modules(request),
        "unfinished": arriving.unfinished(request.user),
    }
    return TemplateResponse(request, "admin/media/photo/upload.html", context)


def _hand_in(request, files) -> str | None:
    """Take the files in as one batch, say what became of them, and return the page to go on with; None for none."""
    batch = arriving.begin_batch(by=request.user)
    lines = [arriving.hand_in(batch, file, by=request.user) for file in files]
    for line in lines:
        if line.state == Arrival.State.REFUSED:
            messages.error(request, line.said)
        elif line.said:
            messages.warning(request, f"{line.name}: {line.said}")
    taken = [line for line in lines if line.state == Arrival.State.TAKEN]
    there = [line for line in lines if line.photo]
    if any(line.state == Arrival.State.UNPACKING for line in lines):
        messages.success(request, gettext("The archive is here. Its pictures come in one after the other; look again."))
        return batch.get_absolute_url()
    if taken:
        count = len(taken)
        messages.success(
            request, ngettext("%(count)s photo is in.", "%(count)s photos are in.", count) % {"count": count}
        )
    if len(there) == 1:
        return reverse("admin:media_photo_change", args=[there[0].photo.pk])
    return batch.get_absolute_url() if there else None


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
    photos = Photo.objects.visible_to(request.user).with_what_tiles_say()
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
