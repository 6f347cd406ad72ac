"""Taking a picture away: with its credit and rights written inside, and nothing private. The original stays here."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from newsroom import clock

from ..asking import order_crop
from ..models import Photo, Rendition, Shape


@dataclass(frozen=True)
class Offered:
    """One file that can be taken away."""

    shape: str
    size: str
    bytes: int
    url: str


def offered(photo: Photo) -> list[Offered]:
    """Return each shape's largest JPEG, by name, the full size first where somebody asked for it."""
    url = reverse("admin:media_photo_download", args=[photo.pk])
    found = []
    for shape in (Shape.FULL, Shape.WHOLE, Shape.WIDE, Shape.CARD, Shape.CLASSIC, Shape.PORTRAIT, Shape.FREE):
        if largest := _largest(photo, shape):
            size = f"{largest.width} × {largest.height}"
            found.append(Offered(str(shape.label), size, largest.bytes, f"{url}?shape={shape.value}"))
    return found


def is_full_size_made(photo: Photo) -> bool:
    """Say whether the full size is there to be taken away."""
    return _largest(photo, Shape.FULL) is not None


def _largest(photo: Photo, shape: str) -> Rendition | None:
    jpegs = [r for r in photo.renditions.all() if r.crop == shape and r.format == Rendition.Format.JPEG]
    return max(jpegs, key=lambda r: r.width, default=None)


@require_http_methods(["GET", "HEAD", "POST"])
def download(request, pk: int):
    """Hand over one file as a download; on POST, have the full size made."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        with transaction.atomic():
            order_crop(photo, Shape.FULL, clock.now())
        messages.success(request, gettext("The full size is being made; it stands under “Download” in a moment."))
        return HttpResponseRedirect(reverse("admin:media_photo_change", args=[photo.pk]))
    chosen = _largest(photo, request.GET.get("shape", Shape.WHOLE))
    if chosen is None:
        raise Http404
    try:
        file = chosen.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = slugify(photo.headline or photo.caption[:60]) or f"photo-{photo.uid.hex[:8]}"
    return FileResponse(file, as_attachment=True, filename=f"{name}-{chosen.width}.jpg", content_type="image/jpeg")
