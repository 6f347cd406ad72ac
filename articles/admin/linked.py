"""Stories offered while somebody links to one, and the headlines of those already linked, as JSON."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from articles.content import is_uid
from articles.models import Article
from articles.querysets import ReadersHave
from articles.searching import stories
from newsroom import clock
from newsroom.record.canonical import clean_text

_OFFERED = 10
_NAMED = 100


@require_GET
def suggest_stories(request, site):
    """Answer with stories this person may see that have the words, slips forgiven: in the headline or slugline first,
    then the latest touched."""
    seen = _seen_by(request.user)
    words = " ".join(clean_text(request.GET.get("q", ""))[:100].split())
    if not words:
        return JsonResponse({"names": []})
    found = seen.filter(pk__in=stories(words) or []).order_by(_named_first(words), "-touched_at", "-pk")
    return JsonResponse({"names": [_as_json(story) for story in found[:_OFFERED]]})


@require_GET
def name_stories(request, site):
    """Answer with the stories of these uids; one this person may not see is left out, as if it were not there."""
    uids = [uid for uid in request.GET.get("uids", "").split(",") if is_uid(uid)][:_NAMED]
    return JsonResponse({"names": [_as_json(story) for story in _seen_by(request.user).filter(uid__in=uids)]})


def _seen_by(user):
    """Return the stories this person may see. Raise PermissionDenied for somebody who sees none."""
    if not user.has_perm("articles.view_article"):
        raise PermissionDenied
    return Article.objects.visible_to(user).with_readers_have(clock.now()).only("uid", "headline", "slugline")


def _named_first(text: str):
    """Order a story that is named exactly so first, then those that are named with each word, then the others."""
    exact = Q(slugline__iexact=text) | Q(headline__iexact=text)
    each = Q()
    for word in text.split()[:8]:
        each &= Q(headline__icontains=word) | Q(slugline__icontains=word)
    return Case(When(exact, then=Value(0)), When(each, then=Value(1)), default=Value(2), output_field=IntegerField())


def _as_json(story) -> dict:
    return {
        "uid": str(story.uid),
        "name": story.headline or story.slugline or _("Untitled story"),
        "said": str(ReadersHave(story.readers_have).label),
        "url": reverse("admin:articles_article_change", args=[story.pk]),
    }
