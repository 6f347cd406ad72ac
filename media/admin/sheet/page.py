"""The contact sheet as a page, and its next pictures for a page that is open."""

from urllib.parse import parse_qsl

from django.core.exceptions import PermissionDenied
from django.middleware.csp import get_nonce
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from js_asset import ImportMap
from js_asset import Media as MappedMedia

from newsroom import clock

from ... import permissions
from ...models import Collection, Photo
from . import facets, saved, sending
from .asked import Asked
from .tiles import tile

SIZES, GROUNDS = ("180", "260", "400"), ("paper", "black")
MOST_COUNTED = 1_000
_NAMES = ("desk/sheet/choosing", "desk/sheet/queue", "desk/sheet/tiles")
_MODULES = MappedMedia(importmap=ImportMap({name: f"{name}.js" for name in _NAMES}))
_COOKIE = "photo-sheet"
_YEAR = 365 * 24 * 3600


def may_open(request) -> None:
    """Raise PermissionDenied for somebody who may see no photo at all."""
    if not permissions.may_open_sheet(request.user):
        raise PermissionDenied(_("You may not see the photos. Ask the photo desk."))


@require_safe
def show(request, site):
    """Show the photos that are asked for; size and ground are remembered by this browser."""
    may_open(request)
    asked, now = Asked.of(request.GET), clock.now()
    sheet = asked.sheet(request.user, now)
    size, ground = _look(request)
    context = {
        "asked": asked,
        "tiles": [tile(photo, now) for photo in sheet.photos],
        "older": asked.query(after=sheet.after) if sheet.after else "",
        "window": sheet.window,
        "size": size,
    }
    if request.GET.get("part"):
        return TemplateResponse(request, "admin/media/photo/sheet/part.html", context)
    seen = Photo.objects.visible_to(request.user)
    context |= {
        **site.each_context(request),
        "title": _("Photos"),
        "ground": ground,
        "import_maps": _MODULES.render_importmap(attrs={"nonce": get_nonce(request)}),
        "sizes": [(each, asked.query(size=each)) for each in SIZES],
        "grounds": [
            ("paper", _("Paper"), asked.query(ground="paper")),
            ("black", _("Black"), asked.query(ground="black")),
        ],
        "facets": _facets(asked, seen, request.user, now),
        "event": Collection.objects.filter(pk=asked.event).first() if asked.event else None,
        "tally": _tally(asked, request.user, now),
        "events": Collection.objects.all()[:40],
        "saved_searches": saved.known_to(request.user),
        "senders": sending.SENDERS,
        "may_upload": permissions.may_upload_photo(request.user),
        "may_sort": permissions.may_sort_photos(request.user),
        "everything": not asked.chosen and not asked.words,
        "back": asked.query(),
        "without_words": asked.query(q=""),
    }
    response = TemplateResponse(request, "admin/media/photo/sheet/sheet.html", context)
    if request.GET.get("size") or request.GET.get("ground"):
        look = f"{size}-{ground}"
        response.set_cookie(_COOKIE, look, max_age=_YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response


def _look(request) -> tuple[str, str]:
    """Return the size and the ground this browser wants: as just said, as it said before, or as everybody begins."""
    kept = request.COOKIES.get(_COOKIE, "").partition("-")
    size, ground = request.GET.get("size", kept[0]), request.GET.get("ground", kept[2])
    return size if size in SIZES else "260", ground if ground in GROUNDS else "paper"


def _facets(asked: Asked, seen, user, now) -> list[dict]:
    said = []
    for facet in facets.FACETS:
        chosen = asked.chosen.get(facet.name, "")
        choices = facet.choices(seen) if facet.choices else []
        said.append({
            "name": facet.name,
            "title": facet.title,
            "kind": facet.kind,
            "chosen": chosen,
            "label": facet.label(seen, chosen) if chosen and facet.label else dict(choices).get(chosen, chosen),
            "without": asked.query(**{facet.name: ""}),
            "choices": [
                {"value": value, "label": label, "url": asked.query(**{facet.name: value}), "chosen": value == chosen,
                 "count": _flag_count(seen, value, now) if facet.kind == "flags" else ""}
                for value, label in choices
            ],
        })  # fmt: skip
    return said


def _flag_count(seen, flag: str, now) -> str:
    """Return how many photos need it, counted to a thousand; of what was never used nobody counts."""
    return "" if flag == "unused" else bounded(facets.FLAGS[flag][1](seen, flag, now))


def bounded(rows) -> str:
    """Return how many rows there are, counted to a thousand."""
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED:,}+" if count > MOST_COUNTED else str(count)


def _tally(asked: Asked, user, now) -> dict[str, str] | None:
    """Return how far the cull of an event, or of a batch, has come; None where nothing that ends is sorted."""
    shoot = {name: asked.chosen[name] for name in ("event", "batch") if asked.chosen.get(name)}
    if not shoot:
        return None
    rows = Asked(shoot).rows(user, now)
    return {
        "all": bounded(rows),
        "picks": bounded(rows.filter(mark=Photo.Mark.PICK)),
        "rejects": bounded(rows.filter(mark=Photo.Mark.REJECT)),
        "left": bounded(rows.filter(mark=Photo.Mark.NONE)),
    }


def back_to(request) -> str:
    """Return the address of the sheet a form was sent from."""
    asked = Asked.of(dict(pairs(request.POST.get("back", "") or request.GET.get("back", ""))))
    return reverse("admin:media_photo_changelist") + asked.query()


def pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query.removeprefix("?"))[:30]
