"""What the form asks the server for while somebody types: names to offer."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles import permissions, tagging
from articles.body import sanitise
from articles.content import Content
from articles.mentions import colleagues_who_see
from articles.models import Contributor, Tag
from newsroom import clock
from newsroom.record.canonical import clean_text
from newsroom.staff.duty import among_on

from .fields import tags_known
from .story import visible_story

OFFERED = 10
# With fewer names than this, those that are nearly meant are offered as well.
NEARLY_FROM = 4


def _asked(request) -> str:
    """Return what was typed. Raise PermissionDenied for somebody who sees no stories."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return " ".join(clean_text(request.GET.get("q", "")).split())[:100]


def _begins_first(text: str):
    """Order names that begin with the text before those that have it inside."""
    return Case(When(name__istartswith=text, then=Value(0)), default=Value(1), output_field=IntegerField())


@require_GET
def suggest_tags(request, site):
    """Answer with tags whose name or alias has the text, then those it is nearly, as JSON."""
    text = _asked(request)
    if not text:
        return JsonResponse({"names": []})
    found = Tag.objects.filter(Q(name__icontains=text) | Q(aliases__name__icontains=text), merged_into=None).distinct()
    found = list(found.prefetch_related("aliases").order_by(_begins_first(text), "name")[:OFFERED])
    names = [{"name": tag.name, "said": _said_of(tag, text)} for tag in found]
    if len(names) < NEARLY_FROM:
        have = {tag.pk for tag in found}
        names += [
            {"name": tag.name, "said": _("did you mean “%(name)s”?") % {"name": meant}}
            for tag, meant in tagging.near(text, OFFERED - len(names))
            if tag.pk not in have
        ]
    return JsonResponse({"names": names})


@never_cache
@require_POST
def suggest_for(request, site):
    """Answer with tags that the text on the form asks for, as JSON. Nothing is saved."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    said = {name: clean_text(request.POST.get(name, "")) for name in ("headline", "dek", "dateline", "body", "tags")}
    # Names that are not there yet are no reason to suggest nothing.
    tags = tags_known(said.pop("tags"))
    content = Content(**{**said, "body": sanitise(said["body"])}, tags=tuple(str(tag.uid) for tag in tags))
    found = tagging.suggestions(content, at=clock.now())
    return JsonResponse({"names": [{"name": each.tag.name, "said": each.why} for each in found]})


def _said_of(tag: Tag, text: str) -> str:
    """Return the alias that was meant, where the name itself does not have the text; else the tag's kind."""
    if text.casefold() not in tag.name.casefold():
        return next((a.name for a in tag.aliases.all() if text.casefold() in a.name.casefold()), "")
    return str(tag.get_kind_display())


@require_GET
def suggest_contributors(request, site):
    """Answer with contributors whose name has the text, as JSON."""
    text = _asked(request)
    found = Contributor.objects.filter(name__icontains=text).order_by(_begins_first(text), "name", "pk")
    names = [
        {"name": one.name, "uid": str(one.uid), "said": str(one.get_kind_display())}
        for one in (found[:OFFERED] if text else [])
    ]
    return JsonResponse({"names": names})


@never_cache
@require_GET
def suggest_colleagues(request, site, pk):
    """Answer with colleagues a note on this story may call: those whose name or a later word of it begins so."""
    article = visible_story(request.user, pk)
    if not permissions.may_note(request.user, article):
        raise PermissionDenied
    text, now = _asked(request), clock.now()
    people = colleagues_who_see(article).exclude(pk=request.user.pk).exclude(name="").prefetch_related("groups")
    if text:
        people = people.filter(Q(name__istartswith=text) | Q(name__icontains=f" {text}"))
    people = list(people[:OFFERED])
    on = among_on(people, now)
    names = [{"name": person.name, "said": _role_of(person, person.pk in on)} for person in people]
    return JsonResponse({"names": names})


def _role_of(person, is_on: bool) -> str:
    roles = [group.name for group in person.groups.all()] + ([_("on duty")] if is_on else [])
    return " · ".join(roles)
