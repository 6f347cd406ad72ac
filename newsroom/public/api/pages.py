"""The API: a story by its uid, pages of stories, and the page that tells people how to ask."""

import json
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.content import Content, from_text
from articles.models import Edition
from articles.querysets import pulls_at
from newsroom import clock
from newsroom.pagecache.collecting import note, path_tag

from .. import body, story
from ..album import Album
from ..feeds import notes_of
from ..lists import Listing
from ..moved import named
from ..names import Name, names
from ..pages import page
from ..reading import reader_page
from ..structured import absolute
from ..taken_down import RETRY_AFTER
from . import ninjs

PAGE = 30
OF = ("section", "tag", "contributor")
KNOWN = {*OF, "since", "before"}


def json_answer(said: dict, status: int = 200) -> HttpResponse:
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False), content_type="application/json; charset=utf-8", status=status
    )
    # Public to everybody and asked for with nothing of anybody's: pages of other sites may read it.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _refused(request: HttpRequest, sentence: str, status: int = 404) -> HttpResponse:
    note(path_tag(request.path_info), Listing().tag)
    return json_answer({"error": sentence}, status)


@reader_page
def about(request: HttpRequest, at: datetime) -> HttpResponse:
    """Tell people how the API is asked, with addresses that answer."""
    newest = next(iter(loaded(Listing().at(at))[:1]), None)
    note(Listing().tag)
    context = {
        "list_url": absolute(reverse("public:api_items")),
        "item_url": ninjs.uri_of(newest.article_uid) if newest else "",
        "page_size": PAGE,
        **names(at=at).frame,
    }
    return page("public/api.html", context)


@reader_page
def items(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with a page of stories, the newest first, of the paper or of one section, tag or contributor."""
    try:
        wanted, since = _asked(request)
    except ValueError as wrong:
        return _refused(request, str(wrong), 400)
    of = None
    if wanted:
        what, slug = wanted
        thing = named(what, slug)
        if thing is None:
            return _refused(request, _no_such(what))
        of = Name(what, thing.pk, str(thing.uid), thing.name, thing.slug)
    try:
        found = Listing(of).page(request.GET.get("before", ""), at, PAGE, load=lambda rows: loaded(rows, since))
    except Http404:
        return _refused(request, _("“before” is no place in this list. Take it from “next”, as it stands."), 400)
    # A tag or name that no listed story has is not public: its word may be a draft's alone.
    if of and of.what != "section" and not found.editions and not Listing(of).at(at).exists():
        return _refused(request, _no_such(of.what))
    note(Listing(of).tag, *([f"name:{of.what}:{of.pk}"] if of and (found.editions or of.what == "section") else []))
    told = told_of(found.editions, at)
    return json_answer({"items": told, **({"next": _next(request, found.older)} if found.older else {})})


def _no_such(what: str) -> str:
    return _("There is no such %(what)s, or nothing of it is published.") % {"what": what}


def _asked(request: HttpRequest) -> tuple[tuple[str, str] | None, datetime | None]:
    """Return whose stories are wanted, and from when on. Raise ValueError with a sentence."""
    unknown = sorted(set(request.GET) - KNOWN)
    if unknown:
        raise ValueError(
            _("“%(name)s” is unknown. Ask by %(known)s.") % {"name": unknown[0][:40], "known": ", ".join(sorted(KNOWN))}
        )
    wanted = [(what, request.GET[what]) for what in OF if what in request.GET]
    if len(wanted) > 1:
        raise ValueError(_("Ask by one of section, tag and contributor at a time."))
    since = request.GET.get("since", "")
    moment = clock.from_stamp(since.replace(" ", "+")) if since else None
    if since and moment is None:
        raise ValueError(_("“since” is a moment with its zone, such as 2026-11-22T12:00:00Z."))
    return (wanted[0] if wanted else None), moment


def _next(request: HttpRequest, cursor: str) -> str:
    asked = request.GET.copy()
    asked["before"] = cursor
    return f"{absolute(reverse('public:api_items'))}?{asked.urlencode()}"


def loaded(editions, since: datetime | None = None):
    """Load the words, and of what story they are."""
    editions = editions.select_related("address", "words").annotate(article_uid=F("article__uid"))
    return editions.filter(listed_at__gte=since) if since else editions


def told_of(editions: list[Edition], at: datetime, *, pictures: bool = True) -> list[dict]:
    """Return these stories, with their pictures or without. At most four queries, however many there are."""
    contents = [from_text(edition.words.text) for edition in editions]
    told = _material(contents, at, pictures)
    notes = notes_of(editions, at)
    for edition in editions:
        note(f"article:{edition.article_id}")
    return [
        ninjs.item(
            edition,
            content,
            told,
            [story.printed_note(each) for each in notes.get(edition.article_id, ())],
            edition.article_uid,
        )
        for edition, content in zip(editions, contents, strict=True)
    ]


def _material(contents: list[Content], at: datetime, pictures: bool) -> ninjs.Told:
    tags = {uid for content in contents for uid in content.tags}
    people = {byline.contributor for content in contents for byline in content.bylines}
    uses = [use for content in contents for use in content.photos] if pictures else []
    album = Album((use.photo for use in uses), at, {use.crop for use in uses})
    return ninjs.Told(names(tags, people), album, body.linked(contents, at))


@reader_page
def item(request: HttpRequest, at: datetime, uid: UUID) -> HttpResponse:
    """Answer with a story by its uid: as it stands, that it is canceled, or that there is none."""
    rows = Edition.objects.standing_at(at).filter(article__uid=uid, article__live_entry=None)
    standing = (
        rows.select_related("address", "words")
        .annotate(article_uid=F("article__uid"), pulled=Exists(pulls_at(at)))
        .first()
    )
    if standing is None:
        return _refused(request, _("There is no such story, or it is not published."))
    note(f"article:{standing.article_id}")
    if standing.shows != Edition.Shows.TEXT:
        said = standing.words.public_note if standing.shows == Edition.Shows.NOTICE else ""
        return json_answer(ninjs.gone(uid, standing.live_from, said), 410)
    if standing.pulled:
        answer = _refused(
            request, _("This story is being looked at. Ask again later, and do not use it until then."), 503
        )
        answer["Retry-After"] = str(RETRY_AFTER)
        return answer
    return json_answer(told_of([standing], at)[0])
