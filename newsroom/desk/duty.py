"""On duty or not, with one click from every page."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom import clock
from newsroom.staff.duty import LONGEST, go_off, go_on


@require_POST
def change_duty(request):
    """Go on or off duty, and back to the page it was pressed on."""
    if request.POST.get("on") == "1":
        duty = go_on(request.user)
        messages.success(
            request,
            _("You are on duty, until you go off; after %(hours)s hours, at %(time)s, that ends by itself.")
            % {"hours": LONGEST.seconds // 3600, "time": f"{clock.local(duty.on_until):%H:%M}"},
        )
    elif go_off(request.user):
        messages.success(request, _("You are off duty."))
    return HttpResponseRedirect(back_to(request))


def back_to(request) -> str:
    """Return the page of the desk that a form was pressed on."""
    page = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe and page.startswith("/") else reverse("admin:index")
