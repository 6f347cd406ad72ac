"""The story as somebody outside gets it: the readers' look, whose it is, and what may be done with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import outside, workflow
from articles.content import Content
from articles.models import Edition, Hold, ReviewLink, Revision
from media.addresses import PREFIX
from media.documents import addresses as documents
from media.pictures import Picture
from newsroom.public.pages import page
from newsroom.public.papers import Paper
from newsroom.public.story import page_of

DONE = {"comment": _("Your comment is with the newsroom."), "sign-off": _("You signed off exactly this text.")}


def showing(
    link: ReviewLink,
    now: datetime,
    *,
    done: str = "",
    refused: str = "",
    said: Mapping | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the story, and keep on the record that it was looked at. Raise NotAllowed once the link ended."""
    before = link.views.first()
    view = workflow.view_by_link(link, now=now)
    revision = Revision.objects.get(article_id=link.article_id, number=view.revision_number)
    content = revision.content
    context = {
        **_story(link, content, now),
        "link": link,
        "revision": revision,
        "readers_have": _readers_have(link, content, now),
        "embargo": _embargo(link, now),
        "before": before if outside.changed_since(link, revision, before) else None,
        "notes_left": link.notes.order_by("at", "pk"),
        "signed": _signed(link, revision),
        "comment_url": reverse("outside:comment", args=[link.token]),
        "sign_off_url": reverse("outside:sign_off", args=[link.token]),
        "done": DONE.get(done, ""),
        "refused": refused,
        "said": said or {},
    }
    return page("outside/story.html", context, status=status)


def _story(link: ReviewLink, content: Content, now: datetime) -> dict:
    """Return what the readers' page prints of it, less what leads elsewhere, a breaking banner too.

    Its pictures are at the link's own address.
    """
    shown = page_of(content, now, apart=True, sensitive=link.article.sensitive)
    base = reverse("outside:story", args=[link.token])
    blocks = [
        replace(
            block,
            picture=_at_link(block.picture, base),
            paper=_paper_at_link(block.paper, base),
            embed=block.embed and replace(block.embed, player=None),
        )
        for block in shown["blocks"]
    ]
    return {
        **shown,
        "lead": _at_link(shown["lead"], base),
        "blocks": blocks,
        "sections": [],
        "plays": False,
        "banner": None,
    }


def _at_link(picture: Picture | None, base: str) -> Picture | None:
    """Return the picture with the addresses that this link opens; readers' own are shut until it is published."""
    if picture is None:
        return None

    def moved(addresses: str) -> str:
        return addresses.replace(PREFIX, f"{base}photos/")

    sources = tuple(replace(source, srcset=moved(source.srcset)) for source in picture.sources)
    return replace(picture, src=moved(picture.src), srcset=moved(picture.srcset), sources=sources)


def _paper_at_link(paper: Paper | None, base: str) -> Paper | None:
    """Return the document with the address that this link opens."""
    return paper and replace(paper, url=paper.url.replace(documents.PREFIX, f"{base}documents/"))


def _readers_have(link: ReviewLink, content: Content, now: datetime) -> str:
    """Return what readers have of it: nothing yet, another version, or exactly this."""
    live = Edition.objects.filter(article_id=link.article_id).live(now).select_related("words").first()
    if live is None:
        return "nothing"
    return "this" if live.content.text == content.text else "another"


def _embargo(link: ReviewLink, now: datetime) -> dict | None:
    """Return the embargo in force: until a moment, or until further notice."""
    until = link.article.embargoed_until
    if until and until > now:
        return {"until": until}
    held = link.article.holds.filter(kind=Hold.Kind.EMBARGO, lifted_at=None)
    return {"until": None} if held.exists() else None


def _signed(link: ReviewLink, revision: Revision) -> dict:
    """Return their sign-off of exactly this text, or their last one of another."""
    signed = list(link.sign_offs.all())
    this = next((one for one in signed if (one.words, one.pictures) == (revision.words, revision.pictures)), None)
    return {"this": this, "earlier": signed[0] if signed and this is None else None}
