"""What is said of a photo, as a form in the order a picture is described."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import persons, places
from ..models import Photo
from ..source_types import SOURCE_TYPES, address

_WIDE = {"caption", "alt_text", "extended_description", "usage_terms", "keywords", "instructions", "ai_prompt"}
# Typed as text, kept as rows.
_ROWS = {"persons_shown", "places_shown"}
# Django's own ten rows push what comes next off the screen.
SHORT = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})
FIELDSETS = [
    (None, {"fields": ["caption", "alt_text", "credit_line", "source", "supplier", "licence"]}),
    (
        _("Who and what"),
        {"classes": ["collapse"], "fields": ["headline", "extended_description", "persons_shown", "keywords"]},
    ),
    (
        _("When and where"),
        {
            "classes": ["collapse"],
            "fields": [
                "taken_at",
                "taken_zone",
                "shown_location",
                "shown_city",
                "shown_state",
                "shown_country",
                "shown_country_code",
                "places_shown",
                "created_location",
                "created_city",
                "created_state",
                "created_country",
                "created_country_code",
            ],
        },
    ),
    (
        _("Who is owed, on which terms"),
        {
            "classes": ["collapse"],
            "fields": [
                "creator",
                "creator_title",
                "copyright_notice",
                "usage_terms",
                "web_statement",
                "licensor_name",
                "licensor_url",
                "instructions",
                "job_id",
                "model_release",
                "property_release",
                "data_mining",
            ],
        },
    ),
    (
        _("How it was made"),
        {
            "classes": ["collapse"],
            "fields": ["digital_source_type", "ai_system", "ai_system_version", "ai_prompt", "ai_prompt_writer"],
        },
    ),
]


class PhotoForm(forms.ModelForm):
    """Every field of a photo; who is shown and further places are typed and kept as rows."""

    persons_shown = forms.CharField(
        label=_("Persons shown"),
        required=False,
        help_text=_("Names from left to right, separated by semicolons."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    places_shown = forms.CharField(
        label=_("Further places shown"),
        required=False,
        help_text=_("One a line: place; city; state or province; country; country code."),
        widget=SHORT,
    )

    class Meta:
        model = Photo
        fields = sorted(name for _title, said in FIELDSETS for name in said["fields"] if name not in _ROWS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in _WIDE & self.fields.keys():
            self.fields[name].widget = forms.Textarea(attrs=SHORT.attrs)
        if "digital_source_type" in self.fields:
            self.fields["digital_source_type"].widget = forms.Select(choices=self._source_types())
        if self.instance.pk:
            self.initial["persons_shown"] = persons.as_typed(self.instance)
            self.initial["places_shown"] = places.as_typed(places.of(self.instance))

    def clean_places_shown(self) -> str:
        """Refuse a line that says more than a place has."""
        typed = self.cleaned_data["places_shown"]
        if line := places.too_much(typed):
            said = gettext("“%(line)s” is no place: write place; city; state or province; country; country code of 3.")
            raise forms.ValidationError(said % {"line": line})
        return typed

    def _source_types(self) -> list[tuple[str, object]]:
        """Return what may be chosen, and what stands there already though it is on no list."""
        known = [("", _("Not said")), *((address(code), label) for code, label in SOURCE_TYPES.items())]
        there = self.instance.digital_source_type
        return known if any(there == value for value, _label in known) else [*known, (there, there)]
