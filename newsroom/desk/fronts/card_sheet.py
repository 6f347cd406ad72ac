"""A card's sheet: everything an editor may give a story in its place on a front."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import workflow
from articles.fronts.operations import SetCard
from articles.models import Edition, Front
from articles.permissions import may_arrange_front, refusal
from articles.querysets import of_visible
from articles.workflow import Refused
from newsroom import clock

from .forms import CardForm
from .pages import REFUSED, asked_front, url_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request, admin_site, pk, key):
    """Show a card's sheet, or set what was changed on it."""
    front = asked_front(request, pk)
    found = front.working.card(key)
    if found is None:
        messages.error(request, _("That story is not on this front any more: a colleague took it off."))
        return HttpResponseRedirect(url_of(front))
    own, links = _own_words(request.user, found), _links(request.user, front, found)
    asked = {"card": found, "own": own, "links": links, "initial": CardForm.said_by(found)}
    form = CardForm(request.POST, **asked) if request.method == "POST" else CardForm(**asked)
    if request.method == "POST":
        if not may_arrange_front(request.user, front):
            raise PermissionDenied(refusal(str(request.user), _("arrange this front")))
        if form.is_valid():
            try:
                workflow.arrange(front, SetCard(key, form.changed_values()), by=request.user)
                return HttpResponseRedirect(url_of(front, key))
            except Refused as refused:
                form.add_error(None, str(refused))
    context = {
        **admin_site.each_context(request),
        "title": own.get("headline") or _("A story you may not see"),
        "front": front,
        "card": found,
        "form": form,
        "lines": [(form[f"link_{number}"], form[f"text_{number}"]) for number in range(3)],
        "may_arrange": may_arrange_front(request.user, front),
    }
    return TemplateResponse(request, "admin/fronts/card.html", context, status=REFUSED if form.errors else 200)


def _own_words(user, found) -> dict:
    editions = of_visible(Edition.objects.issued().filter(article__uid=found.story), user).select_related("words")
    now = clock.now()
    edition = editions.filter(live_from__lte=now).order_by("-live_from").first() or editions.first()
    return edition.card if edition else {}


def _links(user, front: Front, found) -> list[tuple[str, str]]:
    """Return the stories a line beneath a card can lead to: the latest, and those it leads to already."""
    now = clock.now()
    kept = [link.story for link in found.sublinks]
    latest = Edition.objects.listed(now).filter(listed_at__lte=now).order_by("-listed_at", "-pk")[:60]
    wanted = Edition.objects.listed(now).filter(article__uid__in=kept)
    editions = of_visible(
        Edition.objects.filter(pk__in=[each.pk for each in [*latest.only("pk"), *wanted.only("pk")]]), user
    )
    rows = editions.select_related("article", "words").only("article__uid", "words__card", "listed_at")
    choices = [(str(each.article.uid), each.card["headline"]) for each in rows.order_by("-listed_at")]
    return [(uid, headline) for uid, headline in choices if uid != found.story]
