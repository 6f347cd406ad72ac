"""Sending photos from the contact sheet to a story's tray."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import permissions, workflow
from articles.models import Article
from articles.models.article import Stage
from articles.searching import stories
from articles.workflow import Refused
from media.admin import cells
from media.admin.sheet.sending import Sender, register
from media.models import Photo
from media.picking import choices
from newsroom import clock
from newsroom.record.canonical import clean_text

from .story import visible_story

_IN_WORK = (Stage.DRAFT, Stage.IN_REVIEW, Stage.READY)
_SHOWN = 30
_MOST = 500

register(Sender(gettext_lazy("Send to a story…"), "admin:articles_article_tray", "s"))


@never_cache
@require_POST
def send(request, site):
    """Ask which story the photos are for; put them into its tray where one was chosen."""
    if not permissions.may_fill_trays(request.user):
        raise PermissionDenied(_("You may not set photos aside for a story. Ask the photo desk."))
    said = [int(pk) for pk in dict.fromkeys(request.POST.getlist("photo")) if pk.isdecimal() and len(pk) < 19]
    photos = list(Photo.objects.visible_to(request.user).filter(pk__in=said[:_MOST]).order_by("pk"))
    sheet = reverse("admin:media_photo_changelist") + _query(request.POST.get("back", ""))
    if not photos:
        messages.error(request, _("No picture was chosen. Tick some on the sheet first."))
        return HttpResponseRedirect(sheet)
    chosen = request.POST.get("story", "")
    if chosen.isdecimal() and len(chosen) < 19 and _set_aside(request, int(chosen), photos):
        return HttpResponseRedirect(sheet)
    asked = " ".join(clean_text(request.POST.get("words", "")).split())[:100]
    context = {
        **site.each_context(request),
        "title": ngettext("Send %(count)s picture to a story", "Send %(count)s pictures to a story", len(photos))
        % {"count": len(photos)},
        "photos": photos,
        "stories": _stories(request.user, asked),
        "asked": asked,
        "back": request.POST.get("back", ""),
        "sheet": sheet,
    }
    return TemplateResponse(request, "admin/articles/article/tray.html", context)


@never_cache
@require_GET
def set_aside(request, site, pk):
    """Answer the form's picker with what is set aside for a story, in the order it came."""
    article = visible_story(request.user, pk)
    photos = Photo.objects.visible_to(request.user).with_what_tiles_say().filter(trays__article=article)
    photos = list(photos.order_by("trays"))
    found = choices(photos, clock.now())
    return JsonResponse({"photos": [cells.as_json(photo, found[photo.pk]) for photo in photos]})


def _query(back: str) -> str:
    return back if back.startswith("?") else ""


def _stories(user, asked: str) -> list[Article]:
    """Return the stories in work that answer, those somebody touched last first."""
    seen = Article.objects.visible_to(user).filter(stage__in=_IN_WORK)
    found = stories(asked) if asked else None
    seen = seen if found is None else seen.filter(pk__in=found)
    return list(seen.select_related("section", "assignee").order_by("-touched_at")[:_SHOWN])


def _set_aside(request, pk: int, photos: list[Photo]) -> bool:
    article = visible_story(request.user, pk)
    try:
        count = workflow.set_aside(article, photos, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    text = ngettext(
        "%(count)s picture is in the tray of “%(story)s”.", "%(count)s pictures are in the tray of “%(story)s”.", count
    )
    messages.success(request, text % {"count": count, "story": article})
    return True
