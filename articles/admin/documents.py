"""Putting documents into a story, or into a fix of it, on a page of its own: the editor's dialog without a script."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.content import Content, is_uid
from articles.workflow import Refused
from articles.working_copy import content_of
from media.documents.searching import documents_with
from media.models import Document
from media.picking import choices
from newsroom import clock
from newsroom.record.canonical import clean_text

from .story import url_of, visible_story

_A_PAGE = 24


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, site, pk):
    """Show the documents; put what is ticked at the end of the story's text."""
    article = visible_story(request.user, pk)
    into_a_fix = "fix" in request.GET
    may = permissions.may_fix_live if into_a_fix else permissions.may_edit
    if not may(request.user, article):
        raise PermissionDenied(_("You may not change this story."))
    if request.method == "POST":
        return _into_the_fix(request, article) if into_a_fix else _put_in(request, article)
    asked = " ".join(clean_text(request.GET.get("q", "")).split())[:100]
    seen = Document.objects.visible_to(request.user).with_what_lists_say()
    page = Paginator(documents_with(seen, asked), _A_PAGE).get_page(request.GET.get("page"))
    found = choices(page, clock.now())
    context = {
        **site.each_context(request),
        "title": _("Documents for %(story)s") % {"story": article},
        "article": article,
        "asked": asked,
        "page": page,
        "choices": [(document, found[document.pk]) for document in page],
        "into_a_fix": into_a_fix,
        "back": url_of(article, "fix_live" if into_a_fix else "change"),
    }
    return TemplateResponse(request, "admin/articles/article/documents.html", context)


def _into_the_fix(request, article):
    """Open the page of a fix with the ticked documents: nothing is saved before it is published."""
    chosen = urlencode([("document", uid) for uid in request.POST.getlist("document") if is_uid(uid)])
    return HttpResponseRedirect(f"{url_of(article, 'fix_live')}?{chosen}#body-field")


def with_documents(content: Content, request) -> Content:
    """Return the content with the documents an address names after its text."""
    return _with(content, _chosen(content, request.GET.getlist("document"), request))


def _with(content: Content, blocks: list[str]) -> Content:
    return replace(content, body="\n".join(filter(None, [content.body, *blocks]))) if blocks else content


def _chosen(content: Content, uids: list[str], request) -> list[str]:
    """Return the blocks of these documents, each once. One that no story may choose is left out, and the person told
    why."""
    wanted = [uid for uid in dict.fromkeys(uids) if is_uid(uid) and uid not in content.documents]
    rows = list(Document.objects.visible_to(request.user).filter(uid__in=wanted).with_what_lists_say())
    found, chosen = choices(rows, clock.now()), []
    for document in sorted(rows, key=lambda row: wanted.index(str(row.uid))):
        if found[document.pk].barred:
            messages.error(request, f"“{document}”: {found[document.pk].reason}")
        else:
            chosen.append(f'<figure class="document" data-document="{document.uid}"></figure>')
    return chosen


def _put_in(request, article):
    """Add the ticked documents after the text."""
    content = content_of(article)
    chosen = _chosen(content, request.POST.getlist("document"), request)
    try:
        workflow.save(article, by=request.user, content=_with(content, chosen), base=article.revision_number)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    count = len(chosen)
    said = ngettext("%(count)s document put in, after the text.", "%(count)s documents put in, after the text.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(url_of(article) + "#body-field")
