"""A story's earlier versions, as readers may see what was changed in it: off unless the newsroom turns it on."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from articles.body import keep_photos
from articles.content import OF_ONE_KIND, Content
from articles.models import Edition
from articles.paid import paid_of
from articles.redline import Names, Redline, redline
from articles.withheld import is_withheld
from newsroom import clock
from newsroom.pagecache.collecting import note, path_tag
from newsroom.pagecache.links import here

from . import dates
from .answers import PublicNote
from .earlier import history_tag
from .lists import direction
from .names import names
from .pages import page
from .reading import reader_page
from .story import Note, printed_note
from .views import not_found

# What readers are shown of a text beside its pictures, whose rights may be over; never what only the desk reads.
_SHOWN = ("headline", "dek", "dateline", "language", "kind", "paid_as", "sponsor", *OF_ONE_KIND)


@dataclass(frozen=True)
class Version:
    """One version readers had: its number, from when on, its note, and where what it changed can be read; of one that
    is withheld, that it is."""

    number: int
    since: dates.Printed
    note: Note | None = None
    url: str = ""
    is_first: bool = False
    withheld: bool = False


@reader_page
def versions_page(request: HttpRequest, at: datetime, uid: UUID) -> HttpResponse:
    """Answer with the versions of a story, the newest first, and which of them are withheld."""
    standing = _standing(request, uid, at)
    if standing is None:
        return not_found(request, at)
    issued = list(_issued(standing, at).defer("words__text", "words__card"))
    shown = [each.pk for each in issued if not each.kept_back]
    known = set(shown[:-1])
    listed = [_version(each, uid if each.pk in known else None, is_first=each is issued[-1]) for each in issued]
    return page("public/versions.html", {**_about(standing, at), "versions": listed})


@reader_page
def version_page(request: HttpRequest, at: datetime, uid: UUID, number: int) -> HttpResponse:
    """Answer with what one version changed in the latest before it that may be shown.

    No word of one that is withheld is read for it: what is compared are two versions readers may have.
    """
    standing = _standing(request, uid, at)
    if standing is None:
        return not_found(request, at)
    issued = _issued(standing, at)
    shown = list(issued.filter(kept_back=False, number__lte=number)[:2])
    if len(shown) < 2 or shown[0].number != number:
        return not_found(request, at)
    after, before = shown
    between = issued.filter(kept_back=True, live_from__gt=before.live_from, live_from__lt=after.live_from)
    context = {**_about(standing, at), "version": _version(after, None), "before": _version(before, None)}
    # Numbers that follow each other have nothing between them.
    context["between"] = after.number - before.number > 1 and between.exists()
    return page("public/versions.html", {**context, "redline": _redline(before, after)})


def _standing(request: HttpRequest, uid: UUID, at: datetime) -> Edition | None:
    """Return what readers have of the story now, where they may see what it was before. None says nothing of why."""
    note(path_tag(request.path_info))
    if not settings.VERSIONS:
        return None
    open_now = Edition.objects.open_history(at).filter(article__uid=uid)
    found = open_now.select_related("words", "address").annotate(article_uid=F("article__uid")).first()
    if found is not None:
        note(f"article:{found.article_id}", history_tag(found.article_id))
    return found


def _issued(standing: Edition, at: datetime):
    issued = Edition.objects.issued().filter(article=standing.article_id, live_from__lte=at)
    return issued.annotate(kept_back=is_withheld()).select_related("words").order_by("-live_from")


def _version(edition: Edition, uid: UUID | None, *, is_first: bool = False) -> Version:
    since = dates.published(edition.live_from, clock.local_date(edition.live_from))
    if edition.kept_back:
        return Version(edition.number, since, withheld=True)
    said = edition.words.public_note
    shown = printed_note(PublicNote(edition.kind, edition.live_from, said)) if said else None
    url = here(reverse("public:version", args=[uid, edition.number])) if uid else ""
    return Version(edition.number, since, shown, url, is_first)


def _redline(before: Edition, after: Edition) -> Redline:
    return redline(_shown(before.content), _shown(after.content), Names())


def _shown(content: Content) -> Content:
    return replace(
        Content(), **{name: getattr(content, name) for name in _SHOWN}, body=keep_photos(content.body, ())
    )  # fmt: skip


def _about(standing: Edition, at: datetime) -> dict:
    content = standing.content
    return {
        "headline": content.headline,
        "language": content.language,
        "direction": direction(content.language),
        "paid": paid_of(content),
        "story_url": here(standing.address.key),
        "versions_url": here(reverse("public:versions", args=[standing.article_uid])),
        **names(at=at).frame,
    }
