"""Taking words out of what stands beside a story: what was said, asked, kept and shown about it."""

from articles import journal
from articles.blackout import Blackout
from articles.body import sanitise
from articles.models import Banner, HandOver, PrintUse, Receipt
from newsroom.notices.models import Notice
from newsroom.record.canonical import changed_texts
from newsroom.record.models import LogWords

from .act import Act
from .redacting_found import Found


def redact_beside(under_way: Act, out: Blackout, found: Found) -> None:
    """Take the words out of every row that is about the story and has words of its own."""
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


def _restrictions(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact why names are blocked."""
    for blocked in under_way.article.blocked_names.all():
        if out.found_in(blocked.reason) or out.found_in(blocked.until):
            found["blocked name"] += 1
            blocked.reason, blocked.until = out.text(blocked.reason), out.text(blocked.until)
            blocked.save(update_fields=["reason", "until"])


def _left_alone(under_way: Act, out: Blackout, found: Found) -> None:
    """Forget what house style was told to leave alone in this story, where it has the words."""
    for ignored in under_way.article.style_ignored.all():
        if out.found_in(ignored.text):
            found["house style"] += 1
            ignored.delete()


def _outside(under_way: Act, out: Blackout, found: Found) -> None:
    """Redact whom outside the story was shown to, and what they were asked."""
    for link in under_way.article.review_links.all():
        if any(out.found_in(text) for text in (link.name, link.email, link.asked)):
            found["outside reader"] += 1
            link.name, link.asked, link.redacted_at = out.text(link.name), out.text(link.asked), under_way.now
            link.email = "" if out.found_in(link.email) else link.email
            link.save(update_fields=["name", "email", "asked", "redacted_at"])


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


def _journal(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what forms of this story held, whoever typed it, saved or not."""
    for state in under_way.article.journal.iterator(chunk_size=20):
        if (left := journal.without(state.payload, out)) != state.payload:
            found["journal"] += 1
            state.payload, state.redacted_at = left, under_way.now
            state.save(update_fields=["payload", "redacted_at"])


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


def _notices(under_way: Act, out: Blackout, found: Found) -> None:
    """Rewrite what people were told beside the story's name."""
    about = [under_way.article.uid, *under_way.article.complaints.values_list("uid", flat=True)]
    for notice in Notice.objects.filter(about_uid__in=about).exclude(words=""):
        if out.found_in(notice.words):
            found["notice"] += 1
            notice.words = out.text(notice.words)
            notice.save(update_fields=["words"])


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
