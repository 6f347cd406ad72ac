"""Report an error: a page of its own that needs no script and no cookie, so that stories can be kept as they are."""

import secrets
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.models import Edition
from articles.paid import NOBODY, paid_of
from newsroom import clock
from newsroom.pagecache.readers import reading

from .names import names
from .pages import page
from .reading import reader_page
from .reporting import (
    Opened,
    ReportForm,
    Stopped,
    forget,
    is_first,
    opened,
    refuse_elsewhere,
    refuse_flood,
    refuse_haste,
    refuse_trap,
    token_for,
)
from .views import not_found


@csrf_exempt  # a token of its own, and no cookie: see `reporting`
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form about a story readers have, or take it."""
    return _take(request) if request.method == "POST" else _show(request, clock.now())


def _show(request: HttpRequest, now: datetime) -> HttpResponse:
    with reading():
        edition = _live(request.GET.get("story", ""), now)
        if edition is None:
            return _uncached(not_found(request, now))
        form = ReportForm(initial={"token": _fresh(edition, now)})
        return _answer(form, edition)


# Staff who look at another moment are shown the form; the place they look at it in takes no post.
report.as_of = _show


def _take(request: HttpRequest) -> HttpResponse:
    """Take a report, or show the form again with everything that was typed and a sentence."""
    now, form = clock.now(), ReportForm(request.POST)
    valid = form.is_valid()
    edition = None
    try:
        refuse_elsewhere(request)
        said = opened(request.POST.get("token", ""), now)
        edition = _issued(said.edition)
        refuse_haste(said, now)
        refuse_trap(request.POST.get("website", ""))
        if valid and edition is not None:
            if is_first(said):
                _keep(request, said, edition, form.cleaned_data, now)
            return HttpResponseRedirect(reverse("public:reported"), status=303)
    except Stopped as stopped:
        return _again(request, form, edition, now, str(stopped), stopped.status)
    return _again(request, form, edition, now, "", 422)


def _keep(request: HttpRequest, page: Opened, edition: Edition, said: dict, now) -> None:
    """Hand a report to the desk; one that was not taken may be sent again. Raise Stopped."""
    try:
        refuse_flood(request, str(edition.article_id), now)
        workflow.complain(edition, text=said["text"], passage=said["passage"], email=said["email"], now=now)
    except workflow.Refused as refused:
        forget(page)
        raise Stopped(str(refused)) from refused
    except Exception:
        forget(page)
        raise


def _again(request: HttpRequest, form: ReportForm, edition, now, sentence: str, status: int) -> HttpResponse:
    """Show the form again; the token is new, so that the next try is not refused for the age of this one."""
    with reading():
        edition = edition or _live(request.POST.get("story", ""), now)
        kept = {name: request.POST.get(name, "") for name in ("text", "passage", "email")}
        if edition is not None:
            # A new page would have to wait again; somebody who was too quick has waited by now.
            kept["token"] = _fresh(edition, now)
        again = ReportForm(kept) if form.errors and not sentence else ReportForm(initial=kept)
        return _answer(again, edition, sentence, status)


def _answer(form: ReportForm, edition: Edition | None, sentence: str = "", status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "edition": edition,
        "headline": edition.content.headline if edition else "",
        "paid": paid_of(edition.content) if edition else NOBODY,
        "sentence": sentence,
        **names(at=clock.now()).frame,
    }
    return _uncached(page("public/report.html", context, status=status))


def _uncached(response: HttpResponse) -> HttpResponse:
    """Let nobody keep the answer: it has a token, or what somebody typed."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _fresh(edition: Edition, now) -> str:
    return token_for(str(edition.uid), now, secrets.token_hex(16))


def _live(uid: str, now) -> Edition | None:
    """Return what readers have of a story; nothing of one they do not."""
    try:
        story = UUID(uid)
    except ValueError:
        return None
    found = Edition.objects.live(now).filter(article__uid=story)
    return found.select_related("words", "address", "article").first()


def _issued(uid: str) -> Edition | None:
    """Return the version a token was made for: readers had it then, whatever became of it since."""
    return Edition.objects.filter(uid=uid).select_related("words", "address", "article").first()


@reader_page
def reported(request: HttpRequest, at) -> HttpResponse:
    """Thank whoever reported an error."""
    response = page("public/reported.html", {**names(at=at).frame, "title": _("Thank you")})
    response["X-Robots-Tag"] = "noindex"
    return response
