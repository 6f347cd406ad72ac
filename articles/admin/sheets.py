"""The forms of the verbs: what has to be said before one is done. Whether it may be done, the verb itself decides."""

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Capacity, Edition, Hold
from articles.models.edition import UnreadReason
from articles.substance import doubts, in_words
from media.models import Photo
from newsroom import clock
from newsroom.staff.models import User

LONG = forms.Textarea({"rows": 3})
_FROM_THE_DESK = ("update", "minor_fix", "correction", "clarification")


def moment_field(label, **kwargs) -> forms.DateTimeField:
    """Return a field for a moment on the newsroom's clock, whose zone the label names."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)


def zone_name() -> str:
    """Return how the newsroom's time zone is called on screens."""
    return settings.TIME_ZONE.replace("_", " ")


def readers_for(user):
    """The colleagues who may read what this person publishes unread."""
    may = User.objects.filter(is_active=True, is_staff=True, groups__permissions__codename="sign_off_article")
    return may.exclude(pk=user.pk).distinct().order_by("name")


class Sheet(forms.Form):
    """A verb's form. It knows the story it is about."""

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


class ReasonSheet(Sheet):
    reason = forms.CharField(label=gettext_lazy("Why"), widget=LONG)


class OptionalReasonSheet(Sheet):
    reason = forms.CharField(label=gettext_lazy("Why (optional)"), widget=LONG, required=False)


class NoteSheet(Sheet):
    text = forms.CharField(
        label=gettext_lazy("Note"), widget=LONG, help_text=gettext_lazy("For colleagues. Readers never see it.")
    )


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
                "when": date_format(clock.local(edition.live_from), "j F, H:i"),
            }
        )
        if owed:
            self.initial.setdefault("edition", owed[0])


class PublishSheet(Sheet):
    """What readers get, when, as what, with which note, less which photos; and, unread, for which reason."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        widget=forms.RadioSelect,
        initial="now",
        choices=[("now", gettext_lazy("Now: live in 7 seconds")), ("at", gettext_lazy("At a time"))],
    )
    at = moment_field(gettext_lazy("Live from"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), widget=forms.RadioSelect, initial="update")
    note = forms.CharField(
        label=gettext_lazy("Note to readers"),
        widget=LONG,
        required=False,
        help_text=gettext_lazy("Needed for a correction or a clarification: say what was wrong and what is right."),
    )
    note_place = forms.ChoiceField(
        label=gettext_lazy("Where the note stands"),
        required=False,
        choices=[("", gettext_lazy("Where notes of its kind stand")), *Edition.NotePlace.choices],
    )
    not_a_correction = forms.BooleanField(
        label=gettext_lazy("It is a slip: readers were told nothing wrong"), required=False
    )
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Publish without this photo"), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why it goes out unread"), required=False)
    reader = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Read afterwards by"),
        required=False,
        empty_label=gettext_lazy("Choose…"),
    )
    read_by = moment_field(gettext_lazy("Read before"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    UNREAD = ("reason", "reader", "read_by")

    def prepare(self):
        self.fields["at"].help_text = _("%(zone)s time") % {"zone": zone_name()}
        self._prepare_kind()
        self._prepare_photos()
        self._prepare_unread()

    def _prepare_kind(self):
        if self.state.standing is None:
            for name in ("kind", "note", "note_place", "not_a_correction"):
                del self.fields[name]
            return
        kinds = [(kind, Edition.Kind(kind).label) for kind in _FROM_THE_DESK]
        if not self.state.user.has_perm("articles.publish_article"):
            kinds = [(Edition.Kind.MINOR_FIX.value, Edition.Kind.MINOR_FIX.label)]
            self.initial["kind"] = Edition.Kind.MINOR_FIX.value
        self.fields["kind"].choices = kinds
        self._prepare_answer()

    def _prepare_answer(self):
        """Ask of a minor fix whether it is a correction, where it changes what may be a fact."""
        found = doubts(self.state.standing.content, self.state.content) if self.state.has_text else []
        if not found:
            del self.fields["not_a_correction"]
            return
        question = _("Is it a correction? It changes %(what)s. A minor fix needs this answer, which is logged.")
        self.fields["not_a_correction"].help_text = question % {"what": in_words(found)}

    def _prepare_photos(self):
        uses = self.state.content.photos
        if not uses:
            del self.fields["without"]
            return
        photos = {str(photo.uid): photo for photo in Photo.objects.filter(uid__in=[use.photo for use in uses])}
        self.fields["without"].choices = [
            (use.photo, _("Photo %(number)s: %(name)s") % {"number": n, "name": photos.get(use.photo) or use.caption})
            for n, use in enumerate(uses, start=1)
        ]

    def _prepare_unread(self):
        if not self.goes_unread:
            for name in self.UNREAD:
                del self.fields[name]
            return
        self.fields["reader"].queryset = readers_for(self.state.user)
        self.fields["read_by"].help_text = _("%(zone)s time") % {"zone": zone_name()}
        reasons = [(reason.value, reason.label) for reason in UnreadReason if reason != UnreadReason.MINOR_FIX]
        self.fields["reason"].choices = [("", _("Choose…")), *reasons]
        if not self.state.user.has_perm("articles.publish_alone_article"):
            del self.fields["reason"]

    @property
    def goes_unread(self) -> bool:
        """Whether it lacks eyes it needs, and could go out without them for a reason."""
        if self.state.signing.lacks_legal:
            return False
        return self.state.signing.goes_without or (self.state.signed is None and not self.state.can_be_read)

    def clean(self):
        said = super().clean()
        if said.get("when") == "at" and not said.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say from when, or choose Now."))
        if said.get("when") == "now" and said.get("at"):
            self.add_error("when", _("You gave a time and chose Now. Choose At a time, or empty the time."))
        return said
