"""The page of a save that two people's changes stand in the way of: the whole story, and what is to be chosen."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.bylines import join_names
from articles.eyes import BESIDE
from articles.merge import BOTH, MINE, THEIRS, Clash, changed_by_them
from articles.models import Article, Revision
from articles.own_fields import own_field
from articles.redline import Names, label_of, marks, names_in
from articles.workflow import Conflict
from newsroom import clock

from .conflict_words import What, what_of, whole

CHOICE = "choice-"
_NOT_CARRIED = {"csrfmiddlewaretoken", "_save", "_verb"}


@dataclass(frozen=True)
class Answer:
    """One of the texts somebody can take: `gone` where it was taken out, `empty` where nothing is written in it."""

    value: str
    label: str
    html: SafeString = SafeString("")
    gone: bool = False
    empty: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class Question:
    """One conflict as the page asks it, and where it stands in the story."""

    name: str
    number: int
    label: str
    answers: list[Answer]
    both: Answer | None
    language: str


@dataclass(frozen=True)
class Shown:
    """A part of the merged story: quiet when it is settled, or a question. `by`: whose change it is."""

    label: str
    by: str
    html: SafeString = SafeString("")
    question: Question | None = None


def choices_in(post: QueryDict) -> dict[str, str]:
    """Return what was chosen on the page, by conflict."""
    chosen = ((name, value) for name, value in post.items() if name.startswith(CHOICE) and isinstance(value, str))
    return {name.removeprefix(CHOICE): value for name, value in chosen}


def page(request, site, article: Article, base: int | None, refused: Conflict, status: int):
    """Show both texts of every conflict in its place, with everything that was posted carried along."""
    merged = refused.merged
    chosen = choices_in(request.POST)
    left = merged.left(chosen)
    since = _saved_since(article, base)
    asking = Asking(request, names_in(merged.mine, merged.theirs, user=request.user), merged, chosen, since)
    parts = asking.parts()
    posted = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_CARRIED and not name.startswith(CHOICE)
    ]
    context = {
        **site.each_context(request),
        "title": _("Two versions of %(story)s") % {"story": article},
        "article": article,
        "action": reverse("admin:articles_article_change", args=[article.pk]),
        "refused": str(refused),
        "asked_again": bool(chosen) and bool(left),
        "posted": posted,
        "parts": parts,
        "conflicts": len(merged.conflicts),
        "left": len(left),
        "moved_apart": merged.moved_apart,
        "saved": since[-1] if since else None,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=status)


def _saved_since(article: Article, base: int | None) -> list[Revision]:
    """Return what others kept since, the oldest first; the latest alone where it is not known since when."""
    kept = Revision.objects.filter(article=article).select_related("by").order_by("number")
    since = [one for one in kept.filter(number__gt=base or 0)[:50] if one.why not in BESIDE]
    return since or list(kept.reverse()[:1])


class Asking:
    """Turns a merge into what the page shows, in reading order."""

    def __init__(self, request, names: Names, merged, chosen: dict[str, str], since: list[Revision]):
        self.user, self.names, self.merged, self.chosen = request.user, names, merged, chosen
        self.since = [(revision, revision.content) for revision in since]
        self.number = 0

    def parts(self) -> list[Shown]:
        """Return the story in reading order, each conflict in its place."""
        merged = self.merged
        head = [self._field(name, always=True) for name in ("headline", "dek")]
        head += [self._question(clash) for row in merged.bylines for clash in row.clashes]
        head += [self._field(name) for name in ("dateline", "dated")]
        body = [
            self._question(part.slot)
            if isinstance(part.slot, Clash)
            else Shown("", part.by, whole(part.slot, self.names))
            for part in merged.body
        ]
        after: list[Shown | None] = [self._question(clash) for row in merged.photos for clash in row.clashes]
        after += [self._question(merged.lead)] if merged.lead else []
        shown = {"headline", "dek", "dateline", "dated"}
        after += [self._field(name) for name in merged.fields if name not in shown]
        after += [self._question(slot) for slot in merged.tags if isinstance(slot, Clash)]
        after += [self._question(slot) for slot in merged.beside.values() if isinstance(slot, Clash)]
        return [part for part in (*head, *body, *after) if part]

    def _field(self, name: str, always: bool = False) -> Shown | None:
        slot = self.merged.fields[name]
        if isinstance(slot, Clash):
            return self._question(slot)
        label = capfirst(str(own_field(Article, name).verbose_name))
        return Shown(label, "", format_html("<p>{}</p>", slot)) if always and slot else None

    def _question(self, clash: Clash) -> Shown:
        self.number += 1
        what = what_of(clash, self.names)
        chosen = self.chosen.get(clash.key)
        mine = self._answer(clash, MINE, clash.mine, what, self._mine(), chosen)
        theirs = self._answer(clash, THEIRS, clash.theirs, what, self._whose(clash), chosen)
        # Of a text and none, both is the text.
        can_have_both = BOTH in clash.options and None not in (clash.mine, clash.theirs)
        both = Answer(BOTH, _("Take both"), chosen=chosen == BOTH) if can_have_both else None
        name = f"{CHOICE}{clash.key}"
        language = self.merged.theirs.language
        return Shown("", "", question=Question(name, self.number, what.label, [mine, theirs], both, language))

    def _answer(self, clash: Clash, side: str, text: str | None, what: What, label: str, chosen) -> Answer:
        was, now = (what.html(said) if said is not None else "" for said in (clash.base, text))
        if was and (now or text is None):
            html = marks(was, now, self.names)
        else:
            html = whole(now, self.names) if now else SafeString("")
        return Answer(side, label, html, gone=text is None, empty=text == "", chosen=chosen == side)

    def _mine(self) -> str:
        """Return what the text of whoever chooses is called."""
        return _("Yours")

    def _whose(self, clash: Clash) -> str:
        """Return whose the other text is, and when they saved it: the first who had it so."""
        holds = (revision for revision, content in self.since if _holds(content, clash))
        revision = next(holds, self.since[-1][0])
        at = f"{clock.local(revision.at):%H:%M:%S}"
        if revision.by == self.user:
            return _("Yours, saved %(time)s in another window") % {"time": at}
        return _("%(name)s’s, saved %(time)s") % {"name": revision.by, "time": at}


def _holds(content, clash: Clash) -> bool:
    if clash.where == "body":
        paragraphs = content.body.split("\n")
        return clash.theirs in paragraphs if clash.theirs is not None else clash.base not in paragraphs
    return not clash.name and getattr(content, clash.where, None) == clash.theirs


def say_what_came_in(request, article: Article, base: int | None, saved: Revision | None) -> bool:
    """Tell somebody whose changes came in with their save, and say whether there were any."""
    if base is None or (saved and saved.why != Revision.Why.MERGED):
        return False
    between = list(Revision.objects.filter(article=article, number__gte=base).order_by("number"))
    if saved:
        between.pop()
    since = [one for one in between if one.number > base and one.why not in BESIDE]
    if not since or between[0].number != base or between[0].text == since[-1].text:
        return False
    changed = changed_by_them(between[0].content, since[-1].content)
    who = join_names(list(dict.fromkeys(_name(request, one) for one in since)))
    if changed.paragraphs:
        said = ngettext(
            "%(name)s’s changes to %(count)s paragraph are in.",
            "%(name)s’s changes to %(count)s paragraphs are in.",
            changed.paragraphs,
        ) % {"name": who, "count": changed.paragraphs}
    else:
        said = _("%(name)s’s changes are in.") % {"name": who}
    if changed.fields:
        labels = [label_of(name) for name in changed.fields]
        said = f"{said} " + _("Also changed: %(fields)s.") % {"fields": ", ".join(labels)}
    messages.info(request, said)
    return True


def _name(request, revision: Revision) -> str:
    return _("Your other window") if revision.by_id == request.user.pk else str(revision.by)
