"""What readers will see, beforehand: a fix, a retraction or a withdrawal through the readers' own templates."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.models import Article, Edition
from articles.querysets import public_notes
from articles.working_copy import tidy
from newsroom import clock
from newsroom.public import story, taken_down
from newsroom.public.answers import PublicNote
from newsroom.record.canonical import clean_text


def _live(request: HttpRequest, pk: int, may) -> Edition:
    """Return the version readers have, for somebody who may. Raise Http404 where there is none for them."""
    article = Article.objects.visible_to(request.user).filter(pk=pk).first()
    if article is None or not may(request.user, article):
        raise Http404(_("There is no story %(number)s here.") % {"number": pk})
    shown = Edition.objects.filter(article=article).standing_at(clock.now())
    edition = shown.filter(shows=Edition.Shows.TEXT).select_related("words", "address", "article").first()
    if edition is None:
        raise Http404(_("Readers have no text of this story now."))
    return edition


def _notes(edition: Edition, kind: str, said: str, place: str, at) -> tuple[PublicNote, ...]:
    earlier = tuple(
        PublicNote(each.kind, each.live_from, each.said, each.note_place)
        for each in public_notes(edition.article_id, at)
    )
    said = clean_text(said).strip()
    return ((PublicNote(kind, at, said, place),) if said else ()) + earlier


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fix_preview(request, pk):
    """Show the page readers have; a fix posted here is shown as readers would get it, and nothing of it is kept."""
    edition, now = _live(request, pk, permissions.may_fix_live), clock.now()
    if request.method != "POST":
        return _shown(request, edition, edition.content, "minor_fix", _notes(edition, "", "", "", now))
    # The admin's pages register with the site this module is read for.
    from articles.admin.fix_form import Fixing

    fixing = Fixing.bound(request.POST, request.user, now)
    fixing.is_valid()
    said = fixing.form.cleaned_data
    if not fixing.photos.is_valid() or "kind" not in said or "body" not in said:
        why = _("Some fields are marked: publish to see which, and mend them first.")
        return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")
    content = tidy(fixing.content(edition.content))
    notes = _notes(edition, said["kind"], said.get("note", ""), said.get("note_place", ""), now)
    return _shown(request, edition, content, said["kind"], notes)


def _shown(request, edition: Edition, content, kind: str, notes) -> HttpResponse:
    at = clock.now() + clock.UNDO_SECONDS
    return story.preview(request, content, at, issue=story.issue_after(edition, kind, at), notes=notes)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def retraction_preview(request, pk):
    """Show the story under the notice that it is no longer stood by."""
    edition, now = _live(request, pk, permissions.may_publish), clock.now()
    said = request.POST.get("note", "") or _("[Your note to readers stands here.]")
    notes = _notes(edition, "retraction", said, "", now)
    return _shown(request, edition, replace(edition.content), "retraction", notes)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_preview(request, pk):
    """Show what stands in the place of a withdrawn story: the notice, or only that there is nothing here."""
    edition, now = _live(request, pk, permissions.may_withdraw), clock.now()
    if request.POST.get("says") == "nothing":
        return _as_desk(taken_down.nothing_page(now))
    said = clean_text(request.POST.get("note", "")).strip() or _("[Your note to readers stands here.]")
    return _as_desk(taken_down.withdrawn_page(now, said, edition.content.language, now))


def _as_desk(response: HttpResponse) -> HttpResponse:
    # The page itself says 410 to readers; a frame of the desk shows it as it is.
    response.status_code = 200
    return story.private(response)
