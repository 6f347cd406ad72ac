"""Choosing from the library for a story, or a fix of it, on a page of its own: the form's picker without a script."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpResponseRedirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles import permissions, workflow
from articles.content import Content, is_uid
from articles.models import Article
from articles.workflow import Refused
from articles.working_copy import content_of
from newsroom.record.canonical import clean_text

from .story import url_of, visible_story

_A_PAGE = 24


@dataclass(frozen=True)
class Choosing:
    """Somebody who chooses `name`s ("photo") for a story; what they chose stands at `anchor` of its form."""

    request: object
    article: Article
    name: str
    anchor: str

    @classmethod
    def begun(cls, request, pk, name: str, anchor: str) -> "Choosing":
        """Find the story of a request; deny who may change neither it nor, where that is asked, what readers have."""
        article = visible_story(request.user, pk)
        chosen_for = cls(request, article, name, anchor)
        may = permissions.may_fix_live if chosen_for.into_a_fix else permissions.may_edit
        if not may(request.user, article):
            raise PermissionDenied(_("You may not change this story."))
        return chosen_for

    @property
    def into_a_fix(self) -> bool:
        return "fix" in self.request.GET

    @property
    def uids(self) -> list[str]:
        """Return what is ticked."""
        return self.request.POST.getlist(self.name)

    @cached_property
    def asked(self) -> str:
        return " ".join(clean_text(self.request.GET.get("q", "")).split())[:100]

    def page(self, found) -> Page:
        return Paginator(found, _A_PAGE).get_page(self.request.GET.get("page"))

    def context(self, site, title: str) -> dict:
        """Return what the template of either kind is told."""
        return {
            **site.each_context(self.request),
            "title": title % {"story": self.article},
            "article": self.article,
            "asked": self.asked,
            "into_a_fix": self.into_a_fix,
            "back": url_of(self.article, "fix_live" if self.into_a_fix else "change"),
        }

    def to_the_fix(self) -> HttpResponseRedirect:
        """Open the page of a fix with what is ticked: nothing is saved before it is published."""
        chosen = urlencode([(self.name, uid) for uid in self.uids if is_uid(uid)])
        return HttpResponseRedirect(f"{url_of(self.article, 'fix_live')}?{chosen}#{self.anchor}")

    def put_in(self, more: dict, said: str) -> HttpResponseRedirect:
        """Save the story with these parts of its content changed, and say so; where that is refused, say why."""
        content: Content = replace(content_of(self.article), **more)
        try:
            workflow.save(self.article, by=self.request.user, content=content, base=self.article.revision_number)
        except Refused as refused:
            messages.error(self.request, str(refused))
            return HttpResponseRedirect(self.request.get_full_path())
        messages.success(self.request, said)
        return HttpResponseRedirect(f"{url_of(self.article)}#{self.anchor}")
