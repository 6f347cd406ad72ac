"""A live story from the start: its headline, its summary, when it opens."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.admin.desk_page import import_maps
from articles.admin.sheets import moment_field
from articles.admin.story import REFUSED
from articles.content import Content, ContentByline
from articles.models import Contributor, Section, unicode_slug
from articles.workflow import Refused, Said

_SLUGLINE = 40


class NewForm(forms.Form):
    """What readers have before the first entry."""

    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=250)
    summary = forms.CharField(
        label=gettext_lazy("Summary"), max_length=20_000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("What it is about and what is to come. Readers have it above the entries."),
    )  # fmt: skip
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"))
    byline = forms.ModelChoiceField(Contributor.objects.none(), label=gettext_lazy("By"))
    opens_at = moment_field(gettext_lazy("Opens"), required=False, help_text=gettext_lazy("Empty: now."))

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        names = Contributor.objects.of_our_own()
        desks, own = names.filter(kind=Contributor.Kind.DESK), names.filter(account=by)
        self.fields["byline"].queryset = (desks | own).distinct()
        self.initial["byline"] = desks.first() or own.first()
        self.fields["headline"].widget.attrs["autofocus"] = True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site):
    """Ask what it is about, begin it, and go on at its live desk."""
    if not permissions.may_begin_live(request.user):
        raise PermissionDenied(permissions.refusal(str(request.user), _("begin a live story")))
    form, refused = NewForm(request.POST or None, by=request.user), ""
    if request.method == "POST":
        refused = _("Mend the marked fields, then send it again.")
        if form.is_valid():
            try:
                pk = _begin(request.user, form.cleaned_data)
                return HttpResponseRedirect(reverse("admin:articles_article_live", args=[pk]))
            except Refused as wrong:
                refused = str(wrong)
    context = {
        **site.each_context(request),
        "title": _("New live story"),
        "form": form,
        "refused": refused,
        "import_maps": import_maps(request),
    }
    return TemplateResponse(
        request, "admin/articles/article/new_live.html", context, status=REFUSED if refused else 200
    )


@transaction.atomic
def _begin(by, said: dict) -> int:
    section, byline = said["section"], said["byline"]
    content = Content(
        headline=said["headline"],
        slugline=unicode_slug(said["headline"])[:_SLUGLINE].strip("-"),
        language=section.language,
        section=str(section.uid),
        bylines=(ContentByline(str(byline.uid), byline.name),),
        body=Said(said["summary"], byline=None).body,
    )
    article = workflow.begin(by=by, content=content)
    workflow.open_live(article, by=by, opens_at=said["opens_at"])
    return article.pk
