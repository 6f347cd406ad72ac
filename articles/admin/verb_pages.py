"""Each verb's own page: what it does, what has to be said first, one button. GET shows it and changes nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.models import Edition
from articles.redline import Redline, names_in, redline
from articles.workflow import Refused
from newsroom import clock

from . import chips
from .checklist import checks
from .desk_page import import_maps, public_url
from .sheets import zone_name
from .state import StoryState
from .story import REFUSED, looked_at, url_of, visible_story
from .verbs import Verb

# These stop a version that is planned for later.
_STOPPING = {"publish", "hold", "pull", "retract", "withdraw", "spike"}


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
    form = verb.sheet(request.POST, state=state) if verb.sheet else None
    if form is not None and not form.is_valid():
        return _show(request, site, verb, state, form, _("Mend the marked fields, then try again."), REFUSED)
    try:
        said = verb.do(state, form.cleaned_data if form is not None else looked_at(request))
    except Refused as refused:
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


def _said(refused: Refused, state: StoryState) -> str:
    """Return why it was refused; where the page lists all that stands in the way, only how much that is."""
    blocking = [finding.message for finding in refused.findings if finding.blocks]
    listed = {finding.message for finding in state.checks}
    if len(blocking) < 2 or not listed.issuperset(blocking):
        return str(refused)
    return _("%(count)s things stand in the way. They are marked below.") % {"count": len(blocking)}


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
        "stops": state.ahead if verb.name in _STOPPING else None,
        "back": url_of(article),
        "stage_chip": chips.stage_chip(article.stage),
        "readers_chip": chips.readers_chip(state.readers_have),
        "public_url": public_url(state),
        "preview_url": reverse("admin:articles_article_preview", args=[article.pk]),
        **(_publishing(state) if verb.name == "publish" else {}),
    }
    return TemplateResponse(request, "admin/articles/article/verb.html", context, status=status)


def _publishing(state: StoryState) -> dict:
    """Return what the publish sheet says: what readers get, whose eyes it had, what stands in the way."""
    last = state.article.editions.order_by("-number").first()
    already = state.standing.number if state.readers_have_this else None
    return {
        "number": last.number + 1 if last else 1,
        "first": state.standing is None,
        "already": already,
        "eyes": eyes_line(state),
        "unread": bool(state.signing.left) or (state.signed is None and not state.can_be_read),
        "checks": checks(state),
        "zone": zone_name(),
        "redline": _since_readers_have(state),
    }


def _since_readers_have(state: StoryState) -> Redline | None:
    """Return what readers would find changed, or None where they have no text yet or would find nothing changed."""
    if not state.has_text or state.readers_have_this:
        return None
    before, after = state.standing.content, state.content
    return redline(before, after, names_in(before, after, user=state.user))


def eyes_line(state: StoryState) -> str:
    """Return the sentence that says whose eyes these words will have had."""
    writer = state.article.revisions.order_by("-number").select_related("by").first()
    wrote = writer.by if writer else state.article.created_by
    if state.signing.left:
        return _without_line(state)
    if state.signed:
        when = date_format(clock.local(state.signed.at), "j F, H:i")
        return _("Read: %(name)s signed off exactly this text (%(when)s).") % {"name": state.signed.by, "when": when}
    if state.can_be_read:
        return _("%(writer)s wrote. You sign off by publishing: it goes out as read.") % {"writer": wrote}
    if state.user.has_perm("articles.publish_alone_article"):
        return _("UNREAD: nobody else has read this text. Say why it cannot wait, and who reads it afterwards.")
    if state.has_text and permissions.may_issue_minor_fix(state.user, state.article):
        return _("Nobody else has read this text. A %(kind)s may go out unread; name who reads it afterwards.") % {
            "kind": str(Edition.Kind.MINOR_FIX.label).lower()
        }
    return _("Nobody else has read this text. Ask a colleague to sign it off.")


def _without_line(state: StoryState) -> str:
    """Return the same where sign-offs are missing that only others can give."""
    who = get_text_list([str(need.capacity.label) for need in state.signing.left], _("and"))
    if state.signing.lacks_legal:
        return _("Missing: %(who)s. Nothing goes out without the lawyer’s yes.") % {"who": who}
    if state.user.has_perm("articles.publish_alone_article"):
        return _("Missing: %(who)s. UNREAD: say why it cannot wait, and who reads it afterwards.") % {"who": who}
    return _("Missing: %(who)s. It cannot go out before.") % {"who": who}
