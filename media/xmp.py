"""Reading and writing XMP: an RDF document inside a picture."""

from lxml import etree

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TOO_LONG = 4 * 1024 * 1024

_TEXTS = {
    "title": "dc:title",
    "headline": "photoshop:Headline",
    "description": "dc:description",
    "alt_text": "Iptc4xmpCore:AltTextAccessibility",
    "extended_description": "Iptc4xmpCore:ExtDescrAccessibility",
    "creator_title": "photoshop:AuthorsPosition",
    "credit_line": "photoshop:Credit",
    "copyright_notice": "dc:rights",
    "source": "photoshop:Source",
    "usage_terms": "xmpRights:UsageTerms",
    "web_statement": "xmpRights:WebStatement",
    "instructions": "photoshop:Instructions",
    "job_id": "photoshop:TransmissionReference",
    "date_created": "photoshop:DateCreated",
    "sublocation": "Iptc4xmpCore:Location",
    "city": "photoshop:City",
    "state": "photoshop:State",
    "country": "photoshop:Country",
    "country_code": "Iptc4xmpCore:CountryCode",
    "digital_source_type": "Iptc4xmpExt:DigitalSourceType",
    "data_mining": "plus:DataMining",
}
_LISTS = {"creators": "dc:creator", "keywords": "dc:subject", "persons": "Iptc4xmpExt:PersonInImage"}
_LICENSOR = {"licensor_name": "plus:LicensorName", "licensor_url": "plus:LicensorURL"}


def name(prefixed: str) -> str:
    """Return a prefixed name as lxml spells it."""
    prefix, local = prefixed.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


_RDF, _LI, _DESCRIPTION, _RESOURCE = (name(f"rdf:{local}") for local in ("RDF", "li", "Description", "resource"))


def parse(packet: bytes | str | None):
    """Return the packet's rdf:RDF element; None when there is none to be had.

    The packet is a stranger's: entities stay unexpanded, nothing is fetched, and a document type is refused.
    """
    if isinstance(packet, str):
        packet = packet.encode()
    packet = (packet or b"").strip(b"\0 \r\n\t")
    if not packet or len(packet) > _TOO_LONG or b"<!DOCTYPE" in packet:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return None
    if root is None or root.getroottree().docinfo.doctype:
        return None
    return root if root.tag == _RDF else root.find(f".//{_RDF}")


def read(packet: bytes | str | None) -> dict[str, str | list[str]]:
    """Return what the packet says under plain names."""
    rdf = parse(packet)
    if rdf is None:
        return {}
    says: dict[str, str | list[str]] = {}
    for description in rdf.iterchildren(_DESCRIPTION):
        for key, prefixed in _TEXTS.items():
            if values := _values(description, name(prefixed)):
                says.setdefault(key, values[0])
        for key, prefixed in _LISTS.items():
            if values := _values(description, name(prefixed)):
                says.setdefault(key, values)
        for key, value in _licensor(description).items():
            says.setdefault(key, value)
    return says


def _values(parent, tag: str) -> list[str]:
    """Return a property's values: of an attribute, an element, or a list, the default language first."""
    if tag in parent.attrib:
        return [parent.attrib[tag]]
    element = parent.find(tag)
    if element is None:
        return []
    items = list(element.iter(_LI))
    if items:
        items.sort(key=lambda item: item.get(_XML_LANG) != "x-default")
        return [text for item in items if (text := "".join(item.itertext()))]
    text = element.get(_RESOURCE) or "".join(element.itertext())
    return [text] if text else []


def _licensor(description) -> dict[str, str]:
    """Return the first licensor's name and address, written as an element or as attributes."""
    holder = description.find(name("plus:Licensor"))
    if holder is None:
        return {}
    found = {}
    for key, prefixed in _LICENSOR.items():
        for element in holder.iter():
            if isinstance(element.tag, str) and (values := _values(element, name(prefixed))):
                found[key] = values[0]
                break
    return found


def write(properties: dict[str, str | list[str]]) -> bytes:
    """Return a packet that holds these properties, named with their prefixes, and nothing else.

    A list is written as rdf:Seq; texts of `dc:` and usage terms and alt text as rdf:Alt, as their schemas ask.
    """
    used = {"rdf": NAMESPACES["rdf"]} | {p: NAMESPACES[p] for p in (key.split(":")[0] for key in properties)}
    meta = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(meta, _RDF, nsmap=used)
    description = etree.SubElement(rdf, _DESCRIPTION, {name("rdf:about"): ""})
    for prefixed, value in properties.items():
        element = etree.SubElement(description, name(prefixed))
        if isinstance(value, list):
            items = etree.SubElement(element, name("rdf:Seq"))
            for item in value:
                etree.SubElement(items, _LI).text = item
        elif prefixed in _BY_LANGUAGE:
            items = etree.SubElement(element, name("rdf:Alt"))
            etree.SubElement(items, _LI, {_XML_LANG: "x-default"}).text = value
        else:
            element.text = value
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode()
    return head + etree.tostring(meta, encoding="utf-8") + b'<?xpacket end="r"?>'


_BY_LANGUAGE = {"dc:rights", "dc:description", "xmpRights:UsageTerms", "Iptc4xmpCore:AltTextAccessibility"}
