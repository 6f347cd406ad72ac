"""Editions as a chain: each digest covers the header, the content's digest and the edition before."""

from articles.content import Content
from articles.models import Edition, EditionWords
from newsroom.record.canonical import canonical, digest, stamp


def content_digest(words: EditionWords) -> str:
    """Return the digest of what an edition says; its salt keeps anybody from guessing words by it."""
    return digest(words.salt, words.text, words.public_note)


def edition_digest(edition: Edition) -> str:
    """Return the digest an edition must have."""
    header = {
        "uid": str(edition.uid),
        "article": str(edition.article.uid),
        "number": edition.number,
        "revision": edition.revision_number,
        "kind": str(edition.kind),
        "shows": str(edition.shows),
        "live_from": stamp(edition.live_from),
        "issued_at": stamp(edition.issued_at),
        "issued_by": edition.issued_by_id,
        "dated": edition.dated.isoformat(),
        "eyes": str(edition.eyes),
        "read_by": edition.read_by_id or 0,
        "unread_reason": str(edition.unread_reason),
        "embargoed_until": stamp(edition.embargoed_until) if edition.embargoed_until else "",
    }
    # Only where it is so: versions from before there was such a label keep the digest they have.
    if edition.more_follows:
        header["more_follows"] = 1
    if edition.sensitive:
        header["sensitive"] = 1
    if edition.paid_as:
        terms = ("paid_from", "paid_until")
        header |= {"paid_as": str(edition.paid_as)}
        header |= {name: stamp(moment) for name in terms if (moment := getattr(edition, name))}
    if edition.note_place:
        header["note_place"] = str(edition.note_place)
    return digest(edition.previous, canonical(header), edition.content_digest)


def card_of(content: Content) -> str:
    """Return what lists need of the content, without its body, as canonical text.

    Keys: headline, dek, kind, language, section (uid), bylines [{contributor, name, role, place}], photo
    ({photo, alt, decorative, crop, caption} of the lead, or empty); paid_as, sponsor and life where there are some.
    """
    plain = content.as_dict()
    lead = next((photo for photo in plain["photos"] if photo["use"] == "lead"), {})
    card = {name: plain[name] for name in ("headline", "dek", "kind", "language", "section", "bylines")}
    # What only some have is written only there: cards from before stay as they are.
    some = {name: plain[name] for name in ("paid_as", "sponsor", "life") if plain[name]}
    return canonical({**card, **some, "photo": {name: value for name, value in lead.items() if name != "use"}})
