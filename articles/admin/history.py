"""A story's whole history on one page: versions, revisions, sign-offs, holds, redactions."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import desk_page
from .story import visible_story


@never_cache
@require_safe
def history(request, site, pk):
    """Show everything that was issued, saved, signed, stopped and redacted."""
    article = visible_story(request.user, pk)
    context = {
        **site.each_context(request),
        "title": _("History of %(story)s") % {"story": article},
        "article": article,
        "versions": desk_page.versions(article),
        "revisions": desk_page.revisions(article)[:500],
        "sign_offs": article.sign_offs.select_related("by"),
        "holds": article.holds.select_related("placed_by", "lifted_by"),
        "redactions": article.redactions.select_related("by"),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)
