"""What is typed about fronts: a card's sheet, a part's settings, a special's title, the moment to issue at."""

import json
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.moments import WallTimeField, zone_name
from articles.fronts.arrangement import (
    LEAD_PICTURE,
    MOST_SUBLINKS,
    NO_PICTURE,
    Card,
    Layout,
    Rule,
    Size,
    Sublink,
    moment_text,
)
from articles.fronts.operations import LONGEST
from articles.models import EditionPhoto, Section, Tag
from media.models import Shape
from newsroom import clock, said_times
from newsroom.staff.models import User

_PLAIN = ("headline", "kicker", "trail", "size", "photo", "crop")
_CUTS = (Shape.CARD, Shape.WIDE, Shape.CLASSIC, Shape.SQUARE, Shape.PORTRAIT)


def _line(name: str, label, help_text="") -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST[name], required=False, help_text=help_text)


class CardForm(forms.Form):
    """One card: everything an editor may give it. What is left empty is the story's own."""

    headline = _line("headline", gettext_lazy("Headline"))
    kicker = _line("kicker", gettext_lazy("Kicker"), gettext_lazy("A word or two before the headline."))
    trail = _line("trail", gettext_lazy("Trail"))
    size = forms.ChoiceField(label=gettext_lazy("Size"), choices=Size.choices, required=False)
    photo = forms.ChoiceField(label=gettext_lazy("Picture"), required=False)
    crop = forms.ChoiceField(
        label=gettext_lazy("Cut to"),
        required=False,
        choices=[("", gettext_lazy("As its place")), *((each.value, each.label) for each in _CUTS)],
    )
    byline = forms.BooleanField(label=gettext_lazy("Print who wrote it"), required=False)
    until = WallTimeField(label=gettext_lazy("Until"), required=False)
    # The card as the sheet was opened with it.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, card: Card, own: dict, links: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.card = card
        for name in ("headline", "trail"):
            self.fields[name].widget.attrs["placeholder"] = own.get({"trail": "dek"}.get(name, name), "")
        self.fields["headline"].help_text = _("Empty: the story’s own, as readers have it.")
        self.fields["until"].help_text = _(
            "%(zone)s time. From then on readers see the next in its place."
        ) % {"zone": zone_name()}  # fmt: skip
        self.fields["photo"].choices = _photos(card)
        for number in range(MOST_SUBLINKS):
            label = _("Line %(number)s beneath it") % {"number": number + 1}
            choices = [("", _("None")), *links]
            self.fields[f"link_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)
            self.fields[f"text_{number}"] = _line("sublink", _("Its words"), _("Empty: that story’s headline."))

    def clean_until(self):
        """Refuse a moment that is past where it is being set: the story would be off the page at once, unasked."""
        until = self.cleaned_data["until"]
        if until and until <= clock.now() and moment_text(until) != self._opened()["until"]:
            raise forms.ValidationError(_("That moment is past. Choose one ahead, or take the story off the front."))
        return until

    @staticmethod
    def said_by(card: Card) -> dict:
        """Return a card as the form's fields have it."""
        said = {name: getattr(card, name) for name in _PLAIN}
        said |= {"byline": bool(card.byline), "until": card.ends_at, "opened": json.dumps(_state(card))}
        for number, link in enumerate(card.sublinks):
            said |= {f"link_{number}": link.story, f"text_{number}": link.text}
        return said

    def changed_values(self) -> dict:
        """Return the fields that somebody changed since the sheet was opened, as the card keeps them.

        What a colleague changed meanwhile on the same card is none of these, though the sheet still shows it as it was.
        """
        said = self.cleaned_data
        links = ((said[f"link_{number}"], said[f"text_{number}"]) for number in range(MOST_SUBLINKS))
        values = {
            **{name: said[name] for name in _PLAIN},
            "byline": int(said["byline"]),
            "until": moment_text(said["until"]),
            "sublinks": tuple(Sublink(story, text) for story, text in links if story),
        }
        now, opened = _state(replace(self.card, **values)), self._opened()
        return {name: value for name, value in values.items() if now[name] != opened[name]}

    def _opened(self) -> dict:
        """Return the card's fields as the sheet was opened with them; as they are now, where it does not say."""
        as_it_is = _state(self.card)
        try:
            said = json.loads(self.data.get("opened") or "{}")
        except ValueError:
            return as_it_is
        return as_it_is | said if isinstance(said, dict) else as_it_is


def _state(card: Card) -> dict:
    """Return what can be set on a card as plain values, to tell what was changed; its time to the minute."""
    ends = card.ends_at
    return {
        **{name: getattr(card, name) for name in _PLAIN},
        "byline": card.byline,
        "until": moment_text(ends.replace(second=0)) if ends else "",
        "sublinks": [[link.story, link.text] for link in card.sublinks],
    }


def _photos(card: Card) -> list[tuple[str, str]]:
    rows = EditionPhoto.objects.filter(article__uid=card.story, edition__recalled_at=None).select_related("photo")
    photos = {str(row.photo.uid): str(row.photo) for row in rows.order_by("pk")}
    kept = (
        [(card.photo, _("A photo the story has no more"))] if card.photo not in {"", NO_PICTURE, LEAD_PICTURE} else []
    )
    return [
        ("", _("As its place")),
        (LEAD_PICTURE, _("The story’s lead")),
        (NO_PICTURE, _("None")),
        *([] if not kept or card.photo in photos else kept),
        *photos.items(),
    ]


class PartForm(forms.Form):
    """One part: title, layout, and what fills the places no card takes."""

    title = _line("title", gettext_lazy("Title"))
    layout = forms.ChoiceField(label=gettext_lazy("Layout"), choices=Layout.choices)
    fills = forms.ChoiceField(label=gettext_lazy("Filled by"), required=False)

    def __init__(self, *args, lists: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fills"].choices = lists

    def values(self) -> dict:
        """Return the part as it is to be."""
        rule, _colon, of = self.cleaned_data["fills"].partition(":")
        said = {"title": self.cleaned_data["title"], "layout": self.cleaned_data["layout"]}
        return {**said, "rule": rule or Rule.NONE.value, "of": of}


def lists() -> list[tuple[str, str]]:
    """Return what can fill a part, for a select."""
    sections = [(f"{Rule.SECTION.value}:{uid}", name) for uid, name in Section.objects.values_list("uid", "name")]
    tags = Tag.objects.filter(merged_into=None).order_by("name").values_list("uid", "name")[:300]
    return [
        (Rule.NONE.value, _("Nothing")),
        (Rule.LATEST.value, str(Rule.LATEST.label)),
        (Rule.MOST_READ.value, str(Rule.MOST_READ.label)),
        (_("The latest in a section"), sections),
        (_("The latest with a tag"), [(f"{Rule.TAG.value}:{uid}", name) for uid, name in tags]),
    ]


class SpecialForm(forms.Form):
    """A special to begin."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=80)


class MomentForm(forms.Form):
    """When a front is to be issued."""

    at = WallTimeField(label=gettext_lazy("At"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("%(zone)s time") % {"zone": zone_name()}


class IssueForm(MomentForm):
    """How a front is issued: when, and what becomes of the one that is scheduled."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # The scheduled one that was on the page that was looked at.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("When yours goes live"),
        choices=[("now", gettext_lazy("Now")), ("at", gettext_lazy("At another moment"))],
        widget=forms.RadioSelect,
        required=False,
    )
    then = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    field_order = ("version", "seen", "when", "at", "then")

    def __init__(self, *args, ahead, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        if ahead is None:
            # One that was on the sheet may have been stopped by a colleague since.
            del self.fields["then"]
            return
        self.initial |= {"seen": ahead.number, "then": "leave"}
        self.fields["then"].label = _("What becomes of %(edition)s") % {"edition": ahead}
        when = said_times.said(ahead.live_from, "j F, H:i T", clock.now())
        self.fields["then"].choices = [
            ("leave", _("It takes the place of yours %(time)s") % {"time": when}),
            ("stop", _("Stop it: yours stays until another is issued")),
        ]

    def looked_at(self, front, ahead) -> None:
        """Have the form, sent again from the sheet that shows these two, say that they were looked at."""
        self.data = self.data.copy()
        self.data["version"], self.data["seen"] = front.version, ahead.number if ahead else ""

    def clean(self):
        """Say from when it is live, as `live_from`."""
        said = super().clean()
        said["live_from"] = said.get("at") if said.get("when") == "at" else None
        if said.get("when") == "at" and not said["live_from"] and "at" not in self.errors:
            self.add_error("at", _("Say the day and the time."))
        return said


class EditorsForm(forms.Form):
    """Who may arrange and issue one front, whatever their role."""

    editors = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, is_staff=True),
        label=gettext_lazy("Its editors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
