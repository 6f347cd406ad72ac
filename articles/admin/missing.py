"""What an address asks for and a story does not have: said on a page of the desk, with the ways on from there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from .story import url_of, visible_story


class Missing(Http404):
    """The story has no such thing. The message is for a person."""


def says_what_is_missing(view: Callable) -> Callable:
    """Answer with the sentence, under status 404, where the view finds something missing."""

    @wraps(view)
    def answered(request, site, pk):
        try:
            return view(request, site, pk)
        except Missing as missing:
            article = visible_story(request.user, pk)
            context = {
                **site.each_context(request),
                "title": _("Not in the history of %(story)s") % {"story": article},
                "article": article,
                "sentence": str(missing),
                "history_url": url_of(article, "history"),
            }
            return TemplateResponse(request, "admin/articles/article/missing.html", context, status=404)

    return answered
