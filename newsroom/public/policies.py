"""What the paper says of itself: a list of it, each policy, and the versions there were."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from articles.models import Contributor, Edition, EditionByline
from newsroom import clock
from newsroom.pagecache.collecting import note, path_tag
from newsroom.paper import markup
from newsroom.paper.current import site
from newsroom.paper.models import PolicyEdition
from newsroom.paper.policies import BY_SLUG, PolicyKind
from newsroom.paper.policy_verbs import tag_of

from . import dates, structured_pages
from .lists import direction
from .names import Name, names
from .pages import page
from .reading import reader_page
from .views import not_found

# The page of a small paper lists all its writers; of a large one the first so many by name.
WRITERS = 300


@dataclass(frozen=True)
class Writer:
    """Somebody of this paper on its masthead: who, as what, and what they cover."""

    name: Name
    title: str
    covers: list[str]


@reader_page
def about(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with what the paper says of itself, and the list of its policies."""
    kinds = site().policies
    if not kinds:
        return not_found(request, at)
    return _show(request, BY_SLUG["about"], at, needs_text=False)


@reader_page
def policy(request: HttpRequest, at: datetime, slug: str, number: str = "") -> HttpResponse:
    """Answer with a policy as it stands at that moment, or with one of the versions before."""
    if slug == "about" and not number:
        return HttpResponsePermanentRedirect(reverse("public:about"))
    kind = BY_SLUG.get(slug)
    return _show(request, kind, at, int(number or 0)) if kind else not_found(request, at)


def _show(
    request: HttpRequest, kind: PolicyKind, at: datetime, number: int = 0, *, needs_text: bool = True
) -> HttpResponse:
    versions = list(PolicyEdition.objects.filter(kind=kind.code, live_from__lte=at).order_by("-number"))
    stands = versions[0] if versions and _says_something(versions[0]) else None
    shown = next((each for each in versions if each.number == number), None) if number else stands
    if needs_text and not (stands and shown and _says_something(shown)):
        note(path_tag(request.path_info), tag_of(kind.code))
        return not_found(request, at)
    note(tag_of(kind.code))
    return page("public/policy.html", page_of(kind, shown, versions if stands else [], at))


def page_of(kind: PolicyKind, shown: PolicyEdition | None, versions: list[PolicyEdition], at: datetime) -> dict:
    """Return what a policy's page prints; `shown` is none where only the list of policies is."""
    paper = site()
    standing = versions[0] if versions else None
    is_old = bool(shown and standing and shown.pk and shown.number != standing.number)
    since = dates.day(clock.local_date(shown.live_from)) if shown else None
    language = shown.language if shown else paper.language
    return {
        "kind": kind,
        "shown": shown,
        "since": since,
        "language": language,
        "direction": direction(language),
        "is_old": is_old,
        "standing_url": structured_pages.policy_path(kind),
        "pieces": markup.pieces(shown.text) if shown else [],
        "writers": _writers(at) if shown and shown.lists_writers else [],
        "versions": [_version(kind, each) for each in versions if _says_something(each)] if len(versions) > 1 else [],
        "kinds": [(each, structured_pages.policy_path(each)) for each in paper.policies if each.code != kind.code],
        **structured_pages.policy_page(kind, is_old=is_old),
        **names(at=at).frame,
    }


def _says_something(edition: PolicyEdition) -> bool:
    return bool(edition.text or edition.lists_writers)


def _version(kind: PolicyKind, edition: PolicyEdition) -> dict:
    return {
        "number": edition.number,
        "date": dates.day(clock.local_date(edition.live_from)),
        "note": edition.note,
        "url": reverse("public:policy_version", args=[kind.slug, edition.number]),
    }


def _writers(at: datetime) -> list[Writer]:
    """Return the people of this paper whose names readers have: who works here, and stands on something live."""
    note("list:all")
    live = Edition.objects.listed(at).filter(pk=OuterRef("edition"))
    theirs = EditionByline.objects.filter(contributor=OuterRef("pk"), listed_at__lte=at).filter(Exists(live))
    people = Contributor.objects.filter(kind="person", account__is_active=True).filter(Exists(theirs))
    found = [
        Writer(Name("contributor", each.pk, str(each.uid), each.name, each.slug), each.title, each.covers)
        for each in people[:WRITERS]
    ]
    note(*(f"name:contributor:{each.name.pk}" for each in found))
    return found
