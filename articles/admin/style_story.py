"""House style beside a story: what fires in what is typed, and leaving it alone or putting it right."""

import json

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import permissions
from articles.style.rules import FIELDS, Found, Passage, find
from articles.style.story import Rules
from articles.workflow import Refused, styling
from newsroom.record.canonical import clean_text

from .story import visible_story

# A book's worth: what is larger was not typed here.
MOST_CHARACTERS, MOST_PASSAGES = 400_000, 4_000


class TooMuch(ValueError):
    """What was sent is no text as a form holds it. The message is for a person."""


@never_cache
@require_POST
def look(request, site, pk=None):
    """Answer with where the live rules fire in the passages that were sent, as JSON.

    Takes {"language": …, "passages": [[field, text], …]}; `start` and `end` count UTF-16 units, as browsers do.
    """
    article = None
    if pk is not None:
        article = visible_story(request.user, pk)
        if not permissions.may_edit(request.user, article):
            raise PermissionDenied(_("You may not change this story."))
    elif not permissions.may_create(request.user):
        raise PermissionDenied(_("You may not begin a story. Ask an editor."))
    try:
        language, passages = _sent(request)
    except TooMuch as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    rules = Rules.for_story(article)
    report = find(rules.rules, passages, language, rules.ignored)
    return JsonResponse(
        {
            "found": [_plain(one, passages[one.passage].text) for one in report.found],
            "slow": [rule.name for rule in report.slow],
            "ignored": [{"rule": rule.uid, "name": rule.name, "text": text} for rule, text in rules.left_alone],
        }
    )


def _sent(request) -> tuple[str, list[Passage]]:
    if len(request.body) > MOST_CHARACTERS * 4:
        raise TooMuch(_("That is longer than house style reads at once."))
    try:
        said = json.loads(request.body)
        language, passages = str(said["language"])[:20], [(str(field), str(text)) for field, text in said["passages"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise TooMuch(_("That is no text of a story.")) from None
    if len(passages) > MOST_PASSAGES or sum(len(text) for _field, text in passages) > MOST_CHARACTERS:
        raise TooMuch(_("That is longer than house style reads at once."))
    return language, [Passage(field, text) for field, text in passages if field in FIELDS or _unknown(field)]


def _unknown(field: str):
    raise TooMuch(_("House style reads no “%(field)s”.") % {"field": field[:40]})


def _units(text: str) -> int:
    """Return how long a text is in UTF-16 units."""
    return len(text) + sum(one > "\uffff" for one in text)


def _plain(one: Found, text: str) -> dict:
    start = _units(text[: one.start])
    return {
        "passage": one.passage,
        "start": start,
        "end": start + _units(one.text),
        "text": one.text,
        "rule": one.rule.uid,
        "name": one.rule.name,
        "message": one.rule.message,
        "replacement": one.replacement,
    }


@never_cache
@require_POST
def leave(request, site, pk):
    """Leave a text alone in this story, or mark it again: `rule`, `text`, and `heed` to mark it. Answers as JSON."""
    article = visible_story(request.user, pk)
    rule, text = request.POST.get("rule", ""), clean_text(request.POST.get("text", ""))
    verb = styling.heed_rule if request.POST.get("heed") else styling.ignore_rule
    try:
        verb(article, by=request.user, rule=rule, text=text)
    except Refused as refused:
        return JsonResponse({"refused": str(refused)}, status=422)
    return JsonResponse({})
