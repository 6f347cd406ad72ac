"""What somebody outside meets by a link: the story in the readers' look, a place to comment, a yes to exactly it."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from articles import outside, workflow
from articles.models import ReviewLink
from articles.workflow import NotAllowed, Refused
from media import addresses
from media.documents import addresses as documents
from media.documents import handing
from media.models import Document, Photo
from media.renditions import find
from newsroom.public.handing_over import send

from . import doors
from .showing import showing

REFUSED = 422


@doors.opened_by_link
def story_page(request: HttpRequest, link: ReviewLink, now: datetime) -> HttpResponse:
    """Show the story; every look is on the record."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if request.method == "HEAD":
        return HttpResponse()
    try:
        return showing(link, now, done=request.GET.get("done", ""))
    except NotAllowed:
        # It ended between the door and the record.
        return doors.closed()


@doors.opened_by_link
def comment(request: HttpRequest, link: ReviewLink, now: datetime) -> HttpResponse:
    """Take a comment; one that is refused is still in its box."""
    said = request.POST

    def do():
        workflow.comment_by_link(
            link,
            text=said.get("text", ""),
            revision=_number(said.get("revision", "")),
            passage=_number(said.get("passage", "")),
            now=now,
        )

    return _answered(request, link, now, do, done="comment")


@doors.opened_by_link
def sign_off(request: HttpRequest, link: ReviewLink, now: datetime) -> HttpResponse:
    """Take a yes to the text that was on the page, and to no other."""

    def do():
        workflow.sign_off_by_link(link, revision=_number(request.POST.get("revision", "")), now=now)

    return _answered(request, link, now, do, done="sign-off")


def _answered(request: HttpRequest, link: ReviewLink, now: datetime, do, done: str) -> HttpResponse:
    here = reverse("outside:story", args=[link.token])
    if request.method != "POST":
        return HttpResponseRedirect(here)
    try:
        do()
    except NotAllowed as refused:
        return showing(link, now, refused=str(refused), said=request.POST, status=403)
    except Refused as refused:
        return showing(link, now, refused=str(refused), said=request.POST, status=REFUSED)
    return HttpResponseRedirect(f"{here}?done={done}")


@doors.before_the_pass_phrase
@sensitive_post_parameters("pass_phrase")
def unlock(request: HttpRequest, link: ReviewLink, now: datetime) -> HttpResponse:
    """Take the pass phrase, and remember for half a day that it was right."""
    here = HttpResponseRedirect(reverse("outside:story", args=[link.token]))
    if request.method != "POST" or not link.pass_phrase:
        return here
    try:
        workflow.unlock_by_link(link, pass_phrase=request.POST.get("pass_phrase", "")[:200], now=now)
    except Refused as refused:
        return doors.pass_phrase_page(link, link.token, str(refused), 403)
    doors.remember_unlocked(here, link, link.token)
    return here


@doors.opened_by_link
def photo(request: HttpRequest, link: ReviewLink, now: datetime, uid: UUID, name: str) -> HttpResponse:
    """Serve a photo of the text that the link shows, as far as it may be used now."""
    address = addresses.read(uid, name)
    shown = {use.photo for use in outside.revision_for(link).content.photos}
    if request.method not in {"GET", "HEAD"} or address is None or str(uid) not in shown:
        return HttpResponse(_("There is no such picture here."), status=404, content_type="text/plain; charset=utf-8")
    found = find(address)
    usable = found and Photo.objects.usable(now).filter(pk=found.photo_id).exists()
    response = send(request, found, 0) if usable else None
    if response is None:
        return HttpResponse(_("There is no such picture here."), status=404, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    for header in ("Surrogate-Key", "Cache-Tag"):
        del response[header]
    return response


@doors.opened_by_link
def document(request: HttpRequest, link: ReviewLink, now: datetime, uid: UUID, name: str) -> HttpResponse:
    """Serve a document of the text that the link shows, as far as it may be used now."""
    shown = str(uid) in outside.revision_for(link).content.documents and documents.is_ours(uid, name)
    found = Document.objects.usable(now).filter(uid=uid).first() if shown else None
    response = handing.answer(request, found, "no-store") if found and request.method in {"GET", "HEAD"} else None
    if response is None:
        return HttpResponse(_("There is no such document here."), status=404, content_type="text/plain; charset=utf-8")
    return response


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0
