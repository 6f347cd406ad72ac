"""The fields of "New from text", checked when the draft is made."""

import uuid

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.bylines import Byline
from articles.intake import names
from articles.intake.draft import FITS, Chosen, ChosenPhoto
from articles.models import Article, Contributor, Section
from articles.models import Byline as BylineRow
from media.licences import CHOICES, NOT_ESTABLISHED
from media.models import Photo

from .intake_values import Values

_RECENT = 40


class ReadingForm(forms.Form):
    """What was understood of a story beside its body, names and pictures."""

    use_required_attribute = False

    headline = forms.CharField(
        label=_("Headline"), max_length=FITS["headline"], required=False, widget=forms.Textarea({"rows": 2})
    )
    dek = forms.CharField(label=_("Dek"), max_length=FITS["dek"], required=False, widget=forms.Textarea({"rows": 2}))
    dated = forms.DateField(
        label=_("Dated"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    dateline = forms.CharField(label=_("Dateline"), max_length=FITS["dateline"], required=False)
    copy_from = forms.ChoiceField(
        label=_("Copy from"), choices=Article.CopyFrom.choices, required=False, widget=forms.RadioSelect
    )
    copy_source = forms.CharField(label=_("Its name"), max_length=FITS["copy_source"], required=False)
    embargo = forms.DateTimeField(
        label=_("Embargo until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    section = forms.ModelChoiceField(
        label=_("Section"), queryset=Section.objects.all(), required=False, empty_label=_("Not chosen yet")
    )

    def clean_copy_from(self):
        return self.cleaned_data["copy_from"] or Article.CopyFrom.UNKNOWN


class BylineForm(forms.Form):
    """One name on the byline."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Name"), max_length=names.MOST, required=False, widget=forms.TextInput({"placeholder": _("Add a name")})
    )
    role = forms.ChoiceField(label=_("Role"), choices=BylineRow.Role.choices, required=False)
    place = forms.CharField(
        label=_("In (place)"), max_length=BylineRow._meta.get_field("place").max_length, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Contributor.Kind.choices, required=False)

    @cached_property
    def is_new(self) -> bool:
        """Whether a contributor of this name would be made."""
        name, kind = self["name"].value(), self["kind"].value() or Contributor.Kind.PERSON
        return bool(name) and names.find(name, kind) is None


class PhotoForm(forms.Form):
    """A caption and a credit, and the picture they belong to: uploaded, chosen, or still to come."""

    use_required_attribute = False

    caption = forms.CharField(label=_("Caption"), required=False, widget=forms.Textarea({"rows": 2}))
    credit = forms.CharField(
        label=_("Credit line"), max_length=Photo._meta.get_field("credit_line").max_length, required=False
    )
    alt = forms.CharField(label=_("Alt text"), required=False, help_text=_("What a listener hears instead of it."))
    picture = forms.FileField(
        label=_("Upload the picture"), required=False, widget=forms.FileInput({"accept": "image/*"})
    )
    photo = forms.ChoiceField(label=_("or choose one that is here"), required=False)
    licence = forms.ChoiceField(
        label=_("Rights, of a picture uploaded here"),
        choices=CHOICES,
        initial=NOT_ESTABLISHED,
        required=False,
    )
    # Uploaded on this very page, so that what is typed here is its own credit and rights.
    fresh = forms.BooleanField(required=False, widget=forms.HiddenInput)
    lines = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, photos: dict[str, Photo], **kwargs):
        super().__init__(*args, **kwargs)
        self._photos = photos
        self.fields["photo"].choices = [("", _("Later")), *((uid, _named(photo)) for uid, photo in photos.items())]

    @cached_property
    def attached(self) -> Photo | None:
        """The picture that is there."""
        return self._photos.get(self["photo"].value() or "")


def _uid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _named(photo: Photo) -> str:
    words = str(photo)[:60]
    return f"{words} ({photo.credit_line})" if photo.credit_line else words


def offered(user, values: Values) -> dict[str, Photo]:
    """Return the photos this person may choose from, by uid: those chosen already, and the newest."""
    visible = Photo.objects.visible_to(user)
    chosen = list(visible.filter(uid__in=[uid for row in values.photos if (uid := _uid(row.get("photo", "")))]))
    newest = list(visible.filter(withdrawn_at=None)[:_RECENT])
    return {str(photo.uid): photo for photo in [*chosen, *newest]}


class Forms:
    """The form and its rows, as the values say; bound when they are to be checked."""

    def __init__(self, values: Values, user, *, check: bool = False):
        photos = offered(user, values)
        spare_byline, spare_photo = len(values.bylines), len(values.photos)
        self.bound = check
        self.reading = ReadingForm(**self._says(values.single))
        self.bylines = [
            BylineForm(prefix=f"byline-{n}", **self._says(row, f"byline-{n}")) for n, row in enumerate(values.bylines)
        ]
        self.photos = [
            PhotoForm(prefix=f"photo-{n}", photos=photos, **self._says(row, f"photo-{n}"))
            for n, row in enumerate(values.photos)
        ]
        self.spare_byline = BylineForm(prefix=f"byline-{spare_byline}", label_suffix="")
        self.spare_photo = PhotoForm(prefix=f"photo-{spare_photo}", photos=photos, label_suffix="")

    def _says(self, values: dict[str, str], prefix: str = "") -> dict:
        if not self.bound:
            return {"label_suffix": "", "initial": values}
        return {
            "label_suffix": "",
            "data": {f"{prefix}-{name}" if prefix else name: value for name, value in values.items()},
        }

    def are_valid(self) -> bool:
        """Check every form, so that every mistake is marked at once."""
        unsound = [form for form in (self.reading, *self.bylines, *self.photos) if not form.is_valid()]
        return not unsound

    def chosen(self) -> Chosen:
        """Return what the draft shall say. The forms must be valid."""
        reading = self.reading.cleaned_data
        return Chosen(
            **reading,
            bylines=tuple(
                Byline(said["name"], said["role"] or "by", said["place"], said["kind"] or "person")
                for said in (form.cleaned_data for form in self.bylines)
            ),
            photos=tuple(
                ChosenPhoto(said["caption"], said["credit"], form.attached, said["alt"])
                for said, form in ((form.cleaned_data, form) for form in self.photos)
            ),
        )
