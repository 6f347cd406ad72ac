"""Putting documents into a story on a page of its own: what the editor's dialog does, without a script."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles import permissions, workflow
from articles.content import is_uid
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
    if not permissions.may_edit(request.user, article):
        raise PermissionDenied(_("You may not change this story."))
    if request.method == "POST":
        return _put_in(request, article)
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
        "back": url_of(article, "change"),
    }
    return TemplateResponse(request, "admin/articles/article/documents.html", context)


def _put_in(request, article):
    """Add the ticked documents after the text; one that no story may choose is left out, with the reason."""
    content = content_of(article)
    wanted = [uid for uid in request.POST.getlist("document") if is_uid(uid) and uid not in content.documents]
    rows = list(Document.objects.visible_to(request.user).filter(uid__in=wanted).with_what_lists_say())
    found, chosen = choices(rows, clock.now()), []
    for document in sorted(rows, key=lambda row: wanted.index(str(row.uid))):
        if found[document.pk].barred:
            messages.error(request, f"“{document}”: {found[document.pk].reason}")
        else:
            chosen.append(f'<figure class="document" data-document="{document.uid}"></figure>')
    try:
        more = replace(content, body="\n".join(filter(None, [content.body, *chosen])))
        workflow.save(article, by=request.user, content=more, base=article.revision_number)
    except Refused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(request.get_full_path())
    count = len(chosen)
    said = ngettext("%(count)s document put in, after the text.", "%(count)s documents put in, after the text.", count)
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(url_of(article) + "#body-field")
