"""What somebody is to photograph: the page their notice leads to, without a word of the copy."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import permissions
from articles.models import Article
from newsroom.record.models import LogEntry


@never_cache
@require_safe
def assignment(request, site, pk):
    """Show what is wanted, where, by when and for whom, to whoever photographs it."""
    stories = Article.objects.photographed_by(request.user).select_related("section", "assignee")
    article = stories.filter(pk=pk).first()
    if article is None:
        raise Http404(_("There is no story %(number)s for you to photograph.") % {"number": pk})
    asked = LogEntry.objects.filter(subject=article.subject, verb="assign_photographer").select_related("by")
    context = {
        **site.each_context(request),
        "title": _("To photograph: %(story)s") % {"story": article.slugline or _("a story")},
        "article": article,
        "asked": asked.order_by("-number").first(),
        "may_see": permissions.may_see(request.user, article),
    }
    return TemplateResponse(request, "admin/articles/article/assignment.html", context)
