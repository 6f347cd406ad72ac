"""The door of every reader's page: one moment, one snapshot, one set of tags, no cookie."""

import hashlib
from collections.abc import Callable
from functools import wraps
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response

from newsroom import clock
from newsroom.pagecache.collecting import collecting, note
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, with_pulse
from newsroom.paper.site import TAG
from newsroom.reads.counting import counted

from .on_paper import printed_from

# What a CDN takes in one header; a page made of more is purged by its first tags, which are its own.
LONGEST_KEY = 8000


def reader_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turn `view(request, at, …)` into a page for readers.

    It answers GET and HEAD alone, reads everything from one snapshot on the connection that cannot write, after the
    Pulse, and collects what the page was made of. The answer must not be kept without asking again: it carries a
    strong ETag, so that asking again costs a few bytes. One that says whose story it is, as `story_read`, is counted as
    a read, also where it is answered with 304 or from memory. `as_of` is the view itself, for staff who look at another
    moment: what it answers is neither collected nor kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, **given) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if "\0" in request.path_info:
            raise Http404  # no address has it, and PostgreSQL refuses to be asked
        at = clock.now()
        with reading(), collecting() as tags:
            # First, so that the snapshot and the number belong together; what the paper is comes with it.
            pulse, paper = with_pulse()
            note(TAG)
            with showing(paper), printed_from(request.path, at):
                response = view(request, at, **given)
        response.made_of, response.pulse = frozenset(tags), pulse
        if story := getattr(response, "story_read", None):
            counted(request, story, at)
        return _headed(request, response, tags)

    answer.as_of = view
    # What can only be looked at needs no token: other methods are told which there are, and not that one is missing.
    answer.csrf_exempt = True
    return answer


def _headed(request: HttpRequest, response: HttpResponse, tags: set[str]) -> HttpResponse:
    keys = surrogate_keys(tags)
    if keys:
        response["Surrogate-Key"] = keys
        response["Cache-Tag"] = keys.replace(" ", ",")
    response.setdefault("Cache-Control", "no-cache")
    if response.status_code != 200:
        return response
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def surrogate_keys(tags: set[str]) -> str:
    """Return the tags as a CDN takes them: ASCII, a space between, not too many."""
    keys, length = [], 0
    for tag in sorted(tags):
        key = quote(tag, safe=":/-")
        length += len(key) + 1
        if length > LONGEST_KEY:
            break
        keys.append(key)
    return " ".join(keys)
