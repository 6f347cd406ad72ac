"""Flash: a headline and one sentence, from anywhere in the desk to readers, with everything else guessed well."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.models import Article, Contributor, ReadAfter, Section
from articles.workflow import AskedBanner, Refused
from newsroom import clock
from newsroom.staff.models import User

from .desk_page import import_maps
from .moments import zones_apart
from .sheets import moment_field, readers_for
from .story import REFUSED, url_of

_READ_WITHIN = timedelta(hours=1)


class FlashForm(forms.Form):
    """The headline and the sentence; and, already filled in, where it stands, by whom, and who reads it after."""

    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=250)
    sentence = forms.CharField(
        label=gettext_lazy("One sentence"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("What is known. “More follows” is said with it."),
    )
    banner = forms.BooleanField(label=gettext_lazy("Breaking banner over every page, for 3 hours"), required=False)
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"), empty_label=None)
    byline = forms.ModelChoiceField(Contributor.objects.none(), label=gettext_lazy("By"))
    reader = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Read afterwards by"))
    read_by = moment_field(gettext_lazy("Read before"))

    def __init__(self, *args, user, now, **kwargs):
        super().__init__(*args, **kwargs)
        desks = Contributor.objects.of_our_own()
        own = desks.filter(account=user)
        self.fields["byline"].queryset = (desks.filter(kind=Contributor.Kind.DESK) | own).distinct()
        self.fields["reader"].queryset = readers_for(user)
        self.fields["read_by"].help_text = zones_apart(user, now)
        self.fields["headline"].widget.attrs["autofocus"] = True
        self.initial |= {
            "section": _last_section(user),
            "byline": own.first() or desks.filter(kind=Contributor.Kind.DESK).first(),
            "reader": _last_reader(user, self.fields["reader"].queryset),
            "read_by": now + _READ_WITHIN,
        }

    @property
    def guessed(self) -> bool:
        """Whether nothing but headline and sentence has to be said."""
        names = ("section", "byline", "reader")
        return not self.errors and all(self.is_bound or self.initial[name] for name in names)


def _last_section(user) -> Section | None:
    mine = Article.objects.visible_to(user).filter(created_by=user, section__isnull=False).order_by("-pk")
    last = mine.select_related("section").first()
    return last.section if last else Section.objects.first()


def _last_reader(user, readers) -> User | None:
    """Return whoever read for this person last and still may, or else the first who may."""
    owed = ReadAfter.objects.filter(edition__issued_by=user).order_by("-pk").values_list("reader", flat=True).first()
    return readers.filter(pk=owed).first() or readers.first()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def flash(request, site):
    """Ask for headline and sentence, and give them to readers."""
    if not permissions.may_flash(request.user):
        raise PermissionDenied(permissions.refusal(str(request.user), _("send a flash")))
    now = clock.now()
    if request.method != "POST":
        return _page(request, site, FlashForm(user=request.user, now=now))
    form = FlashForm(request.POST, user=request.user, now=now)
    if not form.is_valid():
        return _page(request, site, form, _("Mend the marked fields, then send it again."), REFUSED)
    said = dict(form.cleaned_data)
    banner = AskedBanner() if said.pop("banner") else None
    try:
        edition = workflow.flash(by=request.user, read_after=said.pop("read_by"), banner=banner, **said)
    except Refused as refused:
        return _page(request, site, form, str(refused), REFUSED)
    messages.success(request, _("It goes out now, with “More follows”. Go on writing here: the next update says more."))
    return HttpResponseRedirect(url_of(edition.article))


def _page(request, site, form: FlashForm, refused: str = "", status: int = 200):
    context = {
        **site.each_context(request),
        "title": _("Flash"),
        "form": form,
        "refused": refused,
        "import_maps": import_maps(request),
    }
    return TemplateResponse(request, "admin/articles/article/flash.html", context, status=status)
