"""Taking words out of the story itself: the working copy, every version and every revision."""

from articles import blackout, public_searching
from articles.blackout import Blackout
from articles.content import Content, from_text
from articles.eyes import PARTS, cover_of
from articles.models import Note, OutsideSignOff, SmallChange
from articles.small_changes import as_text, places_of
from articles.working_copy import content_of, put, tidy
from newsroom.record.canonical import new_salt

from .act import Act
from .chain import card_of, content_digest
from .issuing import touch_pages
from .passages import recut
from .redacting_found import Found
from .writing import keep


def redact_working_copy(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
    article = under_way.article
    content = content_of(article)
    left = tidy(blackout.content_without(content, out, gone_tags))
    if left.text != content.text:
        found["working copy"] += 1
        put(article, left)
    for name in ("left_out", "copy_source", "pitch"):
        if out.found_in(getattr(article, name)):
            found["working copy"] += 1
            setattr(article, name, out.text(getattr(article, name)))
            article.save(update_fields=[name])


def redact_editions(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
    """Rewrite what editions say; the digest of what is left goes into the log, so that audit can tell by whom."""
    left_digests = []
    for edition in under_way.article.editions.select_related("words", "address").order_by("number"):
        words = edition.words
        content = edition.content
        left = blackout.content_without(content, out, gone_tags)
        if left.text == content.text and not out.found_in(words.public_note):
            continue
        found.at("version", edition.number)
        touch_pages(under_way, edition, under_way.now)
        words.text, words.public_note = left.text, out.text(words.public_note)
        words.card, words.salt, words.redacted_at = card_of(left), new_salt(), under_way.now
        words.redacted_digest = content_digest(words)
        words.save()
        public_searching.keep(edition, left)
        edition.tag_rows.filter(tag__uid__in=gone_tags).delete()
        kept = {byline.contributor for byline in left.bylines}
        edition.byline_rows.exclude(contributor__uid__in=kept).delete()
        left_digests.append([str(edition.uid), words.redacted_digest])
    under_way.facts["editions"] = left_digests


def redact_revisions(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
    """Rewrite revisions, and key every digest anew: an old one would let a name be guessed."""
    article = under_way.article
    covers, lefts = {}, {}
    standing = list(article.notes.exclude(quote="").exclude(revision_number=None))
    changes = list(SmallChange.objects.filter(sign_off__article=article).select_related("sign_off"))
    kept = {number for each in changes for number in (each.from_revision, each.sign_off.revision_number)}
    for revision in article.revisions.iterator():
        content = from_text(revision.text)
        left = blackout.content_without(content, out, gone_tags)
        covers[revision.number] = cover_of(article, left)
        if revision.number in kept:
            lefts[revision.number] = left
        if left.text != content.text:
            found["revision"] += 1
            there = [note for note in standing if note.revision_number == revision.number]
            if pieces := recut(there, content, left):
                found["note"] += len(pieces)
                Note.objects.bulk_update(pieces, ["quote", "nth", "paragraph"])
            revision.text, revision.redacted_at = left.text, under_way.now
        vars(revision).update(vars(covers[revision.number]))
        revision.save()
    if found["working copy"]:
        # So that a form opened before, which still has the words, is no longer the latest.
        keep(under_way, content_of(article))
    outside = OutsideSignOff.objects.filter(link__article=article)
    for signed in [*article.sign_offs.all(), *outside]:
        cover = covers.get(signed.revision_number) or cover_of(article, Content())
        for part in PARTS:
            # A part that it does not cover has no digest.
            setattr(signed, part, getattr(signed, part) and getattr(cover, part))
        signed.save(update_fields=PARTS)
    _small_changes(under_way, changes, lefts, found)


def _small_changes(under_way: Act, changes: list[SmallChange], lefts: dict[int, Content], found: Found) -> None:
    """Make the redlines of what readers typed with their sign-offs anew: they have pieces of words."""
    for change in changes:
        before = lefts.get(change.from_revision, Content())
        after = lefts.get(change.sign_off.revision_number, Content())
        vars(change).update(vars(cover_of(under_way.article, before)))
        if (left := as_text(places_of(before, after))) != change.redline:
            found["small change"] += 1
            change.redline, change.redacted_at = left, under_way.now
        change.save()
