"""What is typed about newsletters."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import zone_name
from articles.models import Front, Tag
from newsroom.letters.keeping import Said
from newsroom.letters.models import Letter


def sources() -> list:
    """Return what a newsletter may be of, as a form's choices: the fronts that are curated, and every tag."""
    fronts = [(f"front:{front.pk}", str(front)) for front in Front.objects.select_related("section")]
    tags = [(f"tag:{pk}", name) for pk, name in Tag.objects.filter(merged_into=None).values_list("pk", "name")]
    return [("", _("Choose one")), (_("A front"), fronts), (_("A tag"), sorted(tags, key=lambda each: each[1].lower()))]


class LetterForm(forms.Form):
    """All that is said of a newsletter. Whether it can be kept is asked of `newsroom.letters.keeping`."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("As readers know it."))
    about = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=200,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("One sentence for readers who think about taking it."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("The last part of its page’s address. Empty: made of the name."),
    )
    of = forms.ChoiceField(
        label=gettext_lazy("What it is of"),
        help_text=gettext_lazy("A front: its stories as it was issued. A tag: those that came since the last issue."),
    )
    greeting = forms.CharField(
        label=gettext_lazy("Greeting"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Stands over the stories of every issue. May be empty."),
    )
    rhythm = forms.ChoiceField(label=gettext_lazy("It goes"), choices=Letter.Rhythm)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("On"),
        choices=[("", "–"), *Letter.Day.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("If it goes once a week."),
    )
    at = forms.TimeField(
        label=gettext_lazy("At"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    is_on = forms.BooleanField(
        label=gettext_lazy("It is on: readers can take it"),
        required=False,
        help_text=gettext_lazy("Off, its page is gone and nothing is sent; its readers are kept."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = sources()
        self.fields["at"].help_text = _(
            "%(zone)s time, if it goes by itself. Where clocks skip that time, at the next minute there is; "
            "where they show it twice, the first time."
        ) % {"zone": zone_name()}

    def said(self) -> Said:
        """Return what was typed as a verb takes it."""
        typed = dict(self.cleaned_data)
        what, _colon, pk = typed.pop("of").partition(":")
        model = {"front": Front, "tag": Tag}[what]
        return Said(**typed, **{what: model.objects.filter(pk=pk).first()})


def typed_of(letter: Letter) -> dict:
    """Return a newsletter as its form shows it."""
    of = f"front:{letter.front_id}" if letter.front_id else f"tag:{letter.tag_id}"
    names = ("name", "about", "slug", "greeting", "rhythm", "weekday", "at", "is_on")
    return {"of": of, **{name: getattr(letter, name) for name in names}}
