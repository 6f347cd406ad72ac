"""What the paper says of how it works: which policies stand, what is missing and why it matters, and writing one."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import clock
from newsroom.pagecache.readers import reading
from newsroom.paper.current import showing, site
from newsroom.paper.models import PolicyEdition
from newsroom.paper.policies import BY_SLUG, KINDS, PolicyKind
from newsroom.paper.policy_verbs import Refused, issue_policy, latest, take_policy_back
from newsroom.paper.verbs import may_set_paper
from newsroom.record.canonical import clean_text

REFUSED = 422


class PolicyForm(forms.Form):
    """The text of a policy, and what readers are told of its change."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "An empty line begins a paragraph, “## ” a sub-head, “- ” an item of a list. A link is [words](https://…)."
        ),
    )
    lists_writers = forms.BooleanField(
        label=gettext_lazy("List the writers who work here, by themselves"),
        required=False,
        help_text=gettext_lazy("Whoever has an account on the desk and a byline readers have."),
    )
    note = forms.CharField(
        label=gettext_lazy("What changed"),
        required=False,
        help_text=gettext_lazy("One line beside the version, for readers. Empty for the first."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


def _require_leave(request) -> None:
    if not may_set_paper(request.user):
        raise PermissionDenied(_("The paper’s policies are a managing editor’s."))


@never_cache
@require_safe
def policies_page(request, desk):
    """List all policies a paper is asked for: those that stand, and what is missing."""
    _require_leave(request)
    newest = {}
    for edition in PolicyEdition.objects.order_by("kind", "number").select_related("issued_by"):
        newest[edition.kind] = edition
    standing = {kind.code for kind in site().policies}
    rows = [
        {"kind": kind, "edition": newest.get(code), "stands": code in standing, "url": _url(kind)}
        for code, kind in KINDS.items()
    ]
    context = {
        **desk.each_context(request),
        "title": _("Policies"),
        "missing": [row for row in rows if not row["stands"]],
        "standing": [row for row in rows if row["stands"]],
    }
    return TemplateResponse(request, "admin/paper/policies.html", context)


def _url(kind: PolicyKind) -> str:
    return reverse("admin:paper_policy", args=[kind.slug])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def policy_page(request, desk, slug: str):
    """Show a policy to be written, look at it as readers would, issue it, or take it back."""
    _require_leave(request)
    kind = BY_SLUG.get(slug)
    if kind is None:
        raise Http404
    stands = latest(kind.code)
    if request.method != "POST":
        initial = {
            "text": stands.text if stands else "",
            "lists_writers": stands.lists_writers if stands else kind.code == "masthead",
            "base": stands.number if stands else 0,
        }
        return _page(request, desk, kind, stands, PolicyForm(initial=initial))
    # What no page can hold is dropped before the form refuses the whole of it.
    typed = {name: clean_text(value) for name, value in request.POST.items()}
    form = PolicyForm(typed)
    if not form.is_valid():
        return _page(request, desk, kind, stands, form, _("Load this page again; what you wrote can be copied first."))
    if "preview" in request.POST:
        return preview(kind, form.cleaned_data)
    try:
        said = _done(request, kind, form.cleaned_data)
    except Refused as refused:
        return _page(request, desk, kind, stands, form, str(refused))
    messages.success(request, said)
    return redirect("admin:paper_policies")


def _done(request, kind: PolicyKind, said: dict) -> str:
    if "take_back" in request.POST:
        take_policy_back(kind.code, by=request.user, note=said["note"])
        return _("Taken back. Its page is gone; the versions stay on the record.")
    edition = issue_policy(
        kind.code,
        said["text"],
        by=request.user,
        note=said["note"],
        lists_writers=said["lists_writers"] and kind.code == "masthead",
        base=said["base"],
    )
    return _("Version %(number)d is in force from now on.") % {"number": edition.number}


def preview(kind: PolicyKind, said: dict) -> HttpResponse:
    """Answer with the policy's page as it would be."""
    # Models are not ready when the desk's site is read.
    from newsroom.public.pages import page
    from newsroom.public.policies import page_of
    from newsroom.public.story import private

    now, paper = clock.now(), site()
    shown = PolicyEdition(
        kind=kind.code,
        live_from=now,
        language=paper.language,
        text=said["text"],
        lists_writers=said["lists_writers"] and kind.code == "masthead",
    )
    with showing(paper), reading():
        return private(page("public/policy.html", {**page_of(kind, shown, [], now), "is_preview": True}))


def _page(request, desk, kind: PolicyKind, stands, form: PolicyForm, refused: str = ""):
    if kind.code != "masthead":
        del form.fields["lists_writers"]
    context = {
        **desk.each_context(request),
        "title": kind.title,
        "kind": kind,
        "stands": stands if stands and (stands.text or stands.lists_writers) else None,
        "versions": PolicyEdition.objects.filter(kind=kind.code).select_related("issued_by").order_by("-number"),
        "form": form,
        "refused": refused,
    }
    return TemplateResponse(request, "admin/paper/policy.html", context, status=REFUSED if refused else 200)


def urls(desk) -> list:
    """Return the addresses of the room."""

    def policies(request):
        return policies_page(request, desk)

    def policy(request, slug):
        return policy_page(request, desk, slug)

    return [
        path("paper/policies/", desk.admin_view(policies), name="paper_policies"),
        path("paper/policies/<slug:slug>/", desk.admin_view(policy), name="paper_policy"),
    ]
