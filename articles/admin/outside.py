"""Readers outside as the desk meets them: the sheet that asks one, the address shown once, what they saw and said."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from articles import outside, workflow
from articles.models import Article, OutsideSignOff, OutsideView, ReviewLink
from articles.permissions import may_see
from articles.workflow.outside import LONGEST, SHORTEST_PHRASE
from newsroom.paper.current import site

from .sheets import LONG, Sheet, moment_field, zone_name
from .state import StoryState

USUALLY = timedelta(days=3)


class AskOutsideSheet(Sheet):
    """Whom, for how long, which text, what they may do."""

    name = forms.CharField(
        label=gettext_lazy("Name of the reader"),
        max_length=120,
        help_text=gettext_lazy("Their page says that it is for them alone."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address (optional)"),
        required=False,
        help_text=gettext_lazy("To send them the link from your own mail. The newsroom sends nothing."),
    )
    asked = forms.CharField(
        label=gettext_lazy("What you ask them (optional)"),
        widget=LONG,
        required=False,
        help_text=gettext_lazy("It stands above the story on their page."),
    )
    text = forms.ChoiceField(label=gettext_lazy("Which text"), widget=forms.RadioSelect, initial="this")
    acts = forms.MultipleChoiceField(
        label=gettext_lazy("They may"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["comment"],
        choices=[("comment", gettext_lazy("comment, which becomes a note")), ("sign_off", gettext_lazy("sign it off"))],
        help_text=gettext_lazy("Their sign-off is on the record and never makes a text “read”."),
    )
    expires_at = moment_field(gettext_lazy("Open until"))
    pass_phrase = forms.CharField(label=gettext_lazy("Pass phrase (optional)"), required=False, strip=False)
    restricted = forms.BooleanField(label=gettext_lazy("I may show this restricted story to this person"))
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self):
        article, now = self.state.article, self.state.now
        self.fields["text"].choices = [
            ("this", _("As it is now (revision %(number)s); it does not change for them") % _number(article)),
            ("latest", _("Always the latest; they are told when it changed")),
        ]
        self.fields["expires_at"].help_text = _("%(zone)s time; at most %(days)s days.") % {
            "zone": zone_name(),
            "days": LONGEST.days,
        }
        self.fields["pass_phrase"].help_text = _(
            "At least %(count)s characters. Tell it to them another way than the link."
        ) % {"count": SHORTEST_PHRASE}
        self.fields["pass_phrase"].widget.attrs["autocomplete"] = "off"
        self.initial.setdefault("expires_at", (now + USUALLY).replace(minute=0, second=0, microsecond=0))
        if not self.state.restricted_to:
            del self.fields["restricted"]

    @property
    def warnings(self) -> list[str]:
        """What to think of before somebody outside gets to read it."""
        found = []
        if self.state.restricted_to:
            found.append(_("This story is restricted to named people. Whoever gets this link reads all of it."))
        if self.state.blocked_names:
            found.append(_("Names are blocked in this story. Whoever gets this link reads the copy as it is."))
        if self.state.embargoed:
            found.append(_("This story is under embargo. Their page says so at its top."))
        return found


def _number(article: Article) -> dict:
    return {"number": article.revision_number}


class RevokeLinkSheet(Sheet):
    link = forms.ModelChoiceField(ReviewLink.objects.none(), label=gettext_lazy("Link"), empty_label=None)

    def prepare(self):
        self.fields["link"].queryset = self.state.article.review_links.filter(revoked_at=None)
        self.fields["link"].label_from_instance = lambda link: (
            _("%(name)s, made by %(maker)s") % {"name": link.name, "maker": link.made_by}
        )


@dataclass(frozen=True)
class MadeLink:
    """A link that was just made: its whole address, to be seen this once."""

    link: ReviewLink
    url: str

    @property
    def mail(self) -> str:
        """A letter to them, for the asker's own mail program."""
        subject = _("A text to read for %(paper)s") % {"paper": site().name}
        words = [self.link.asked, self.url, _("It is for you alone, and not published.")]
        body = "\n\n".join(word for word in words if word)
        return f"mailto:{quote(self.link.email)}?subject={quote(subject)}&body={quote(body)}"


@sensitive_variables("said", "made")
def make_review_link(state: StoryState, said: dict) -> MadeLink:
    made = workflow.make_review_link(
        state.article,
        by=state.user,
        name=said["name"],
        email=said["email"],
        asked=said["asked"],
        revision=said["revision"] if said["text"] == "this" else None,
        may_comment="comment" in said["acts"],
        may_sign_off="sign_off" in said["acts"],
        pass_phrase=said["pass_phrase"],
        expires_at=said["expires_at"],
    )
    return MadeLink(made.link, settings.SITE_URL + reverse("outside:story", args=[made.token]))


def revoke_review_link(state: StoryState, said: dict) -> str:
    link = workflow.revoke_review_link(said["link"], by=state.user)
    return _("The link for %(name)s opens nothing any more.") % {"name": link.name}


@dataclass(frozen=True)
class Signed:
    """A sign-off from outside, and what it is worth now."""

    signed: OutsideSignOff
    stands: bool
    why_not: str


class Guest:
    """One link as the story's page shows it. Takes the link with its views and sign-offs already fetched."""

    def __init__(self, link: ReviewLink, state: StoryState):
        self.link, self._state = link, state

    @cached_property
    def open(self) -> bool:
        """Whether it opens the story now."""
        link, now = self.link, self._state.now
        return not link.ended(now) and self._state.article.stage != Article.Stage.SPIKED and self._maker_sees

    @cached_property
    def _maker_sees(self) -> bool:
        return self.link.made_by_id == self._state.user.pk or may_see(self.link.made_by, self._state.article)

    @property
    def state(self) -> str:
        """Why it opens nothing, or until when it does."""
        if self.link.revoked_at:
            return _("Revoked")
        if self.link.ended(self._state.now):
            return _("Run out")
        if not self.open:
            return _("Shut: the story is spiked, or who made it may not see it any more")
        return _("Open")

    @property
    def shape(self) -> str:
        return "disc" if self.open else "cross"

    @cached_property
    def views(self) -> list[OutsideView]:
        """Each time they looked, the latest first."""
        return list(self.link.views.all())

    @cached_property
    def sign_offs(self) -> list[Signed]:
        """Their sign-offs, each with whether it is still of this text."""
        return [self._worth(signed) for signed in self.link.sign_offs.all()]

    def _worth(self, signed: OutsideSignOff) -> Signed:
        stands = outside.worth(signed, self._state.article, self._state.content)
        if stands.words and stands.pictures:
            return Signed(signed, True, "")
        return Signed(
            signed, False, _("the words changed since") if not stands.words else _("the pictures changed since")
        )


def guests(state: StoryState) -> list[Guest]:
    """Return everybody outside who was asked to read the story, the latest first."""
    return [Guest(link, state) for link in state.review_links]
