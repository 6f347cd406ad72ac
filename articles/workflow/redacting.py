"""Taking words out of everything that was ever issued or saved, while every chain still verifies."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext as _

from articles import blackout, journal, public_searching
from articles.blackout import Blackout
from articles.body import sanitise
from articles.content import Content, from_text
from articles.eyes import PARTS, cover_of
from articles.models import (
    Address,
    Article,
    Banner,
    EditionTag,
    FormerSlug,
    HandOver,
    Note,
    OutsideSignOff,
    PrintUse,
    Receipt,
    Redaction,
    SmallChange,
    Tag,
    TagAlias,
    TaggedArticle,
    address_key,
    hashed_key,
)
from articles.permissions import may_redact
from articles.signals import words_taken_out
from articles.small_changes import as_text, places_of
from articles.working_copy import content_of, put, tidy
from newsroom.notices.models import Notice
from newsroom.pagecache.collecting import path_tag
from newsroom.record.canonical import changed_texts, clean_text, new_salt
from newsroom.record.models import LogWords

from .act import Act, Refused, act, require_words
from .blocking import place_block
from .chain import card_of, content_digest
from .issuing import touch_pages
from .passages import recut
from .redacting_fronts import redact_fronts
from .redacting_live import enter_key_points, key_points_of
from .redacting_media import media_first, redact_media, refuse_other_media
from .writing import keep


class Found(Counter):
    """How often words stood in each kind of place; of some, which ones."""

    def __init__(self):
        super().__init__()
        self.which: dict[str, list[str]] = {}

    def at(self, kind: str, which: object) -> None:
        self[kind] += 1
        self.which.setdefault(kind, []).append(str(which))


@dataclass(frozen=True)
class Redacted:
    """What a redaction did: its row, how often in which kind of place, and tags kept because others use them."""

    redaction: Redaction
    found: Found
    tags_kept: list[str]
    blocked: int = 0


def redact(
    article: Article,
    *,
    by,
    words: Iterable[str],
    reason: str,
    order: str = "",
    block: bool = False,
    now: datetime | None = None,
) -> Redacted:
    """Take words or names out of every version, revision, note, caption, tag and address of a story.

    Raise Refused when they are found nowhere: never a silent success. Neither the log nor the reason may repeat them.
    `block`: the words cannot be published in this story any more.
    """
    words = list(words)
    out = Blackout.of(words)
    reason = require_words(reason, _("Say why, without the words themselves: order, or whom it protects."))
    order = clean_text(order).strip()
    if out.found_in(reason) or out.found_in(order):
        raise Refused(_("The reason repeats the words that are to go. Write it without them."))
    with (
        transaction.atomic(),
        media_first(article) as media,
        act("redact", article, by=by, now=now, may=may_redact, doing=_("redact this story")) as under_way,
    ):
        refuse_other_media(under_way.article, media)
        found, tags_kept, points = take_out(under_way, out)
        if not found.total():
            raise Refused(
                _(
                    "Not found in any version, revision, note, caption, tag or address; spelling variants tried: "
                    "%(count)s. Check the spelling."
                )
                % {"count": out.variants}
            )
        redaction = Redaction.objects.create(
            article=under_way.article, at=under_way.now, by=by, reason=reason, order=order, places=found.total()
        )
        under_way.facts |= {"redaction": redaction.pk, "places": found.total()}
        blocked = place_block(under_way, words, reason, "", again=True).count if block else 0
        under_way.words |= {"reason": reason, "order": order}
        if points:
            enter_key_points(points, redaction, found["key points"])
    return Redacted(redaction, found, tags_kept, blocked)


def take_out(under_way: Act, out: Blackout) -> tuple["Found", list[str], Act | None]:
    """Take the words out of every place; return where they stood, the tags that others use, and what was done to its
    key points, where it is a live story whose key points had the words."""
    found, tags_kept = _take_out_of(under_way, out)
    story = key_points_of(under_way.article).first()
    if story is None:
        return found, tags_kept, None
    points = Act(story, under_way.by, under_way.now)
    there, kept = _take_out_of(points, out)
    found["key points"] += there.total()
    return found, [*tags_kept, *(tag for tag in kept if tag not in tags_kept)], points if there.total() else None


def _take_out_of(under_way: Act, out: Blackout) -> tuple["Found", list[str]]:
    """Take the words out of every place of one story."""
    found = Found()
    tags = [tag for tag in _tags(under_way.article) if out.found_in(tag.name) or out.found_in(tag.description)]
    gone_tags = {str(tag.uid) for tag in tags if not tag.merged_into_id}
    under_way.article.salt = new_salt()
    under_way.article.save(update_fields=["salt"])
    _working_copy(under_way, out, gone_tags, found)
    _editions(under_way, out, gone_tags, found)
    _revisions(under_way, out, gone_tags, found)
    _remarks(under_way, out, found)
    _restrictions(under_way, out, found)
    _left_alone(under_way, out, found)
    _outside(under_way, out, found)
    _open_fixes(under_way, out, found)
    _asked_fixes(under_way, out, found)
    _journal(under_way, out, found)
    _hand_overs(under_way, out, found)
    _print(under_way, out, found)
    _notices(under_way, out, found)
    _complaints(under_way, out, found)
    _republishers(under_way, out, found)
    _banners(under_way, out, found)
    _receipts(under_way)
    _addresses(under_way, out, found)
    tags_kept = _drop_tags(under_way, tags, found)
    _other_names(under_way, out, found)
    redact_media(under_way, out, found)
    redact_fronts(under_way, out, found)
    words_taken_out.send(Article, under_way=under_way, out=out, found=found)
    return found, tags_kept


def _tags(article: Article):
    issued = EditionTag.objects.filter(article=article).values("tag")
    among = Q(pk__in=issued) | Q(tagged__content_object=article)
    own = set(Tag.objects.filter(among).values_list("pk", flat=True))
    # Those that were merged into one of them are its other names.
    return Tag.objects.filter(Q(pk__in=own) | Q(merged_into__in=own))


def _working_copy(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
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


def _editions(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
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


def _revisions(under_way: Act, out: Blackout, gone_tags: set, found: Found) -> None:
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


def _remarks(under_way: Act, out: Blackout, found: Found) -> None:
    article = under_way.article
    for note in article.notes.all():
        if out.found_in(note.text) or out.found_in(note.quote):
            found["note"] += 1
            note.text, note.quote, note.redacted_at = out.text(note.text), out.text(note.quote), under_way.now
            note.save(update_fields=["text", "quote", "redacted_at"])
    for kind, rows in (("hold", article.holds), ("withheld version", article.withheld)):
        for held in rows.all():
            if out.found_in(held.reason):
                found[kind] += 1
                held.reason = out.text(held.reason)
                held.save(update_fields=["reason"])
    for before in article.redactions.all():
        if out.found_in(before.reason) or out.found_in(before.order):
            found["redaction"] += 1
            before.reason, before.order = out.text(before.reason), out.text(before.order)
            before.save(update_fields=["reason", "order"])
    for said in LogWords.objects.filter(entry__subject=article.subject):
        if (text := changed_texts(said.text, out.text)) != said.text:
            found["log"] += 1
            said.text, said.redacted_at = text, under_way.now
            said.save(update_fields=["text", "redacted_at"])


def _outside(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact whom outside the story was shown to, and what they were asked."""
    for link in under_way.article.review_links.all():
        if any(out.found_in(text) for text in (link.name, link.email, link.asked)):
            found["outside reader"] += 1
            link.name, link.asked, link.redacted_at = out.text(link.name), out.text(link.asked), under_way.now
            link.email = "" if out.found_in(link.email) else link.email
            link.save(update_fields=["name", "email", "asked", "redacted_at"])


def _journal(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what forms of this story held, whoever typed it, saved or not."""
    for state in under_way.article.journal.iterator(chunk_size=20):
        if (left := journal.without(state.payload, out)) != state.payload:
            found["journal"] += 1
            state.payload, state.redacted_at = left, under_way.now
            state.save(update_fields=["payload", "redacted_at"])


def _notices(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what people were told beside the story's name."""
    about = [under_way.article.uid, *under_way.article.complaints.values_list("uid", flat=True)]
    for notice in Notice.objects.filter(about_uid__in=about).exclude(words=""):
        if out.found_in(notice.words):
            found["notice"] += 1
            notice.words = out.text(notice.words)
            notice.save(update_fields=["words"])


def _banners(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact what breaking banners said, those of today and those that are over."""
    for banner in under_way.article.banners.all():
        if out.found_in(banner.text):
            found["banner"] += 1
            banner.text = out.text(banner.text)[: Banner._meta.get_field("text").max_length]
            banner.save(update_fields=["text"])
            under_way.touch("banner")


def _receipts(under_way: Act) -> None:
    """Forget what readers were served after each act: addresses and headlines, as they were."""
    Receipt.objects.filter(article=under_way.article).delete()


def _complaints(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what readers said was wrong, and what they were answered."""
    parts = ("text", "passage", "reason", "answer", "email")
    for complaint in under_way.article.complaints.all():
        said = {name: getattr(complaint, name) for name in parts if out.found_in(getattr(complaint, name))}
        if said:
            found["complaint"] += 1
            for name, text in said.items():
                setattr(complaint, name, "" if name == "email" else out.text(text))
            complaint.redacted_at = under_way.now
            complaint.save(update_fields=[*said, "redacted_at"])


def _republishers(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what is kept of what republishers were told; what reached them cannot be called back."""
    for told in under_way.article.republisher_notices.all():
        if out.found_in(told.title) or out.found_in(told.text):
            found["notice to a republisher"] += 1
            told.title, told.text, told.redacted_at = out.text(told.title), out.text(told.text), under_way.now
            told.save(update_fields=["title", "text", "redacted_at"])


def _hand_overs(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact what shifts left to each other since the story was begun: nothing says which story a sentence is about."""
    for kept in HandOver.objects.filter(at__gte=under_way.article.created_at).exclude(text="").iterator(chunk_size=50):
        if out.found_in(kept.text):
            found["hand-over"] += 1
            kept.text, kept.redacted_at = out.text(kept.text), under_way.now
            kept.save(update_fields=["text", "redacted_at"])


def _print(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite where it stands in print; a page that is printed cannot be called back."""
    for use in under_way.article.print_uses.all():
        said = {name: getattr(use, name) for name in ("page", "headline", "sent_headline", "sent_page")}
        if left := {name: out.text(text) for name, text in said.items() if out.found_in(text)}:
            found["print"] += 1
            for name, text in left.items():
                setattr(use, name, text[: PrintUse._meta.get_field(name).max_length])
            use.save(update_fields=[*left])


def _left_alone(under_way: Act, out: Blackout, found: Found) -> None:
    """Forget what house style was told to leave alone in this story, where it has the words."""
    for ignored in under_way.article.style_ignored.all():
        if out.found_in(ignored.text):
            found["house style"] += 1
            ignored.delete()


def _open_fixes(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what fixes and the working copy are to be settled by, as the editions they were taken from were."""
    for row in under_way.article.open_fixes.all():
        said = {name: getattr(row, name) or "" for name in ("was", "fixed", "of")}
        if not any(out.found_in(text) for text in said.values()):
            continue
        found["open fix"] += 1
        for name, text in said.items():
            if out.found_in(text):
                left = out.text(text)
                setattr(row, name, sanitise(left).strip() if row.where == "body" else left)
        row.save(update_fields=[*said])


def _asked_fixes(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what goes with fixes that wait to be read; their text is a revision."""
    for row in under_way.article.asked_fixes.all():
        if out.found_in(row.note) or out.found_in(row.why):
            found["fix asked for"] += 1
            row.note, row.why = out.text(row.note), out.text(row.why)
            row.save(update_fields=["note", "why"])


def _restrictions(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact why names are blocked."""
    for blocked in under_way.article.blocked_names.all():
        if out.found_in(blocked.reason) or out.found_in(blocked.until):
            found["blocked name"] += 1
            blocked.reason, blocked.until = out.text(blocked.reason), out.text(blocked.until)
            blocked.save(update_fields=["reason", "until"])


def _addresses(under_way: Act, out: Blackout, found: Found) -> None:
    """Give the story a path without the words; of the old one only a keyed hash is kept, which still leads here."""
    article = under_way.article
    for address in article.addresses.exclude(key__startswith="hash:"):
        if not out.found_in_slug(address.key):
            continue
        found["address"] += 1
        old = address.key
        head = "/".join(old.split("/")[:4])
        address.key = address_key(f"{head}/{out.slug(old.split('/')[4]) or 'story'}-{article.uid.hex[:8]}/")
        if Address.objects.filter(key=address.key).exists():
            address.key = f"{address.key.rstrip('/')}-{address.pk}/"
        address.save(update_fields=["key"])
        Address.objects.create(key=hashed_key(old), article=article, since=address.since)
        under_way.touch(path_tag(address.key), path_tag(old))


def _other_names(under_way: Act, out: Blackout, found: Found) -> None:
    """Take away the other names that find a tag of this story."""
    for former in FormerSlug.objects.filter(what="tag", leads_to__in=_tags(under_way.article).values("pk")):
        if out.found_in_slug(former.slug):
            found["address"] += 1
            former.delete()
    for alias in TagAlias.objects.filter(tag__in=_tags(under_way.article)):
        if out.found_in(alias.name):
            found["tag"] += 1
            alias.delete()


def _without_words(tag: Tag) -> None:
    """Take the words off a tag that was merged: stories still name it by its uid, which reads as the other."""
    tag.name = tag.slug = f"merged-{tag.uid.hex[:8]}"
    tag.description = ""
    tag.save(update_fields=["name", "slug", "description"])


def _drop_tags(under_way: Act, tags: list[Tag], found: Found) -> list[str]:
    """Take the tags off this story; one that nothing else uses is destroyed, the others are named."""
    kept = []
    for tag in tags:
        found.at("tag", tag.name)
        if tag.merged_into_id:
            _without_words(tag)
            continue
        TaggedArticle.objects.filter(content_object=under_way.article, tag=tag).delete()
        EditionTag.objects.filter(article=under_way.article, tag=tag).delete()
        under_way.touch(f"name:tag:{tag.pk}", f"list:tag:{tag.pk}", path_tag(f"/tag/{tag.slug}/"))
        if tag.tagged.exists() or tag.edition_rows.exists():
            kept.append(tag.name)
            continue
        try:
            with transaction.atomic():
                FormerSlug.objects.filter(what="tag", leads_to=tag.pk).delete()
                tag.delete()
        except ProtectedError:  # a newsletter is of it
            kept.append(tag.name)
    return kept
