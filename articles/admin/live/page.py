"""The page of the live desk, what its forms ask, and the stream of entries it looks for every few seconds."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles import permissions
from articles.admin.desk_page import import_maps
from articles.admin.stories.alive import tag
from articles.admin.story import REFUSED
from articles.body import plain
from articles.models import Article, Contributor, Edition, LiveStory
from articles.workflow import Refused
from articles.workflow.issuing import standing
from articles.workflow.publishing import IsItACorrection
from media.models import Photo
from newsroom import clock

from . import acts
from .forms import CloseForm, EntryForm, LetForm, MendForm, OpenForm, PostForm
from .rows import Person, stream

_AT_HAND = 8
DOES = {
    "open": acts.open_, "let": acts.let, "post": acts.post, "read": acts.read, "mend": acts.mend,
    "pull": acts.pull, "restore": acts.restore, "close": acts.close,
}  # fmt: skip
# Their fields stand in the stream, many times over, and have no prefix.
_OF_ENTRIES = {"read", "pull", "restore"}


@dataclass
class Desk:
    """The live desk of one story as one person has it."""

    request: object
    article: Article
    live: LiveStory | None
    person: Person
    asked: str = ""

    @classmethod
    def of(cls, request, pk: int) -> "Desk":
        """Raise Http404 for a story this person may not see, PermissionDenied where they write none."""
        article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
        if not permissions.may_create(request.user):
            raise PermissionDenied(permissions.refusal(str(request.user), _("work on this live story")))
        live = LiveStory.objects.filter(pk=pk).first()
        asked = request.POST.get("do", "") if request.method == "POST" else ""
        return cls(request, article, live, Person.of(request.user, article), asked)

    def data(self, name: str) -> list:
        """Return what a form of that name is bound to."""
        return [self.request.POST, self.request.FILES] if self.asked == name else [None]

    def forms(self) -> dict[str, forms.Form]:
        """Return the forms this person has at this state of the story; the one that was sent is bound."""
        by, live = self.request.user, self.live
        if live is None:
            return {"open": OpenForm(*self.data("open"), prefix="open")} if self.person.runs else {}
        shown: dict[str, forms.Form] = {name: EntryForm(*self.data(name)) for name in _OF_ENTRIES}
        if live.closed_at:
            return shown
        if self.person.posts:
            shown["post"] = PostForm(*self.data("post"), prefix="post", by=by, live=live)
            shown["mend"] = MendForm(*self.data("mend"), prefix="mend", by=by, live=live)
        if self.person.runs:
            shown["let"] = LetForm(*self.data("let"), prefix="let", asked_by=by)
        if self.person.posts and self.person.runs:
            summary = plain(standing(self.article, clock.now()).content.body) if self.is_out else ""
            shown["close"] = CloseForm(*self.data("close"), prefix="close", initial={"summary": summary})
        return shown

    @property
    def is_out(self) -> bool:
        """Whether readers have the live story itself."""
        shown = standing(self.article, clock.now())
        return shown is not None and shown.shows == Edition.Shows.TEXT


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk: int):
    """Show the live desk of a story, and do what its forms ask; answer a script that sent one in JSON."""
    desk = Desk.of(request, pk)
    shown = desk.forms()
    refused, told = "", ""
    if request.method == "POST":
        refused, told = _do(desk, shown.get(desk.asked))
    if request.accepts("text/html") is False and request.method == "POST":
        return JsonResponse({"refused": refused} if refused else {"said": told}, status=REFUSED if refused else 200)
    if told:
        messages.success(request, told)
        return HttpResponseRedirect(reverse("admin:articles_article_live", args=[pk]))
    context = {**site.each_context(request), **_context(desk, shown), "refused": refused}
    return TemplateResponse(
        request, "admin/articles/article/live_desk.html", context, status=REFUSED if refused else 200
    )


def _do(desk: Desk, form: forms.Form | None) -> tuple[str, str]:
    """Do what was asked; return why not, or the sentence that says it was done."""
    if form is None:
        return _("You may not do that here now. Reload to see what can be done."), ""
    if not form.is_valid():
        said = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return _("Mend the marked fields, then send it again.") + " " + " ".join(said), ""
    try:
        return "", DOES[desk.asked](desk.article, desk.request.user, form.cleaned_data)
    except IsItACorrection as asks:
        form.asks = True
        return str(asks), ""
    except Refused as wrong:
        return str(wrong), ""


def _context(desk: Desk, shown: dict) -> dict:
    live, now = desk.live, clock.now()
    mending = _mending(desk, shown)
    return {
        "title": _("Live: %(story)s") % {"story": desk.article},
        "story": desk.article,
        "live": live,
        "person": desk.person,
        "opens_later": bool(live and live.opens_at > now),
        "is_out": desk.is_out,
        "forms": {name: form for name, form in shown.items() if name not in _OF_ENTRIES},
        "at_hand": _at_hand(desk) if "post" in shown else [],
        "grants": live.grants.filter(ended_at=None).select_related("user", "reader") if live else [],
        "rows": stream(live, desk.person, now) if live else [],
        "mending": mending,
        "mend": shown.get("mend") if mending else None,
        "import_maps": import_maps(desk.request),
    }


def _mending(desk: Desk, shown: dict) -> int | None:
    """Return which entry is being mended, its form filled in with what readers have; None where none is."""
    form = shown.get("mend")
    wanted = desk.request.GET.get("mend", "")
    if form is None:
        return None
    if form.is_bound:
        return form.cleaned_data.get("entry") if hasattr(form, "cleaned_data") else None
    if not (wanted.isdecimal() and len(wanted) < 19):
        return None
    found = stream(desk.live, desk.person, clock.now(), only=int(wanted))
    if not found or not found[0].may_mend:
        return None
    content = standing(int(wanted), clock.now()).content
    writer = content.bylines[0].contributor if content.bylines else None
    kind = desk.request.GET.get("as", "")
    shown["mend"] = MendForm(
        prefix="mend", by=desk.request.user, live=desk.live,
        initial={
            "headline": content.headline,
            "text": plain(content.body),
            "byline": Contributor.objects.filter(uid=writer).values_list("pk", flat=True).first(),
            "kind": kind if kind in {value for value, _label in MendForm.base_fields["kind"].choices} else "minor_fix",
            "edition": found[0].number,
            "entry": int(wanted),
        },
    )  # fmt: skip
    return int(wanted)


def _at_hand(desk: Desk) -> list[Photo]:
    """Return the pictures that can be put into an entry by one tap: those set aside for the story, and one's own."""
    seen = Photo.objects.visible_to(desk.request.user).filter(withdrawn_at=None)
    aside = list(seen.filter(trays__article=desk.article).order_by("-trays__pk")[:_AT_HAND])
    own = seen.filter(uploaded_by=desk.request.user).order_by("-pk")[:_AT_HAND]
    return (aside + [photo for photo in own if photo not in aside])[:_AT_HAND]


@never_cache
@require_safe
def entries(request, site, pk: int):
    """Answer with the entries as they are now, for a page that is open; nothing where nothing is different."""
    known = tag(request, clock.now())
    if request.headers.get("If-None-Match") == known:
        return HttpResponse(status=304, headers={"ETag": known})
    desk = Desk.of(request, pk)
    context = {
        "story": desk.article,
        "live": desk.live,
        "person": desk.person,
        "is_out": desk.is_out,
        "opens_later": bool(desk.live and desk.live.opens_at > clock.now()),
        "rows": stream(desk.live, desk.person, clock.now()) if desk.live else [],
    }
    response = TemplateResponse(request, "admin/articles/article/live_stream.html", context)
    response["ETag"] = known
    return response
