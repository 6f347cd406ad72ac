"""Taking words out of fronts: what stands there about a story, in every edition and in what is being arranged."""

from django.db.models import Q

from articles.blackout import Blackout
from articles.fronts.arrangement import from_text, without
from articles.fronts.chain import content_digest
from articles.models import Front, FrontPlace, FrontReceipt, FrontWords
from newsroom.notices.models import Notice
from newsroom.record.canonical import changed_texts, new_salt
from newsroom.record.models import LogWords

from .act import Act
from .redacting_found import Found


def lock_fronts() -> None:
    """Lock every front; there are a handful."""
    list(Front.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def redact_fronts(under_way: Act, out: Blackout, found: Found) -> None:
    """Take the words off the cards and lines of the story, out of titles over them, and out of the fronts' log."""
    story = str(under_way.article.uid)

    def left_of(text: str) -> str:
        return without(from_text(text), story, out.text).text if text else text

    _editions(under_way, left_of, found)
    for front in Front.objects.filter(Q(arrangement__contains=story) | Q(kept__contains=story)):
        left = {name: left_of(getattr(front, name)) for name in ("arrangement", "kept")}
        if any(getattr(front, name) != text for name, text in left.items()):
            found["front"] += 1
            front.arrangement, front.kept, front.version = left["arrangement"], left["kept"], front.version + 1
            front.save(update_fields=["arrangement", "kept", "version"])
    _specials(under_way, out, found)
    _receipts(under_way, out, found)
    _log(under_way, out, found)


def _with_story(under_way: Act):
    """Return the fronts on which the story stands, or stood in any edition."""
    story = str(under_way.article.uid)
    arranged = Q(arrangement__contains=story) | Q(kept__contains=story)
    issued = FrontPlace.objects.filter(article=under_way.article).values("edition__front")
    return Front.objects.filter(arranged | Q(pk__in=issued))


def _specials(under_way: Act, out: Blackout, found: Found) -> None:
    """Take the words out of titles and addresses of specials that have or had the story; an old address is gone."""
    for front in _with_story(under_way).filter(kind=Front.Kind.SPECIAL):
        if not out.found_in(front.title) and not out.found_in_slug(front.slug):
            continue
        found["front"] += 1
        under_way.touch(front.tag)
        front.title = out.text(front.title)[: Front._meta.get_field("title").max_length]
        if out.found_in_slug(front.slug):
            front.slug = f"{out.slug(front.slug)[:70] or 'special'}-{front.uid.hex[:8]}"
        front.save(update_fields=["title", "slug"])
        under_way.touch(front.tag)


def _receipts(under_way: Act, out: Blackout, found: Found) -> None:
    """Take the words out of what a front was seen to lack, and out of notices of it: they name the story's address."""
    fronts = _with_story(under_way)
    receipts = FrontReceipt.objects.filter(edition__front__in=fronts).exclude(shows="")
    notices = Notice.objects.filter(about_uid__in=fronts.values("uid")).exclude(words="")
    for rows, name, kind in ((receipts, "shows", "front"), (notices, "words", "notice")):
        for row in rows:
            text = getattr(row, name)
            # An address has the words as slugs have them, which are cut out of no text.
            left = "" if out.found_in_slug(text.lower()) else out.text(text)
            if left != text:
                found[kind] += 1
                setattr(row, name, left)
                row.save(update_fields=[name])


def _editions(under_way: Act, left_of, found: Found) -> None:
    issued = FrontWords.objects.filter(edition__places__article=under_way.article).select_related("edition__front")
    digests = []
    for words in issued.order_by("edition"):
        if (text := left_of(words.text)) == words.text:
            continue
        found["front"] += 1
        words.text, words.salt, words.redacted_at = text, new_salt(), under_way.now
        words.redacted_digest = content_digest(words)
        words.save()
        digests.append([str(words.edition.uid), words.redacted_digest])
        under_way.touch(words.edition.front.tag)
    under_way.facts["editions"] = [*under_way.facts.get("editions", []), *digests]


def _log(under_way: Act, out: Blackout, found: Found) -> None:
    """The log of fronts has what was typed for stories that were taken off since, too: all of it is looked through."""
    worded = LogWords.objects.filter(entry__subject__startswith="front:").exclude(text="{}")
    for said in worded.iterator(chunk_size=500):
        if (text := changed_texts(said.text, out.text)) != said.text:
            found["log"] += 1
            said.text, said.redacted_at = text, under_way.now
            said.save(update_fields=["text", "redacted_at"])
