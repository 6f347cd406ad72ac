"""A republisher's own feed on the desk: its keys, given and ended, how it is used, and what they took by it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.models import Republisher, RepublisherKey, RepublisherUse, Taken
from articles.querysets import of_visible
from articles.workflow.republisher_keys import GivenKey, end_key, give_key
from newsroom import clock

REFUSED = 422
DAYS, STORIES = 14, 30


@dataclass(frozen=True)
class Shown:
    """A key that was just given: the addresses it opens, to be seen this once."""

    token: str

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """Return what each address is, and the address."""
        forms = [(_("RSS"), "feed", []), (_("Atom"), "feed_form", ["atom"]), (_("JSON Feed"), "feed_form", ["json"])]
        forms.append((_("ninjs, for programs"), "items", []))
        return [
            (str(label), settings.SITE_URL + reverse(f"republishers:{name}", args=[self.token, *more]))
            for label, name, more in forms
        ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("given")
def keys_page(request, site, pk):
    """Show the keys of a republisher, or give one, whose addresses the answer shows this once, or end one."""
    if not request.user.has_perm("articles.view_republisher"):
        raise PermissionDenied(permissions.refusal(str(request.user), _("see republishers")))
    republisher, given, refused, status = get_object_or_404(Republisher, pk=pk), None, "", 200
    if request.method == "POST":
        try:
            given = _do(request, republisher)
            if given is None:
                return HttpResponseRedirect(reverse("admin:articles_republisher_keys", args=[pk]))
        except workflow.Refused as why:
            refused, status = str(why), 403 if isinstance(why, workflow.NotAllowed) else REFUSED
    context = {
        **site.each_context(request),
        **_shown(request.user, republisher),
        "title": _("Their own feed: %(name)s") % {"name": republisher},
        "given": given and Shown(given.token),
        "refused": refused,
    }
    return TemplateResponse(request, "admin/articles/republisher/keys.html", context, status=status)


def _shown(user, republisher: Republisher) -> dict:
    now = clock.now()
    keys = list(republisher.keys.select_related("made_by", "ended_by"))
    uses = RepublisherUse.objects.filter(key__republisher=republisher).values("day")
    taken = of_visible(Taken.objects.filter(republisher=republisher), user).select_related("article", "by")
    return {
        "republisher": republisher,
        "open": [key for key in keys if not key.ended(now)],
        "ended": [key for key in keys if key.ended(now)],
        "uses": uses.annotate(fetched=Sum("times"), fresh=Sum("stories")).order_by("-day")[:DAYS],
        "taken": taken.order_by("-at", "-pk")[:STORIES],
        "sections": list(republisher.sections.all()),
        "may": permissions.may_give_keys(user),
    }


@sensitive_variables()
def _do(request, republisher: Republisher) -> GivenKey | None:
    """Do what was asked for, and return the key that was given. Raise Refused."""
    if number := request.POST.get("end", ""):
        keys = RepublisherKey.objects.filter(republisher=republisher)
        end_key(get_object_or_404(keys, pk=number if number.isdecimal() else 0), by=request.user)
        return None
    return give_key(republisher, by=request.user)
