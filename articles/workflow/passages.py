"""Notes on passages, carried along with every revision."""

from articles.anchors import Anchor, carried, find
from articles.content import Content, from_text
from articles.models import Article, Note

_PLACE = ("quote", "paragraph", "nth", "revision_number")


def carry_notes(article: Article, content: Content) -> None:
    """Let every note on a passage stand where its words are in this content, which is the story's next revision.

    One whose passage is gone keeps its words and the revision it stood in last; when they come back, so does it.
    """
    notes = list(article.notes.exclude(quote="").exclude(revision_number=None))
    if not notes:
        return
    numbers = {note.revision_number for note in notes if note.paragraph is not None}
    texts = dict(article.revisions.filter(number__in=numbers).values_list("number", "text"))
    bodies = {number: from_text(text).body for number, text in texts.items()}
    for note in notes:
        place(note, _carried(note, bodies, content.body), article.revision_number)
    Note.objects.bulk_update(notes, _PLACE)


def _carried(note: Note, bodies: dict[int, str], body: str) -> Anchor | None:
    before = bodies.get(note.revision_number)
    if note.paragraph is None or before is None:
        return find(body, note.quote)
    return carried(Anchor(note.paragraph, note.quote, note.nth), before, body)


def place(note: Note, anchor: Anchor | None, revision_number: int) -> None:
    """Put a note where its passage is; None where that is gone."""
    if anchor is None:
        note.paragraph = None
        return
    note.paragraph, note.quote, note.nth = anchor.paragraph, anchor.quote, anchor.nth
    note.revision_number = revision_number


def recut(notes: list[Note], before: Content, after: Content) -> list[Note]:
    """Cut the quotes of notes that stand in one revision anew from what a redaction left of it; return those that are
    other words now. A quote may be a piece of what had to go, which nothing would find in it."""
    changed = []
    for note in notes:
        stood = find(before.body, note.quote, note.paragraph, note.nth)
        anchor = carried(stood, before.body, after.body) if stood else None
        quote = anchor.quote if anchor else ""
        if quote != note.quote:
            note.quote, note.nth = quote, anchor.nth if anchor else 0
            note.paragraph = anchor.paragraph if anchor and note.paragraph is not None else None
            changed.append(note)
    return changed
