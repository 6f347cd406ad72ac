"""The page on which somebody says by which clocks they live; the newsroom's own are theirs until they do."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from newsroom import clock, wall_times
from newsroom.staff import verbs


@require_http_methods(["GET", "HEAD", "POST"])
def own_zone(request, site):
    """Show the choice, or keep it."""
    refused = ""
    if request.method == "POST":
        try:
            person = verbs.set_time_zone(request.user, request.POST.get("zone", "").strip(), by=request.user)
        except verbs.Refused as error:
            refused = str(error)
        else:
            now = clock.now().astimezone(person.zone)
            messages.success(
                request,
                _("Kept. It is %(time)s in %(zone)s.")
                % {"time": f"{now:%H:%M}", "zone": wall_times.spoken(person.zone.key)},
            )
            return redirect("admin:own_zone")
    context = {
        **site.each_context(request),
        "title": _("Your time zone"),
        "zones": wall_times.zone_names(),
        "chosen": request.POST.get("zone", request.user.time_zone),
        "newsroom_zone": clock.zone().key,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/own_zone.html", context, status=422 if refused else 200)
