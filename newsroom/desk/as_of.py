"""See the site as of another moment: for the staff, every public page as readers had it or will have it."""

from datetime import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Edition
from articles.permissions import may_see_as_of, refusal
from articles.querysets import of_visible
from articles.unseen import unseen_by
from newsroom import clock, wall_times
from newsroom.pagecache.links import address_as_of, space_as_of
from newsroom.public.as_of import Journey, Step, answer_as_of

FIRST_YEAR, LAST_YEAR = 1970, 2099
_AHEAD = 20
_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]


class WallTime(forms.DateTimeField):
    """A time on the newsroom's clock. Where the clock shows it twice, the first is meant: the second is an hour on."""

    def to_python(self, value):
        wall = _on_the_wall(str(value or "").strip())
        if wall is None:
            return super().to_python(value)
        if found := wall_times.moments(wall, clock.zone()):
            return found[0]
        before, after = (clock.local(moment) for moment in wall_times.around(wall, clock.zone()))
        raise forms.ValidationError(
            _("The clock skips that time. Choose %(before)s or %(after)s.")
            % {"before": date_format(before, "H:i"), "after": date_format(after, "H:i")}
        )


def _on_the_wall(text: str) -> datetime | None:
    for each in _FORMATS:
        try:
            return datetime.strptime(text, each)
        except ValueError:
            continue
    return None


class MomentForm(forms.Form):
    """The moment to look at, on the newsroom's clock, and the page to begin with."""

    moment = WallTime(
        label=gettext_lazy("Moment"),
        input_formats=_FORMATS,
        widget=forms.DateTimeInput({"type": "datetime-local", "step": "1"}, format="%Y-%m-%dT%H:%M:%S"),
    )
    path = forms.CharField(label=gettext_lazy("Page"), initial="/", required=False, max_length=500)

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("There is nothing to see in the year %(year)s. Choose one from %(first)s to %(last)s.")
                % {"year": moment.year, "first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return moment

    def clean_path(self):
        path = self.cleaned_data["path"].strip()
        return path if path.startswith("/") else f"/{path}"


def _refuse_strangers(user) -> None:
    if not may_see_as_of(user):
        raise PermissionDenied(refusal(str(user), _("see the site as of another moment")))


@never_cache
@require_http_methods(["GET", "HEAD"])
def choose(request, site):
    """Ask for a moment, or go to the one that was chosen."""
    _refuse_strangers(request.user)
    form = MomentForm(request.GET if "moment" in request.GET else None, initial={"moment": clock.now()})
    if form.is_bound and form.is_valid():
        return HttpResponseRedirect(address_as_of(form.cleaned_data["moment"], form.cleaned_data["path"]))
    ahead = _visible(request.user).filter(live_from__gt=clock.now(), shows="text").select_related("article", "address")
    context = {
        **site.each_context(request),
        "title": _("See the site as of…"),
        "form": form,
        "ahead": [(edition, address_as_of(edition.live_from, edition.address.key)) for edition in ahead[:_AHEAD]],
    }
    return TemplateResponse(request, "admin/as_of.html", context, status=400 if form.errors else 200)


def _visible(user):
    """Return the issued editions of stories this person sees, the next first."""
    return of_visible(Edition.objects.issued(), user).order_by("live_from")


@never_cache
@require_safe
def look(request, stamp, path):
    """Answer with a public page as of a moment."""
    _refuse_strangers(request.user)
    at, now = clock.from_stamp(stamp), clock.now()
    if at is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Http404(_("“%(stamp)s” is no moment. Write it as 2026-11-22T12:00:00Z.") % {"stamp": stamp})
    query = request.META.get("QUERY_STRING", "")
    wanted = iri_to_uri(f"{path}?{query}" if query else path)
    editions = _visible(request.user)
    return answer_as_of(
        Journey(
            at=at,
            now=now,
            space=space_as_of(at),
            path=path,
            query=query,
            chooser=reverse("admin:as_of_choose"),
            unseen=unseen_by(request.user, at, now),
            earlier=_step(editions.filter(live_from__lt=at).reverse(), wanted),
            later=_step(editions.filter(live_from__gt=at), wanted),
        )
    )


def _step(editions, wanted: str) -> Step | None:
    moment = editions.values_list("live_from", flat=True).first()
    return Step(moment, address_as_of(moment, wanted)) if moment else None
