"""The forms of the verbs: what has to be said before one is done. Whether it may be done, the verb itself decides."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Capacity, Edition, Hold
from newsroom import said_times
from newsroom.staff.models import User

from .moments import WallTimeField, zone_name

LONG = forms.Textarea({"rows": 3})


def moment_field(label, **kwargs) -> WallTimeField:
    """Return a field for a moment on the newsroom's clock, whose zone its help names."""
    return WallTimeField(label=label, **kwargs)


def readers_for(user):
    """The colleagues who may read what this person publishes unread."""
    may = User.objects.filter(is_active=True, is_staff=True, groups__permissions__codename="sign_off_article")
    return may.exclude(pk=user.pk).distinct().order_by("name")


@dataclass(frozen=True)
class Lack:
    """What has to be set before a verb can be done at all, in a sentence; and the verb that sets it, as its button is
    called."""

    says: str
    verb: str
    label: str


class Sheet(forms.Form):
    """A verb's form. It knows the story it is about.

    `more` is what the button says that shows it again with one more row and everything that was said so far.
    """

    more = ""

    def __init__(self, *args, state, **kwargs):
        self.state = state
        # A sheet can stand on the story form's own page, whose fields have the plain ids.
        kwargs.setdefault("auto_id", "sheet_%s")
        super().__init__(*args, **kwargs)
        self.prepare()

    @property
    def warnings(self) -> list[str]:
        """What to think of before this is done."""
        return []

    def prepare(self) -> None:
        """Fit the fields to the story."""


class OptionalReasonSheet(Sheet):
    reason = forms.CharField(label=gettext_lazy("Why (optional)"), widget=LONG, required=False)


class ReasonSheet(Sheet):
    reason = forms.CharField(label=gettext_lazy("Why"), widget=LONG, help_text=gettext_lazy("The log keeps it."))


class SignOffSheet(Sheet):
    capacity = forms.ChoiceField(label=gettext_lazy("As"), widget=forms.RadioSelect, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self):
        named = {"": _("Another pair of eyes"), **dict(Capacity.choices)}
        yeses = self.state.signing.yeses
        self.fields["capacity"].choices = [(each, named[each]) for each in yeses]
        self.initial.setdefault("capacity", yeses[0] if yeses else "")


class RetractSheet(Sheet):
    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        widget=LONG,
        help_text=gettext_lazy("It stands above the story, which stays readable."),
    )


class ReinstateSheet(Sheet):
    note = forms.CharField(label=gettext_lazy("Note to readers (optional)"), widget=LONG, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawSheet(Sheet):
    says = forms.ChoiceField(
        label=gettext_lazy("What readers find in its place"),
        widget=forms.RadioSelect,
        initial="notice",
        choices=[
            ("notice", gettext_lazy("A notice that it was withdrawn, with your note")),
            ("nothing", gettext_lazy("Only that there is nothing here (under an order)")),
        ],
    )
    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        widget=LONG,
        required=False,
        help_text=gettext_lazy("Needed for a notice."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Order or reason, for the record"),
        widget=LONG,
        required=False,
        help_text=gettext_lazy("Needed where the page says nothing. Readers never see it."),
    )

    def prepare(self):
        if self.state.has_notice:
            # All that is left to do is to take the notice away too.
            self.fields["says"].choices = self.fields["says"].choices[1:]
            self.fields["says"].initial = "nothing"
            del self.fields["note"]


class HoldSheet(Sheet):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of hold"), choices=Hold.Kind)
    reason = forms.CharField(
        label=gettext_lazy("Why"), widget=LONG, help_text=gettext_lazy("Whoever wants to publish reads this.")
    )


class LiftSheet(Sheet):
    hold = forms.ModelChoiceField(Hold.objects.none(), label=gettext_lazy("Hold"), empty_label=None)
    reason = forms.CharField(label=gettext_lazy("Why it can be lifted (optional)"), widget=LONG, required=False)

    def prepare(self):
        self.fields["hold"].queryset = self.state.article.holds.filter(lifted_at=None)
        self.fields["hold"].label_from_instance = lambda hold: f"{hold.get_kind_display()}: {hold.reason}"
        if self.state.holds:
            self.initial.setdefault("hold", self.state.holds[0].pk)


class StockSheet(Sheet):
    hold = forms.ModelChoiceField(Hold.objects.none(), label=gettext_lazy("Prepared as"), empty_label=None)

    def prepare(self):
        self.fields["hold"].queryset = self.state.article.holds.filter(lifted_at=None, kind=Hold.Kind.STOCK)
        self.fields["hold"].label_from_instance = lambda hold: hold.reason
        self.initial.setdefault("hold", self.fields["hold"].queryset.first())


class EmbargoSheet(Sheet):
    until = moment_field(gettext_lazy("Embargoed until"), required=False)

    def prepare(self):
        self.fields["until"].help_text = _("%(zone)s time. Empty: no embargo.") % {"zone": zone_name()}
        self.initial.setdefault("until", self.state.article.embargoed_until)


class RestrictSheet(Sheet):
    people = forms.ModelMultipleChoiceField(
        User.objects.filter(is_active=True, is_staff=True).order_by("name"),
        label=gettext_lazy("Only these people see it"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Nobody ticked: the whole desk. It binds administrators too. Tick yourself."),
    )

    def prepare(self):
        named = [person.pk for person in self.state.restricted_to]
        self.initial.setdefault("people", named or [self.state.user.pk])


class RedactSheet(Sheet):
    words = forms.CharField(
        label=gettext_lazy("Words or names that must go"),
        widget=LONG,
        help_text=gettext_lazy("One a line. Case, spacing and markup do not matter."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, without the words themselves"),
        widget=LONG,
        help_text=gettext_lazy("An order, or whom it protects. This stays on the record."),
    )
    order = forms.CharField(label=gettext_lazy("Court and file number, if any"), max_length=200, required=False)
    block = forms.BooleanField(
        label=gettext_lazy("Also block these words from now on"),
        required=False,
        initial=True,
        help_text=gettext_lazy("No version with one of them can be published any more."),
    )


class ReadAfterSheet(Sheet):
    edition = forms.ModelChoiceField(Edition.objects.none(), label=gettext_lazy("Version"), empty_label=None)

    def prepare(self):
        owed = [owed.edition_id for owed in self.state.readings_owed]
        self.fields["edition"].queryset = Edition.objects.filter(pk__in=owed).order_by("number")
        self.fields["edition"].label_from_instance = lambda edition: (
            _("Version %(number)s, live since %(when)s")
            % {
                "number": edition.number,
                "when": said_times.said(edition.live_from, "j F, H:i", self.state.now),
            }
        )
        if owed:
            self.initial.setdefault("edition", owed[0])
