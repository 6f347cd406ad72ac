"""Editing many photos as a grid: one row for all of them, a row each, and templates. It says what became of each."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from newsroom import clock

from ... import many, permissions, rights
from ...licences import CHOICES
from ...many import APPEND, LEAVE, PREPEND, REPLACE, Edit, Result
from ...models import Photo, PhotoTemplate, Supplier
from ...opening import PhotoRefused
from .acts import nothing_ticked, ticked
from .page import back_to, may_open
from .tiles import tile

MOST = 120
_REFUSED = 422
_HOW = [
    (LEAVE, gettext_lazy("leave")),
    (REPLACE, gettext_lazy("replace")),
    (APPEND, gettext_lazy("append")),
    (PREPEND, gettext_lazy("prepend")),
]
_WORDS = ("headline", "caption", "alt_text", "keywords", "creator", "credit_line", "source", "copyright_notice")
_CHOSEN = ("licence", "supplier")
_EACH = ("headline", "caption", "alt_text", "credit_line")


class ForAllForm(forms.Form):
    """Each field with what is to be done with it; what is left says nothing."""

    licence = forms.ChoiceField(choices=[("", gettext_lazy("leave")), *CHOICES], required=False)
    supplier = forms.ModelChoiceField(
        Supplier.objects.filter(active=True), required=False, empty_label=gettext_lazy("leave")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in _WORDS:
            column = Photo._meta.get_field(name)
            label = str(column.verbose_name).capitalize()
            self.fields[f"{name}_how"] = forms.ChoiceField(
                choices=_HOW, required=False, label=_("%(field)s: what to do") % {"field": label}
            )
            self.fields[name] = forms.CharField(required=False, max_length=column.max_length or 5_000, label=label)
        for name in _CHOSEN:
            self.fields[name].label = str(Photo._meta.get_field(name).verbose_name).capitalize()

    def pairs(self):
        """Yield how and value of each field of words, as they stand beside each other."""
        return [(self[f"{name}_how"], self[name]) for name in _WORDS]

    def edits(self) -> dict[str, Edit]:
        said = self.cleaned_data
        edits = {name: Edit(said[f"{name}_how"] or LEAVE, said[name]) for name in _WORDS}
        return edits | {name: Edit(REPLACE, said[name]) for name in _CHOSEN if said[name]}


class RowForm(forms.ModelForm):
    """One photo's own words."""

    class Meta:
        model = Photo
        fields = _EACH
        widgets = {
            "headline": forms.TextInput,
            "caption": forms.Textarea(attrs={"rows": 2}),
            "alt_text": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            title = Photo._meta.get_field(name).verbose_name
            field.widget.attrs["aria-label"] = f"{str(title).capitalize()}, {self.instance}"


def _rows(photos: list[Photo], data=None) -> list[RowForm]:
    return [RowForm(data, instance=photo, prefix=f"p{photo.pk}") for photo in photos]


@never_cache
@require_POST
def grid(request, site):
    """Show the grid for what was ticked; save it, or put a template on all, where a button of it was pressed."""
    may_open(request)
    if not permissions.may_sort_photos(request.user):
        raise PermissionDenied(_("You may not describe photos. Ask the photo desk."))
    photos = ticked(request)[:MOST]
    if not photos:
        return nothing_ticked(request)
    do = _ACTS.get(request.POST.get("do", ""))
    for_all, rows = ForAllForm(), _rows(photos)
    results, wrong = None, ""
    if do:
        for_all, rows = ForAllForm(request.POST), _rows(photos, request.POST)
        results, wrong = do(request, photos, for_all, rows)
    if results is not None:
        return TemplateResponse(request, "admin/media/photo/sheet/results.html", _said(request, site, results))
    context = {
        **site.each_context(request),
        "title": ngettext("Edit %(count)s picture", "Edit %(count)s pictures", len(photos)) % {"count": len(photos)},
        "for_all": for_all,
        "rows": [(row, tile(row.instance, clock.now())) for row in rows],
        "templates": PhotoTemplate.objects.all(),
        "suppliers": Supplier.objects.filter(active=True),
        "wrong": wrong,
        "back": request.POST.get("back", ""),
        "back_url": back_to(request),
        "columns": [str(Photo._meta.get_field(name).verbose_name).capitalize() for name in _EACH],
    }
    return TemplateResponse(request, "admin/media/photo/sheet/grid.html", context, status=_REFUSED if wrong else 200)


def _save(request, photos, for_all: ForAllForm, rows: list[RowForm]) -> tuple[list[Result] | None, str]:
    valid = [form.is_valid() for form in [for_all, *rows]]
    if not all(valid):
        return None, _("Something does not fit. It is marked below; nothing was saved.")
    own = {row.instance.pk: {name: row.cleaned_data[name] for name in row.changed_data} for row in rows}
    fresh = Photo.objects.in_bulk([photo.pk for photo in photos])
    photos = [fresh[photo.pk] for photo in photos]
    return many.edit_many(photos, by=request.user, for_all=for_all.edits(), own=own), ""


def _template(request, photos, _for_all, _rows_said) -> tuple[list[Result] | None, str]:
    chosen = request.POST.get("template", "")
    template = PhotoTemplate.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    if template is None:
        return None, _("Choose a template first.")
    fresh = Photo.objects.in_bulk([photo.pk for photo in photos])
    return many.apply_template([fresh[photo.pk] for photo in photos], template, by=request.user), ""


def _contract(request, photos, _for_all, _rows_said) -> tuple[list[Result] | None, str]:
    chosen = request.POST.get("contract", "")
    supplier = Supplier.objects.filter(pk=int(chosen)).first() if chosen.isdecimal() and len(chosen) < 19 else None
    if supplier is None:
        return None, _("Choose whose contract it is.")
    try:
        done = rights.apply_contract(photos, supplier, by=request.user)
    except PhotoRefused as refused:
        return None, str(refused)
    sentence = _("has the rights of the contract with %(supplier)s") % {"supplier": supplier}
    return [Result(photo, True, sentence) for photo in done], ""


_ACTS = {"save": _save, "template": _template, "contract": _contract}


def _said(request, site, results: list[Result]) -> dict:
    done = sum(result.done for result in results)
    told = {"done": done, "all": len(results)}
    text = ngettext("%(done)s of %(all)s picture done", "%(done)s of %(all)s pictures done", len(results))
    return {
        **site.each_context(request),
        "title": text % told,
        "results": results,
        "back_url": back_to(request),
        "sheet": reverse("admin:media_photo_changelist"),
    }
