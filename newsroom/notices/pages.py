"""The pages of notices: the list, marking what was read, and how one wants them. They work without a script."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import clock

from . import mailing, reading, subjects
from .bell import bell
from .forms import ChoicesForm
from .models import Notice

A_PAGE = 50


@never_cache
@require_safe
def notices(request, site):
    """What this person was told, the latest first, urgent ones that are unread before all others."""
    of_all = "all" in request.GET
    found = Notice.objects.of(request.user).select_related("by")
    if not of_all:
        found = found.unread()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("p"))
    rows = list(page.object_list)
    subjects.find(rows, request.user)
    if not of_all:
        rows.sort(key=lambda notice: not notice.urgent)
    context = {
        **site.each_context(request),
        "title": _("Notices"),
        "notices": rows,
        "page": page,
        "of_all": of_all,
    }
    return TemplateResponse(request, "admin/notices/list.html", context)


def _theirs(request, pk: int) -> Notice:
    return get_object_or_404(Notice.objects.of(request.user), pk=pk)


def _back(request) -> HttpResponseRedirect:
    """Return to the list it was done in."""
    everything = "?all" if request.POST.get("all") else ""
    return redirect(reverse("admin:notices") + everything)


@never_cache
@require_POST
def open_notice(request, site, pk):
    """Mark a notice as read and lead to what it is about."""
    notice = _theirs(request, pk)
    reading.read(request.user, clock.now(), notice)
    subjects.find([notice], request.user)
    return redirect(url_of(notice))


def url_of(notice: Notice) -> str:
    """Return the desk's page about a notice's thing, at its place."""
    if notice.thing is None:
        return reverse("admin:notices")
    url = subjects.of_kind(notice.about_kind).url(notice.thing)
    return f"{url}#{notice.anchor}" if notice.anchor else url


@never_cache
@require_POST
def mark(request, site, pk):
    """Mark one notice as read, or as unread again."""
    notice = _theirs(request, pk)
    if request.POST.get("as") == "unread":
        reading.unread(request.user, notice)
    else:
        reading.read(request.user, clock.now(), notice)
    return _back(request)


@never_cache
@require_POST
def mark_all(request, site):
    """Mark all of them as read."""
    count = reading.read(request.user, clock.now())
    said = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, said % {"count": count})
    return _back(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request, site):
    """How this person wants each kind of notice."""
    kept = {**reading.choices_of(request.user), "hour": reading.digest_hour(request.user)}
    form = ChoicesForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        ways = dict(form.cleaned_data)
        hour = ways.pop("hour")
        with transaction.atomic():
            reading.choose(request.user, ways, hour)
        messages.success(request, _("Kept. It counts for what you are told from now on."))
        return redirect("admin:notice_settings")
    context = {
        **site.each_context(request),
        "title": _("How you are told"),
        "form": form,
        "mail": request.user.email if mailing.is_possible() else "",
        "zone": clock.zone().key,
    }
    return TemplateResponse(request, "admin/notices/settings.html", context)


def urls(site) -> list:
    """Return the desk's addresses of notices."""

    def page(route: str, view, name: str):
        def answer(request, **given):
            return view(request, site, **given)

        return path(route, site.admin_view(answer, cacheable=True), name=name)

    return [
        page("notices/", notices, "notices"),
        page("notices/bell/", bell, "notices_bell"),
        page("notices/read/", mark_all, "notices_read"),
        page("notices/settings/", choices, "notice_settings"),
        page("notices/<int:pk>/", mark, "notice_mark"),
        page("notices/<int:pk>/open/", open_notice, "notice_open"),
    ]
