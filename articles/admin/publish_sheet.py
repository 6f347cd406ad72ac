"""The publish sheet: when, as what, with which note, what goes with it; what is mended right here; unread, why."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import permissions
from articles.findings import Finding
from articles.models import Banner, Edition, Section
from articles.models.edition import UnreadReason
from articles.substance import doubts, in_words
from articles.workflow import AskedBanner
from articles.workflow.banner import HOURS
from newsroom.staff.models import User

from .moments import in_zones, zones_apart
from .settles import complaints_in
from .sheets import LONG, Sheet, moment_field, readers_for

_FROM_THE_DESK = ("update", "minor_fix", "correction", "clarification")
STAYS = (1, 2, HOURS, 6, 12)


def stays() -> list[tuple[int, str]]:
    """Return how long a banner can stay, as choices."""
    return [(hours, ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}) for hours in STAYS]


@dataclass(frozen=True)
class Mend:
    """Something that stops it and can be mended here: with a field of its own, or by leaving a photo out.

    `url` is the page that mends what has no field here.
    """

    finding: Finding
    field: object = None
    photo: str = ""
    leave_out: str = ""
    url: str = ""


class PublishSheet(Sheet):
    """What readers get, when, as what, with which note, less which photos; and, unread, for which reason."""

    when = forms.ChoiceField(label=gettext_lazy("When"), widget=forms.RadioSelect, initial="now")
    at = moment_field(gettext_lazy("Day and time"), required=False)
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
    more_follows = forms.BooleanField(
        label=gettext_lazy("More follows"),
        required=False,
        help_text=gettext_lazy("Readers are told so until the next update."),
    )
    banner = forms.BooleanField(label=gettext_lazy("Breaking banner over every page"), required=False)
    banner_text = forms.CharField(
        label=gettext_lazy("What it says"), max_length=Banner._meta.get_field("text").max_length, required=False
    )
    banner_hours = forms.TypedChoiceField(
        label=gettext_lazy("Ends by itself after"), coerce=int, initial=HOURS, required=False
    )
    without = forms.MultipleChoiceField(
        label=gettext_lazy("Publish without a photo"), widget=forms.CheckboxSelectMultiple, required=False
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
        self._prepare_when()
        self._prepare_kind()
        self._prepare_photos()
        self._prepare_mends()
        self._prepare_banner()
        self._prepare_unread()

    def _prepare_when(self):
        state = self.state
        choices = [("now", _("Now: live in 7 seconds")), ("at", _("At a time"))]
        if permissions.may_embargo(state.user, state.article):
            choices.append(("embargo", _("Under embargo until…")))
        if state.embargoed:
            ends = in_zones(state.article.embargoed_until, state.user)
            choices.insert(0, ("ends", _("When the embargo ends: %(when)s") % {"when": ends}))
            self.initial["when"] = "ends"
        elif state.planned_again:
            self.initial |= {"when": "at", "at": state.planned_again}
        self.fields["when"].choices = choices
        self.fields["at"].help_text = zones_apart(state.user, state.now)
        self.fields["at"].widget.attrs["data-own-zone"] = state.user.zone.key

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
        if self.state.standing.more_follows:
            self.fields["more_follows"].help_text = _("Readers are told so now; with an update it falls off.")

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
        self.numbers = {use.photo: n for n, use in reversed([*enumerate(self.state.content.photos, start=1)])}
        if not self.numbers:
            del self.fields["without"]
            return
        photos = self.state.photos
        self.fields["without"].choices = [
            (use.photo, _("Photo %(number)s: %(name)s") % {"number": n, "name": photos.get(use.photo) or use.caption})
            for n, use in enumerate(self.state.content.photos, start=1)
        ]

    def _prepare_mends(self):
        """Add a field for each thing that stops it and one line can mend; the rest leads to its place."""
        self.mended: dict[str, str] = {}
        if not self.state.may_edit:
            return
        for finding in self.state.checks:
            if finding.id == "photo-alt":
                name = f"alt_{self.numbers.get(finding.photo, 0)}"
                self.fields[name] = forms.CharField(
                    label=_("Alt text: what photo %(number)s shows") % {"number": self.numbers.get(finding.photo, 0)},
                    required=False,
                )
                self.mended[name] = finding.photo
            elif finding.id == "section":
                self.fields["section"] = forms.ModelChoiceField(
                    Section.objects.all(), label=_("Section"), required=False, empty_label=_("Choose…")
                )
            elif finding.id == "headline":
                self.fields["headline"] = forms.CharField(label=_("Headline"), max_length=250, required=False)

    def _prepare_banner(self):
        if not permissions.may_show_banner(self.state.user, self.state.article):
            for name in ("banner", "banner_text", "banner_hours", "more_follows"):
                del self.fields[name]
            return
        self.fields["banner_hours"].choices = stays()
        self.initial.setdefault("banner_text", self.state.content.headline[:140])

    def _prepare_unread(self):
        if not self.goes_unread:
            for name in self.UNREAD:
                del self.fields[name]
            return
        self.fields["reader"].queryset = readers_for(self.state.user)
        self.fields["read_by"].help_text = zones_apart(self.state.user, self.state.now)
        reasons = [(reason.value, reason.label) for reason in UnreadReason.to_choose()]
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
        if said.get("when") in {"at", "embargo"} and not said.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say from when, or choose Now."))
        if said.get("when") in {"now", "ends"} and said.get("at"):
            self.add_error("when", _("You gave a time and chose Now. Choose At a time, or empty the time."))
        banner = self._asked_banner(said)
        return {**said, "mended": self.mended, "asked_banner": banner, "complaints": complaints_in(self.data)}

    # What the page asks of the form.

    @property
    def mends(self) -> list[Mend]:
        """What stops it and can be mended on the sheet itself."""
        found = []
        for finding in self.state.checks:
            name = next((name for name, photo in self.mended.items() if photo == finding.photo), finding.id)
            field = self[name] if finding.id in {"photo-alt", "section", "headline"} and name in self.fields else None
            if not finding.blocks or not (field or finding.photo):
                continue
            number = self.numbers.get(finding.photo)
            leave_out = _("Publish without photo %(number)s") % {"number": number} if number else ""
            found.append(Mend(finding, field, finding.photo, leave_out))
        return found

    @property
    def without_now(self) -> set[str]:
        """The photos that were ticked to be left out."""
        return set(self["without"].value() or ()) if "without" in self.fields else set()

    @property
    def others(self) -> list[tuple[str, str]]:
        """The photos nothing is wrong with, which can be left out too."""
        wrong = {mend.photo for mend in self.mends}
        fields = self.fields
        return [each for each in fields["without"].choices if each[0] not in wrong] if "without" in fields else []

    @staticmethod
    def _asked_banner(said: dict) -> AskedBanner | None:
        """Return the banner that was asked for."""
        return AskedBanner(said["banner_text"], said["banner_hours"] or HOURS) if said.get("banner") else None


class BannerSheet(Sheet):
    """What the banner says, and how long."""

    text = forms.CharField(label=gettext_lazy("What it says"), max_length=140)
    hours = forms.TypedChoiceField(label=gettext_lazy("Ends by itself after"), coerce=int, initial=HOURS)

    def prepare(self):
        self.fields["hours"].choices = stays()
        self.initial.setdefault("text", self.state.content.headline[:140])
