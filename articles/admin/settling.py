"""What a fix of the live text and the draft say differently: both texts in the story, to be chosen from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.merge import Clash
from articles.models import Article
from articles.open_fixes import Question, questions, sentence
from articles.redline import names_in
from articles.workflow import Refused
from articles.workflow.fixing import StillOpen
from articles.working_copy import content_of

from .conflict import Asking, Shown, choices_in
from .conflict_words import what_of, whole
from .story import REFUSED, url_of, visible_story


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle_fix(request, site, pk):
    """Show the oldest fix that is open, with both texts of each place; on POST take what was chosen."""
    article = visible_story(request.user, pk)
    if not permissions.may_edit(request.user, article):
        raise PermissionDenied(permissions.refusal(str(request.user), _("settle what the fix and the draft say")))
    question = next(iter(questions(article, content_of(article))), None)
    if question is None:
        messages.info(request, _("Nothing is left to settle: the draft has what readers have."))
        return HttpResponseRedirect(url_of(article))
    if request.method == "POST":
        return _settle(request, site, article, question)
    return _show(request, site, article, question)


def _settle(request, site, article: Article, question: Question):
    edition = request.POST.get("edition", "")
    number = int(edition) if edition.isdecimal() and len(edition) < 10 else question.edition.number
    try:
        workflow.settle_fix(article, by=request.user, edition=number, choices=choices_in(request.POST))
    except StillOpen as refused:
        return _show(request, site, article, refused.question, str(refused), REFUSED)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(url_of(article))
    messages.success(request, _("Settled. Readers keep what they have until the next version."))
    return HttpResponseRedirect(url_of(article))


class _OfFix(Asking):
    """The draft with what the fix changed in it; only what is open is asked."""

    def __init__(self, request, question: Question):
        merged = question.merged
        names = names_in(merged.mine, merged.theirs, user=request.user)
        super().__init__(request, names, merged, choices_in(request.POST), [])
        self.question = question

    def parts(self) -> list[Shown]:
        return [part for part in super().parts() if part.question or part.html]

    def _question(self, clash: Clash) -> Shown:
        if clash.key in self.question.keys:
            return super()._question(clash)
        # Settled before: the draft as it is.
        what = what_of(clash, self.names)
        return Shown("", "", whole(what.html(clash.theirs), self.names) if clash.theirs else SafeString(""))

    def _mine(self) -> str:
        return _("The fix, as readers have it (version %(number)s)") % {"number": self.question.edition.number}

    def _whose(self, clash: Clash) -> str:
        return _("The draft")


def _show(request, site, article: Article, question: Question, refused: str = "", status: int = 200):
    asking = _OfFix(request, question)
    parts = asking.parts()
    left = [clash for clash in question.merged.left(asking.chosen) if clash.key in question.keys]
    context = {
        **site.each_context(request),
        "title": _("The fix and the draft of %(story)s") % {"story": article},
        "article": article,
        "action": url_of(article, "settle_fix"),
        "fix": question.edition,
        "refused": refused or sentence(question),
        "posted": [("edition", str(question.edition.number))],
        "parts": parts,
        "conflicts": len(question.asked),
        "left": len(left),
        "moved_apart": 0,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=status)
