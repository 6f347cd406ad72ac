"""A plan that is taken up again where the copy was changed in the same places: both texts, to be chosen from."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.eyes import BESIDE
from articles.merge import Clash
from articles.models import Article, Revision
from articles.redline import names_in
from articles.workflow import PlanOvertyped

from .conflict import Asking, choices_in

CONFLICT = 409


class _OfPlan(Asking):
    """The copy with the plan in it."""

    def __init__(self, request, clash: PlanOvertyped, since: list[Revision]):
        merged = clash.merged
        names = names_in(merged.mine, merged.theirs, user=request.user)
        super().__init__(request, names, merged, choices_in(request.POST), since)
        self.planned = clash.waiting.planned

    def _mine(self) -> str:
        return _("The plan (version %(number)s)") % {"number": self.planned.number}

    def _whose(self, clash: Clash) -> str:
        return _("The copy: %(whose)s") % {"whose": super()._whose(clash)}


def page(request, site, article: Article, action: str, clash: PlanOvertyped):
    """Show both texts of every place in the story; what is chosen goes to `action`."""
    kept = Revision.objects.filter(article=article).select_related("by").order_by("number")
    since = [each for each in kept.filter(number__gt=clash.waiting.revision.number)[:50] if each.why not in BESIDE]
    asking = _OfPlan(request, clash, since or list(kept.reverse()[:1]))
    context = {
        **site.each_context(request),
        "title": _("The plan and the copy of %(story)s") % {"story": article},
        "article": article,
        "action": action,
        "plan": clash.waiting.planned,
        "refused": str(clash),
        "posted": [],
        "parts": asking.parts(),
        "conflicts": len(clash.merged.conflicts),
        "left": len(clash.merged.left(asking.chosen)),
        "moved_apart": clash.merged.moved_apart,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=CONFLICT)
