"""What the forms of the live desk do: each one verb, and the sentence that says it was done."""

from dataclasses import replace

from django.utils.translation import gettext as _

from articles import workflow
from articles.admin.typed import use_of
from articles.content import ContentPhoto
from articles.models import Article, Edition, LiveStory
from articles.querysets import of_visible
from articles.workflow import Refused, Said
from articles.workflow.issuing import standing
from articles.working_copy import content_of
from media.opening import PhotoRefused, UploadRefused
from media.rights import edit_photo
from media.uploads import accept
from newsroom import clock


def open_(article: Article, by, said) -> str:
    workflow.open_live(article, by=by, opens_at=said["opens_at"])
    return _("It is a live story now. Say who posts.")


def let(article: Article, by, said) -> str:
    grant = workflow.let_post(article, by=by, **said)
    return _("%(name)s may post until it closes.") % {"name": grant.user}


def post(article: Article, by, said) -> str:
    words = Said(said["text"], byline=said["byline"], headline=said["headline"], photo=_picture(by, said))
    workflow.post(article, by=by, said=words, token=said["token"], at=said["at"])
    return _("Posted. Readers have it.")


def set_points(article: Article, by, said) -> str:
    points, reader = said["points"].splitlines(), said.get("reader")
    workflow.set_key_points(article, by=by, points=points, version=said["version"], reader=reader)
    return _("Readers have these key points now.")


def pin(article: Article, by, said) -> str:
    workflow.pin_entry(article, by=by, entry=entry_of(article, by, said["entry"]))
    return _("Pinned. It stands above the others.")


def unpin(article: Article, by, said) -> str:
    workflow.unpin_entry(article, by=by)
    return _("Unpinned.")


def _picture(by, said) -> ContentPhoto | None:
    """Return the use of the picture that was chosen or sent along, having taken it in and said what was said of it."""
    try:
        photo = accept(said["upload"], by=by) if said["upload"] else said["photo"]
        if photo is None:
            return None
        told = {"credit_line": said["credit"], "licence": said["licence"]}
        lacks = {name: value for name, value in told.items() if value and not _has(photo, name)}
        photo = edit_photo(photo, by=by, **lacks) if lacks else photo
    except (PhotoRefused, UploadRefused) as refused:
        raise Refused(str(refused)) from refused
    use = use_of(photo, "lead")
    return replace(use, caption=said["caption"] or use.caption, alt=said["alt"] or use.alt)


def _has(photo, name: str) -> bool:
    return bool(photo.credit_line) if name == "credit_line" else photo.licence != "not_established"


def queue(article: Article, by, said) -> str:
    words = Said(said["text"], byline=said["byline"], headline=said["headline"], photo=_picture(by, said))
    workflow.queue_entry(article, by=by, said=words, token=said["token"])
    return _("Filed. The desk reads it first.")


def approve(article: Article, by, said) -> str:
    workflow.approve_entry(entry_of(article, by, said["entry"]), by=by, revision=said["revision"])
    return _("Approved. Readers have it.")


def approve_edited(article: Article, by, said) -> str:
    entry = entry_of(article, by, said["entry"])
    words = _of_queued(entry, said)
    edition = workflow.approve_entry(entry, by=by, revision=said["revision"], said=words, reader=said["reader"])
    if edition.eyes == Edition.Eyes.READ:
        return _("Approved. Readers have it.")
    return _("Approved. Readers have it, and a colleague reads it behind you.")


def requeue(article: Article, by, said) -> str:
    entry = entry_of(article, by, said["entry"])
    workflow.requeue_entry(entry, by=by, said=_of_queued(entry, said))
    return _("Filed again. The desk reads it first.")


def _of_queued(entry: Article, said) -> Said:
    photo = None if said["without_photo"] else content_of(entry).lead
    return Said(said["text"], byline=said["byline"], headline=said["headline"], photo=photo)


def send_back(article: Article, by, said) -> str:
    workflow.send_back(entry_of(article, by, said["entry"]), by=by, reason=said["reason"])
    return _("Sent back. Whoever wrote it is told why.")


def drop(article: Article, by, said) -> str:
    workflow.spike(entry_of(article, by, said["entry"]), by=by)
    return _("Dropped. It is kept among spiked stories.")


def pause(article: Article, by, said) -> str:
    workflow.pause_live(article, by=by)
    return _("Paused. Nothing new goes out until it goes on.")


def resume(article: Article, by, said) -> str:
    workflow.resume_live(article, by=by)
    return _("Posting goes on.")


def queue_first(article: Article, by, said) -> str:
    workflow.queue_first(article, by=by, on=True)
    return _("The desk reads every entry first now.")


def post_at_once(article: Article, by, said) -> str:
    workflow.queue_first(article, by=by, on=False)
    return _("Whoever has leave posts at once now.")


def end_leave(article: Article, by, said) -> str:
    workflow.end_leave(article, by=by, user=said["user"])
    return _("%(name)s posts to it no more.") % {"name": said["user"]}


def read(article: Article, by, said) -> str:
    entry = entry_of(article, by, said["entry"])
    edition = standing(entry, clock.now())
    if edition is None or edition.number != said["edition"]:
        raise Refused(_("The entry was changed after you opened it. Look at it again, then try once more."))
    workflow.read_after(edition, by=by)
    return _("Read.")


def mend(article: Article, by, said) -> str:
    entry = entry_of(article, by, said["entry"])
    shown = standing(entry, clock.now())
    photo = None if shown is None or said["without_photo"] else shown.content.lead
    words = Said(said["text"], byline=said["byline"], headline=said["headline"], photo=photo)
    edition = workflow.edit_entry(
        entry, by=by, said=words, kind=said["kind"], note=said["note"],
        not_a_correction=said["not_a_correction"], edition=said["edition"],
    )  # fmt: skip
    if edition.kind == Edition.Kind.CORRECTION:
        return _("Corrected. Readers see the note and the time.")
    return _("Changed. Readers have it.")


def pull(article: Article, by, said) -> str:
    workflow.pull(entry_of(article, by, said["entry"]), by=by)
    return _("Pulled. Readers have it no more; a page that is open shows it until it is loaded anew.")


def restore(article: Article, by, said) -> str:
    workflow.restore(entry_of(article, by, said["entry"]), by=by)
    return _("Restored. Readers have it again.")


def close(article: Article, by, said) -> str:
    workflow.close_live(article, by=by, summary=said["summary"], reader=said.get("reader"))
    return _("Closed. Readers have the summary in seven seconds.")


def entry_of(article: Article, by, pk: int) -> Article:
    """Return an entry of this live story that this person may see; raise Refused where there is none."""
    live = LiveStory.objects.get(pk=article.pk)
    entry = of_visible(live.entries.select_related("article"), by).filter(pk=pk).first()
    if entry is None:
        raise Refused(_("There is no such entry in this live story. Reload to see what there is."))
    return entry.article
