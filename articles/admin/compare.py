"""Any two states of a story as a redline: on a page, and printed for whoever has to read it on paper."""

from urllib.parse import urlencode

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.permissions import may_go_back
from articles.redline import names_in, redline
from newsroom import clock

from .missing import says_what_is_missing
from .sides import NOW, READERS, Choices, Side, neighbours, side_of
from .state import StoryState
from .story import url_of, visible_story


@never_cache
@require_safe
@says_what_is_missing
def compare(request, site, pk):
    """Show what was changed between two states; without any named, since what readers have."""
    article, state, before, after = _asked_for(request, pk)
    older, newer = neighbours(state, before), neighbours(state, after)
    offers = before.key != NOW and may_go_back(request.user, article)
    context = {
        **site.each_context(request),
        "title": _("What was changed in %(story)s") % {"story": article},
        "article": article,
        "before": before,
        "after": after,
        "choices": Choices.of(state, before, after).groups,
        "redline": _redline(request, before, after),
        "older": _to(article, older[0], before.key) if older[0] else "",
        "newer": _to(article, after.key, newer[1]) if newer[1] else "",
        "turned": _to(article, after.key, before.key),
        "back_url": f"{url_of(article, 'go_back')}?{urlencode({'to': before.key})}" if offers else "",
        "print_url": f"{url_of(article, 'printed_redline')}?{urlencode({'from': before.key, 'to': after.key})}",
    }
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


@never_cache
@require_safe
@says_what_is_missing
def printed(request, site, pk):
    """Show the same on a page that is made to be printed: black on white, nothing folded, every paragraph numbered."""
    article, state, before, after = _asked_for(request, pk)
    context = {
        "article": article,
        "before": before,
        "after": after,
        "redline": _redline(request, before, after),
        "printed_at": state.now,
        "printed_by": request.user,
        "compare_url": _to(article, before.key, after.key),
        "site_header": site.site_header,
    }
    return TemplateResponse(request, "admin/articles/article/compare_printed.html", context)


def _asked_for(request, pk: int):
    article = visible_story(request.user, pk)
    state = StoryState(article, request.user, clock.now())
    after = side_of(state, request.GET.get("to") or NOW)
    before = side_of(state, request.GET.get("from") or _before(state, after))
    return article, state, before, after


def _before(state: StoryState, after: Side) -> str:
    """Return what a state is compared with when nothing was asked for: the one before, or what readers have."""
    if after.kept is not None:
        return neighbours(state, after)[0] or after.key
    if state.has_text:
        return READERS
    earlier = state.article.revisions.order_by("-number").values_list("number", flat=True)[1:2]
    return f"revision:{earlier[0] if earlier else state.article.revision_number}"


def _redline(request, before, after):
    names = names_in(before.content, after.content, user=request.user)
    return redline(before.content, after.content, names)


def _to(article: Article, before: str, after: str) -> str:
    return f"{url_of(article, 'compare')}?{urlencode({'from': before, 'to': after})}"
