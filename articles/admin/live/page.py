"""The page of the live desk, and what of it is looked for every few seconds."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles.admin.desk_page import import_maps
from articles.admin.stories.alive import tag
from articles.admin.story import REFUSED
from articles.body import plain
from articles.models import Contributor
from articles.workflow import Refused
from articles.workflow.issuing import standing
from articles.working_copy import content_of
from media.models import Photo
from newsroom import clock
from newsroom.reads.asking import of_story

from .desk import DOES, Desk
from .forms import MENDS, MendForm, QueuedForm
from .queue import digest_of, state_of, waiting
from .rows import stream

_AT_HAND = 8
_WRITTEN = ("headline", "text", "note", "points", "summary")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk: int):
    """Show the live desk of a story, and do what its forms ask; answer a script that sent one in JSON."""
    desk, refused, told, sent = Desk.of(request, pk), "", "", None
    if request.method == "POST":
        sent = desk.sent()
        refused, told = _do(desk, sent)
        if not request.accepts("text/html"):
            return JsonResponse({"refused": refused} if refused else {"said": told}, status=REFUSED if refused else 200)
    if told:
        messages.success(request, told)
        return HttpResponseRedirect(reverse("admin:articles_article_live", args=[pk]))
    context = {**site.each_context(request), **_context(desk, sent), "refused": refused}
    return TemplateResponse(
        request, "admin/articles/article/live_desk.html", context, status=REFUSED if refused else 200
    )


def _do(desk: Desk, form: forms.Form | None) -> tuple[str, str]:
    """Do what was asked; return why not, or the sentence that says it was done."""
    if form is None:
        return _why_not(desk), ""
    if not form.is_valid():
        said = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return _("Mend the marked fields, then send it again.") + " " + " ".join(said), ""
    try:
        return "", DOES[desk.asked].act(desk.article, desk.request.user, form.cleaned_data)
    except Refused as wrong:
        return str(wrong), ""


def _why_not(desk: Desk) -> str:
    """Say why what was asked has no place here now: most often it closed while somebody wrote."""
    if desk.live and desk.live.closed_at:
        at = date_format(clock.local(desk.live.closed_at), "H:i")
        return _(
            "This live story was closed at %(time)s: nothing more goes into it. Copy what you wrote, and give it to the"
            " desk for the story itself."
        ) % {"time": at}
    return _("You may not do that here now. Reload to see what can be done.")


def _unsent(desk: Desk) -> str:
    """Return what was written in a form that has no place here now, so that no word of it is lost."""
    names = sorted(
        (name for name in desk.request.POST if name.partition("-")[2] in _WRITTEN),
        key=lambda name: _WRITTEN.index(name.partition("-")[2]),
    )
    return "\n\n".join(filter(None, (desk.request.POST[name].strip() for name in names)))


def _context(desk: Desk, sent: forms.Form | None) -> dict:
    mending, form = _mending(desk, sent)
    shown = desk.shown(sent)
    return {
        **_as_it_is(desk, of_story(desk.article.pk, clock.now()) if desk.live else 0),
        "title": _("Live: %(story)s") % {"story": desk.article},
        "forms": shown,
        "at_hand": _at_hand(desk) if "post" in shown else [],
        "mending": mending,
        "mend": form,
        "unsent": _unsent(desk) if desk.asked and sent is None else "",
        "import_maps": import_maps(desk.request),
    }


def _as_it_is(desk: Desk, reads: int) -> dict:
    """Return what is looked for every few seconds."""
    live, now = desk.live, clock.now()
    queued = waiting(live, desk.person) if desk.is_open else []
    grants = list(live.grants.filter(ended_at=None).select_related("user", "reader").order_by("pk")) if live else []
    beside = [[str(grant.user), str(grant.reader), grant.read_within] for grant in grants]
    return {
        "story": desk.article,
        "live": live,
        "reads": reads,
        "reads_said": number_format(reads, force_grouping=True),
        "person": desk.person,
        "is_out": desk.is_out,
        "wall_clock": clock.local(now),
        "opens_later": bool(live and live.opens_at > now),
        "rows": stream(live, desk.person, now) if live else [],
        "points": desk.points if live else None,
        "grants": grants,
        # What is another text whenever anything beside the entries is different.
        "rail": digest_of(desk.points, beside, live.paused_at, live.queue_first, live.closed_at) if live else "",
        "queued": queued,
        "queue_state": state_of(queued, live) if live else "",
    }


def _mending(desk: Desk, sent: forms.Form | None) -> tuple[int | None, forms.Form | None]:
    """Return which entry is being changed where it stands, and in which form; two times None where none is."""
    if isinstance(sent, (MendForm, QueuedForm)):
        return getattr(sent, "cleaned_data", {}).get("entry"), sent
    wanted = desk.request.GET.get("mend", "")
    if not desk.is_open or not (wanted.isdecimal() and len(wanted) < 19):
        return None, None
    pk = int(wanted)
    if found := stream(desk.live, desk.person, clock.now(), only=pk):
        if not found[0].may_mend:
            return None, None
        kind = desk.request.GET.get("as", "")
        said = {"kind": kind if kind in dict(MENDS) else "minor_fix", "edition": found[0].number}
        return pk, desk.empty("mend", {"entry": pk, **said, **_typed(standing(pk, clock.now()).content)})
    entry = desk.live.entries.queued().select_related("article").filter(pk=pk).first()
    queued = waiting(desk.live, desk.person, only=pk) if entry else []
    if not queued or not queued[0].may_mend:
        return None, None
    said = {"revision": queued[0].revision, **_typed(content_of(entry.article))}
    return pk, desk.empty("requeue", {"entry": pk, **said})


def _typed(content) -> dict:
    """Return what an entry says as it is typed here."""
    writer = content.bylines[0].contributor if content.bylines else None
    byline = Contributor.objects.filter(uid=writer).values_list("pk", flat=True).first()
    return {"headline": content.headline, "text": plain(content.body), "byline": byline}


def _at_hand(desk: Desk) -> list[Photo]:
    """Return the pictures that can be put into an entry by one tap: those set aside for the story, and one's own."""
    seen = Photo.objects.visible_to(desk.request.user).filter(withdrawn_at=None)
    aside = list(seen.filter(trays__article=desk.article).order_by("-trays__pk")[:_AT_HAND])
    own = seen.filter(uploaded_by=desk.request.user).order_by("-pk")[:_AT_HAND]
    return (aside + [photo for photo in own if photo not in aside])[:_AT_HAND]


@never_cache
@require_safe
def entries(request, site, pk: int):
    """Answer with the queue and the entries as they are now, for a page that is open; nothing where nothing is new."""
    now = clock.now()
    # Reads are no act, and are written a few times a minute.
    reads = of_story(pk, now)
    known = f'W/"{digest_of(tag(request, now), reads)}"'
    if request.headers.get("If-None-Match") == known:
        return HttpResponse(status=304, headers={"ETag": known})
    response = TemplateResponse(
        request, "admin/articles/article/live_fresh.html", _as_it_is(Desk.of(request, pk), reads)
    )
    response["ETag"] = known
    return response
