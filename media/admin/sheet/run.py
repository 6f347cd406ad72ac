"""The caption run: one picture after the other, its words beside it, Enter saves and goes on."""

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from newsroom import clock
from newsroom.record.canonical import clean_text

from ... import captioning, permissions, rights
from ...models import Collection, Photo
from ...opening import PhotoRefused
from .acts import nothing_ticked, ticked
from .asked import Asked
from .page import back_to, may_open, pairs
from .tiles import tile

_LAST = "caption_run_last"
_GAP = "gap_"
_MOST_GAPS = 12


class WordsForm(forms.ModelForm):
    """What is said of one picture of the run."""

    class Meta:
        model = Photo
        fields = ["headline", "caption", "alt_text", "credit_line"]
        widgets = {
            "headline": forms.TextInput,
            "caption": forms.Textarea(attrs={"rows": 5}),
            "alt_text": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"caption": gettext_lazy("Caption"), "alt_text": gettext_lazy("Alt text")}
        help_texts = dict.fromkeys(fields, "")


@dataclass(frozen=True)
class Run:
    """The pictures of a run and where it stands; `event` lends it shorthands and a template."""

    photos: list[Photo]
    at: int
    back: str
    event: Collection | None

    @classmethod
    def of(cls, request) -> "Run":
        said = request.POST or request.GET
        photos = ticked(request)
        at = int(said["at"]) if said.get("at", "").isdecimal() and len(said["at"]) < 5 else 0
        asked = Asked.of(dict(pairs(said.get("back", ""))))
        event = Collection.objects.filter(pk=asked.event).first() if asked.event else None
        if event is None and photos:
            event = photos[0].collections.exclude(caption_template="", shorthands="").first()
        return cls(photos, min(at, max(len(photos) - 1, 0)), asked.query(), event)

    @property
    def photo(self) -> Photo:
        return self.photos[self.at]

    @property
    def template(self) -> str:
        return self.event.caption_template if self.event else ""

    @property
    def names(self) -> list[str]:
        return captioning.gaps(self.template)[:_MOST_GAPS]

    @property
    def known(self) -> dict[str, str]:
        return captioning.shorthands(self.event.shorthands) if self.event else {}

    def url(self, at: int, **more: str) -> str:
        pictures = [("photo", photo.pk) for photo in self.photos]
        query = urlencode([*pictures, ("at", at), ("back", self.back), *more.items()])
        return f"{reverse('admin:media_photo_run')}?{query}"

    def typed(self, post) -> dict[str, str]:
        """Return what was typed into the gaps, by name."""
        return {name: clean_text(post.get(f"{_GAP}{at}", ""))[:250] for at, name in enumerate(self.names)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def run(request, site):
    """Show the picture whose turn it is; take its words, and go to the next."""
    may_open(request)
    going = Run.of(request)
    if not going.photos:
        return nothing_ticked(request)
    if not permissions.may_sort_photos(request.user):
        raise PermissionDenied(_("You may not describe photos. Ask the photo desk."))
    if request.method == "POST" and "caption" not in request.POST:
        # From the sheet, whose form is posted: an address has nothing of it but the pictures.
        return HttpResponseRedirect(going.url(going.at))
    form = WordsForm(request.POST or None, instance=going.photo)
    if request.method == "POST" and form.is_valid() and _keep(request, going, form):
        if going.at + 1 < len(going.photos):
            return HttpResponseRedirect(going.url(going.at + 1))
        messages.success(request, _("The run is through: that was the last picture."))
        return HttpResponseRedirect(back_to(request))
    return TemplateResponse(request, "admin/media/photo/sheet/run.html", _context(request, site, going, form))


def _keep(request, going: Run, form: WordsForm) -> bool:
    """Save what was typed, shorthands written out; say so where it is refused."""
    typed = going.typed(request.POST)
    words = {name: captioning.expand(form.cleaned_data[name], going.known) for name in form.fields}
    unchanged = form.cleaned_data["caption"] == request.POST.get("caption_was", "").replace("\r\n", "\n").strip()
    if any(typed.values()) and unchanged:
        words["caption"] = captioning.fill(going.template, captioning.answers(going.names, typed, going.known))
    try:
        # The form has put its words on its own copy; the verb reads the row.
        rights.edit_photo(Photo.objects.get(pk=going.photo.pk), by=request.user, **words)
    except PhotoRefused as refused:
        form.add_error(None, str(refused))
        return False
    request.session[_LAST] = {"words": words, "typed": typed}
    return True


def _context(request, site, going: Run, form: WordsForm) -> dict:
    photo, last = going.photo, request.session.get(_LAST, {})
    typed = going.typed(request.POST)
    if request.GET.get("repeat") and last:
        form = WordsForm(initial=last["words"], instance=photo)
        typed = last["typed"]
    caption = form["caption"].value() or ""
    return {
        **site.each_context(request),
        "title": _("Caption run"),
        "going": going,
        "form": form,
        "tile": tile(photo, clock.now()),
        "number": going.at + 1,
        "of": len(going.photos),
        "gaps": [(f"{_GAP}{at}", name, typed.get(name, "")) for at, name in enumerate(going.names)],
        "shorthands": sorted(going.known.items()),
        "chips": _chips(captioning.said(caption, going.known.values())),
        "last": last,
        "last_gaps": [last.get("typed", {}).get(name, "") for name in going.names],
        "before": going.url(going.at - 1) if going.at else "",
        "skip": going.url(going.at + 1) if going.at + 1 < len(going.photos) else "",
        "repeat": going.url(going.at, repeat="1"),
        "back_url": reverse("admin:media_photo_changelist") + going.back,
        "caption_was": photo.caption,
    }


def _chips(said: captioning.Said) -> list[tuple[str, str, bool]]:
    titles = {"who": _("who"), "what": _("what"), "where": _("where"), "date": _("date")}
    return [(name, titles[name], there) for name, there in asdict(said).items()]


@require_POST
def preview(request, site):
    """Answer with the caption as it would be kept, what it says of an agency caption's four, and unknown shorthands."""
    may_open(request)
    going = Run.of(request)
    typed = going.typed(request.POST)
    caption = clean_text(request.POST.get("caption", ""))[:5_000]
    if any(typed.values()):
        caption = captioning.fill(going.template, captioning.answers(going.names, typed, going.known))
    expanded = captioning.expand(caption, going.known)
    unknown = [f"\\{each}" for each in captioning.unknown(" ".join([caption, *typed.values()]), going.known)]
    said = asdict(captioning.said(expanded, going.known.values()))
    return JsonResponse({"caption": expanded, "said": said, "unknown": list(dict.fromkeys(unknown))})
