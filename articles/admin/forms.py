"""The story form: what somebody types, in the order an editor works. It builds a Content and writes nothing."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField

from articles.body import EXTENSIONS
from articles.content import PAID
from articles.models import Article, ArticlePhoto, Byline, PaidAs, Section
from articles.permissions import may_sponsor
from media import crops
from media.models import Shape
from newsroom.record.canonical import clean_text

from .beside_it import uids_of
from .fields import LONGEST_NAME, contributor_named
from .moments import WallTimeField
from .written import say_which_run_from_the_right, written_in


def _length(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _line(model, name: str, label=None, **kwargs) -> forms.CharField:
    """Return a field of one line, as long as its column."""
    label = label or model._meta.get_field(name).verbose_name
    kwargs.setdefault("help_text", model._meta.get_field(name).help_text)
    label = label[:1].upper() + label[1:] if isinstance(label, str) else label
    return forms.CharField(label=label, max_length=_length(model, name), required=False, **kwargs)


class Growing(forms.Textarea):
    """A text area that is as high as its text."""

    def __init__(self, **attrs):
        super().__init__({"rows": 1, "class": "grows", **attrs})


class StoryForm(forms.Form):
    """Everything of a story but bylines and photos, which have rows of their own."""

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    headline = _line(
        Article, "headline", gettext_lazy("Headline"), widget=Growing(placeholder=gettext_lazy("Headline"))
    )
    dek = _line(
        Article, "dek", gettext_lazy("Dek"), help_text="", widget=Growing(placeholder=gettext_lazy("Dek"), rows=2)
    )
    dateline = _line(
        Article, "dateline", gettext_lazy("Dateline"), help_text=gettext_lazy("The place that opens the copy.")
    )
    dated = forms.DateField(
        label=gettext_lazy("Dated"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Only if a date is printed with it."),
    )
    body = ProseEditorFormField(label=gettext_lazy("Body"), required=False, extensions=EXTENSIONS)

    section = forms.ModelChoiceField(
        Section.objects.all(), label=gettext_lazy("Section"), required=False, empty_label=gettext_lazy("Choose…")
    )
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Separated by commas. Other names for a tag are understood."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    new_tags = forms.BooleanField(label=gettext_lazy("Add tags that are missing"), required=False)
    slugline = _line(Article, "slugline", gettext_lazy("Slugline"))
    pitch = _line(Article, "pitch", gettext_lazy("What it is"), widget=Growing())
    slug = _line(
        Article, "slug", gettext_lazy("Slug"), help_text=gettext_lazy("Of the address. Empty: made of the headline.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of story"), choices=Article.Kind)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    copy_from = forms.ChoiceField(label=gettext_lazy("Whose copy"), choices=Article.CopyFrom)
    copy_source = _line(Article, "copy_source", gettext_lazy("Source of the copy"))
    commissioned = forms.IntegerField(
        label=gettext_lazy("Commissioned length"),
        required=False,
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=gettext_lazy("In words. The bar compares it with what is written."),
    )
    sensitive = forms.BooleanField(
        label=gettext_lazy("Sensitive"),
        required=False,
        help_text=gettext_lazy(
            "Death, violence, children: think of who reads it. Readers find it in its section, by its tags and by"
            " searching; it stands nowhere by itself, and beside it only what somebody chose."
        ),
    )
    related = forms.CharField(
        label=gettext_lazy("Stories beside it"),
        required=False,
        max_length=2000,
        widget=Growing(rows=2, placeholder=gettext_lazy("Address of a story, a line each")),
        help_text=gettext_lazy(
            "They stand first under “Related stories”; the others come by tag, if it is not sensitive."
        ),
    )
    paid_as = forms.ChoiceField(
        label=gettext_lazy("Paid for"),
        required=False,
        # In a narrow rail a sentence would be cut in the middle of what matters.
        choices=[
            ("", gettext_lazy("Nobody pays for it")),
            (PaidAs.SUPPORTED, gettext_lazy("Supported")),
            (PaidAs.ADVERTISEMENT, gettext_lazy("Advertisement")),
        ],
        help_text=gettext_lazy(
            "Supported: they pay, and have no say in it. Advertisement: they pay, and control what it says."
        ),
    )
    sponsor = _line(Article, "sponsor", gettext_lazy("Who pays"))
    sponsor_url = _line(
        Article, "sponsor_url", gettext_lazy("Their address"), widget=forms.TextInput({"inputmode": "url"})
    )
    paid_from = WallTimeField(label=gettext_lazy("Paid from"), required=False)
    paid_until = WallTimeField(
        label=gettext_lazy("Paid until"),
        required=False,
        help_text=gettext_lazy("From that minute on no list has it. Whoever has its address finds it, with its label."),
    )
    life = _line(Article, "life", gettext_lazy("Years of life"))
    claim = _line(Article, "claim", gettext_lazy("Claim"), widget=Growing(rows=2))
    claimant = _line(Article, "claimant", gettext_lazy("Who claimed it"))
    verdict = _line(Article, "verdict", gettext_lazy("Verdict"))
    reviewed = _line(Article, "reviewed", gettext_lazy("What is reviewed"))
    rating = _line(Article, "rating", gettext_lazy("Rating"))
    let_go = forms.BooleanField(label=gettext_lazy("Done with these: let them go"), required=False)
    search_headline = _line(Article, "search_headline", gettext_lazy("Headline for search"))
    share_headline = _line(Article, "share_headline", gettext_lazy("Headline for sharing"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        languages = dict(settings.LANGUAGES)
        here = self.initial.get("language") or settings.LANGUAGE_CODE
        self.fields["language"].choices = list(({here: here} | languages).items())
        say_which_run_from_the_right(self.fields["language"], {here: here} | languages)
        written_in(self, self["language"].value() or here)
        if not may_sponsor(user):
            for name in PAID:
                del self.fields[name]
        self.may_add_tags = user.has_perm("articles.add_tag")
        if not self.may_add_tags:
            del self.fields["new_tags"]

    def clean_related(self):
        """Return the chosen stories as content has them."""
        return uids_of(self.cleaned_data["related"])

    def clean_body(self):
        """Return the body as HTML; text typed where no editor ran has its empty lines for paragraphs."""
        body = clean_text(self.cleaned_data["body"])
        if "<" in body:
            return body
        parts = [" ".join(part.split()) for part in body.split("\n\n")]
        return "\n".join(f"<p>{escape(part)}</p>" for part in parts if part)


class BylineForm(forms.Form):
    """One name on the byline. A row whose name is empty is no row."""

    contributor = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "placeholder": gettext_lazy("Name, desk or agency")}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Byline.Role, required=False)
    place = _line(
        Byline,
        "place",
        gettext_lazy("Place"),
        help_text="",
        widget=forms.TextInput({"placeholder": gettext_lazy("in …")}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_role(self):
        return self.cleaned_data["role"] or Byline.Role.BY

    def clean(self):
        """Find out who is meant, as `named`."""
        said = super().clean()
        if said.get("role") == Byline.Role.UNNAMED:
            # Whatever name was typed beside it is let go here, and reaches neither content nor record.
            said["named"] = None
        elif name := (said.get("name") or "").strip():
            try:
                said["named"] = contributor_named(name, str(said.get("contributor") or ""))
            except ValidationError as error:
                self.add_error("name", error)
            else:
                if said["named"].new_name and not self.user.has_perm("articles.add_contributor"):
                    sentence = _("There is no contributor “%(name)s” yet. Ask an editor to add them.")
                    self.add_error("name", sentence % {"name": name})
        return said


class CropField(forms.CharField):
    """A crop as `media.crops` writes it: a shape's name, with a rectangle where one was drawn."""

    default_error_messages = {
        "crop": gettext_lazy(
            "“%(text)s” is no crop a story can show. Choose the whole picture or a shape, or draw one on its crop page."
        )
    }

    def clean(self, value):
        """Return the crop's text. The full size is for downloads alone: no page of readers' is to carry it."""
        text = super().clean(value)
        asked = crops.read(text)
        if asked is None or asked.shape is Shape.FULL:
            raise ValidationError(self.error_messages["crop"], code="crop", params={"text": text[:40]})
        return text


class PhotoForm(forms.Form):
    """One use of a photo."""

    photo = forms.UUIDField(widget=forms.HiddenInput)
    crop = CropField(required=False, widget=forms.HiddenInput)
    use = forms.ChoiceField(label=gettext_lazy("Place"), choices=ArticlePhoto.Use)
    shown = forms.ChoiceField(
        label=gettext_lazy("Shown"),
        choices=ArticlePhoto.Shown,
        required=False,
        help_text=gettext_lazy("Only in the text. Photos in a gallery that follow one another are shown as one."),
    )
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, widget=Growing(rows=2))
    alt = forms.CharField(
        label=gettext_lazy("Alt text"),
        required=False,
        widget=Growing(rows=2),
        help_text=gettext_lazy("What a listener hears instead of the picture."),
    )
    decorative = forms.BooleanField(
        label=gettext_lazy("Decorative"),
        required=False,
        help_text=gettext_lazy("It says nothing the text does not."),
    )

    def __init__(self, *args, language: str, **kwargs):
        super().__init__(*args, **kwargs)
        written_in(self, language)


def _number(said) -> float:
    return int(said) if str(said or "").isdecimal() else float("inf")


class Rows(forms.BaseFormSet):
    """Rows in an order somebody can change, each of which can be taken out."""

    ordering_widget = forms.NumberInput({"min": 1, "class": "row-order"})

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Order")
        form.fields["DELETE"].label = _("Take out")

    @property
    def in_order(self) -> list[forms.Form]:
        """Every row in the order somebody left them in, also when the form comes back; one without a number last."""
        return sorted(self.forms, key=lambda row: _number(row["ORDER"].value()))

    @property
    def kept(self) -> list[forms.Form]:
        """The rows that stay, in their order; one without a number comes last."""
        return self.ordered_forms


def _rows(form, **kwargs):
    return forms.formset_factory(form, formset=Rows, can_order=True, can_delete=True, max_num=60, **kwargs)


BylineRows = _rows(BylineForm, extra=1)
PhotoRows = _rows(PhotoForm, extra=0)
