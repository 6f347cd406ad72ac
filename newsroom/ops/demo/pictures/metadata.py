"""Write a picture's record as an XMP packet in the IPTC photo metadata fields."""

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from . import Record

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}

# IPTC's own code for a picture made by a person's program rather than taken by a camera.
DRAWN_BY_CODE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


def xmp_packet(record: "Record") -> bytes:
    """Return the XMP packet for a record, UTF-8, ready for Pillow's `xmp=`."""
    plain = {
        "photoshop:Headline": record.headline,
        "photoshop:Credit": record.credit,
        "photoshop:Source": record.source,
        "photoshop:DateCreated": record.created,
        "photoshop:City": "Marlhithe",
        "Iptc4xmpExt:DigitalSourceType": DRAWN_BY_CODE,
    }
    alternatives = {
        "dc:title": record.headline,
        "dc:description": record.description,
        "dc:rights": record.copyright,
        "Iptc4xmpCore:AltTextAccessibility": record.alt,
        "xmpRights:UsageTerms": record.terms,
    }
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in NAMESPACES.items())
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in plain.items())
    elements = "".join(_alternative(name, text) for name, text in alternatives.items() if text)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {attributes}>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(record.creator)}</rdf:li></rdf:Seq></dc:creator>{elements}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return packet.encode()


def _alternative(name: str, text: str) -> str:
    value = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
    return f"<{name}>{value}</{name}>"
