"""The page on which a photo's focal point and crops are set, seen as readers see them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from .. import declaration, permissions
from ..cropping import crop_photo
from ..models import Photo
from ..opening import PhotoRefused
from . import cells
from .crop_forms import FocusForm, crop_forms
from .modules import photo_modules

_REFUSED = 422


def crop(request, pk: int, model_admin):
    """Show the crops of a photo as readers see them, and set them."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    if not permissions.may_edit(request.user, photo):
        raise PermissionDenied(gettext("This is somebody else's picture. Ask them or the photo desk to crop it."))
    data = request.POST if request.method == "POST" else None
    focus_form, shape_forms = _forms(photo, data)
    status = 200
    if data is not None:
        if all([focus_form.is_valid(), *(form.is_valid() for form in shape_forms)]) and _done(
            request, photo, focus_form, shape_forms
        ):
            return HttpResponseRedirect(request.path)
        status = _REFUSED
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": Photo._meta,
        "title": gettext("Crops and focal point"),
        "photo": photo,
        "focus_form": focus_form,
        "shape_forms": shape_forms,
        "picture_url": cells.preview_url(photo, 1280),
        "import_maps": photo_modules(request),
        "photo_url": reverse("admin:media_photo_change", args=[photo.pk]),
    }
    return TemplateResponse(request, "admin/media/photo/crops.html", context, status=status)


def _forms(photo: Photo, data) -> tuple[FocusForm, list]:
    focus = declaration.focus(photo)
    initial = {"focus_x": focus[0] / 100, "focus_y": focus[1] / 100} if focus else {}
    return FocusForm(data, initial=initial), crop_forms(photo, declaration.drawn(photo), data)


def _done(request, photo: Photo, focus_form: FocusForm, shape_forms: list) -> bool:
    drawn = {form.shape: form.cleaned_data["box"] for form in shape_forms if form.cleaned_data["box"]}
    try:
        crop_photo(photo, by=request.user, focus=focus_form.focus, drawn=drawn)
    except PhotoRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, gettext("The crops are set. Pages show them once the sizes are made, in a moment."))
    return True
