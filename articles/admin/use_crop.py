"""The crop one story gives a photo: a shape, and where its own cut is not enough a rectangle of the story's."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.workflow import Refused
from articles.working_copy import content_of
from media import crops, declaration
from media.admin import cells
from media.admin.crop_forms import FocusForm, crop_forms
from media.models import Photo, Shape

from .desk_page import import_maps
from .story import url_of, visible_story

_REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def crop(request, site, pk, uid):
    """Show a photo's crops for one story, and keep the one that is chosen."""
    article = visible_story(request.user, pk)
    if not permissions.may_edit(request.user, article):
        raise PermissionDenied(_("You may not change this story."))
    content = content_of(article)
    use = next((use for use in content.photos if use.photo == str(uid)), None)
    photo = Photo.objects.filter(uid=uid).first()
    if use is None or photo is None:
        raise Http404(_("The story does not have this photo. Save it with the photo first."))
    asked = crops.read(use.crop) or crops.Crop(Shape.WHOLE)
    data = request.POST if request.method == "POST" else None
    forms = crop_forms(photo, {asked.shape: asked.box} if asked.box else {}, data)
    status = 200
    if data is not None:
        chosen = _chosen(data, forms)
        if chosen is not None and _kept(request, article, content, use, chosen):
            return HttpResponseRedirect(f"{url_of(article)}#photos")
        status = _REFUSED
    context = {
        **site.each_context(request),
        **_shown(article, photo, asked, forms, data),
        "import_maps": import_maps(request),
    }
    return TemplateResponse(request, "admin/articles/article/use_crop.html", context, status=status)


def _shown(article, photo: Photo, asked: crops.Crop, forms: list, data) -> dict:
    focus = declaration.focus(photo)
    return {
        "title": _("Crop for %(story)s") % {"story": article},
        "article": article,
        "story_url": url_of(article),
        "photo": photo,
        "shape_forms": forms,
        "focus_form": FocusForm(initial={"focus_x": focus[0] / 100, "focus_y": focus[1] / 100} if focus else {}),
        "by_photo": {shape: str(box) for shape, box in declaration.drawn(photo).items()},
        "chosen": data.get("shape", "") if data else asked.shape.value,
        "picture_url": cells.preview_url(photo, 1280),
        "photo_url": reverse("admin:media_photo_change", args=[photo.pk]),
    }


def _chosen(data, forms: list) -> crops.Crop | None:
    """Return the crop that was chosen; None when what was typed for it cannot be."""
    form = next((form for form in forms if form.shape.value == data.get("shape")), None)
    if form is None:
        return crops.Crop(Shape.WHOLE)
    return crops.Crop(form.shape, form.cleaned_data["box"]) if form.is_valid() else None


def _kept(request, article, content, use, chosen: crops.Crop) -> bool:
    uses = tuple(replace(each, crop=str(chosen)) if each == use else each for each in content.photos)
    try:
        workflow.save(article, by=request.user, content=replace(content, photos=uses), base=article.revision_number)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, _("The story shows the photo in this crop; its sizes are made in a moment."))
    return True
