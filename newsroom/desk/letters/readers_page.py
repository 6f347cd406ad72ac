"""The page of readers' addresses, for the few who may: look one up for its owner, erase it, take a list along.

Addresses are posted, so that none stands in an address of this site or in a server's log; none is listed on a page.
"""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from newsroom.letters import readers
from newsroom.letters.acting import NotAllowed, require
from newsroom.letters.models import Letter
from newsroom.letters.permissions import may_see_readers


def _require(request) -> None:
    try:
        require(may_see_readers, request.user, _("see readers of newsletters"))
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request, admin_site):
    """Say what is kept of an address, or erase it."""
    _require(request)
    address = request.POST.get("address", "").replace("\0", "").strip()[:254]
    if address and "erase" in request.POST:
        gone = readers.erase(address, by=request.user)
        said = ngettext("Erased, with %(count)d newsletter.", "Erased, with %(count)d newsletters.", gone)
        messages.success(request, said % {"count": gone} if gone else _("Nothing is kept of this address."))
        return HttpResponseRedirect(reverse("admin:letter_readers"))
    context = {
        **admin_site.each_context(request),
        "title": _("Readers of newsletters"),
        "address": address,
        "held": readers.held_of(address) if address else [],
        "letters": Letter.objects.all(),
    }
    return TemplateResponse(request, "admin/letters/readers.html", context)


@never_cache
@require_POST
def export(request, admin_site, pk):
    """Hand over the addresses a newsletter goes to, as a table."""
    _require(request)
    letter = Letter.objects.filter(pk=pk).first()
    if letter is None:
        raise PermissionDenied(_("There is no newsletter %(number)s here.") % {"number": pk})
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="newsletter-{letter.pk}.csv"'
    table = csv.writer(response)
    table.writerow(["address", "confirmed_at"])
    for address, confirmed_at in readers.export_by(letter, by=request.user):
        # A spreadsheet would take such a cell for a formula.
        table.writerow([f"'{address}" if address[0] in "=+-@" else address, confirmed_at.isoformat()])
    return response
