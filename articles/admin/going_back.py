"""Going back: what would change is shown first, part by part, and nothing is changed until it is asked for."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.models import Edition, Revision
from articles.redline import label_of, names_in, redline
from articles.workflow import Refused
from articles.workflow.going_back import PARTS, SavedSince
from newsroom import clock

from .missing import says_what_is_missing
from .sides import NOW, Side, side_of
from .state import StoryState
from .story import CONFLICT, REFUSED, url_of, visible_story


class GoBackForm(forms.Form):
    """Which parts go back, and why."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Go back to"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what is to go back.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why (optional)"), widget=forms.Textarea({"rows": 2}), required=False, max_length=2000
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = [(part, label_of(part)) for part in parts]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@says_what_is_missing
def go_back(request, site, pk):
    """Show what going back to a state would change; on POST, do it."""
    article = visible_story(request.user, pk)
    if not permissions.may_go_back(request.user, article):
        raise PermissionDenied(permissions.refusal(str(request.user), _("take this story back to what it was")))
    state = StoryState(article, request.user, clock.now())
    to = side_of(state, request.GET.get("to") or NOW)
    if request.method == "POST" and to.kept is not None:
        return _do(request, site, state, to, to.kept)
    differing = _differing(state, to)
    asked = [part for part in request.GET.getlist("part") if part in differing]
    initial = {"parts": asked or differing, "base": article.revision_number}
    return _show(request, site, state, to, GoBackForm(initial=initial, parts=differing))


def _differing(state: StoryState, to: Side) -> list[str]:
    return [part for part in PARTS if getattr(state.content, part) != getattr(to.content, part)]


def _do(request, site, state: StoryState, to: Side, kept: Revision | Edition):
    # All parts may be named: by the time it is sent, other parts may differ than those that were on the page.
    form = GoBackForm(request.POST, parts=PARTS)
    if not form.is_valid():
        return _show(request, site, state, to, form, _("Mend the marked fields, then try again."), REFUSED)
    said = form.cleaned_data
    try:
        workflow.go_back(
            state.article, by=request.user, to=kept, parts=said["parts"], base=said["base"], reason=said["reason"]
        )
    except SavedSince as refused:
        return _again(request, site, state, to, said, str(refused))
    except Refused as refused:
        return _show(request, site, state, to, form, str(refused), REFUSED)
    messages.success(request, _("Went back to %(state)s. Readers keep what they have.") % {"state": to.label})
    return HttpResponseRedirect(url_of(state.article))


def _again(request, site, state: StoryState, to: Side, said: dict, refused: str):
    """Show what going back would change now that somebody else has saved."""
    fresh = StoryState(visible_story(request.user, state.article.pk), request.user, state.now)
    differing = _differing(fresh, to)
    initial = {**said, "parts": [p for p in said["parts"] if p in differing], "base": fresh.article.revision_number}
    return _show(request, site, fresh, to, GoBackForm(initial=initial, parts=differing), refused, CONFLICT)


def _show(request, site, state: StoryState, to: Side, form, refused: str = "", status: int = 200):
    article = state.article
    names = names_in(state.content, to.content, user=request.user)
    if form.is_bound:
        form.fields["parts"].choices = [(part, label_of(part)) for part in _differing(state, to)]
    context = {
        **site.each_context(request),
        "title": _("Go back to %(state)s: %(story)s") % {"state": to.label, "story": article},
        "article": article,
        "to": to,
        "form": form,
        "refused": refused,
        "redline": redline(state.content, to.content, names),
        "back": url_of(article),
    }
    return TemplateResponse(request, "admin/articles/article/go_back.html", context, status=status)
