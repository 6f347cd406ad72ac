"""Filters that have a name: a person's own, those a desk shares, and everybody's."""

from urllib.parse import parse_qsl

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import SavedFilter, Section
from newsroom.prepared import PERSON, prepared
from newsroom.record.log import stir

from .asked import Asked
from .narrowing import looker_of

_MOST = 60


def known_to(user) -> list[SavedFilter]:
    """Return the filters this person can open: their own first, then what others share."""
    return sorted(_open_to(user=user), key=lambda each: (each.owner_id != user.pk, each.shared, each.name.lower()))


@prepared(user=PERSON)
def _open_to(user):
    shared = Q(owner=user) | ~Q(shared=SavedFilter.Shared.NOBODY)
    return SavedFilter.objects.filter(shared).select_related("owner", "section")[:_MOST]


class SaveForm(forms.ModelForm):
    """A name for what is asked, and whom it is for: nobody else, everybody, or the desk of a section."""

    whom = forms.CharField(required=False, max_length=20)

    class Meta:
        model = SavedFilter
        fields = ["name"]
        error_messages = {"name": {"required": gettext_lazy("Give the filter a name.")}}

    def clean_whom(self) -> tuple[str, Section | None]:
        """Return with whom it is shared; `whom` is nobody, everybody, or a section's number."""
        whom = self.cleaned_data["whom"] or SavedFilter.Shared.NOBODY
        if whom in {SavedFilter.Shared.NOBODY, SavedFilter.Shared.EVERYBODY}:
            return whom, None
        section = Section.objects.filter(pk=int(whom)).first() if whom.isdecimal() and len(whom) < 10 else None
        if section is None:
            raise forms.ValidationError(_("That desk is not here any more. Choose another."))
        return SavedFilter.Shared.DESK, section


def _list(query: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_article_changelist") + query)


@require_POST
def save(request, site):
    """Keep what is asked under a name; of the same name, the later one stays. What was searched for is not kept."""
    looker = looker_of(request)
    asked = Asked.of(dict(parse_qsl(request.POST.get("asked", "").removeprefix("?"))))
    form = SaveForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, errors[0])
        return _list(asked.query())
    shared, section = form.cleaned_data["whom"]
    kept = Asked(asked.chosen, sort=asked.sort).query().removeprefix("?")
    if len(kept) > SavedFilter._meta.get_field("asked").max_length:
        messages.error(request, _("That is more than a filter keeps. Ask for less, then save it."))
        return _list(asked.query())
    with transaction.atomic():
        SavedFilter.objects.update_or_create(
            owner=looker.user,
            name=" ".join(form.cleaned_data["name"].split()),
            defaults={"asked": kept, "shared": shared, "section": section, "saved_at": looker.now},
        )
        stir()
    messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
    return _list(f"?{kept}")


@require_POST
def drop(request, site, uid):
    """Forget one of one's own filters."""
    kept = SavedFilter.objects.filter(uid=uid, owner=request.user).first()
    if kept is None:
        raise Http404(_("You have no such filter."))
    with transaction.atomic():
        kept.delete()
        stir()
    messages.success(request, _("“%(name)s” is gone.") % {"name": kept.name})
    return _list()
