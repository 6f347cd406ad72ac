"""What the story form's page shows beside the form itself."""

from dataclasses import dataclass

from django.middleware.csp import get_nonce
from django.urls import reverse
from django.utils.translation import gettext as _
from js_asset import Media as MappedMedia

from articles import permissions
from articles.body import plain, word_count
from articles.content import is_uid
from articles.intake.beside import read_beside
from articles.lacking import lacks
from articles.merge import Clash
from articles.models import Article, Note
from articles.open_fixes import Question, sentence
from media.models import Photo
from newsroom import clock
from newsroom.pagecache.links import address_as_of
from newsroom.record.models import LogEntry

from . import blocking, chips, noting, outside, planning, receipts, verbs
from .buttons import buttons
from .checklist import checks
from .modules import desk_modules
from .state import StoryState
from .typed import Typed

_SHOWN_REVISIONS = 8
# Named in the map so that a module imported and the same one loaded by the page are one.
_MODULES = MappedMedia(importmap=desk_modules())
_THUMBNAIL = 192


@dataclass(frozen=True)
class LiveBar:
    """A version on its way: it counts down to `live_from`, and can be stopped until then."""

    number: int
    live_from: object
    soon: bool
    may_stop: bool
    seconds: int
    public_url: str
    as_of_url: str


@dataclass(frozen=True)
class OpenFixSaid:
    """A fix the draft says otherwise: a sentence, and the texts of each place, as readers have it and as it is here."""

    sentence: str
    texts: list[tuple[str, str]]

    @classmethod
    def of(cls, question: Question) -> "OpenFixSaid":
        clashes = [clash for _row, clash in question.asked]
        return cls(sentence(question), [(_said(clash, clash.mine), _said(clash, clash.theirs)) for clash in clashes])


def _said(clash: Clash, text: str | None) -> str:
    """Return a text of a clash as plain words."""
    if text is None:
        return _("(taken out)")
    return plain(text) if clash.where == "body" else text


def of_story(request, state: StoryState, typed: Typed) -> dict:
    """Return the context of the form of a story that is there."""
    article = state.article
    return {
        **_form(typed, state.photos),
        **(_editor(request, typed) if state.may_edit else {}),
        "title": str(article),
        "state": state,
        "article": article,
        "may_edit": state.may_edit,
        "may_take_down": state.has_text and permissions.may_pull(state.user, article),
        **_offered(state),
        "may_fix": bool(state.asked_fixes) and permissions.may_fix_live(state.user, article),
        "checks": checks(state),
        "stopping": sum(finding.blocks for finding in state.checks),
        "minding": sum(not finding.blocks for finding in state.checks),
        "stage_chip": chips.pitch_chip() if article.is_pitch else chips.stage_chip(article.stage),
        "readers_chip": chips.readers_chip(state.readers_have),
        "public_url": public_url(state),
        "preview_url": reverse("admin:articles_article_preview", args=[article.pk]),
        "live": _live_bar(state),
        "receipt": receipts.on_the_page(state),
        "words": _words(typed),
        "sent_back": _sent_back(state),
        "open_fixes": [OpenFixSaid.of(question) for question in state.open_fixes],
        "versions": state.versions,
        "revisions": state.revisions[:_SHOWN_REVISIONS],
        **noting.shown(state),
        "plan": list(planning.facts(state)),
        "guests": outside.guests(state),
        # An entry is worked on at the desk of its live story.
        "live_desk": (article.part_of_id or article.pk) if permissions.may_create(state.user) else None,
        "may_ask_outside": permissions.may_review_link(state.user, article),
        "saved_at": article.touched_at,
        "restrictions": blocking.restrictions(article) if state.blocked_names else [],
        "readers_have_one_in": blocking.readers_have_one_in(state),
        "beside": read_beside(article.left_out),
        "set_aside": 0 if lacks(article, "tray") else article.tray.exclude(photo__uses__article=article).count(),
    }


def _offered(state: StoryState) -> dict:
    """Return the acts this person can do, those that are seldom wanted apart; a note has its own place on the page."""
    offered = [button for button in buttons(state) if button.name != "add_note"]
    may_note = permissions.may_note(state.user, state.article)
    return {"buttons": offered, "rare": [each for each in offered if each.is_rare], "may_note": may_note}


def of_new_story(request, typed: Typed) -> dict:
    """Return the context of the form of a story that is not there yet."""
    page = {"title": _("New story"), "article": None, "may_edit": True, "words": _words(typed)}
    if not typed.form.is_bound:
        typed.form.fields["headline"].widget.attrs["autofocus"] = True
    return {**_form(typed), **_editor(request, typed), **page}


def _words(typed: Typed) -> int:
    return word_count(str(typed.form["body"].value() or ""))


def _sent_back(state: StoryState) -> list[Note]:
    """Return the notes with the reasons an editor sent the story back with, until it is filed again."""
    article = state.article
    issued = max((each.issued_at for each in state.versions), default=article.created_at)
    later = [note for note in state.notes if note.at > issued and note.answers_id is None]
    if article.stage != Article.Stage.DRAFT or article.filed_by_id is None or not later:
        return []
    moves = LogEntry.objects.filter(subject=article.subject, verb__in=["send_back", "file", "publish", "publish_alone"])
    last = moves.order_by("-number").first()
    if last is None or last.verb != "send_back":
        return []
    return [note for note in reversed(later) if note.at == last.at and note.by_id == last.by_id]


def import_maps(request, media: MappedMedia = _MODULES) -> list:
    """Return the map of the modules: the desk's one inline script and use of the page's nonce."""
    return media.render_importmap(attrs={"nonce": get_nonce(request)})


def _editor(request, typed: Typed) -> dict:
    """Return what the page loads to edit with."""
    media = MappedMedia.from_media(typed.form.media) + _MODULES
    return {"editor": media, "import_maps": import_maps(request, media)}


def _form(typed: Typed, known: dict[str, Photo] | None = None) -> dict:
    return {
        "form": typed.form,
        "bylines": typed.bylines,
        "photos": typed.photos,
        "photo_rows": photo_rows(typed, known or {}),
        "thumbnail_width": _THUMBNAIL,
    }


def photo_rows(typed: Typed, known: dict[str, Photo]) -> list[dict]:
    """Return each photo's row with the photo it is about: what it looks like, whose it is, why it may not be used."""
    rows = typed.photos.in_order
    uids = [str(row["photo"].value() or "") for row in rows]
    if wanted := [uid for uid in uids if is_uid(uid) and uid not in known]:
        more = Photo.objects.filter(uid__in=wanted).prefetch_related("leases")
        known = known | {str(photo.uid): photo for photo in more}
    now = clock.now()
    found = []
    for row, uid in zip(rows, uids, strict=True):
        photo = known.get(uid)
        found.append({"row": row, "uid": uid, "photo": photo, "why_not": photo.why_not(now) if photo else []})
    return found


def public_url(state: StoryState) -> str:
    """Return where readers find the story; empty when nothing stands, or its address was redacted."""
    if state.standing is None or not state.standing.address.key.startswith("/"):
        return ""
    return state.standing.address.key


def _live_bar(state: StoryState) -> LiveBar | None:
    coming = state.ahead
    if coming is None:
        return None
    key = coming.address.key
    return LiveBar(
        number=coming.number,
        live_from=coming.live_from,
        soon=state.undo_until is not None,
        may_stop=verbs.BY_NAME["recall"].offered(state),
        seconds=max(0, round((coming.live_from - state.now).total_seconds())),
        public_url=key if key.startswith("/") else "",
        as_of_url=address_as_of(coming.live_from, key if key.startswith("/") else "/"),
    )
