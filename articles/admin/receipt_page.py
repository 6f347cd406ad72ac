"""The receipt on a page of its own, as a part of the story's page, and once more where it is red."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.receipts import try_again

from . import receipts
from .story import url_of, visible_story


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request, site, pk):
    """Show a receipt, alone or as a part of the story's page; a post has the red ones fetched again."""
    article = visible_story(request.user, pk)
    found = _wanted(article.receipts.select_related("edition", "given_back", "pull"), request.GET).first()
    if found is None:
        raise Http404(_("There is no such receipt."))
    found.article = article
    shown = receipts.shown(found, request.user)
    if request.method == "POST":
        if not shown.may_try:
            raise PermissionDenied(permissions.refusal(str(request.user), _("have it fetched again")))
        try_again(shown.receipt)
        messages.success(request, _("It is being fetched again."))
        return HttpResponseRedirect(shown.url)
    name = "receipt" if "part" in request.GET else "receipt_page"
    context = {
        **({} if "part" in request.GET else site.each_context(request)),
        "title": shown.title,
        "article": article,
        "receipt": shown,
        "alone": "part" not in request.GET or "alone" in request.GET,
        "back": url_of(article),
    }
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context)


def _wanted(kept, asked):
    """Return the receipt that was asked for first, or else the latest."""
    for name, field in (("version", "edition__number"), ("pull", "pull"), ("restored", "restored")):
        number = asked.get(name, "")
        if number.isdecimal() and len(number) < 10:
            kept = kept.filter(**{field: int(number)})
    return kept.order_by("-pk")
