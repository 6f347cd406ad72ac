"""The hand-over: written at the end of a shift, the first thing the next one sees, and kept."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import handing_over
from articles.models import HandOver, HandOverReading
from articles.permissions import may_hand_over, may_read_hand_overs, refusal
from articles.workflow import Refused
from articles.workflow.handing_over import LONGEST, hand_over, read_hand_over, take_over
from newsroom import clock
from newsroom.prepared import PERSON, prepared
from newsroom.staff import duty
from newsroom.staff.pages import pages_of

PAGE = 30
REFUSED = 422


class HandOverForm(forms.Form):
    """What somebody says to the next shift, beside what the record says."""

    text = forms.CharField(
        label=gettext_lazy("In your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5, "autofocus": True}),
        help_text=gettext_lazy("What is still open, who was asked, who can be rung at night. The whole desk reads it."),
    )
    go_off = forms.BooleanField(label=gettext_lazy("I go off duty"), required=False, initial=True)


def latest(user):
    """Return the latest hand-over with whether this person read it, or None. One query."""
    if not may_read_hand_overs(user):
        return None
    return next(iter(_latest(user=user)), None)


@prepared(user=PERSON)
def _latest(user):
    read = HandOverReading.objects.filter(hand_over=OuterRef("pk"), by=user)
    rows = HandOver.objects.select_related("by", "accepted_by").annotate(read_by_me=Exists(read))
    return rows.order_by("-at", "-pk")[:1]


def on_the_board(user) -> dict:
    """Return what the board says of the latest hand-over: open until somebody takes it over or this person read it."""
    kept = latest(user)
    if kept is None:
        return {}
    waits = kept.accepted_at is None and kept.by_id != user.pk
    return {"kept": kept, "waits": waits and not kept.read_by_me, "may_take": waits and may_hand_over(user)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, site):
    """Show what the record says as of now, and keep it with somebody's words."""
    if not may_hand_over(request.user):
        raise PermissionDenied(refusal(str(request.user), _("hand the desk over")))
    now = clock.now()
    form = HandOverForm(request.POST or None, initial={"go_off": duty.is_on(request.user, now)})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            kept = hand_over(by=request.user, **form.cleaned_data)
        except Refused as error:
            refused = str(error)
        else:
            messages.success(request, _("Handed over. It stands first on the board until somebody takes over."))
            return HttpResponseRedirect(reverse("admin:hand_over_kept", args=[kept.uid]))
    begun = handing_over.since(now)
    context = {
        **site.each_context(request),
        "title": _("Hand over"),
        "form": form,
        "refused": refused,
        "since": begun,
        "sorts": list(handing_over.named(handing_over.draft(begun, now), request.user)),
    }
    status = REFUSED if refused or form.errors else 200
    return TemplateResponse(request, "admin/hand_over/write.html", context, status=status)


def _kept(request, uid) -> HandOver:
    if not may_read_hand_overs(request.user):
        raise PermissionDenied(refusal(str(request.user), _("read hand-overs")))
    kept = HandOver.objects.select_related("by", "accepted_by").filter(uid=uid).first()
    if kept is None:
        raise Http404(_("There is no such hand-over."))
    return kept


@never_cache
@require_safe
def show(request, site, uid):
    """Show one hand-over, with the facts its reader may see."""
    kept = _kept(request, uid)
    open_yet = kept.accepted_at is None and kept.by_id != request.user.pk
    context = {
        **site.each_context(request),
        "title": _("Hand-over by %(name)s") % {"name": kept.by},
        "kept": kept,
        "sorts": list(handing_over.named(kept.drafted, request.user)),
        "readings": list(kept.readings.select_related("by")),
        "may_take": open_yet and may_hand_over(request.user),
    }
    return TemplateResponse(request, "admin/hand_over/show.html", context)


@never_cache
@require_safe
def before(request, site):
    """List the hand-overs that are kept, the latest first."""
    if not may_read_hand_overs(request.user):
        raise PermissionDenied(refusal(str(request.user), _("read hand-overs")))
    rows = HandOver.objects.select_related("by", "accepted_by").order_by("-at", "-pk")
    asked = request.GET.get("before", "")
    if asked.isdecimal() and len(asked) < 10:
        rows = rows.filter(pk__lt=asked)
    found = list(rows[: PAGE + 1])
    context = {
        **site.each_context(request),
        "title": _("Hand-overs"),
        "found": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "may_write": may_hand_over(request.user),
    }
    return TemplateResponse(request, "admin/hand_over/list.html", context)


@require_POST
def read(request, site, uid):
    """Note that somebody read it, and show it."""
    kept = read_hand_over(_kept(request, uid), by=request.user)
    return HttpResponseRedirect(reverse("admin:hand_over_kept", args=[kept.uid]))


@require_POST
def take(request, site, uid):
    """Take over, and go on duty."""
    kept = _kept(request, uid)
    try:
        take_over(kept, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:hand_over_kept", args=[kept.uid]))
    messages.success(request, _("You took over from %(name)s, and are on duty.") % {"name": kept.by})
    return HttpResponseRedirect(reverse("admin:index"))


def urls(site) -> list:
    """Return the addresses of these pages."""
    page = pages_of(site)
    return [
        page("hand-over/", write, "hand_over"),
        page("hand-over/kept/", before, "hand_overs"),
        page("hand-over/<uuid:uid>/", show, "hand_over_kept"),
        page("hand-over/<uuid:uid>/read/", read, "hand_over_read"),
        page("hand-over/<uuid:uid>/take-over/", take, "hand_over_take"),
    ]
