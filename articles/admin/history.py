"""A story's whole history on one page: versions, revisions, sign-offs, holds, redactions."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.permissions import may_go_back
from newsroom import clock

from .sides import gone_back
from .state import StoryState, revisions_of, versions_of, with_withheld
from .story import visible_story

_REVISIONS_A_PAGE = 50


@never_cache
@require_safe
def history(request, site, pk):
    """Show everything that was issued, saved, signed, stopped and redacted."""
    article = visible_story(request.user, pk)
    page = Paginator(revisions_of(article), _REVISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **site.each_context(request),
        "title": _("History of %(story)s") % {"story": article},
        "article": article,
        "versions": with_withheld(article, versions_of(article)),
        "page": page,
        "revisions": _with_reasons(article, page.object_list),
        "readers_have_text": StoryState(article, request.user, clock.now()).has_text,
        "may_go_back": may_go_back(request.user, article),
        "sign_offs": article.sign_offs.select_related("by"),
        "holds": article.holds.select_related("placed_by", "lifted_by"),
        "pulls": article.pulls.select_related("pulled_by", "restored_by", "receipt", "receipt_of_restore").order_by(
            "-off_from"
        ),
        "redactions": article.redactions.select_related("by"),
    }
    return TemplateResponse(request, "admin/articles/article/history.html", context)


def _with_reasons(article, revisions) -> list:
    """Return the revisions, those that went back with where to and why."""
    went = gone_back(article)
    shown = list(revisions)
    for revision in shown:
        revision.went = went.get(revision.number)
    return shown
