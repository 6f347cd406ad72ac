"""Searches of photos that have a name: a person's own, and those for everybody."""

from urllib.parse import parse_qsl

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom import clock
from newsroom.record.canonical import clean_text

from ...models import SavedPhotoSearch
from .asked import Asked

_MOST = 40
_LONGEST = SavedPhotoSearch._meta.get_field("name").max_length


def known_to(user) -> list[dict]:
    """Return the searches this person can open, their own first, each with the address of its sheet."""
    found = SavedPhotoSearch.objects.filter(Q(owner=user) | Q(for_everybody=True)).select_related("owner")[:_MOST]
    ordered = sorted(found, key=lambda each: (each.owner_id != user.pk, each.name.lower()))
    return [{"search": each, "url": f"?{each.asked}", "own": each.owner_id == user.pk} for each in ordered]


def _sheet(query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:media_photo_changelist") + query)


@require_POST
def save(request, site):
    """Keep what is asked under a name; of the same name, the later one stays."""
    from .page import may_open

    may_open(request)
    asked = Asked.of(dict(parse_qsl(request.POST.get("back", "").removeprefix("?"))))
    query = asked.query().removeprefix("?")
    name = " ".join(clean_text(request.POST.get("name", "")).split())[:_LONGEST]
    if not name or not query or len(query) > SavedPhotoSearch._meta.get_field("asked").max_length:
        messages.error(request, _("Give the search a name, and ask for something less than everything."))
        return _sheet(asked.query())
    SavedPhotoSearch.objects.update_or_create(
        owner=request.user,
        name=name,
        defaults={"asked": query, "for_everybody": bool(request.POST.get("everybody")), "saved_at": clock.now()},
    )
    messages.success(request, _("“%(name)s” is saved.") % {"name": name})
    return _sheet(asked.query())


@require_POST
def drop(request, site, uid):
    """Forget one of one's own searches."""
    kept = SavedPhotoSearch.objects.filter(uid=uid, owner=request.user).first()
    if kept is None:
        raise Http404(_("You have no such search."))
    kept.delete()
    messages.success(request, _("“%(name)s” is gone.") % {"name": kept.name})
    return _sheet()
