"""One small question every open form asks every two seconds: keep this, who else is here, what was saved since."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import journal
from articles.models import Article, JournalState, Revision
from newsroom import clock
from newsroom.staff import presence
from newsroom.staff.presence import Where

from .forms import StoryForm

SOMEBODY_ELSE = 409


@never_cache
@require_GET
def signed_in(request, site):
    """Answer somebody who is signed in with who they are and a fresh token, since signing in anew makes an old void."""
    return JsonResponse({"token": get_token(request), "who": str(request.user.uid), "name": str(request.user)})


@never_cache
@require_GET
def signed_in_again(request, site):
    """Where signing in over a form leads: it tells the form, and can be closed."""
    return TemplateResponse(request, "admin/articles/article/signed_in.html", {"who": request.user.uid})


def stranger(request) -> str:
    """Return the sentence that refuses a form of somebody else than who is signed in now; empty where they are one."""
    said = request.POST.get("typed_by", "")
    if not said or said == str(request.user.uid):
        return ""
    return _(
        "%(name)s is signed in here now, and this was typed by somebody else: nothing was saved under the wrong name. "
        "Sign in again as yourself."
    ) % {"name": request.user}


@never_cache
@require_POST
def here(request, site):
    """Keep what the form holds, note that its page is open, and say who else is here and what was saved since."""
    if refusal := stranger(request):
        return JsonResponse({"refused": refusal}, status=SOMEBODY_ELSE)
    said, now = request.POST, clock.now()
    key = uid_in(said.get("key", ""))
    if key is None:
        return JsonResponse({"refused": _("This page did not say which form it is. Reload it.")}, status=400)
    answer = _kept(request, key, now) if "payload" in said else {}
    if said.get("leave"):
        presence.leave(person=request.user, key=key)
        return HttpResponse(status=204)
    if said.get("late"):
        # Words of a page that is closed: nobody is there any more.
        return JsonResponse(answer)
    article = _article(request.user, said.get("story", ""))
    return JsonResponse(answer | (_met(request, article, key, now) if article else {}))


def _kept(request, key: UUID, now: datetime) -> dict:
    said = request.POST
    seq = number_in(said.get("seq", ""))
    try:
        if seq is None:
            raise journal.JournalRefused(_("This page did not say which change it sent. Reload it."))
        journal.keep(
            by=request.user,
            key=key,
            seq=seq,
            payload=said["payload"],
            story=number_in(said.get("story", "")),
            now=now,
            typed_at=moment_in(said.get("typed_at", "")),
            form=JournalState.Form.FIX if said.get("form") == JournalState.Form.FIX else JournalState.Form.STORY,
        )
        _let_go_of(said.get("from", ""), request.user, key)
    except journal.JournalRefused as refused:
        return {"refused": str(refused)}
    return {"kept": seq, "at": f"{clock.local(now):%H:%M:%S}"}


def _let_go_of(uid: str, user, key: UUID) -> None:
    """What was put back into a form lives on in that form's own states: it is offered once, not twice."""
    if (put_back := uid_in(uid)) is None:
        return
    for state in JournalState.objects.filter(uid=put_back, by=user, done="").exclude(key=key):
        journal.let_go(state)


def _article(user, number: str) -> Article | None:
    """Return the story, with who saved it last and when, if this person may see it."""
    latest = Revision.objects.filter(article=OuterRef("pk"), number=OuterRef("revision_number"))
    found = Article.objects.visible_to(user).filter(pk=number_in(number) or 0).only("uid", "revision_number")
    return found.annotate(
        latest_at=Subquery(latest.values("at")),
        latest_by=Subquery(latest.values("by")),
        latest_name=Subquery(latest.annotate(who=F("by__name")).values("who")),
    ).first()


def _met(request, article: Article, key: UUID, now: datetime) -> dict:
    said = request.POST
    where = Where(said.get("field", "")[:60], number_in(said.get("paragraph", "")))
    others = presence.beat(
        person=request.user,
        key=key,
        place=article.subject,
        where=where,
        hidden=bool(said.get("hidden")),
        now=now,
    )
    people = {row.person_id: row for row in reversed(others)}
    return {
        "revision": article.revision_number,
        "here": [_person(row, request.user) for row in sorted(people.values(), key=lambda row: row.seen_at)],
        "news": _news_in(said, article, request.user, now),
    }


def _news_in(said, article: Article, user, now: datetime) -> str:
    if said.get("form") == JournalState.Form.FIX:
        return _news_of_live(article, user, number_in(said.get("edition", "")), now)
    return _news(article, user, number_in(said.get("base", "")))


def _news_of_live(article: Article, user, number: int | None, now: datetime) -> str:
    """Return what readers got since a fix of what they had was begun; empty when nothing."""
    standing = article.editions.standing_at(now).select_related("issued_by").first()
    if number is None or standing is None or standing.number <= number:
        return ""
    said = {"number": standing.number, "name": standing.issued_by}
    return _("Readers have version %(number)s by now, issued by %(name)s: your fix will be put into it.") % said


def _person(row: presence.Presence, user) -> dict:
    """Return somebody's name as it is said, and where they are."""
    name = _("You, in another tab") if row.person_id == user.pk else str(row.person)
    return {"name": name, "where": _where(row.field, row.paragraph)}


def _where(field: str, paragraph: int | None) -> str:
    if field == "fix":
        return _("a fix of what readers have")
    if field == "body":
        return f"¶{paragraph}" if paragraph else str(_("Body"))
    for prefix, label in (("byline-", _("Byline")), ("photo-", _("Photos"))):
        if field.startswith(prefix):
            return label
    known = StoryForm.base_fields.get(field)
    return str(known.label) if known is not None and known.label else ""


def _news(article: Article, user, base: int | None) -> str:
    """Return what a colleague did since this form was opened; empty when nothing."""
    if base is None or article.revision_number <= base or article.latest_at is None:
        return ""
    at = f"{clock.local(article.latest_at):%H:%M:%S}"
    if article.latest_by == user.pk:
        return _("You saved at %(at)s elsewhere: your next save here will be merged with it.") % {"at": at}
    return _("%(name)s saved at %(at)s: your next save will be merged with it.") % {
        "name": article.latest_name,
        "at": at,
    }


def uid_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def number_in(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def moment_in(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
