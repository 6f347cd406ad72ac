"""What is said of a whole event: its name, the shorthands of its captions, and their template."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ... import collecting, permissions
from ...models import Collection
from ...opening import PhotoRefused
from .page import may_open


class EventForm(forms.ModelForm):
    class Meta:
        model = Collection
        fields = ["name", "kind", "caption_template", "shorthands"]
        widgets = {
            "caption_template": forms.Textarea(attrs={"rows": 3}),
            "shorthands": forms.Textarea(attrs={"rows": 14, "class": "sheet-shorthands"}),
        }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event(request, site, pk):
    """Show the event's words, and take them as they were changed."""
    may_open(request)
    if not permissions.may_collect(request.user):
        raise PermissionDenied(_("You may not change events. Ask the photo desk."))
    collection = get_object_or_404(Collection, pk=pk)
    form = EventForm(request.POST or None, instance=collection)
    if request.method == "POST" and form.is_valid():
        try:
            kept = Collection.objects.get(pk=pk)
            collecting.change_collection(kept, by=request.user, **form.cleaned_data)
        except PhotoRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": kept})
            return HttpResponseRedirect(f"{reverse('admin:media_photo_changelist')}?event={pk}")
    context = {
        **site.each_context(request),
        "title": _("Shorthands and captions: %(name)s") % {"name": collection},
        "form": form,
        "sheet_url": f"{reverse('admin:media_photo_changelist')}?event={pk}",
    }
    return TemplateResponse(request, "admin/media/photo/sheet/event.html", context)
