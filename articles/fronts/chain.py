"""Editions of a front as a chain: each digest covers the header, the content's digest and the edition before."""

from newsroom.record.canonical import canonical, digest, stamp


def content_digest(words) -> str:
    """Return the digest of what an edition of a front says; its salt keeps anybody from guessing words by it."""
    return digest(words.salt, words.text)


def front_digest(edition) -> str:
    """Return the digest an edition of a front must have."""
    header = {
        "uid": str(edition.uid),
        "front": str(edition.front.uid),
        "number": edition.number,
        "like": edition.like_number or 0,
        "live_from": stamp(edition.live_from),
        "issued_at": stamp(edition.issued_at),
        "issued_by": edition.issued_by_id,
    }
    return digest(edition.previous, canonical(header), edition.content_digest)
