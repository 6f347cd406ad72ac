"""The desk of a live story: open it, say who posts, post, see what was posted, close it. Made for a phone first."""

import uuid

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.models import Article, Contributor, Edition, LiveStory
from articles.workflow import Refused, Said
from articles.workflow.live import READ_WITHIN
from newsroom import clock
from newsroom.staff.models import User

from .desk_page import import_maps
from .sheets import moment_field, readers_for
from .story import REFUSED

SHOWN = 60


class OpenForm(forms.Form):
    opens_at = moment_field(gettext_lazy("Opens"), required=False)


class LetForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("May post"))
    reader = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Read behind by"))
    read_within = forms.IntegerField(label=gettext_lazy("Within minutes"), initial=READ_WITHIN)

    def __init__(self, *args, asked_by, **kwargs):
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_active=True).order_by("name")
        self.fields["user"].queryset = staff
        read = Q(pk__in=readers_for(asked_by).order_by().values("pk")) | Q(pk=asked_by.pk)
        self.fields["reader"].queryset = staff.filter(read)


class PostForm(forms.Form):
    headline = forms.CharField(label=gettext_lazy("Headline, if any"), max_length=250, required=False)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=20_000, widget=forms.Textarea({"rows": 4}))
    byline = forms.ModelChoiceField(Contributor.objects.none(), label=gettext_lazy("By"))
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        names = Contributor.objects.exclude(kind=Contributor.Kind.UNNAMED)
        own = names.filter(account=by)
        self.fields["byline"].queryset = (own | names.filter(kind=Contributor.Kind.DESK)).distinct()
        self.initial |= {"byline": own.first(), "token": uuid.uuid4()}
        self.fields["text"].widget.attrs["autofocus"] = True


class CloseForm(forms.Form):
    summary = forms.CharField(
        label=gettext_lazy("Summary"), max_length=20_000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("What happened, for readers who come later. It takes the place of the text above."),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, site, pk: int):
    """Show the live desk of a story, and do what its forms ask."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    live = LiveStory.objects.filter(pk=pk).first()
    posts, runs = permissions.may_post(request.user, article), permissions.may_run_live(request.user, article)
    if not permissions.may_create(request.user):
        raise PermissionDenied(permissions.refusal(str(request.user), _("work on this live story")))
    asked = request.POST.get("do", "")
    shown = _forms(request, live, asked, posts, runs)
    refused = ""
    if request.method == "POST":
        form = shown.get(asked)
        if form is not None and form.is_valid():
            try:
                messages.success(request, DOES[asked](article, request.user, form.cleaned_data))
                return HttpResponseRedirect(reverse("admin:articles_article_live", args=[pk]))
            except Refused as wrong:
                refused = str(wrong)
        else:
            refused = _("Mend the marked fields, then send it again.")
    context = {
        **site.each_context(request),
        "title": _("Live: %(story)s") % {"story": article},
        "story": article,
        "live": live,
        "opens_later": bool(live and live.opens_at > clock.now()),
        "forms": shown,
        "grants": live.grants.filter(ended_at=None).select_related("user", "reader") if live else [],
        "entries": _posted(live) if live else [],
        "refused": refused,
        "import_maps": import_maps(request),
    }
    return TemplateResponse(
        request, "admin/articles/article/live_desk.html", context, status=REFUSED if refused else 200
    )


def _forms(request, live: LiveStory | None, asked: str, posts: bool, runs: bool) -> dict[str, forms.Form]:
    """Return the forms this person has at this state of the story; the one that was sent is bound."""

    def data(name):
        return request.POST if request.method == "POST" and asked == name else None

    if live is None:
        return {"open": OpenForm(data("open"), prefix="open")} if runs else {}
    if live.closed_at:
        return {}
    shown: dict[str, forms.Form] = {}
    if posts:
        shown["post"] = PostForm(data("post"), prefix="post", by=request.user)
    if runs:
        shown["let"] = LetForm(data("let"), prefix="let", asked_by=request.user)
    if posts and runs:
        shown["close"] = CloseForm(data("close"), prefix="close")
    return shown


def _posted(live: LiveStory):
    """Return what was posted, the newest first: of each the first version, with who read it."""
    latest = Edition.objects.standing_at(clock.now()).filter(article__live_entry__live=live)
    rows = latest.select_related("words", "article", "article__live_entry", "issued_by", "reading_owed")
    return rows.order_by("-article__live_entry__number")[:SHOWN]


def _open(article, by, said) -> str:
    workflow.open_live(article, by=by, opens_at=said["opens_at"])
    return _("It is a live story now. Say who posts.")


def _let(article, by, said) -> str:
    grant = workflow.let_post(article, by=by, **said)
    return _("%(name)s may post until it closes.") % {"name": grant.user}


def _post(article, by, said) -> str:
    words = Said(said["text"], byline=said["byline"], headline=said["headline"])
    workflow.post(article, by=by, said=words, token=said["token"])
    return _("Posted. Readers have it.")


def _close(article, by, said) -> str:
    workflow.close_live(article, by=by, summary=said["summary"])
    return _("Closed. Readers have the summary in seven seconds.")


DOES = {"open": _open, "let": _let, "post": _post, "close": _close}
