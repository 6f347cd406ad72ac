"""The live desk of one story as one person has it: which forms they have, and what each of them does."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles import permissions
from articles.body import plain
from articles.models import Article, Edition, LiveStory
from articles.workflow.issuing import standing
from newsroom import clock

from . import acts
from .forms import (
    CloseForm,
    EndForm,
    EntryForm,
    LetForm,
    MendForm,
    NothingForm,
    OpenForm,
    PointsForm,
    PostForm,
    QueuedForm,
)
from .rows import Person, Points, points_of


@dataclass(frozen=True)
class Do:
    """What can be asked: what it does, with which form, whose field names begin with `prefix`."""

    act: Callable
    form: type[forms.Form]
    prefix: str | None = None
    # Whether it goes on when the live story is closed.
    after: bool = False


DOES = {
    "open": Do(acts.open_, OpenForm, "open"),
    "let": Do(acts.let, LetForm, "let"),
    "end_leave": Do(acts.end_leave, EndForm),
    "pause": Do(acts.pause, NothingForm),
    "resume": Do(acts.resume, NothingForm),
    "queue_first": Do(acts.queue_first, NothingForm),
    "post_at_once": Do(acts.post_at_once, NothingForm),
    "close": Do(acts.close, CloseForm, "close"),
    "points": Do(acts.set_points, PointsForm, "points"),
    "pin": Do(acts.pin, EntryForm),
    "unpin": Do(acts.unpin, NothingForm),
    "post": Do(acts.post, PostForm, "post"),
    "queue": Do(acts.queue, PostForm, "post"),
    "mend": Do(acts.mend, MendForm, "mend"),
    "requeue": Do(acts.requeue, QueuedForm, "queued"),
    "approve_edited": Do(acts.approve_edited, QueuedForm, "queued"),
    "approve": Do(acts.approve, EntryForm),
    "send_back": Do(acts.send_back, EntryForm),
    "drop": Do(acts.drop, EntryForm),
    "read": Do(acts.read, EntryForm, after=True),
    "pull": Do(acts.pull, EntryForm, after=True),
    "restore": Do(acts.restore, EntryForm, after=True),
}


@dataclass
class Desk:
    """Who looks at which live story, and what they asked for, if anything."""

    request: object
    article: Article
    live: LiveStory | None
    person: Person
    asked: str = ""

    @classmethod
    def of(cls, request, pk: int) -> "Desk":
        """Raise Http404 for a story this person may not see, PermissionDenied where they write none."""
        article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
        if not permissions.may_create(request.user):
            raise PermissionDenied(permissions.refusal(str(request.user), _("work on this live story")))
        live = LiveStory.objects.select_related("article", "paused_by").filter(pk=pk).first()
        asked = request.POST.get("do", "") if request.method == "POST" else ""
        return cls(request, article, live, Person.of(request.user, article), asked)

    @property
    def is_open(self) -> bool:
        return self.live is not None and self.live.closed_at is None

    @property
    def is_out(self) -> bool:
        """Whether readers have the live story itself."""
        shown = standing(self.article, clock.now())
        return shown is not None and shown.shows == Edition.Shows.TEXT

    @cached_property
    def points(self) -> Points:
        return points_of(self.live, clock.now())

    def sent(self) -> forms.Form | None:
        """Return the form that was sent, bound; None where nothing of that name can be done here now."""
        do = DOES.get(self.asked)
        if (
            do is None
            or (self.live is None) != (self.asked == "open")
            or not (do.after or self.is_open or not self.live)
        ):
            return None
        return do.form(self.request.POST, self.request.FILES, prefix=do.prefix, **self._given(do.form))

    def shown(self, sent: forms.Form | None) -> dict[str, forms.Form]:
        """Return the forms that stand on the page, the one that was sent with what was said in it."""
        if self.live is None:
            wanted = {"open": {}} if self.person.runs else {}
        elif not self.is_open:
            wanted = {}
        else:
            wanted = {"post": {}}
            if self.person.runs:
                points = self.points
                said = {"points": "\n".join(points.lines), "version": points.number}
                wanted |= {"let": {}, "points": said, "close": {"summary": self._summary()}}
        shown = {name: self._shown(name, initial, sent) for name, initial in wanted.items()}
        if "post" in shown and (self.person.posts or not self.person.runs):
            # Who comes to read and approve has its keys at once; who comes to write, the box.
            shown["post"].fields["text"].widget.attrs["autofocus"] = True
        return shown

    def _shown(self, name: str, initial: dict, sent: forms.Form | None) -> forms.Form:
        do = DOES[name]
        if sent is not None and isinstance(sent, do.form):
            return sent
        return do.form(prefix=do.prefix, initial=initial, **self._given(do.form))

    def empty(self, name: str, initial: dict) -> forms.Form:
        """Return a form of that name, filled in."""
        return self._shown(name, initial, None)

    def _given(self, form: type[forms.Form]) -> dict:
        if form is LetForm:
            return {"asked_by": self.request.user}
        if form in {PointsForm, CloseForm}:
            return {"by": self.request.user, "posts": self.person.posts}
        return (
            {"by": self.request.user, "live": self.live} if issubclass(form, (PostForm, MendForm, QueuedForm)) else {}
        )

    def _summary(self) -> str:
        shown = standing(self.article, clock.now())
        return plain(shown.content.body) if shown and shown.shows == Edition.Shows.TEXT else ""
