"""Putting documents into a story, or into a fix of it, on a page of its own: the editor's dialog without a script."""

from dataclasses import replace

from django.contrib import messages
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.content import Content, is_uid
from articles.working_copy import content_of
from media.documents.searching import documents_with
from media.models import Document
from media.picking import choices
from newsroom import clock

from .choosing import Choosing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, site, pk):
    """Show the documents; put what is ticked at the end of the story's text."""
    choosing = Choosing.begun(request, pk, "document", "body-field")
    if request.method == "POST":
        return choosing.to_the_fix() if choosing.into_a_fix else _put_in(choosing)
    seen = Document.objects.visible_to(request.user).with_what_lists_say()
    page = choosing.page(documents_with(seen, choosing.asked))
    found = choices(page, clock.now())
    context = {
        **choosing.context(site, _("Documents for %(story)s")),
        "page": page,
        "choices": [(document, found[document.pk]) for document in page],
    }
    return TemplateResponse(request, "admin/articles/article/documents.html", context)


def with_documents(content: Content, request) -> Content:
    """Return the content with the documents an address names after its text."""
    return replace(content, body=_body(content, _chosen(content, request.GET.getlist("document"), request)))


def _body(content: Content, blocks: list[str]) -> str:
    return "\n".join(filter(None, [content.body, *blocks])) if blocks else content.body


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


def _put_in(choosing: Choosing):
    """Add the ticked documents after the text."""
    content = content_of(choosing.article)
    chosen = _chosen(content, choosing.uids, choosing.request)
    count = len(chosen)
    said = ngettext("%(count)s document put in, after the text.", "%(count)s documents put in, after the text.", count)
    return choosing.put_in({"body": _body(content, chosen)}, said % {"count": count})
