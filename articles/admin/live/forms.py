"""The forms of the live desk: what has to be said before something is done. Whether it may be, the verbs decide."""

import uuid
from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.admin.sheets import moment_field, readers_for
from articles.admin.written import written_in
from articles.models import Contributor, Edition, LiveStory
from articles.workflow.live import READ_WITHIN
from media import licences
from media.models import Photo
from newsroom import clock
from newsroom.staff.models import User
from newsroom.wall_times import last_shown

LONGEST = 20_000
LATEST = timedelta(hours=12)
MENDS = [
    (Edition.Kind.MINOR_FIX, _("A slip: readers are told nothing")),
    (Edition.Kind.UPDATE, _("More is known: readers see the new text, and no note")),
    (Edition.Kind.CORRECTION, _("It was wrong: readers see the note and when")),
]


class OpenForm(forms.Form):
    opens_at = moment_field(_("Opens"), required=False, help_text=_("Empty: now."))


class LetForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("May post"))
    reader = forms.ModelChoiceField(User.objects.none(), label=_("Read behind by"))
    read_within = forms.IntegerField(label=_("Within minutes"), initial=READ_WITHIN)

    def __init__(self, *args, asked_by, **kwargs):
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_active=True).order_by("name")
        self.fields["user"].queryset = staff
        read = Q(pk__in=readers_for(asked_by).order_by().values("pk")) | Q(pk=asked_by.pk)
        self.fields["reader"].queryset = staff.filter(read)


class SaidForm(forms.Form):
    """What an entry says and by whom."""

    headline = forms.CharField(label=_("Headline, if any"), max_length=250, required=False)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 3, "class": "grows"})
    )
    byline = forms.ModelChoiceField(Contributor.objects.none(), label=_("By"))

    def __init__(self, *args, by, live: LiveStory, **kwargs):
        super().__init__(*args, **kwargs)
        written_in(self, live.article.language)
        names = Contributor.objects.of_our_own()
        self.own = names.filter(account=by).first()
        posting = Q(account__in=live.grants.filter(ended_at=None).values("user"))
        wanted = Q(account=by) | Q(kind=Contributor.Kind.DESK) | posting | Q(pk=self.initial.get("byline"))
        self.fields["byline"].queryset = names.filter(wanted).distinct().order_by("name")


class PostForm(SaidForm):
    """The composer. A picture is chosen from those at hand, or comes along as a file."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    at = forms.TimeField(
        label=_("Printed time, if not now"), required=False, widget=forms.TimeInput({"type": "time"}),
        help_text=_("Empty: when you post it. Else a time of the last twelve hours."),
    )  # fmt: skip
    photo = forms.ModelChoiceField(Photo.objects.none(), to_field_name="uid", required=False, label=_("Photo"))
    upload = forms.FileField(label=_("Take or choose a picture"), required=False)
    caption = forms.CharField(label=_("Caption"), max_length=2_000, required=False)
    alt = forms.CharField(
        label=_("Alt text"), max_length=1_000, required=False, help_text=_("What it shows, for who cannot see it.")
    )
    credit = forms.CharField(label=_("Credit, if the picture has none"), max_length=250, required=False)
    licence = forms.ChoiceField(
        label=_("Why it may be used"), required=False, choices=[("", _("As the photo desk has it")), *licences.CHOICES]
    )

    def __init__(self, *args, by, live, **kwargs):
        super().__init__(*args, by=by, live=live, **kwargs)
        self.fields["photo"].queryset = Photo.objects.visible_to(by)
        self.fields["upload"].widget.attrs["accept"] = "image/*"
        self.initial |= {"byline": self.own, "token": uuid.uuid4()}
        self.fields["text"].widget.attrs["enterkeyhint"] = "enter"

    def clean_at(self):
        """Return the moment the clock last showed this time."""
        if (said := self.cleaned_data["at"]) is None:
            return None
        now = clock.now()
        at = last_shown(said, clock.zone(), now)
        # An entry of 23:58 is posted at five past midnight; 22:20 typed at 22:14 is not yesterday's.
        if at is None or now - at > LATEST:
            raise forms.ValidationError(_("It lies ahead, or more than twelve hours back. Leave it empty for now."))
        return at

    @property
    def about_the_picture(self) -> list:
        return [self[name] for name in ("upload", "caption", "alt", "credit", "licence")]


class MendForm(SaidForm):
    """Another text of an entry readers have."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=MENDS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note to readers"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("For a correction: what was wrong, and what is right."),
    )  # fmt: skip
    without_photo = forms.BooleanField(label=_("Take the picture off"), required=False)
    not_a_correction = forms.BooleanField(label=_("It is a slip, and no correction"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    entry = forms.IntegerField(widget=forms.HiddenInput)


class QueuedForm(SaidForm):
    """Another text of an entry readers have not got: filed anew by its writer, or approved by the desk."""

    reader = forms.ModelChoiceField(User.objects.none(), label=_("Read behind by"), required=False)
    without_photo = forms.BooleanField(label=_("Take the picture off"), required=False)
    entry = forms.IntegerField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, by, live, **kwargs):
        super().__init__(*args, by=by, live=live, **kwargs)
        self.fields["reader"].queryset = readers_for(by)


class PointsForm(forms.Form):
    """The short list at the top, a point a line."""

    points = forms.CharField(
        label=_("Key points"), max_length=2_000, widget=forms.Textarea({"rows": 4}), required=False,
        help_text=_("A point a line, six at most. Readers get them at once, with the time."),
    )  # fmt: skip
    reader = forms.ModelChoiceField(User.objects.none(), label=_("Read behind by"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, by, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers_for(by)
        if posts:
            # Who reads behind them anyway reads this too.
            del self.fields["reader"]


class EntryForm(forms.Form):
    """Which entry something is done to, and as it was looked at."""

    entry = forms.IntegerField()
    edition = forms.IntegerField(required=False)
    revision = forms.IntegerField(required=False)
    reason = forms.CharField(max_length=2_000, required=False)


class NothingForm(forms.Form):
    """An act on the live story itself that needs no more to be said."""


class EndForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.all())


class CloseForm(forms.Form):
    summary = forms.CharField(
        label=_("Summary"), max_length=LONGEST, widget=forms.Textarea({"rows": 6}),
        help_text=_("What happened, for readers who come later. It takes the place of the text above."),
    )  # fmt: skip
    reader = forms.ModelChoiceField(User.objects.none(), label=_("Read behind by"), required=False)

    def __init__(self, *args, by, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = readers_for(by)
        if posts:
            # Who reads behind them anyway reads this too.
            del self.fields["reader"]
