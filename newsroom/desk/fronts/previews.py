"""A front as readers would have it now: what is arranged, or an edition, at the width of a phone and of a desk."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.fronts.arrangement import from_text
from articles.models import Front
from newsroom import clock
from newsroom.paper.current import showing, site
from newsroom.public import curated
from newsroom.public.names import Name
from newsroom.public.pages import page as public_page
from newsroom.public.story import private

from .pages import asked_front


@require_safe
def preview(request, admin_site, pk):
    """Show what is arranged, or `?edition=` one, as readers would have it now."""
    front = asked_front(request, pk)
    number = request.GET.get("edition", "")
    text = front.arrangement
    if number:
        found = front.editions.select_related("words").filter(number=number).first() if number.isdecimal() else None
        if found is None:
            raise Http404(_("There is no F-%(number)s of this front.") % {"number": number})
        text = found.words.text
    own = None
    if front.section:
        section = front.section
        own = Name("section", section.pk, str(section.uid), section.name, section.slug)
    with showing(site()):
        context = curated.context(from_text(text), clock.now(), own)
        said = {"front": front.kind == Front.Kind.HOME, "of": own, "title": front.title, "canonical": "", "json_ld": ()}
        return private(public_page("public/curated.html", {**context, **said}))


@never_cache
@require_safe
def look(request, admin_site, pk, width):
    """Show the preview at the width of a phone or of a desk."""
    front = asked_front(request, pk)
    context = {
        **admin_site.each_context(request),
        "title": _("%(front)s, as arranged") % {"front": front},
        "front": front,
        "width": width,
        "preview_url": reverse("admin:front_preview", args=[front.pk]),
    }
    return TemplateResponse(request, "admin/fronts/look.html", context)


def at_width(width: str):
    """Return the view of the preview at the width of a "phone" or a "desktop"."""

    def view(request, admin_site, pk):
        return look(request, admin_site, pk, width)

    return view
