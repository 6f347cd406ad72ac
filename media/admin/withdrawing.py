"""Taking a photo from all its places in one act, having seen each of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from newsroom import clock

from .. import permissions, rights
from ..models import Photo
from ..opening import PhotoRefused
from ..stories import State, places_of
from . import cells

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk):
    """Show every place the photo is taken from; on POST withdraw it, with a reason."""
    photo = get_object_or_404(Photo.objects.visible_to(request.user), pk=pk)
    if not permissions.may_withdraw_photo(request.user, photo):
        raise PermissionDenied(gettext("You may not withdraw a picture. Ask an editor or the photo desk."))
    back, refused = reverse("admin:media_photo_change", args=[photo.pk]), ""
    if request.method == "POST":
        try:
            rights.withdraw_photo(photo, by=request.user, reason=request.POST.get("reason", ""))
        except PhotoRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, gettext("The picture is withdrawn: it is on no page any more."))
            return HttpResponseRedirect(back)
    places, more = places_of(photo, request.user, clock.now())
    context = {
        **site.each_context(request),
        "title": gettext("Withdraw"),
        "photo": photo,
        "preview_url": cells.preview_url(photo, cells.PREVIEW),
        "back": back,
        "places": places,
        "more": more,
        "now_count": sum(place.state == State.NOW for place in places),
        "refused": refused,
    }
    status = _REFUSED if refused else 200
    return TemplateResponse(request, "admin/media/photo/withdraw.html", context, status=status)
