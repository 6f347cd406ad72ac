"""Tags suggested by a story's text, on a page of their own: what the row under the tags does without a script."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, tagging, workflow
from articles.working_copy import content_of
from newsroom import clock

from .story import REFUSED, url_of, visible_story


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, site, pk):
    """Show the tags that the saved text asks for, and add those that were ticked."""
    article = visible_story(request.user, pk)
    if not permissions.may_edit(request.user, article):
        raise PermissionDenied(permissions.refusal(str(request.user), _("change this story")))
    content = content_of(article)
    found = tagging.suggestions(content, at=clock.now())
    refused = ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("tag"))
        new = tuple(str(each.tag.uid) for each in found if str(each.tag.uid) in wanted)
        try:
            if new:
                changed = replace(content, tags=(*content.tags, *new))
                workflow.save(article, by=request.user, content=changed, base=article.revision_number)
                messages.success(request, _("The tags are added."))
            return HttpResponseRedirect(url_of(article))
        except workflow.Refused as error:
            refused = str(error)
    context = {
        **site.each_context(request),
        "title": _("Tags for “%(story)s”") % {"story": article},
        "article": article,
        "found": found,
        "refused": refused,
        "back": url_of(article),
    }
    page = "admin/articles/article/suggested_tags_page.html"
    return TemplateResponse(request, page, context, status=REFUSED if refused else 200)
