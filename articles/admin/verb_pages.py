"""Each verb's own page: what it does, what has to be said first, one button. GET shows it and changes nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.workflow import PlanOvertyped, Refused
from newsroom import clock

from . import chips, plan_overtyped, publishing
from .conflict import choices_in
from .desk_page import import_maps, public_url
from .publish_sheet import PublishSheet
from .state import StoryState
from .story import REFUSED, looked_at, url_of, visible_story
from .verbs import BY_NAME, Verb

# These stop a version that is planned for later.
_STOPPING = {"publish", "hold", "pull", "retract", "withdraw", "spike"}
# What readers will see after these can be shown with what was said, before they are done.
_SHOWN_BEFORE = {"retract", "withdraw"}


def page_of(verb: Verb):
    """Return the view of one verb's page."""

    @never_cache
    @sensitive_post_parameters("names", "words", "pass_phrase")
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request, site, pk):
        article = visible_story(request.user, pk)
        if not verb.may(request.user, article):
            raise PermissionDenied(permissions.refusal(str(request.user), _("do that to this story")))
        state = StoryState(article, request.user, clock.now())
        if request.method == "POST":
            return _do(request, site, verb, state)
        asked = {"revision": article.revision_number, "link": request.GET.get("link")}
        form = verb.sheet(initial=asked, state=state) if verb.sheet else None
        return _show(request, site, verb, state, form)

    view.__name__ = verb.name
    return view


def _do(request, site, verb: Verb, state: StoryState):
    if verb.name == "publish" and "_ask" in request.POST:
        return _ask(request, site, verb, state)
    form = verb.sheet(request.POST, state=state) if verb.sheet else None
    if form is not None and form.more and "_more" in request.POST:
        # Nothing is asked to be right yet.
        return _show(request, site, verb, state, verb.sheet(initial=request.POST.dict(), state=state))
    if verb.lacks and (lack := verb.lacks(state)):
        return _show(request, site, verb, state, form, lack.says, REFUSED)
    if form is not None and not form.is_valid():
        return _show(request, site, verb, state, form, _("Mend the marked fields, then try again."), REFUSED)
    try:
        chosen = {"choices": choices_in(request.POST)}
        said = verb.do(state, form.cleaned_data if form is not None else looked_at(request) | chosen)
    except PlanOvertyped as clash:
        return plan_overtyped.page(request, site, state.article, url_of(state.article, verb.name), clash)
    except Refused as refused:
        _offer_the_embargos_end(form, state)
        return _show(request, site, verb, state, form, _said(refused, state), REFUSED)
    except ValueError as refused:
        # Blackout refuses words it cannot look for with a ValueError whose sentence is for a person.
        return _show(request, site, verb, state, form, str(refused), REFUSED)
    if verb.then:
        return _show_made(request, site, verb, state, said)
    if said:
        messages.success(request, said)
    return HttpResponseRedirect(url_of(state.article))


def _show_made(request, site, verb: Verb, state: StoryState, made):
    """Answer with what was made, in place of the story: it is shown this once."""
    context = {**site.each_context(request), "title": verb.title, "verb_title": verb.title, "made": made}
    context |= {"article": state.article, "back": url_of(state.article), "import_maps": import_maps(request)}
    return TemplateResponse(request, verb.then, context)


def _offer_the_embargos_end(form, state: StoryState) -> None:
    """Choose, in a publish sheet that is shown again, the moment at which the embargo lets it go."""
    if isinstance(form, PublishSheet) and state.embargoed and form.cleaned_data.get("when") == "now":
        form.data = form.data.copy()
        form.data["when"] = "ends"


def _ask(request, site, verb: Verb, state: StoryState):
    try:
        messages.success(request, publishing.ask_to_let_go(state))
    except Refused as refused:
        form = verb.sheet(initial={"revision": state.article.revision_number}, state=state)
        return _show(request, site, verb, state, form, str(refused), REFUSED)
    return HttpResponseRedirect(url_of(state.article))


def _said(refused: Refused, state: StoryState) -> str:
    """Return why it was refused; where the page lists all that stands in the way, only how much that is."""
    blocking = [finding.message for finding in refused.findings if finding.blocks]
    listed = {finding.message for finding in state.checks}
    if len(blocking) < 2 or not listed.issuperset(blocking):
        return str(refused)
    return _("%(count)s things stand in the way. They are marked below.") % {"count": len(blocking)}


def _lack(verb: Verb, state: StoryState) -> dict:
    """Return what has to be set before the verb can be done, and the page that sets it, where this person may."""
    lack = verb.lacks(state) if verb.lacks else None
    if lack is None or not BY_NAME[lack.verb].may(state.user, state.article):
        return {"lack": lack}
    return {"lack": lack, "lack_url": url_of(state.article, lack.verb)}


def _show(request, site, verb: Verb, state: StoryState, form, refused: str = "", status: int = 200):
    article = state.article
    context = {
        **site.each_context(request),
        "title": f"{verb.title}: {article}",
        "import_maps": import_maps(request),
        "verb": verb,
        "verb_title": verb.title,
        "button": verb.button_for(state),
        "state": state,
        "article": article,
        "form": form,
        "refused": refused,
        "open": verb.applies(state),
        **_lack(verb, state),
        "stops": state.ahead if verb.name in _STOPPING else None,
        "back": url_of(article),
        "stage_chip": chips.stage_chip(article.stage),
        "readers_chip": chips.readers_chip(state.readers_have),
        "public_url": public_url(state),
        "preview_url": url_of(article, f"{verb.name}_preview" if verb.name in _SHOWN_BEFORE else "preview"),
        "shown_before": verb.name in _SHOWN_BEFORE,
        **(publishing.context_of(state, form) if isinstance(form, PublishSheet) else {}),
    }
    return TemplateResponse(request, "admin/articles/article/verb.html", context, status=status)
