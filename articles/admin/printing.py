"""The printed paper on a story's sheets: plan it for a print edition, and send its page."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import PrintUse
from articles.models.article import Stage
from newsroom import clock

from .sheets import Lack, Sheet
from .state import StoryState


def _length(name: str) -> int:
    return PrintUse._meta.get_field(name).max_length


class PrintSheet(Sheet):
    """Where it stands in which print edition."""

    print_date = forms.DateField(
        label=gettext_lazy("Print edition of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    page = forms.CharField(label=gettext_lazy("Page"), max_length=_length("page"), required=False)
    headline = forms.CharField(
        label=gettext_lazy("Headline in print"),
        max_length=_length("headline"),
        required=False,
        help_text=gettext_lazy("Empty: as on the web."),
    )
    length = forms.IntegerField(label=gettext_lazy("Length in words"), required=False, min_value=1, max_value=100_000)
    drop = forms.BooleanField(label=gettext_lazy("Take it out of that print edition"), required=False)

    def prepare(self):
        use = next(iter(self.state.print_uses), None)
        if use is None:
            del self.fields["drop"]
            self.initial.setdefault("print_date", clock.local_date(self.state.now) + timedelta(days=1))
            return
        for name in ("print_date", "page", "headline", "length"):
            self.initial.setdefault(name, getattr(use, name))


class SendSheet(Sheet):
    """Which page goes, with the words that were looked at."""

    use = forms.ModelChoiceField(PrintUse.objects.none(), label=gettext_lazy("Page"), empty_label=None)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self):
        uses = self.state.print_uses
        self.fields["use"].queryset = PrintUse.objects.filter(pk__in=[use.pk for use in uses])
        self.fields["use"].label_from_instance = place_of
        if uses:
            self.initial.setdefault("use", uses[0].pk)


def place_of(use: PrintUse) -> str:
    """Return a place in print in words."""
    day = date_format(use.print_date, "j F")
    return _("%(day)s, page %(page)s") % {"day": day, "page": use.page} if use.page else day


def is_planned(state: StoryState) -> bool:
    """Say whether there is a page it could be sent for."""
    return state.article.stage != Stage.SPIKED and bool(state.print_uses)


def lack_of_a_page(state: StoryState) -> Lack | None:
    """Return what is missing before it could be sent to a page; None where it stands in a print edition to come."""
    if state.article.stage == Stage.SPIKED:
        return Lack(_("This story is spiked. Revive it first."), "revive", _("Revive"))
    if state.print_uses:
        return None
    where = Lack("", "plan_print", _("Print…"))
    last = state.article.print_uses.order_by("-print_date").first()
    if last is None:
        return replace(
            where, says=_("It stands in no print edition yet: say in which and on which page, then send it.")
        )
    said = _("The print edition it was planned for, %(place)s, is out: say in which it stands now, then send it.")
    return replace(where, says=said % {"place": place_of(last)})


def plan_print(state: StoryState, said: dict) -> str:
    use = workflow.plan_print(state.article, by=state.user, **said)
    return (
        _("Planned for print: %(place)s.") % {"place": place_of(use)} if use else _("It is out of that print edition.")
    )


def send_to_print(state: StoryState, said: dict) -> str:
    use = workflow.send_to_print(
        state.article, by=state.user, print_date=said["use"].print_date, revision=said["revision"]
    )
    return _("Sent to print: %(place)s, as in revision %(number)s.") % {
        "place": place_of(use),
        "number": use.sent_revision,
    }


def redline_url(use: PrintUse) -> str:
    """Return the page that shows what readers have against what the page has."""
    asked = urlencode({"from": f"revision:{use.sent_revision}", "to": "readers"})
    return f"{reverse('admin:articles_article_compare', args=[use.article_id])}?{asked}"
