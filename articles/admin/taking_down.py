"""Pull, withdraw, redact on one page: first off every page, then decide in peace."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.models import LiveStory
from articles.workflow import Refused
from articles.workflow.finding import Search, find_words
from newsroom import clock

from . import acts, chips, receipts
from .beyond_reach import beyond_reach
from .desk_page import public_url
from .found_places import said_of
from .state import StoryState
from .story import REFUSED, url_of, visible_story

_LONG = forms.Textarea({"rows": 3})
WHY = [
    ("looking", gettext_lazy("Looking into it")),
    ("order", gettext_lazy("Legal order")),
    ("protect", gettext_lazy("To protect a person")),
    ("kill", gettext_lazy("An agency’s kill")),
]


class TakeDownForm(forms.Form):
    """Everything the page asks for. Each act takes its own part, so that what was typed for another is not lost."""

    why = forms.ChoiceField(label=gettext_lazy("What for"), choices=WHY, widget=forms.RadioSelect, required=False)
    reason = forms.CharField(
        label=gettext_lazy("In a sentence, without the words themselves"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        help_text=gettext_lazy("It stays on the record; readers never see it."),
    )
    order = forms.CharField(label=gettext_lazy("Court and file number, if any"), max_length=200, required=False)
    lawyer = forms.CharField(label=gettext_lazy("Lawyer, if any"), max_length=80, required=False)
    says = forms.ChoiceField(
        label=gettext_lazy("In its place"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("notice", gettext_lazy("That it was withdrawn, with your note")),
            ("nothing", gettext_lazy("Only that there is nothing here: no headline, no note (under an order)")),
        ],
    )
    note = forms.CharField(label=gettext_lazy("Note to readers"), widget=_LONG, required=False)
    words = forms.CharField(
        label=gettext_lazy("Words or names that must go"),
        widget=_LONG,
        required=False,
        help_text=gettext_lazy(
            "One a line. Capitals, accents, apostrophes, hyphens, spacing and markup do not matter."
        ),
    )
    block = forms.BooleanField(
        label=gettext_lazy("Also block these words from now on"),
        required=False,
        initial=True,
        help_text=gettext_lazy("No version with one of them can be published any more."),
    )

    def __init__(self, *args, state: StoryState, **kwargs):
        super().__init__(*args, **kwargs)
        if state.has_notice:
            # All that is left to take away is the notice.
            self.fields["says"].choices = self.fields["says"].choices[1:]

    @property
    def on_record(self) -> str:
        """The reason as the record keeps it."""
        said = self.cleaned_data
        lawyer = _("Lawyer: %(name)s") % {"name": said["lawyer"]} if said["lawyer"] else ""
        parts = [str(dict(WHY).get(said["why"], "")), said["reason"].strip(), lawyer]
        return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True)
class Steps:
    """Which steps this person can take now."""

    pull: bool
    restore: bool
    withdraw: bool
    redact: bool

    @classmethod
    def of(cls, state: StoryState) -> "Steps":
        article, user = state.article, state.user
        may_pull = permissions.may_pull(user, article)
        return cls(
            pull=may_pull and state.has_text and state.open_pull is None,
            restore=may_pull and state.open_pull is not None,
            withdraw=permissions.may_withdraw(user, article) and (state.has_text or state.has_notice),
            redact=permissions.may_redact(user, article),
        )


@never_cache
@sensitive_post_parameters("words", "also")
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk):
    """Show the steps, or take one."""
    article = visible_story(request.user, pk)
    may = (permissions.may_pull, permissions.may_withdraw, permissions.may_redact)
    if not any(ask(request.user, article) for ask in may):
        raise PermissionDenied(permissions.refusal(str(request.user), _("take this story down")))
    state = StoryState(article, request.user, clock.now())
    if request.method != "POST":
        return _show(request, site, state, TakeDownForm(state=state))
    form = TakeDownForm(request.POST, state=state)
    wanted = request.POST.get("_do", "redact")
    if not form.is_valid():
        return _show(request, site, state, form, refused=_("Mend the marked fields, then try again."), status=REFUSED)
    try:
        if wanted == "find":
            found = find_words(article, by=request.user, words=form.cleaned_data["words"].splitlines())
            return _show(request, site, state, form, found=found)
        said = ACTS.get(wanted, _redact)(state, form, request.POST.getlist("also"))
    except (Refused, ValueError) as refused:
        # Words that cannot be looked for are refused with a ValueError whose sentence is for a person.
        return _show(request, site, state, form, refused=str(refused), status=REFUSED)
    messages.success(request, said)
    return HttpResponseRedirect(url_of(article, "take_down") if wanted in {"pull", "restore"} else url_of(article))


def _withdraw(state: StoryState, form: TakeDownForm, _also: list[str]) -> str:
    said = form.cleaned_data
    if not said["says"]:
        raise Refused(_("Choose what readers find in its place."))
    return acts.withdraw(state, {"says": said["says"], "note": said["note"], "reason": _with_order(form)})


def _with_order(form: TakeDownForm) -> str:
    return " · ".join(part for part in (form.on_record, form.cleaned_data["order"]) if part)


def _redact(state: StoryState, form: TakeDownForm, also: list[str]) -> str:
    said = form.cleaned_data
    words = "\n".join([said["words"], *also])
    return acts.redact(
        state, {"words": words, "reason": form.on_record, "order": said["order"], "block": said["block"]}
    )


ACTS = {
    "pull": lambda state, form, also: acts.pull(state, {}),
    "restore": lambda state, form, also: acts.restore(state, {}),
    "withdraw": _withdraw,
    "redact": _redact,
}


def _show(
    request, site, state: StoryState, form, *, found: Search | None = None, refused: str = "", status: int = 200
) -> TemplateResponse:
    article = state.article
    ticked = set(request.POST.getlist("also"))
    context = {
        **site.each_context(request),
        "title": _("Take down: %(story)s") % {"story": article},
        "article": article,
        "state": state,
        "steps": Steps.of(state),
        "form": form,
        "refused": refused,
        "search": found,
        "places": said_of(found.found) if found else [],
        "spellings": [(each, each.text in ticked or not each.doubtful) for each in found.spellings] if found else [],
        "is_live": LiveStory.objects.filter(pk=article.pk).exists(),
        "entries": [(str(entry), f"{url_of(entry, 'take_down')}#redact") for entry in found.entries] if found else [],
        "beyond_reach": beyond_reach(state),
        "receipt": receipts.on_the_page(state),
        "back": url_of(article),
        "stage_chip": chips.stage_chip(article.stage),
        "readers_chip": chips.readers_chip(state.readers_have),
        "public_url": public_url(state),
    }
    return TemplateResponse(request, "admin/articles/article/take_down.html", context, status=status)
