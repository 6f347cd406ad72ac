"""The pages of fronts: the list of them, the screen of one, a card's sheet, previews, issuing and rolling back."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponseNotModified, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import workflow
from articles.admin.desk_page import import_maps
from articles.fronts.arrangement import Layout
from articles.models import Front, FrontEdition, Section
from articles.permissions import may_arrange_front, may_begin_front, may_issue_front, may_see_fronts, refusal
from articles.workflow import Refused
from newsroom import clock
from newsroom.pagecache.links import address_as_of

from .changes import missed
from .doing import do
from .forms import EditorsForm, MomentForm, PartForm, SpecialForm, lists
from .screen import Screen, digest_of, screen
from .sources import Sources, sources

REFUSED = 422
EARLIER = 12
WIDTHS = {"phone": 390, "desktop": 1440}


def _refuse_outsiders(request) -> None:
    if not may_see_fronts(request.user):
        raise PermissionDenied(refusal(str(request.user), _("see the fronts")))


def asked_front(request, pk: int) -> Front:
    _refuse_outsiders(request)
    front = Front.objects.select_related("section", "changed_by").filter(pk=pk).first()
    if front is None:
        raise Http404(_("There is no front %(number)s here.") % {"number": pk})
    return front


def url_of(front: Front, anchor: str = "") -> str:
    return reverse("admin:articles_front_change", args=[front.pk]) + (f"#{anchor}" if anchor else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fronts(request, admin_site):
    """Show which pages are curated, and begin to curate one."""
    _refuse_outsiders(request)
    if request.method == "POST":
        return _begin(request)
    now = clock.now()
    standing = FrontEdition.objects.standing_at(now).filter(front=OuterRef("pk"))
    ahead = FrontEdition.objects.ahead(now).filter(front=OuterRef("pk"))
    rows = Front.objects.select_related("section", "changed_by").annotate(
        standing_number=Subquery(standing.values("number")[:1]),
        standing_since=Subquery(standing.values("live_from")[:1]),
        ahead_number=Subquery(ahead.values("number")[:1]),
        ahead_from=Subquery(ahead.values("live_from")[:1]),
    )
    found = list(rows)
    begun = {front.section_id for front in found}
    context = {
        **admin_site.each_context(request),
        "title": _("Fronts"),
        "fronts": found,
        "may_begin": may_begin_front(request.user),
        "has_home": any(front.kind == Front.Kind.HOME for front in found),
        "sections": [each for each in Section.objects.all() if each.pk not in begun],
        "special": SpecialForm(),
    }
    return TemplateResponse(request, "admin/fronts/list.html", context)


def _begin(request):
    said, kind = request.POST, request.POST.get("kind", "")
    number = said.get("section", "")
    section = Section.objects.filter(pk=number).first() if number.isdecimal() and len(number) < 10 else None
    try:
        if kind not in Front.Kind or (kind == Front.Kind.SECTION and section is None):
            raise Refused(_("Choose which page to curate."))
        section = section if kind == Front.Kind.SECTION else None
        front = workflow.begin_front(kind, by=request.user, section=section, title=said.get("title", ""))
    except workflow.NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:fronts"))
    messages.success(request, _("Readers have it as before until you issue it."))
    return HttpResponseRedirect(url_of(front))


@never_cache
@require_safe
def show(request, admin_site, pk):
    """Show the screen on which a front is arranged.

    An open screen asks for itself every few seconds: where nothing of it is another, the answer is 304.
    """
    front = asked_front(request, pk)
    now, arrangement = clock.now(), front.working
    standing = front.editions.standing_at(now).select_related("words", "issued_by").first()
    shown = screen(front, arrangement, request.user, now)
    found = sources(request.GET, arrangement, request.user, now)
    ahead = front.editions.ahead(now).select_related("issued_by", "words").first()
    mark = f'"{_mark(front, shown, found, standing, ahead)}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified()
    fills = lists()
    parts = [{"part": each, "form": PartForm(initial=_said_by(each.container), lists=fills)} for each in shown.parts]
    context = {
        **admin_site.each_context(request),
        "title": str(front),
        "front": front,
        "screen": shown,
        "parts": parts,
        "names": [(each.key, each.title or str(Layout(each.layout).label)) for each in arrangement.containers],
        "new_part": PartForm(initial={"layout": Layout.FOUR.value}, lists=fills),
        "sources": found,
        "sections": Section.objects.all(),
        "standing": standing,
        "changed": standing is None or standing.words.text != front.arrangement,
        "ahead": ahead,
        "misses": missed(arrangement, ahead, request.user, now),
        "earlier": front.editions.standing_at(now).select_related("issued_by")[1 : 1 + EARLIER] if standing else (),
        "moment": MomentForm(initial={"at": tomorrow_at_six(now)}),
        "see_at": address_as_of(tomorrow_at_six(now), front.address),
        "tomorrow": tomorrow_at_six(now),
        "may_arrange": may_arrange_front(request.user, front),
        "may_issue": may_issue_front(request.user, front),
        "may_begin": may_begin_front(request.user),
        "import_maps": import_maps(request),
    }
    return TemplateResponse(request, "admin/fronts/screen.html", context, headers={"ETag": mark})


def _mark(front: Front, shown: Screen, found: Sources, *editions: FrontEdition | None) -> str:
    """Return what changes when anything on the screen does."""
    rows = [(part.mark, [row.mark for row in part.rows]) for part in shown.parts]
    issued = [edition and edition.pk for edition in editions]
    return digest_of([front.version, bool(front.kept), issued, rows, shown.warnings, found])


def _said_by(container) -> dict:
    fills = f"{container.rule}:{container.of}" if container.of else container.rule
    return {"title": container.title, "layout": container.layout, "fills": fills}


def tomorrow_at_six(now):
    """Return when a morning's front is usually wanted."""
    return clock.start_of_day(clock.local_date(now) + timedelta(days=1)).replace(hour=6)


@require_POST
def act(request, admin_site, pk):
    """Do one operation, whatever colleagues did meanwhile; then back to the screen."""
    front = asked_front(request, pk)
    if not may_arrange_front(request.user, front):
        raise PermissionDenied(refusal(str(request.user), _("arrange this front")))
    try:
        messages.success(request, do(front, request.user, request.POST))
    except Refused as refused:
        messages.error(request, str(refused))
    asked = request.POST.get("asked", "")
    anchor = request.POST.get("card") or request.POST.get("part", "")
    address = reverse("admin:articles_front_change", args=[front.pk])
    return HttpResponseRedirect(f"{address}{f'?{asked}' if asked else ''}{f'#{anchor}' if anchor else ''}")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edition(request, admin_site, pk, number):
    """Show an edition as readers had it, and give it back to them, or stop one that is ahead."""
    front = asked_front(request, pk)
    found = front.editions.select_related("words", "issued_by").filter(number=number).first()
    if found is None:
        raise Http404(_("There is no F-%(number)s of this front.") % {"number": number})
    if request.method == "POST":
        return _back_or_stop(request, front, found)
    now = clock.now()
    context = {
        **admin_site.each_context(request),
        "title": _("%(front)s, %(edition)s") % {"front": front, "edition": found},
        "front": front,
        "edition": found,
        "is_ahead": found.live_from > now and not found.recalled_at,
        "standing": front.editions.standing_at(now).first(),
        "ahead": front.editions.ahead(now).first(),
        "preview_url": f"{reverse('admin:front_preview', args=[front.pk])}?edition={found.number}",
        "may_issue": may_issue_front(request.user, front),
    }
    return TemplateResponse(request, "admin/fronts/edition.html", context)


def _back_or_stop(request, front: Front, found: FrontEdition):
    try:
        if "recall" in request.POST:
            workflow.recall_front(found, by=request.user)
            messages.success(request, _("%(edition)s was stopped; readers never had it.") % {"edition": found})
        else:
            issued = workflow.roll_back(front, by=request.user, to=found)
            said = {"edition": issued, "earlier": found}
            messages.success(request, _("Readers have %(edition)s now, which is %(earlier)s again.") % said)
    except workflow.NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(url_of(front))


@require_POST
def bring_back(request, admin_site, pk):
    """Arrange again what was being arranged before the front was rolled back."""
    front = asked_front(request, pk)
    try:
        workflow.bring_back(front, by=request.user)
        messages.success(request, _("What was being arranged is here again."))
    except workflow.NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except Refused as refused:
        messages.error(request, str(refused))
    return HttpResponseRedirect(url_of(front))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def editors(request, admin_site, pk):
    """Say who may arrange and issue a front, whatever their role."""
    front = asked_front(request, pk)
    if not may_begin_front(request.user):
        raise PermissionDenied(refusal(str(request.user), _("say who edits this front")))
    form = EditorsForm(request.POST or None, initial={"editors": front.editors.all()})
    if request.method == "POST" and form.is_valid():
        workflow.edit_front(front, by=request.user, editors=form.cleaned_data["editors"])
        messages.success(request, _("Its editors are set."))
        return HttpResponseRedirect(url_of(front))
    context = {
        **admin_site.each_context(request),
        "title": _("Editors of %(front)s") % {"front": front},
        "front": front,
        "form": form,
    }
    return TemplateResponse(request, "admin/fronts/editors.html", context)
