"""Pages of the journal: what was typed and not saved, to the minute, and one state of it with what is different."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from articles import journal as states
from articles import permissions
from articles.content import Content
from articles.models import Article, JournalState
from articles.working_copy import content_of
from newsroom import clock

from .here import number_in, uid_in
from .journal_form import payload_of
from .kept import Offer, live_text, panel, state_of, time_of

_SHOWN = 200


def note_saved(request, article: Article, form: str = JournalState.Form.STORY) -> None:
    """Note, in the transaction of a save, which open form it took, and which state of the journal it put back."""
    said, now = request.POST, clock.now()
    key, seq = uid_in(said.get("journal", "")), number_in(said.get("journal_seq", ""))
    if key is not None and seq is not None:
        states.saved(by=request.user, key=key, seq=seq, payload=payload_of(said), article=article, now=now, form=form)
    if uid := uid_in(said.get("journal_from", "")):
        state = JournalState.objects.known_to(request.user).filter(uid=uid).first()
        if state is not None and (state.by_id == request.user.pk or state.article_id == article.pk):
            states.taken_over(state)


def _url_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


@never_cache
@require_safe
def kept(request, site):
    """The panel alone, for a page that has just sent what its browser had kept."""
    article = _visible(request.user, request.GET.get("story", ""))
    may_edit = permissions.may_edit(request.user, article) if article else permissions.may_create(request.user)
    form = JournalState.Form.FIX if request.GET.get("form") == "fix" else JournalState.Form.STORY
    context = panel(request, article, may_edit=may_edit, form=form)
    return TemplateResponse(request, "admin/articles/article/kept.html", context)


def _visible(user, number: str) -> Article | None:
    return Article.objects.visible_to(user).filter(pk=number_in(number) or 0).first()


@never_cache
@require_safe
def of_story(request, site, pk):
    """Every minute the journal has of one story: one's own, and colleagues' for those who may edit."""
    article = _visible(request.user, str(pk))
    if article is None:
        raise Http404(_("There is no story %(number)s here.") % {"number": pk})
    may_edit = permissions.may_edit(request.user, article)
    found = JournalState.objects.filter(article=article).select_related("by").defer("payload")
    if not may_edit:
        found = found.filter(by=request.user)
    return _list(request, site, found, _("Typed in %(story)s") % {"story": article}, _url_of(article), str(article))


@never_cache
@require_safe
def of_person(request, site):
    """Everything this person typed and did not save, in whatever story, also where they may not go any more."""
    found = JournalState.objects.open().filter(by=request.user).select_related("by", "article").defer("payload")
    back = reverse("admin:articles_article_changelist")
    return _list(request, site, found, _("Typed by you and not saved"), back, _("Stories"))


def _list(request, site, found, title: str, back: str, back_name: str):
    rows = [{"state": state, "at": time_of(state.at)} for state in found[:_SHOWN]]
    context = {
        **site.each_context(request),
        "title": title,
        "rows": rows,
        "back": back,
        "back_name": back_name,
        "days": states.kept_days(),
    }
    return TemplateResponse(request, "admin/articles/article/journal.html", context)


@never_cache
@require_safe
def one(request, site, uid):
    """One state: what is different in it from what is saved, and its words to be copied."""
    state = state_of(request.user, str(uid))
    article = _visible(request.user, str(state.article_id)) if state.article_id else None
    may_edit = permissions.may_edit(request.user, article) if article else False
    if article is not None and state.is_fix:
        live = live_text(article)
        may_edit = live is not None and permissions.may_fix_live(request.user, article)
        before = live or content_of(article)
    else:
        before = content_of(article) if article else Content()
    offer = Offer(state, request.user, article, may_edit, before=before)
    lost = bool(state.article_id) and article is None
    context = {
        **site.each_context(request),
        "title": _("Typed at %(at)s") % {"at": time_of(state.at)},
        "offer": offer,
        "article": article,
        "may_put_back": may_edit or (not state.article_id and offer.mine and permissions.may_create(request.user)),
        "lost": lost,
    }
    return TemplateResponse(request, "admin/articles/article/journal_state.html", context)


@never_cache
@require_POST
def let_go(request, site, uid):
    """Offer a state no more, or offer it again."""
    state = state_of(request.user, str(uid))
    article = _visible(request.user, str(state.article_id)) if state.article_id else None
    may_edit = permissions.may_edit(request.user, article) if article else False
    if not Offer(state, request.user, article, may_edit).may_let_go:
        messages.error(request, _("Only %(name)s can let this go.") % {"name": state.by})
    elif "again" in request.POST:
        states.take_back(state)
        messages.success(request, _("It is offered again."))
    else:
        states.let_go(state)
        said = _("Let go. The journal keeps it for %(days)s days more, if you want it back.")
        messages.success(request, said % {"days": states.kept_days()})
    if article is not None:
        return HttpResponseRedirect(_url_of(article))
    if not state.article_id and permissions.may_create(request.user):
        return HttpResponseRedirect(reverse("admin:articles_article_add"))
    return HttpResponseRedirect(reverse("admin:articles_article_journal_mine"))
