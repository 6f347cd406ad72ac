"""Taking words out of fronts: what stands there about a story, in every edition and in what is being arranged."""

from django.db.models import Q

from articles.blackout import Blackout
from articles.fronts.arrangement import from_text, without
from articles.fronts.chain import content_digest
from articles.models import Front, FrontWords
from newsroom.record.canonical import changed_texts, new_salt
from newsroom.record.models import LogWords

from .act import Act


def lock_fronts() -> None:
    """Lock every front; there are a handful."""
    list(Front.objects.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def redact_fronts(under_way: Act, out: Blackout, found) -> None:
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
    _log(under_way, out, found)


def _editions(under_way: Act, left_of, found) -> None:
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


def _log(under_way: Act, out: Blackout, found) -> None:
    """The log of fronts has what was typed for stories that were taken off since, too: all of it is looked through."""
    worded = LogWords.objects.filter(entry__subject__startswith="front:").exclude(text="{}")
    for said in worded.iterator(chunk_size=500):
        if (text := changed_texts(said.text, out.text)) != said.text:
            found["log"] += 1
            said.text, said.redacted_at = text, under_way.now
            said.save(update_fields=["text", "redacted_at"])
