"""The pages readers see: look up, check, answer."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils.formats import date_format

from newsroom import clock
from newsroom.pagecache.collecting import note, path_tag
from newsroom.pagecache.links import here
from newsroom.paper.current import site
from newsroom.prepared import MOMENT, prepared

from . import curated, dates, live, profile, story, structured_pages, taken_down
from .album import CARD, Album
from .answers import Answer, State, answer
from .blocks import MIDDLE_SIZES, Placed
from .front import front
from .languages import figures
from .lists import LIST_SIZES, Listing, card, carded
from .most_read import of_a_day
from .moved import moved, named
from .names import Name, names
from .pages import page
from .reading import reader_page
from .structured import absolute

# The first newspaper came out in 1605: no day before it has an archive, and no crawler walks there.
FIRST_YEAR = 1605
SECURITY_MONTHS = 6


@reader_page
def front_page(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer with the front: the curated one, else one that makes itself."""
    return front_as_it_is(at)


def front_as_it_is(at: datetime, **more) -> HttpResponse:
    """Answer with the front, `more` said beside it: that it is a preview."""
    curated_one = curated.home(at)
    template = "public/curated.html" if curated_one else "public/front.html"
    return page(template, {**(curated_one or front(at)), **structured_pages.front(), **more})


@reader_page
def section_page(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with a section's front where it is curated, else with its stories; a section without any says so."""
    found = None if "before" in request.GET else named("section", slug)
    if found is None:
        return _list_page(request, at, slug, "section", needs_stories=False)
    of = Name("section", found.pk, str(found.uid), found.name, found.slug)
    curated_one = curated.of_section(of, at)
    if curated_one is None:
        return _list_page(request, at, slug, "section", needs_stories=False, thing=found)
    note(f"name:section:{found.pk}")
    said = structured_pages.list_page(of, found, found.description, is_first=True)
    return page("public/curated.html", {**curated_one, "of": of, "about": found.description, **said})


@reader_page
def section_all(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with all stories of a section, whose own page may be a curated front."""
    return _list_page(request, at, slug, "section", needs_stories=False, is_front=False)


@reader_page
def special_page(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with a special that is curated, as long as readers have one of that address."""
    found = curated.special(slug, at)
    if found is None:
        return not_found(request, at)
    return page("public/curated.html", {**found, **structured_pages.special(found["title"], slug)})


@reader_page
def tag_page(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with the stories of a tag."""
    return _list_page(request, at, slug, "tag")


@reader_page
def contributor_page(request: HttpRequest, at: datetime, slug: str) -> HttpResponse:
    """Answer with the stories of a contributor."""
    return _list_page(request, at, slug, "contributor")


def _list_page(
    request: HttpRequest,
    at: datetime,
    slug: str,
    what: str,
    *,
    needs_stories: bool = True,
    is_front: bool = True,
    thing=None,
) -> HttpResponse:
    """Answer with a list. A tag or name that no listed story has is not public: its word may be a draft's alone.

    `is_front`: its first page is the one that is found by search engines.
    """
    thing = thing or named(what, slug)
    if thing is None:
        return moved(what, slug, at) or not_found(request, at)
    of = Name(what, thing.pk, str(thing.uid), thing.name, thing.slug)
    try:
        found = Listing(of).page(request.GET.get("before", ""), at)
    except Http404:
        return not_found(request, at)
    if not found.editions and (needs_stories or not found.is_first):
        return not_found(request, at)
    note(f"name:{what}:{thing.pk}")
    if not found.editions:
        note(of.list_tag)
    about = getattr(thing, "bio", "") or getattr(thing, "description", "")
    ranked = [of_a_day(of.pk)] if what == "section" and found.is_first and is_front else []
    is_first = found.is_first and is_front
    context = {"of": of, "thing": thing, "about": about, "older": found.older, "page": found, "is_first": is_first}
    context |= _entries(found.editions, at, ranked, face=str(getattr(thing, "face", None) or ""))
    if what == "contributor":
        context |= profile.said_of(thing, context["sections"])
        context["face"] = profile.portrait(context["album"], str(thing.face or ""), of.name)
    said = structured_pages.list_page(of, thing, about, is_first=is_first, face=context.get("face"))
    return page("public/list.html", {**context, **said})


def _entries(editions, at: datetime, ranked: Iterable[str] = (), face: str = "") -> dict:
    """Return a list's cards with their pictures, the sections, and the line that credits the pictures.

    `face` is the uid of one photo more that the page has, a portrait: all are fetched at once, as `album`.
    """
    cards = [card(edition, at) for edition in editions]
    shown = {each.lead.photo for each in cards if each.lead} | ({face} - {""})
    album = Album(shown, at, {CARD, profile.PAGE_SHAPE} if face else {CARD})
    entries = [Placed(each, album.small(each.lead, each.section, sizes=LIST_SIZES)) for each in cards]
    said = {"entries": entries, "pictures_line": album.closing_line, "album": album}
    return {**said, **names(at=at, ranked=ranked).frame}


@reader_page
def day_page(request: HttpRequest, at: datetime, year: str, month: str, day: str) -> HttpResponse:
    """Answer with the stories of a day; a day to come is not found."""
    try:
        asked = date(int(year), int(month), int(day))
    except ValueError:
        return not_found(request, at)
    today = clock.local_date(at)
    if asked > today or asked.year < FIRST_YEAR:
        return not_found(request, at)
    listing = Listing(day=asked)
    try:
        found = listing.page(request.GET.get("before", ""), at)
    except Http404:
        return not_found(request, at)
    if not found.editions and not found.is_first:
        return not_found(request, at)
    note(listing.tag)
    entries = _entries(found.editions, at)
    # An empty day leads nowhere, else a crawler would walk from it to the first newspaper, a page a day.
    near = [asked + timedelta(days=step) for step in (-1, 1)] if entries["entries"] else []
    context = {
        "day": dates.day(asked),
        "page": found,
        "own_path": dates.day_path(asked),
        "up": _month_of(asked) if entries["entries"] else None,
        "near": [(dates.day(each), dates.day_path(each)) for each in near if each <= today],
    }
    return page("public/day.html", {**context, **entries})


def _month_of(day: date) -> tuple[str, str]:
    """Return what the month of a day is called, and its address."""
    url = here(reverse("public:month", args=[f"{day.year:04}", f"{day.month:02}"]))
    return figures(date_format(day, "F Y")), url


@reader_page
def story_page(request: HttpRequest, at: datetime, path: str) -> HttpResponse:
    """Answer any other address: with the story it belongs to, or with why there is nothing to read."""
    found = answer(f"/{path}", request.META.get("QUERY_STRING", ""), at)
    if found is None:
        return _with_slash(request) or not_found(request, at)
    if found.state == State.ENTRY:
        return live.to_its_place(found.edition, at) or not_found(request, at)
    if found.state == State.TEXT:
        return _text(request, found, at)
    return ANSWERS[found.state](found, at)


def _text(request: HttpRequest, found: Answer, at: datetime) -> HttpResponse:
    """Answer with a story; a live one has its entries with it, a page at a time."""
    if not found.edition.is_live:
        return story.show(found, at)
    try:
        edition = found.edition
        told = live.coverage(edition.article_id, edition.address.key, request.GET.get("before", ""), at)
    except Http404:
        return not_found(request, at)
    return story.show(found, at, told)


def _with_slash(request: HttpRequest) -> HttpResponse | None:
    """Redirect to the same address with a slash at its end, where there is a page of ours."""
    path = request.path_info
    if path.endswith("/"):
        return None
    try:
        match = resolve(path + "/")
    except Resolver404:
        return None
    if match.url_name == "story":
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(quote(path) + "/" + (f"?{query}" if query else ""))


def _moved(found: Answer, at: datetime) -> HttpResponse:
    return HttpResponsePermanentRedirect(found.edition.address.key)


ANSWERS = {State.MOVED: _moved, **taken_down.ANSWERS}


def not_found(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer that there is no such page, with today's lead."""
    note(path_tag(request.path_info), Listing().tag)
    lead = next((card(edition, at) for edition in _lead(at=at)), None)
    picture = None
    if lead and lead.lead:
        picture = Album([lead.lead.photo], at, {CARD}).picture(lead.lead, lead.section, crop=CARD, sizes=MIDDLE_SIZES)
    context = {"lead": Placed(lead, picture) if lead else None, **names(at=at).frame}
    return page("public/not_found.html", context, status=404)


@prepared(at=MOMENT)
def _lead(at) -> QuerySet:
    return carded(Listing().automatic(at))[:1]


@reader_page
def security(request: HttpRequest, at: datetime) -> HttpResponse:
    """Say to whom a weak point is reported (RFC 9116); where no address is set there is no such file."""
    paper = site()
    if not paper.security_email:
        return not_found(request, at)
    lines = [
        f"Contact: mailto:{paper.security_email}",
        f"Expires: {_half_a_year_on(at):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(dict.fromkeys(('en', paper.language)))}",
        f"Canonical: {absolute(reverse('public:security'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _half_a_year_on(at: datetime) -> datetime:
    """Return the first moment of a month half a year ahead: always in the future, and the same all month."""
    months = at.year * 12 + at.month - 1 + SECURITY_MONTHS
    return clock.utc_midnight(date(months // 12, months % 12 + 1, 1))


@reader_page
def robots(request: HttpRequest, at: datetime) -> HttpResponse:
    """Tell robots what is theirs to read."""
    lines = ["User-agent: *", f"Disallow: {reverse('admin:index')}", "Disallow: /accounts/"]
    lines += [f"Disallow: {reverse('public:report')}", ""]
    lines += [f"Sitemap: {absolute(reverse(f'public:{name}'))}" for name in ("sitemap", "news_sitemap")] + [""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
