"""Taking a photo or a document from all its places in one act, having seen each of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from newsroom import clock

from .. import permissions, standing
from ..models import Licensed, Photo
from ..opening import PhotoRefused
from ..stories import State, places_of
from . import cells

_REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk, *, site, kind: type[Licensed]):
    """Show every place it is taken from; on POST withdraw it, with a reason."""
    licensed = get_object_or_404(kind.objects.visible_to(request.user), pk=pk)
    if not permissions.may_withdraw(request.user, licensed):
        raise PermissionDenied(licensed.says("may_not_withdraw"))
    name = kind._meta.model_name
    back, refused = reverse(f"admin:media_{name}_change", args=[licensed.pk]), ""
    if request.method == "POST":
        try:
            standing.withdraw(licensed, by=request.user, reason=request.POST.get("reason", ""))
        except PhotoRefused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, gettext("“%(it)s” is withdrawn: it is on no page any more.") % {"it": licensed})
            return HttpResponseRedirect(back)
    places, more = places_of(licensed, request.user, clock.now())
    context = {
        **site.each_context(request),
        "title": gettext("Withdraw"),
        "opts": kind._meta,
        "licensed": licensed,
        "preview_url": cells.preview_url(licensed, cells.PREVIEW) if kind is Photo else "",
        "back": back,
        "places": places,
        "more": more,
        "now_count": sum(place.state == State.NOW for place in places),
        "refused": refused,
    }
    status = _REFUSED if refused else 200
    return TemplateResponse(request, f"admin/media/{name}/withdraw.html", context, status=status)
