"""The story form: look up, save through the verb, do the act that was asked for, answer."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.content import Content
from articles.lacking import with_what_it_has
from articles.models import Article
from articles.workflow import Conflict, NotAllowed, PlanOvertyped, Refused
from articles.working_copy import content_of
from newsroom import clock
from newsroom.prepared import MOMENT, NUMBER, PERSON, prepared

from . import conflict, desk_page, kept, noting, plan_overtyped, verbs
from .acts import signed_off
from .here import SOMEBODY_ELSE, stranger
from .journal import note_saved
from .journal_form import said_in
from .left_out import say_what_goes
from .state import StoryState
from .style_acts import do_style
from .typed import Typed
from .uploaded import keep_picture

CONFLICT, REFUSED = 409, 422


def visible_story(user, pk: int) -> Article:
    """Return the story, or raise Http404 when it is not there for this person."""
    for article in _visible(number=pk, user=user, now=clock.now()):
        article.seen_by = user.pk
        return article
    raise Http404(_("There is no story %(number)s here.") % {"number": pk})


@prepared(number=NUMBER, user=PERSON, now=MOMENT)
def _visible(number, user, now):
    people = ("section", "created_by", "touched_by", "filed_by", "assignee", "photographer")
    stories = with_what_it_has(Article.objects.visible_to(user).with_readers_have(now))
    return stories.select_related(*people).filter(pk=number)


def url_of(article: Article, name: str = "change") -> str:
    """Return the address of a page about this story."""
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request, site):
    """Begin a story."""
    if not permissions.may_create(request.user):
        raise PermissionDenied(_("You may not begin a story. Ask an editor."))
    if request.method == "POST":
        return _begin(request, site)
    return _new_page(request, site, kept.form_for(request, None) or _blank(request.user))


def _blank(user) -> Typed:
    """Return an empty form, with section and language as in the last story this person began."""
    last = Article.objects.visible_to(user).filter(created_by=user).order_by("-pk").first()
    language = last.language if last else settings.LANGUAGE_CODE
    return Typed.of(Article(section_id=last.section_id if last else None), Content(language=language), user)


def _new_page(request, site, typed: Typed, error: str = "", status: int = 200):
    context = {**site.each_context(request), **desk_page.of_new_story(request, typed), "refused": error}
    context |= kept.panel(request, None, may_edit=True)
    return TemplateResponse(request, "admin/articles/article/change_form.html", context, status=status)


def _begin(request, site):
    keep_picture(request)
    typed = Typed.bound(request)
    if refusal := stranger(request):
        return _new_page(request, site, typed, refusal, SOMEBODY_ELSE)
    if not typed.is_valid():
        return _new_page(request, site, typed, _("Mend the marked fields, then save again."), REFUSED)
    try:
        with transaction.atomic():
            content = typed.content(Content(), by=request.user)
            article = workflow.begin(by=request.user, content=content, **typed.about)
            note_saved(request, article)
    except Refused as refused:
        return _new_page(request, site, typed, str(refused), REFUSED)
    messages.success(request, _("Saved. The story is begun."))
    say_what_goes(request)
    return _go_on(request, site, article)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, site, pk):
    """Show a story, or save it and do what was asked."""
    article = visible_story(request.user, pk)
    if request.method != "POST":
        return _page(request, site, article, kept.form_for(request, article))
    verb = verbs.BY_NAME.get(request.POST.get("_verb", ""))
    urgent = verb if verb and verb.urgent else None
    seen = looked_at(request)
    if urgent:
        do(request, urgent, article, seen)
    if "base" in request.POST:
        refusal, seen["revision"] = _save(request, site, article)
        if refusal:
            return refusal
    return HttpResponseRedirect(url_of(article)) if urgent else _go_on(request, site, article, seen)


def looked_at(request) -> dict:
    """Return the revision and the version that were on the page when its button was pressed, as far as it said."""
    numbers = {name: request.POST.get(name, "") for name in ("revision", "version")}
    return {name: int(number) for name, number in numbers.items() if number.isdecimal() and len(number) < 10}


def _save(request, site, article: Article):
    """Save what was typed. Return the page with everything still in it where that was refused, and the revision."""
    keep_picture(request, article)
    typed = Typed.bound(request)
    status = REFUSED
    if error := stranger(request):
        status = SOMEBODY_ELSE
    elif typed.is_valid():
        try:
            if request.POST.get("_verb") == "sign_off_with_changes":
                return _sign_with_changes(request, article, typed), None
            with transaction.atomic():
                content = typed.content(content_of(article), by=request.user)
                # A form that says no revision may be of any: then whatever differs is asked.
                saved = workflow.save(
                    article,
                    by=request.user,
                    content=content,
                    base=typed.base or 0,
                    opened=typed.opened,
                    choices=conflict.choices_in(request.POST),
                    **typed.about,
                )
                note_saved(request, article)
            if saved:
                said = _("Saved at %(time)s.") % {"time": f"{clock.local(saved.at):%H:%M:%S}"}
                messages.success(request, said)
            say_what_goes(request)
            # What came in nobody has looked at yet: an act asked for with this save is about what was on the page.
            came_in = conflict.say_what_came_in(request, article, typed.base, saved)
            return None, saved.number if saved and not came_in else typed.base
        except NotAllowed as refused:
            error, status = str(refused), 403
        except Conflict as refused:
            found = visible_story(request.user, article.pk)
            return conflict.page(request, site, found, typed.base, refused, CONFLICT), None
        except Refused as refused:
            error = str(refused)
    else:
        error = _("Mend the marked fields, then save again.")
    return _page(request, site, visible_story(request.user, article.pk), typed, error, status), None


def _sign_with_changes(request, article: Article, typed: Typed):
    """Sign off the text with what was typed into it, in one act."""
    with transaction.atomic():
        content = typed.content(content_of(article), by=request.user)
        kept = workflow.sign_off_with_changes(
            article, by=request.user, content=content, base=typed.base or 0, beside=typed.about
        )
        note_saved(request, article)
    messages.success(request, signed_off(kept))
    return HttpResponseRedirect(url_of(article))


def _go_on(request, site, article: Article, seen: dict | None = None):
    """Do the act that was asked for with the saved story, or open its sheet."""
    wanted = request.POST.get("_verb", "")
    if wanted in {"photos", "documents", "tags"}:
        return HttpResponseRedirect(url_of(article, wanted))
    if asked := request.POST.get("_style", ""):
        do_style(request, article, asked)
        return HttpResponseRedirect(url_of(article) + "#house-style")
    verb = verbs.BY_NAME.get(wanted)
    if noting.wants_note(request) or request.POST.get("_note"):
        return _noted(request, site, article)
    if verb and (verb.sheet or verb.own_page):
        return HttpResponseRedirect(url_of(article, verb.name))
    if verb:
        try:
            do(request, verb, article, seen or {})
        except PlanOvertyped as clash:
            found = visible_story(request.user, article.pk)
            return plan_overtyped.page(request, site, found, url_of(article, verb.name), clash)
    return HttpResponseRedirect(url_of(article))


def _noted(request, site, article: Article):
    """Leave, answer, resolve or reopen a note; refused, the page says why and has all that was written."""
    asked = request.POST.get("_note", "")
    refused = noting.do_note(request, article, asked) if asked else noting.leave(request, article)
    if refused:
        return _page(request, site, visible_story(request.user, article.pk), None, refused, REFUSED)
    return HttpResponseRedirect(url_of(article) + "#notes-title")


def do(request, verb: verbs.Verb, article: Article, seen: dict) -> bool:
    """Do an act that needs nothing said but what was looked at; tell the person what happened, and whether it was.

    Raise PlanOvertyped, which has a page of its own.
    """
    state = StoryState(visible_story(request.user, article.pk), request.user, clock.now())
    try:
        if said := verb.do(state, seen):
            messages.success(request, said)
    except PlanOvertyped:
        raise
    except Refused as refused:
        messages.error(request, str(refused))
        return False
    return True


def _page(request, site, article: Article, typed: Typed | None = None, error: str = "", status: int = 200):
    state = StoryState(article, request.user, clock.now())
    if typed is None:
        typed = Typed.of(article, state.content, request.user, state.tags)
    context = {**site.each_context(request), **desk_page.of_story(request, state, typed), "refused": error}
    context |= kept.panel(request, article, may_edit=state.may_edit, before=state.content)
    said = said_in(context["taken"].state.payload) if context["taken"] else request.POST
    context |= {name: said.get(name, "") for name in ("note_text", "note_quote", "note_must")}
    return TemplateResponse(request, "admin/articles/article/change_form.html", context, status=status)
