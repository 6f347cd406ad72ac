"""What was typed and not saved, as a story's page offers it, and as pages of its own show it."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import permissions
from articles.body import plain
from articles.content import Content, is_uid
from articles.lacking import lacks
from articles.models import Article, Edition, JournalState
from articles.redline import Redline, redline
from articles.working_copy import content_of, tidy
from newsroom import clock
from newsroom.staff import presence

from .journal_form import bound, content_in, said_in, says_what_is_saved
from .typed import Typed

Form = JournalState.Form
_MOST_OFFERED = 5
_TEXT_FIELDS = ("headline", "dek")


@dataclass(frozen=True)
class Offer:
    """A state of the journal, as one person is offered it beside what is saved."""

    state: JournalState
    user: object
    article: Article | None
    may_edit: bool
    in_use: bool = False
    before: Content = Content()

    @property
    def mine(self) -> bool:
        return self.state.by_id == self.user.pk

    @property
    def may_let_go(self) -> bool:
        """Whoever typed it; for a colleague who left, whoever may edit."""
        return self.mine or (self.may_edit and not self.state.by.is_active)

    @property
    def said(self) -> str:
        """The sentence over it."""
        at = time_of(self.state.at)
        name = self.state.by
        if self.state.is_fix:
            return self._said_of_a_fix(at)
        if self.in_use and self.mine:
            # A tab that was killed a moment ago has not been silent for long enough to be missed.
            said = _("You typed this until %(at)s and it was not saved. If its tab is still open, go on there.")
            return said % {"at": at}
        if self.mine:
            return _("You typed this until %(at)s and it was not saved.") % {"at": at}
        return _("%(name)s typed until %(at)s and has not saved.") % {"name": name, "at": at}

    def _said_of_a_fix(self, at: str) -> str:
        if not self.mine:
            said = _("%(name)s was fixing what readers have until %(at)s and has not published it.")
            return said % {"name": self.state.by, "at": at}
        if self.in_use:
            said = _("You were fixing what readers have until %(at)s. If its tab is still open, go on there.")
            return said % {"at": at}
        return _("You were fixing what readers have until %(at)s, and it was not published.") % {"at": at}

    @cached_property
    def content(self) -> Content:
        return content_in(self.state, self.before)

    @cached_property
    def redline(self) -> Redline:
        """What would be changed by saving it."""
        return redline(self.before, self.content)

    @property
    def put_back_url(self) -> str:
        page = "fix_live" if self.state.is_fix else "change" if self.state.article_id else "add"
        number = [self.state.article_id] if self.state.article_id else []
        return reverse(f"admin:articles_article_{page}", args=number) + f"?journal={self.state.uid}"

    @property
    def texts(self) -> list[str]:
        """Its words without a form, to be copied: headline, dek, and the body's paragraphs."""
        said = said_in(self.state.payload)
        texts = (*(said.get(name, "") for name in _TEXT_FIELDS), plain(said.get("body", "")), said.get("note", ""))
        return [text for text in texts if text]


def time_of(moment) -> str:
    """Return the moment as the panel says it: the time to the second, with the day where that was another."""
    at = clock.local(moment)
    if at.date() == clock.local_date(clock.now()):
        return f"{at:%H:%M:%S}"
    return f"{date_format(at, 'j F')}, {at:%H:%M:%S}"


def live_text(article: Article) -> Content | None:
    """Return the text readers have; None where there is none to be fixed."""
    standing = article.editions.standing_at(clock.now()).exclude(kind=Edition.Kind.RETRACTION).first()
    return tidy(standing.content) if standing and standing.shows == Edition.Shows.TEXT else None


def offers(
    user, article: Article | None, *, may_edit: bool, before: Content | None = None, form: str = Form.STORY
) -> list[Offer]:
    """Return what this person may take up again, the latest first; one query where there is nothing.

    Colleagues' words are offered once they are gone, to those who may edit; one's own always. A fix is offered on its
    own page and on the story's; what was typed into the draft on the story's alone.
    """
    if article is not None and lacks(article, "journal"):
        return []
    found = JournalState.objects.open().filter(article=article).select_related("by")
    if form == Form.FIX:
        found = found.filter(form=Form.FIX)
    if article is None or not may_edit:
        found = found.filter(by=user)
    states = list(found[: _MOST_OFFERED * 4])
    return list(_offered(states, user, article, may_edit, before))[:_MOST_OFFERED] if states else []


def _offered(states: list[JournalState], user, article: Article | None, may_edit: bool, before: Content | None):
    """Yield those whose pages are closed, as far as publishing or saving them would change anything."""
    open_now = set(presence.open_at(article.subject, clock.now()).values_list("key", flat=True)) if article else set()
    fixed = any(state.is_fix for state in states)
    live = live_text(article) if article and fixed else None
    may_fix = live is not None and permissions.may_fix_live(user, article)
    if article is not None and before is None:
        before = content_of(article)
    for state in states:
        in_use = state.key in open_now
        may, text = (may_fix, live or before) if state.is_fix else (may_edit, before)
        offer = Offer(state, user, article, may, in_use, text or Content())
        theirs = not offer.mine and (in_use or not may)
        if not theirs and not (article and says_what_is_saved(state, article, offer.before, offer.content)):
            yield offer


def asked_for(request, article: Article | None, form: str = Form.STORY) -> JournalState | None:
    """Return the state that `?journal=` names, for the form to be filled with; None where none is named.

    Raise Http404 for one that is not of this story, or a colleague's of a story one may not edit.
    """
    uid = request.GET.get("journal", "")
    if not uid:
        return None
    state = state_of(request.user, uid)
    mine = state.by_id == request.user.pk
    may = _may_take_up(request.user, article, form) if article else mine
    if state.article_id != (article.pk if article else None) or state.form != form or not (mine or may):
        raise _none()
    return state


def _may_take_up(user, article: Article, form: str) -> bool:
    may = permissions.may_fix_live if form == Form.FIX else permissions.may_edit
    return may(user, article)


def state_of(user, uid: str) -> JournalState:
    """Return a state this person may look at, or raise Http404."""
    state = JournalState.objects.known_to(user).filter(uid=uid).first() if is_uid(uid) else None
    if state is None:
        raise _none()
    if state.by_id != user.pk and not (state.article and _may_take_up(user, state.article, state.form)):
        raise _none()
    return state


def _none() -> Http404:
    return Http404(_("There is no such state in the journal: it was old and is gone, or it is not yours."))


def panel(
    request, article: Article | None, *, may_edit: bool, before: Content | None = None, form: str = Form.STORY
) -> dict:
    """Return the context of kept.html: the state that fills the form, or else what is offered."""
    taken = asked_for(request, article, form) if request.method == "GET" else None
    about = {"kept_by": request.user.uid, "kept_story": article, "kept_form": form, "zone": str(clock.zone())}
    if taken is not None:
        one = Offer(taken, request.user, article, may_edit, before=before or Content())
        return {**about, "taken": one, "offers": []}
    found = offers(request.user, article, may_edit=may_edit, before=before, form=form)
    return {**about, "taken": None, "offers": found}


def form_for(request, article: Article | None) -> Typed | None:
    """Return the form as the state in `?journal=` has it, or None."""
    state = asked_for(request, article)
    return bound(state, request.user) if state is not None else None
