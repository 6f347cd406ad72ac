"""After publication: mend what readers have on a page of its own, and settle what the draft says otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from js_asset import Media as MappedMedia

from articles import moves, permissions, workflow
from articles.asked_fixes import as_asked, reads_with_own_eyes, waiting
from articles.content import Content, is_uid
from articles.merge import MINE, merge
from articles.models import AskedFix, Edition, JournalState
from articles.needed import voided
from articles.redline import names_in, redline
from articles.substance import drafted_note
from articles.workflow import Refused
from articles.workflow.fixing import Fixed, OutOfDate
from articles.workflow.publishing import IsItACorrection
from articles.working_copy import content_of, tidy
from newsroom import clock

from . import chips, kept
from .desk_page import _MODULES, import_maps, photo_rows, public_url
from .documents import with_documents
from .fix_form import WRONG, Fixing, issues_alone
from .here import SOMEBODY_ELSE, stranger
from .journal import note_saved
from .photos import with_photos
from .state import StoryState
from .story import CONFLICT, REFUSED, url_of, visible_story
from .uploaded import keep_picture


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fix_live(request, site, pk):
    """Show the text readers have, to be mended; on POST publish it as mended, or show what it would change."""
    article = visible_story(request.user, pk)
    if not permissions.may_fix_live(request.user, article):
        raise PermissionDenied(permissions.refusal(str(request.user), _("fix this story")))
    state = StoryState(article, request.user, clock.now())
    if not state.has_text or state.retracted:
        messages.error(request, _("Readers have no text of this story that stands, so there is nothing to fix."))
        return HttpResponseRedirect(url_of(article))
    live = state.standing
    if request.method != "POST":
        if asked := _asked(article, request.GET.get("asked", "")):
            fixing = Fixing.of(live, live.content, request.user, state.now)
            return _Page(request, site, state, fixing, asked).to_read()
        if taken := kept.asked_for(request, article, JournalState.Form.FIX):
            return _Page(request, site, state, Fixing.kept(taken, request.user, state.now)).taken_up()
        content = with_documents(with_photos(live.content, request), request)
        page = _Page(request, site, state, Fixing.of(live, content, request.user, state.now, **_asked_for(request)))
        page.content = tidy(content) if content != live.content else None
        return page.shown()
    keep_picture(request, article, may=permissions.may_fix_live)
    fixing = Fixing.bound(request.POST, request.user, state.now)
    page = _Page(request, site, state, fixing, _asked(article, request.POST.get("asked", "")))
    if refusal := stranger(request):
        return page.shown(refusal, SOMEBODY_ELSE)
    if not fixing.is_valid():
        return page.shown(_("Mend the marked fields, then publish again."), REFUSED)
    page.content = tidy(fixing.content(live.content))
    if "_look" in request.POST:
        return page.shown()
    return page.ask() if "_ask" in request.POST else page.publish()


def _asked_for(request) -> dict:
    """Return the kind an address asks for, as a complaint's button does."""
    kind = request.GET.get("kind", "")
    return {"kind": kind} if kind in WRONG else {}


def _asked(article, uid: str) -> AskedFix | None:
    """Return the fix that waits to be read under this number; None where none of this story does."""
    return waiting(article).filter(uid=uid).first() if is_uid(uid) else None


@dataclass(frozen=True)
class _Row:
    """One line of what moves: an output, and each kind with whether it moves it."""

    name: object
    cells: list[tuple[str, bool]]


class _Page:
    """The page of one fix: what was typed, what it would change, and what readers would see."""

    def __init__(self, request, site, state: StoryState, fixing: Fixing, asked: AskedFix | None = None):
        self.request, self.site, self.state, self.fixing, self.asked = request, site, state, fixing, asked
        self.live: Edition = state.standing
        self.content: Content | None = None
        self.doubts: list = []

    def publish(self):
        article, by = self.state.article, self.request.user
        try:
            with transaction.atomic():
                fixed = workflow.fix_live(article, by=by, content=self.content, asked=self.asked, **self.fixing.given)
                note_saved(self.request, article, JournalState.Form.FIX)
        except IsItACorrection as asked:
            self.doubts = asked.doubts
            return self.shown(_("Is it a correction? Nothing was published yet: answer below."), REFUSED)
        except OutOfDate as refused:
            return self.brought_up_to_date(refused)
        except Refused as refused:
            return self.shown(self._with_note_drafted(str(refused)), REFUSED)
        for sentence in self._said(fixed):
            messages.info(self.request, sentence)
        return HttpResponseRedirect(url_of(article))

    def ask(self):
        """Hand the fix in for a colleague to read, and publish nothing."""
        article, by = self.state.article, self.request.user
        try:
            with transaction.atomic():
                asked = workflow.ask_for_fix(article, by=by, content=self.content, **self.fixing.asking)
                note_saved(self.request, article, JournalState.Form.FIX)
        except OutOfDate as refused:
            return self.brought_up_to_date(refused)
        except Refused as refused:
            return self.shown(self._with_note_drafted(str(refused)), REFUSED)
        whom = asked.reader or _("whoever is on duty")
        said = _("Readers have nothing of it yet: %(name)s is asked to read it and to publish it.")
        messages.success(self.request, said % {"name": whom})
        return HttpResponseRedirect(url_of(article) + "#asked-fixes")

    def _with_note_drafted(self, refused: str) -> str:
        """Put a first sentence into a note that is missing, so that only the look at it is left."""
        kind = self.fixing.form.cleaned_data["kind"]
        drafted = self.drafted(kind)
        if not drafted or self.fixing.form.cleaned_data["note"].strip():
            return refused
        data = self.request.POST.copy()
        data["note"] = drafted
        self.fixing = Fixing.bound(data, self.request.user, self.state.now)
        self.fixing.is_valid()
        return _("%(refused)s One was drafted below: read it, then publish.") % {"refused": refused}

    def _said(self, fixed: Fixed) -> Iterable[str]:
        """Yield what became of the draft; the bar that counts down says the rest."""
        article = self.state.article
        if fixed.voided:
            draft = content_of(visible_story(self.request.user, article.pk))
            why = voided(article, fixed.voided, draft, ("words",))
            said = {"name": fixed.voided.by, "places": f" ({why.said})" if why else ""}
            yield _("The fix is in the draft too, and %(name)s’s sign-off of the draft is void%(places)s.") % said
        elif fixed.taken_in and fixed.taken_in.text != fixed.edition.content.text:
            yield _("The fix is in the draft too.")
        if fixed.open:
            yield ngettext(
                "In %(count)s place the draft says something else, and keeps it: choose which stays.",
                "In %(count)s places the draft says something else, and keeps it: choose which stays.",
                len(fixed.open),
            ) % {"count": len(fixed.open)}

    def taken_up(self):
        """Show what was typed earlier and not published, in the version readers have by now."""
        if self.fixing.is_valid():
            self.content = tidy(self.fixing.content(self.live.content))
            if self.fixing.form.cleaned_data["edition"] != self.live.number:
                self._bring_up_to_date()
        return self.shown()

    def to_read(self):
        """Show what a colleague handed in to be read, put into the version readers have by now."""
        self.content = as_asked(self.asked, self.live)
        said = {name: getattr(self.asked, name) for name in ("kind", "note", "note_place")}
        now = self.state.now
        self.fixing = Fixing.of(self.live, self.content, self.request.user, now, asked=self.asked.uid, **said)
        return self.shown()

    def brought_up_to_date(self, refused: OutOfDate):
        """Put what was typed into the version readers have by now, and say so."""
        self.live = refused.standing
        self._bring_up_to_date()
        more = _("What you typed was put into it. Look at what would change now, then publish.")
        return self.shown(f"{refused} {more}", CONFLICT)

    def _bring_up_to_date(self) -> None:
        """Merge what was typed with the version readers have; where both changed one thing, what was typed stays in
        the form, beside what the other version says."""
        began = self.state.article.editions.filter(number=self.fixing.form.cleaned_data["edition"]).first()
        base = tidy(began.content) if began else None
        merged = merge(base, self.content, tidy(self.live.content))
        self.content = tidy(merged.resolved({clash.key: MINE for clash in merged.conflicts}))
        said = {name: value for name, value in self.fixing.form.cleaned_data.items() if name in _KEPT}
        now = self.state.now
        self.fixing = Fixing.of(self.live, self.content, self.request.user, now, **said)

    def drafted(self, kind: str) -> str:
        if self.content is None:
            return ""
        return drafted_note(kind, self.live.content, self.content, clock.local_date(self.state.now))

    def shown(self, refused: str = "", status: int = 200):
        state, form, article = self.state, self.fixing.form, self.state.article
        kinds = tuple(WRONG)
        before = tidy(self.live.content)
        after = self.content or before
        media = MappedMedia.from_media(form.media) + _MODULES
        context = {
            **self.site.each_context(self.request),
            "title": _("Fix what readers have: %(story)s") % {"story": article},
            "article": article,
            "state": state,
            "live": self.live,
            "form": form,
            "photos": self.fixing.photos,
            "photo_rows": photo_rows(self.fixing, {}),
            "thumbnail_width": 192,
            "editor": media,
            "import_maps": import_maps(self.request, media),
            "refused": refused,
            "doubts": self.doubts,
            "redline": redline(before, after, names_in(before, after, user=self.request.user)),
            "drafted": {kind: self.drafted(kind) for kind in ("correction", "clarification")},
            "kinds": [(kind, Edition.Kind(kind).label) for kind in kinds],
            "moves": [_Row(output.name, list(zip(kinds, output.moved, strict=True))) for output in moves.table(kinds)],
            "new_photos": {use.photo for use in after.photos} - {use.photo for use in before.photos},
            "alone": issues_alone(self.request.user),
            "asked": self.asked,
            "reads_it": bool(self.asked) and reads_with_own_eyes(self.request.user, self.asked, self.live),
            "differs": not state.readers_have_this,
            "ahead": state.ahead,
            "stage_chip": chips.stage_chip(article.stage),
            "readers_chip": chips.readers_chip(state.readers_have),
            "public_url": public_url(state),
            "preview_url": reverse("admin:articles_article_fix_preview", args=[article.pk]),
            "may_publish": permissions.may_publish(self.request.user, article),
            "may_pull": permissions.may_pull(self.request.user, article) and state.open_pull is None,
            "back": url_of(article),
            "may_edit": True,
            **kept.panel(self.request, article, may_edit=True, before=before, form=JournalState.Form.FIX),
        }
        return TemplateResponse(self.request, "admin/articles/article/fix_live.html", context, status=status)


_KEPT = {"kind", "note", "note_place", "not_a_correction", "reason", "reader", "read_by", "asked", "asks"}


@require_POST
def send_back(request, site, pk, uid):
    """Send a fix back that a colleague asked to be read, or take one's own back."""
    article = visible_story(request.user, pk)
    asked = _asked(article, str(uid))
    if asked is None:
        messages.error(request, _("That fix does not wait any more: somebody answered it."))
        return HttpResponseRedirect(url_of(article))
    try:
        workflow.send_fix_back(asked, by=request.user, why=request.POST.get("why", ""))
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(url_of(article, "fix_live") + f"?asked={uid}")
    mine = asked.by_id == request.user.pk
    said = _("Taken back.") if mine else _("Sent back: %(name)s is told why.") % {"name": asked.by}
    messages.success(request, said)
    return HttpResponseRedirect(url_of(article))
