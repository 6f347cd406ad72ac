"""Pages about one tag: merge it into another, undo that, put a series in order."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import Article, Tag, TagMerge
from articles.permissions import may_merge_tags, refusal
from articles.workflow import Refused, naming

from .fields import tags_named

REFUSED = 422
_PARTS = 400


class MergeForm(forms.Form):
    into = forms.CharField(
        label=gettext_lazy("Merge into"),
        max_length=120,
        help_text=gettext_lazy("The tag that stays, by its name or another name of it."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_into(self):
        found = tags_named(f'"{self.cleaned_data["into"]}"')
        if len(found) != 1:
            raise ValidationError(_("Write the name of one tag."))
        return found[0]


def beside(request, object_id) -> dict:
    """Return what a tag's own page offers beside its form."""
    if not str(object_id).isdecimal() or not may_merge_tags(request.user):
        return {"may_merge": False}
    merges = TagMerge.objects.filter(kept=object_id, undone_at=None).select_related("gone", "by")
    return {"may_merge": True, "merges": merges}


def _tag(request, pk: int) -> Tag:
    if not may_merge_tags(request.user):
        raise PermissionDenied(refusal(str(request.user), _("merge tags")))
    return get_object_or_404(Tag, pk=pk, merged_into=None)


def _page(request, site, name: str, context: dict, status: int = 200):
    whole = {**site.each_context(request), **context}
    return TemplateResponse(request, f"admin/articles/tag/{name}.html", whole, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk: int, site):
    """Ask into which tag, show what would move, and merge once that was seen."""
    tag = _tag(request, pk)
    form = MergeForm(request.POST or None)
    context = {"title": _("Merge “%(name)s”") % {"name": tag.name}, "tag": tag, "form": form}
    if not form.is_bound:
        return _page(request, site, "merge", context)
    if not form.is_valid():
        return _page(request, site, "merge", context, REFUSED)
    kept = form.cleaned_data["into"]
    if request.POST.get("_merge") != str(kept.pk):
        return _page(request, site, "merge", {**context, "kept": kept, "moves": naming.moves(tag, kept)})
    try:
        naming.merge_tags(tag, into=kept, by=request.user)
    except Refused as refused:
        return _page(request, site, "merge", {**context, "refused": str(refused)}, REFUSED)
    messages.success(request, _("“%(gone)s” is “%(kept)s” now.") % {"gone": tag.name, "kept": kept.name})
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[kept.pk]))


@never_cache
@require_POST
def undo(request, pk: int, site):
    """Undo one merge into this tag."""
    tag = _tag(request, pk)
    number = request.POST.get("merge", "")
    kept = get_object_or_404(TagMerge, pk=int(number) if number.isdecimal() and len(number) < 18 else 0, kept=tag)
    try:
        gone = naming.undo_merge(kept, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[tag.pk]))
    messages.success(request, _("“%(name)s” is a tag of its own again.") % {"name": gone.name})
    return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[gone.pk]))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request, pk: int, site):
    """Put the parts of a series in order, by numbers."""
    tag = _tag(request, pk)
    rows = _parts_of(request.user, tag)
    context = {"title": _("Parts of “%(name)s”") % {"name": tag.name}, "tag": tag, "rows": rows}
    if request.method != "POST":
        return _page(request, site, "parts", context)
    order = sorted(rows, key=lambda row: (_number(request.POST.get(f"part-{row.pk}")), rows.index(row)))
    try:
        naming.order_series(tag, by=request.user, articles=[row.pk for row in order])
    except Refused as refused:
        return _page(request, site, "parts", {**context, "refused": str(refused)}, REFUSED)
    messages.success(request, _("The parts are in their order."))
    return HttpResponseRedirect(reverse("admin:articles_tag_parts", args=[tag.pk]))


def _number(said) -> float:
    return int(said) if str(said or "").isdecimal() and len(said) < 6 else float("inf")


def _parts_of(user, tag: Tag) -> list[Article]:
    """Return the stories of a series this person may see, in their order."""
    tagged = Article.objects.visible_to(user).filter(tagged__tag__in=[tag, *tag.merged.all()]).distinct()
    places = dict(tag.series_parts.values_list("article_id", "position"))
    stories = tagged.defer("body", "left_out").order_by("created_at", "pk")[:_PARTS]
    return sorted(stories, key=lambda story: places.get(story.pk, float("inf")))
