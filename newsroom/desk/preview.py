"""What readers would get of a story, for the staff who may see it: the same templates, on any text that was kept."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.content import Content
from articles.models import Article
from articles.working_copy import content_of
from newsroom import clock
from newsroom.public.story import preview


@never_cache
@require_safe
def story_preview(request, pk):
    """Show the working copy, or with `?version=` or `?revision=` that text, as readers would get it now."""
    article = Article.objects.visible_to(request.user).select_related("section").filter(pk=pk).first()
    if article is None:
        raise Http404(_("There is no story %(number)s here.") % {"number": pk})
    return preview(request, _asked_for(request, article), clock.now())


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
