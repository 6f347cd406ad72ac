"""The form of a fix of what readers have: the live text itself, what was wrong with it, and who reads it after."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.fields import ProseEditorFormField

from articles.body import EXTENSIONS
from articles.content import Content
from articles.models import Article, Edition, JournalState
from articles.models.edition import UnreadReason
from newsroom import clock
from newsroom.staff.models import User

from .forms import Growing, PhotoRows, StoryForm, _line
from .journal_form import FIXED_TEXTS, said_in
from .moments import zone_name
from .settles import complaints_in
from .sheets import LONG, moment_field, readers_for
from .typed import photo_rows_of, uses_in
from .written import say_which_run_from_the_right, written_in

Kind = Edition.Kind
WRONG: dict[str, str | Promise] = {
    "minor_fix": gettext_lazy("Spelling or style: a minor fix"),
    "correction": gettext_lazy("A fact: a correction"),
    "clarification": gettext_lazy("It is unclear: a clarification"),
    "update": gettext_lazy("There is something new: an update"),
}
# So soon somebody else should have read what went out unread.
_READ_WITHIN = timedelta(hours=2)


def issues_alone(user) -> bool:
    """Say whether this person may give readers more than a minor fix without another's eyes."""
    return user.has_perm("articles.publish_alone_article") and user.has_perm("articles.publish_article")


def publishers_for(user):
    """Return the colleagues who may be asked to read a fix and publish it."""
    may = User.objects.filter(is_active=True, is_staff=True, groups__permissions__codename="publish_article")
    return may.exclude(pk=user.pk).distinct().order_by("name")


class FixForm(forms.Form):
    """What is wrong, the live text, and what goes with it."""

    kind = forms.ChoiceField(label=gettext_lazy("What is wrong?"), widget=forms.RadioSelect)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    # The journal goes by it: words typed before a redaction do not come back by it.
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)
    language = forms.CharField(widget=forms.HiddenInput, required=False)
    headline = _line(Article, "headline", gettext_lazy("Headline"), widget=Growing())
    dek = _line(Article, "dek", gettext_lazy("Dek"), help_text="", widget=Growing(rows=2))
    body = ProseEditorFormField(label=gettext_lazy("Body"), required=False, extensions=EXTENSIONS)
    search_headline = _line(Article, "search_headline", gettext_lazy("Headline for search"))
    share_headline = _line(Article, "share_headline", gettext_lazy("Headline for sharing"))
    note = forms.CharField(label=gettext_lazy("Note to readers"), widget=LONG, required=False)
    note_place = forms.ChoiceField(
        label=gettext_lazy("Where the note stands"),
        required=False,
        choices=[
            ("", gettext_lazy("As usual: a correction above the story, others under it")),
            *Edition.NotePlace.choices,
        ],
    )
    not_a_correction = forms.BooleanField(
        label=gettext_lazy("No: it is a slip, and readers were told nothing wrong"), required=False
    )
    # What a colleague handed in to be read, where this form was opened to read it.
    asked = forms.UUIDField(widget=forms.HiddenInput, required=False)
    asks = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who reads it and publishes it"),
        required=False,
        empty_label=gettext_lazy("Whoever is on duty and may"),
    )
    reason = forms.ChoiceField(label=gettext_lazy("Why it goes out unread"), required=False)
    reader = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Read afterwards by"), required=False)
    read_by = moment_field(gettext_lazy("Read before"), required=False)

    clean_body = StoryForm.clean_body

    def __init__(self, *args, user, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(WRONG.items())
        language = self["language"].value() or settings.LANGUAGE_CODE
        say_which_run_from_the_right(self.fields["language"], [language])
        written_in(self, language)
        self.fields["asks"].queryset = publishers_for(user)
        readers = readers_for(user)
        self.fields["reader"].queryset = readers
        self.fields["read_by"].help_text = _("%(zone)s time") % {"zone": zone_name()}
        reasons = [(reason.value, reason.label) for reason in UnreadReason.to_choose()]
        self.fields["reason"].choices = reasons
        if not issues_alone(user):
            # A minor fix goes unread by right; for anything else they ask.
            del self.fields["reason"]
        if not self.is_bound:
            self.initial.setdefault("kind", Kind.MINOR_FIX.value)
            self.initial.setdefault("reason", UnreadReason.ERROR.value)
            self.initial.setdefault("reader", readers.first())
            self.initial.setdefault("read_by", clock.local(now + _READ_WITHIN).replace(second=0, microsecond=0))


@dataclass
class Fixing:
    """The form and the rows of photos of one fix, bound or not."""

    form: FixForm
    photos: PhotoRows

    @classmethod
    def bound(cls, data, user, now) -> "Fixing":
        rows = PhotoRows(data, prefix="photo", form_kwargs={"language": data.get("language", "")})
        return cls(FixForm(data, user=user, now=now), rows)

    @classmethod
    def kept(cls, state: JournalState, user, now) -> "Fixing":
        """Return the form with everything in it that this state of the journal has; a time to read it by that is
        past by now is put off."""
        fixing = cls.bound(said_in(state.payload).copy(), user, now)
        fixing.form.is_valid()
        due = fixing.form.cleaned_data.get("read_by")
        if due and due < now:
            fixing.form.data["read_by"] = f"{clock.local(now + _READ_WITHIN):%Y-%m-%dT%H:%M}"
            fixing.form.full_clean()
        return fixing

    @classmethod
    def of(cls, edition: Edition, content: Content, user, now, **initial) -> "Fixing":
        """Return the form with this text, about that version."""
        said = {name: getattr(content, name) for name in (*FIXED_TEXTS, "body", "language")}
        about = {**said, "edition": edition.number, "base": edition.article.revision_number, **initial}
        return cls(FixForm(initial=about, user=user, now=now), photo_rows_of(content))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.photos.is_valid()])

    def content(self, live: Content) -> Content:
        """Return what readers have, with what was typed into the form."""
        said = self.form.cleaned_data
        texts = {name: said[name] for name in (*FIXED_TEXTS, "body")}
        return replace(live, **texts, photos=tuple(uses_in(self.photos)))

    @property
    def given(self) -> dict:
        """What the verb is given beside the content."""
        said = self.form.cleaned_data
        minor = said["kind"] == Kind.MINOR_FIX
        return {
            "kind": said["kind"],
            "edition": said["edition"],
            "note": said["note"],
            "note_place": said.get("note_place", ""),
            "not_a_correction": said["not_a_correction"],
            "reason": "" if minor else said.get("reason", ""),
            "reader": said["reader"],
            "read_after": said["read_by"],
            "complaints": complaints_in(self.form.data),
        }

    @property
    def asking(self) -> dict:
        """What the verb that asks for it is given beside the content."""
        said = self.form.cleaned_data
        return {name: said[name] for name in ("kind", "edition", "note", "note_place")} | {"reader": said["asks"]}
