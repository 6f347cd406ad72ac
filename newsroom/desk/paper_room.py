"""The page on which a managing editor says what the paper is: looked at before it is kept, kept in one act."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from newsroom import clock, wall_times
from newsroom.pagecache.readers import reading
from newsroom.paper import checking, verbs
from newsroom.paper.current import showing, site
from newsroom.paper.logo_verbs import MOST_BYTES, LogoRefused, drop_logo, set_logo
from newsroom.paper.models import ClockStyle, DateStyle, Paper
from newsroom.paper.site import Site

REFUSED = 422


class PaperForm(forms.Form):
    """What the paper is. Whether it can be kept is asked of `newsroom.paper.checking`."""

    name = forms.CharField(label=gettext_lazy("Name"), required=False)
    tagline = forms.CharField(
        label=gettext_lazy("Tagline"), required=False, help_text=gettext_lazy("One line under the name, on the front.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of readers’ pages"),
        required=False,
        help_text=gettext_lazy("Of menus, dates and labels; each story has its own."),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
    )
    date_style = forms.ChoiceField(label=gettext_lazy("Dates"), choices=DateStyle, required=False)
    clock_style = forms.ChoiceField(label=gettext_lazy("Times"), choices=ClockStyle, required=False)
    accent = forms.CharField(
        label=gettext_lazy("Accent colour"),
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "As #8a1c1c, readable as text: labels, times, the section somebody is in. Empty: Newsroom’s dark red."
        ),
    )
    accent_dark = forms.CharField(
        label=gettext_lazy("Accent colour in the dark"),
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
        help_text=gettext_lazy("Empty: a lighter one is worked out of the other."),
    )
    most_read_label = forms.CharField(
        label=gettext_lazy("What the list of most read stories is called"), required=False
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False)
    founded = forms.CharField(
        label=gettext_lazy("Founded in"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    address = forms.CharField(
        label=gettext_lazy("Postal address"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    contact_email = forms.CharField(label=gettext_lazy("E-mail of the newsroom"), required=False)
    corrections_email = forms.CharField(label=gettext_lazy("E-mail for corrections"), required=False)
    security_email = forms.CharField(
        label=gettext_lazy("E-mail for reports of weak points"),
        required=False,
        help_text=gettext_lazy("For security.txt. Empty: that of the newsroom."),
    )
    profiles = forms.CharField(
        label=gettext_lazy("Profiles elsewhere"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy("Addresses of pages, one a line, each beginning with https://"),
    )

    GROUPS = (
        (gettext_lazy("The name"), ("name", "tagline", "most_read_label")),
        (gettext_lazy("Language, clock, dates"), ("language", "time_zone", "date_style", "clock_style")),
        (gettext_lazy("Colour"), ("accent", "accent_dark")),
        (gettext_lazy("Who publishes it"), ("publisher", "founded", "address", "profiles")),
        (gettext_lazy("Whom to write to"), ("contact_email", "corrections_email", "security_email")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        default = names.get(settings.LANGUAGE_CODE, settings.LANGUAGE_CODE)
        empty = _("As the installation says (%(language)s)") % {"language": default}
        self.fields["language"].choices = [("", empty), *settings.LANGUAGES]
        self.fields["name"].help_text = _("Empty: %(name)s") % {"name": settings.SITE_NAME}
        self.fields["most_read_label"].help_text = _("Empty: “Most read”, in the language of readers’ pages.")
        self.fields["time_zone"].help_text = _(
            "Of readers and the desk; published stories keep their days. Empty: %(zone)s, as the installation says."
        ) % {"zone": settings.TIME_ZONE.replace("_", " ")}

    def groups(self):
        """Yield each heading with its fields."""
        for heading, names in self.GROUPS:
            yield heading, [self[name] for name in names]


@never_cache
@require_POST
def logo_page(request, desk):
    """Keep a picture in place of the paper's written name, or take it away."""
    if not verbs.may_set_paper(request.user):
        raise PermissionDenied(_("The paper’s own settings are a managing editor’s."))
    if "drop" in request.POST:
        drop_logo(by=request.user)
        messages.success(request, _("The name is written in letters again."))
        return redirect("admin:paper")
    file = request.FILES.get("logo")
    try:
        if file is None:
            raise LogoRefused(_("Choose a file first: a PNG."))
        # One byte more than may be kept is enough to refuse it.
        set_logo(file.read(MOST_BYTES + 1), by=request.user)
    except LogoRefused as refused:
        row = Paper.objects.filter(pk=1).first()
        return _page(request, desk, PaperForm(initial=_kept(row)), logo_refused=str(refused))
    messages.success(request, _("Kept. The logo stands on readers’ pages from now on."))
    return redirect("admin:paper")


def _kept(row: Paper | None) -> dict:
    return {name: getattr(row, name) for name in checking.FIELDS} if row else {}


def _said(request) -> dict:
    return {name: request.POST[name] for name in checking.FIELDS if name in request.POST}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper_page(request, desk):
    """Show what the paper is, look at what it would be, or keep it."""
    if not verbs.may_set_paper(request.user):
        raise PermissionDenied(_("The paper’s own settings are a managing editor’s."))
    row = Paper.objects.filter(pk=1).first()
    if request.method != "POST":
        return _page(request, desk, PaperForm(initial=_kept(row)))
    form = PaperForm(request.POST)
    try:
        if "preview" in request.POST:
            return preview(row, checking.checked(_said(request), clock.local_date(clock.now()).year))
        verbs.set_paper(_said(request), by=request.user)
    except checking.Wrong as wrong:
        return _page(request, desk, form, wrong.fields)
    messages.success(request, _("Kept. Readers’ pages say it from now on."))
    return redirect("admin:paper")


def preview(row: Paper | None, clean: dict) -> HttpResponse:
    """Answer with the front as it would be."""
    # Models are not ready when the desk's site is read.
    from newsroom.public.story import private
    from newsroom.public.views import front_as_it_is

    looked_at = row or Paper(pulse_id=1)
    for name, value in clean.items():
        setattr(looked_at, name, value)
    with showing(Site(looked_at)), reading():
        return private(front_as_it_is(clock.now(), is_preview=True))


def _page(request, desk, form: PaperForm, wrong: dict[str, str] | None = None, logo_refused: str = ""):
    context = {
        **desk.each_context(request),
        "title": _("The paper"),
        "form": form,
        "wrong": [(form[name], sentence) for name, sentence in (wrong or {}).items()],
        "zones": wall_times.zone_names(),
        "mark": site().logo,
        "logo_refused": logo_refused,
    }
    return TemplateResponse(
        request, "admin/paper/paper.html", context, status=REFUSED if wrong or logo_refused else 200
    )


def urls(desk) -> list:
    """Return the addresses of the room."""

    def paper(request):
        return paper_page(request, desk)

    def logo(request):
        return logo_page(request, desk)

    return [
        path("paper/", desk.admin_view(paper), name="paper"),
        path("paper/logo/", desk.admin_view(logo), name="paper_logo"),
    ]
