"""What readers would get of a story, for the staff who may see it: the same templates, on any text that was kept, and
on what is typed and not kept yet."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.content import Content
from articles.models import Article
from articles.workflow import Refused
from articles.working_copy import content_of, tidy
from newsroom import clock
from newsroom.public.story import preview


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def story_preview(request, pk):
    """Show the working copy, or with `?version=` or `?revision=` that text, as readers would get it now.

    A story form posted here is shown as it would look if it were saved, and nothing of it is kept.
    """
    article = Article.objects.visible_to(request.user).select_related("section").filter(pk=pk).first()
    if article is None:
        raise Http404(_("There is no story %(number)s here.") % {"number": pk})
    if request.method == "POST":
        return _typed_preview(request, article)
    return preview(request, _asked_for(request, article), clock.now(), sensitive=article.sensitive)


def _typed_preview(request, article: Article) -> HttpResponse:
    if not permissions.may_edit(request.user, article):
        return HttpResponse(_("You may not change this story."), status=403, content_type="text/plain; charset=utf-8")
    # The admin's pages register with the site this module is read for.
    from articles.admin.typed import Typed

    typed = Typed.bound(request)
    typed.upload = None
    if not typed.is_valid():
        return _not_shown(_("Some fields are marked: save to see which, and mend them first."))
    try:
        # Names that are new are made to be shown, and are gone with the transaction.
        with transaction.atomic():
            content = tidy(typed.content(content_of(article), by=request.user))
            answer = preview(request, content, clock.now(), sensitive=typed.about["sensitive"])
            transaction.set_rollback(True)
    except Refused as refused:
        return _not_shown(str(refused))
    return answer


def _not_shown(why: str) -> HttpResponse:
    return HttpResponse(why, status=422, content_type="text/plain; charset=utf-8")


def _asked_for(request, article: Article) -> Content:
    for name, kept in (("version", article.editions), ("revision", article.revisions)):
        number = request.GET.get(name, "")
        if not number:
            continue
        found = kept.filter(number=number).first() if number.isdecimal() and len(number) < 10 else None
        if found is None:
            raise Http404(_("This story has no %(what)s %(number)s.") % {"what": name, "number": number})
        return found.content
    return content_of(article)
