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

from .receipts import receipt_of
from .story import url_of, visible_story


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request, site, pk):
    """Show the receipt of a version, alone or as a part of the story's page; a post has the red ones fetched again."""
    article = visible_story(request.user, pk)
    number = request.GET.get("version", "")
    editions = article.editions.select_related("receipt", "address").filter(receipt__isnull=False)
    if number.isdecimal() and len(number) < 10:
        editions = editions.filter(number=int(number))
    edition = editions.order_by("-number").first()
    if edition is None:
        raise Http404(_("There is no receipt of that version."))
    edition.article = article
    shown = receipt_of(edition, request.user)
    if request.method == "POST":
        if not shown.may_try:
            raise PermissionDenied(permissions.refusal(str(request.user), _("have it fetched again")))
        try_again(shown.receipt)
        messages.success(request, _("It is being fetched again."))
        return HttpResponseRedirect(shown.url)
    name = "receipt" if "part" in request.GET else "receipt_page"
    context = {
        **({} if "part" in request.GET else site.each_context(request)),
        "title": _("Receipt of version %(number)s") % {"number": edition.number},
        "article": article,
        "receipt": shown,
        "back": url_of(article),
    }
    return TemplateResponse(request, f"admin/articles/article/{name}.html", context)
