"""One act on many stories, each by its own verb: what one of them refuses does not stop the others."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django import forms
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import workflow
from articles.models import Article, Section
from articles.workflow import Refused
from articles.working_copy import content_of
from newsroom.staff.models import User

from . import narrowing
from .asked import Asked
from .narrowing import looker_of

MOST = 100
_REFUSED = 422


def _assign(article: Article, said: dict, by: User) -> str:
    workflow.assign(article, by=by, to=said["assignee"])
    return _("assigned to %(name)s") % {"name": said["assignee"]} if said["assignee"] else _("in nobody’s hands")


def _due(article: Article, said: dict, by: User) -> str:
    workflow.set_due(article, by=by, due_at=said["due_at"])
    return _("due time set") if said["due_at"] else _("no due time any more")


def _move(article: Article, said: dict, by: User) -> str:
    content = replace(content_of(article), section=str(said["section"].uid))
    saved = workflow.save(article, by=by, content=content, base=article.revision_number)
    where = {"section": said["section"]}
    return _("moved to %(section)s") % where if saved else _("was in %(section)s already") % where


def _spike(article: Article, said: dict, by: User) -> str:
    workflow.spike(article, by=by, reason=said["reason"])
    return _("spiked; it can be revived")


@dataclass(frozen=True)
class Act:
    """One act, and what has to be said for it."""

    title: object
    do: Callable[[Article, dict, User], str]
    needs: str = ""
    asks: object = ""


ACTS = {
    "assign": Act(gettext_lazy("Assign"), _assign),
    "due": Act(gettext_lazy("Set due"), _due),
    "move": Act(gettext_lazy("Move"), _move, "section", gettext_lazy("Choose the section they move to.")),
    "spike": Act(gettext_lazy("Spike"), _spike),
}


class ChosenForm(forms.Form):
    """What is to be done with the stories that were chosen. An empty assignee is nobody, an empty time none."""

    act = forms.ChoiceField(choices=[(name, act.title) for name, act in ACTS.items()])
    assignee = forms.ModelChoiceField(User.objects.filter(is_active=True, is_staff=True), required=False)
    due_at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
    section = forms.ModelChoiceField(Section.objects.all(), required=False)
    reason = forms.CharField(required=False, max_length=500)

    def clean(self):
        said = super().clean()
        act = ACTS.get(said.get("act", ""))
        if act and act.needs and not said.get(act.needs) and act.needs not in self.errors:
            self.add_error(act.needs, act.asks)
        return said


@dataclass(frozen=True)
class Result:
    """What became of one story: the sentence, and whether it was done."""

    article: Article
    done: bool
    sentence: str


@never_cache
@require_POST
def do(request, site):
    """Do one act to each story that was chosen, and say of each what became of it."""
    looker = looker_of(request)
    form = ChosenForm(request.POST)
    numbers = [int(pk) for pk in request.POST.getlist("story") if pk.isdecimal() and len(pk) < 19]
    wrong = _wrong(form, numbers)
    results = [] if wrong else _results(form, list(dict.fromkeys(numbers)), looker)
    asked = Asked.of(dict(parse_qsl(request.POST.get("asked", "").removeprefix("?"))))
    context = {
        **site.each_context(request),
        "title": wrong and _("Nothing was done") or _said(results),
        "wrong": wrong,
        "results": results,
        "back": asked.query(),
    }
    return TemplateResponse(request, "admin/articles/article/many.html", context, status=_REFUSED if wrong else 200)


def _wrong(form: ChosenForm, numbers: list[int]) -> str:
    """Return why nothing can be done to any of them; empty when something can."""
    if not numbers:
        return _("No story was chosen. Tick some in the list first.")
    if len(numbers) > MOST:
        return _("%(count)s stories were chosen; %(most)s can be changed at once.") % {
            "count": len(numbers),
            "most": MOST,
        }
    return "" if form.is_valid() else str(next(iter(form.errors.values()))[0])


def _results(form: ChosenForm, numbers: list[int], looker) -> list[Result]:
    act, said = ACTS[form.cleaned_data["act"]], form.cleaned_data
    found = narrowing.visible(looker).in_bulk(numbers)
    results = []
    # One that this person may not see is passed over: even a refusal would say that it is there.
    for article in (found[pk] for pk in numbers if pk in found):
        try:
            results.append(Result(article, True, act.do(article, said, looker.user)))
        except Refused as refused:
            results.append(Result(article, False, str(refused)))
    return results


def _said(results: list[Result]) -> str:
    done = sum(result.done for result in results)
    told = {"done": done, "all": len(results)}
    return ngettext("%(done)s of %(all)s story done", "%(done)s of %(all)s stories done", len(results)) % told
