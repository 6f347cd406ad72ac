"""The page "New from text": raw copy on one side, what was understood on the other, and a draft at the end."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.intake.decoding import MOST_BYTES, NotText
from articles.intake.draft import draft
from articles.intake.result import Intake
from articles.permissions import may_create
from articles.workflow import Refused
from media import rights
from media.licences import LICENCES
from media.opening import PhotoRefused
from media.permissions import may_edit, may_upload_photo
from media.uploads import accept, recognised_sentence
from newsroom import clock

from . import intake_values
from .desk_page import import_maps
from .intake_copy import Copy
from .intake_forms import Forms
from .intake_screen import screen
from .intake_values import Values

REFUSED = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def from_text(request, site):
    """Take raw copy, show what was understood, read it again as told, and make the draft."""
    if not may_create(request.user):
        raise PermissionDenied(_("You may not begin a story. Ask an editor."))
    if request.method != "POST":
        return _ask_for_copy(request, site)
    try:
        copy = Copy.posted(request)
    except NotText as trouble:
        return _ask_for_copy(request, site, str(trouble))
    intake = copy.read(clock.local(clock.now()))
    reading, typed = intake_values.of_reading(intake), intake_values.of_posted(request.POST, request.FILES)
    all_taken_in = _take_in_pictures(request, typed)
    was = intake_values.written_out(request.POST.get("was", ""))
    values = intake_values.merged(reading, was, typed)
    if "create" not in request.POST or was is None or not all_taken_in:
        return _show(request, site, copy, intake, reading, Forms(values, request.user), values)
    return _create(request, site, copy, intake, reading, values)


def _ask_for_copy(request, site, trouble: str = ""):
    """Show the box that fills the screen, with whatever was in it."""
    context = {
        **site.each_context(request),
        "title": _("New from text"),
        "text": request.POST.get("text", ""),
        "trouble": trouble,
        "most_bytes": MOST_BYTES,
    }
    return TemplateResponse(request, "admin/articles/intake/paste.html", context, status=REFUSED if trouble else 200)


def _show(request, site, copy: Copy, intake: Intake, reading: Values, forms: Forms, values: Values, trouble: str = ""):
    """Show what was understood beside the raw copy."""
    context = {
        **site.each_context(request),
        "title": _("New from text"),
        "import_maps": import_maps(request),
        "trouble": trouble,
        "was": reading.text,
        "may_upload": may_upload_photo(request.user),
        **screen(copy, intake, forms, values),
    }
    status = REFUSED if trouble else 200
    return TemplateResponse(request, "admin/articles/intake/understood.html", context, status=status)


def _create(request, site, copy: Copy, intake: Intake, reading: Values, values: Values):
    """Make the draft and go to its form; or say what is in the way, with everything still in its field."""
    forms = Forms(values, request.user, check=True)
    if not forms.are_valid():
        sentence = _("No draft was made yet: see the marked fields.")
        return _show(request, site, copy, intake, reading, forms, values, sentence)
    try:
        with transaction.atomic():
            _mend_fresh_pictures(forms, request.user)
            article = draft(intake, by=request.user, chosen=forms.chosen())
    except (Refused, PhotoRefused) as refused:
        return _show(request, site, copy, intake, reading, forms, values, str(refused))
    messages.success(request, _("The draft is made. What was left out of it is kept beside it."))
    address = reverse("admin:articles_article_change", args=[article.pk])
    # A script asks for the address: a redirect it followed itself would use up the message.
    if request.accepts("application/json") and not request.accepts("text/html"):
        return JsonResponse({"address": address})
    return HttpResponseRedirect(address)


def _take_in_pictures(request, typed: Values) -> bool:
    """Take in every picture that came along, so that no later step asks for the file again.

    A row whose file was refused says why; return whether there is none.
    """
    for row in typed.photos:
        file = request.FILES.get(f"photo-{row['at']}-picture")
        if file is None:
            continue
        said = {"credit_line": row["credit"], "alt_text": row["alt"], "caption": row["caption"]}
        if row["licence"] in LICENCES:
            said["licence"] = row["licence"]
        try:
            photo = accept(file, by=request.user, **said)
        except PhotoRefused as trouble:
            row["refused"] = str(trouble)
            continue
        row |= {"photo": str(photo.uid), "fresh": "" if photo.recognised else "1"}
        row["credit"] = row["credit"] or photo.credit_line
        if photo.recognised:
            messages.info(request, recognised_sentence(photo))
    return not any("refused" in row for row in typed.photos)


def _mend_fresh_pictures(forms: Forms, by) -> None:
    """Give pictures uploaded on this page the credit and rights that were typed after the upload."""
    for form in forms.photos:
        said, photo = form.cleaned_data, form.attached
        if photo is None or not said["fresh"] or not may_edit(by, photo):
            continue
        wanted = {"credit_line": said["credit"], "licence": said["licence"] or photo.licence}
        if any(getattr(photo, name) != value for name, value in wanted.items()):
            rights.edit_photo(photo, by=by, **wanted)
