"""How much somebody has not read, for the top bar of every page."""

import hashlib

from django.db.models import Count, Subquery, Value
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .models import Notice

MOST = 99


def unread(user) -> int:
    """Return how many notices wait, counted up to one more than is shown. One query."""
    return Notice.objects.of(user).unread()[: MOST + 1].count()


def unread_of(user):
    """Return the same count as an expression, for a page that asks the database something else as well."""
    waiting = Notice.objects.of(user).unread().order_by()
    return Subquery(waiting.annotate(one=Value(1)).values("one").annotate(count=Count("pk")).values("count"))


def shown(count: int) -> str:
    """Return the number on the bell; nothing where there is none."""
    return f"{MOST}+" if count > MOST else str(count or "")


def said(count: int) -> str:
    """Return the bell in words."""
    if not count:
        return _("Notices: none unread")
    if count > MOST:
        return _("Notices: more than %(count)s unread") % {"count": MOST}
    return ngettext("Notices: %(count)s unread", "Notices: %(count)s unread", count) % {"count": count}


def face(count: int) -> dict:
    """Return what the bell shows of so many."""
    count = min(count, MOST + 1)
    return {"count": count, "shown": shown(count), "said": said(count)}


@require_safe
def bell(request, site) -> HttpResponse:
    """Answer an open page that asks again and again: with nothing but 304 while nothing changed."""
    answer = face(unread(request.user))
    etag = f'"{hashlib.sha256(f"{request.user.pk}:{answer}".encode()).hexdigest()[:16]}"'
    response = HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else JsonResponse(answer)
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response
