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
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
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
    "model_release": "plus:ModelReleaseStatus",
    "property_release": "plus:PropertyReleaseStatus",
    "ai_system": "Iptc4xmpExt:AISystemUsed",
    "ai_system_version": "Iptc4xmpExt:AISystemVersionUsed",
    "ai_prompt": "Iptc4xmpExt:AIPromptInformation",
    "ai_prompt_writer": "Iptc4xmpExt:AIPromptWriterName",
}
_LISTS = {"creators": "dc:creator", "keywords": "dc:subject", "persons": "Iptc4xmpExt:PersonInImage"}
_LICENSOR = {"licensor_name": "plus:LicensorName", "licensor_url": "plus:LicensorURL"}
_PLACES = {"created": "Iptc4xmpExt:LocationCreated", "shown": "Iptc4xmpExt:LocationShown"}
_OF_A_PLACE = {
    "location": "Iptc4xmpExt:Sublocation",
    "city": "Iptc4xmpExt:City",
    "state": "Iptc4xmpExt:ProvinceState",
    "country": "Iptc4xmpExt:CountryName",
    "country_code": "Iptc4xmpExt:CountryCode",
}
# What a picture gives away unasked; read apart, for those who may know.
_TRACES = {
    "latitude": "exif:GPSLatitude",
    "longitude": "exif:GPSLongitude",
    "body_serial": "aux:SerialNumber",
    "lens_serial": "aux:LensSerialNumber",
    "camera_owner": "aux:OwnerName",
}


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
        for key, value in (_licensor(description) | _places(description)).items():
            says.setdefault(key, value)
    return says


def read_traces(packet: bytes | str | None) -> dict[str, str]:
    """Return where exactly and with which devices, as far as the packet says."""
    rdf = parse(packet)
    found: dict[str, str] = {}
    for description in () if rdf is None else rdf.iterchildren(_DESCRIPTION):
        for key, prefixed in _TRACES.items():
            if values := _values(description, name(prefixed)):
                found.setdefault(key, values[0])
    return found


def read_licensors(packet: bytes | str | None) -> list[dict[str, str]]:
    """Return every licensor with all that is said of each, under the names of the PLUS Coalition."""
    rdf = parse(packet)
    holders = [] if rdf is None else rdf.iterchildren(_DESCRIPTION)
    prefix = name("plus:")
    return [
        {key.removeprefix(prefix): value for key, value in said.items() if key.startswith(prefix)}
        for description in holders
        for said in _structures(description, name("plus:Licensor"))
    ]


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


def _structures(description, tag: str) -> list[dict[str, str]]:
    """Return a property's structures, fields by full name: one, or a list of them, in any of RDF's ways to write it."""
    holder = description.find(tag)
    if holder is None:
        return []
    found = []
    # Only the list's own items: a structure may hold lists in turn.
    for item in holder.findall(f"*/{_LI}") or [holder]:
        inner = item.find(_DESCRIPTION)
        item = item if inner is None else inner
        fields = {key: value for key, value in item.attrib.items() if not key.startswith(name("rdf:"))}
        for element in item.iterchildren(tag=etree.Element):
            if values := _values(item, element.tag):
                fields.setdefault(element.tag, values[0])
        found.append(fields)
    return found


def _licensor(description) -> dict[str, str]:
    """Return the first licensor's name and address."""
    first = next(iter(_structures(description, name("plus:Licensor"))), {})
    return {key: first[name(prefixed)] for key, prefixed in _LICENSOR.items() if name(prefixed) in first}


def _places(description) -> dict[str, str | list[str]]:
    """Return where it was taken and the first place it shows, field by field; further places a line each.

    A line has its parts in the order of `_OF_A_PLACE`, between semicolons; `media.places` reads it.
    """
    found: dict[str, str | list[str]] = {}
    for kind, prefixed in _PLACES.items():
        places = [
            {key: place[name(field)] for key, field in _OF_A_PLACE.items() if place.get(name(field))}
            for place in _structures(description, name(prefixed))
        ]
        found |= {f"{kind}_{key}": value for key, value in (places[0] if places else {}).items()}
        if more := [_line(place) for place in places[1:] if place]:
            found[f"more_{kind}"] = more
    return found


def _line(place: dict[str, str]) -> str:
    parts = (" ".join(place.get(key, "").replace(";", ",").split()) for key in _OF_A_PLACE)
    return "; ".join(parts).rstrip("; ")


def write(properties: dict[str, str | list[str]], structures: dict[str, dict[str, str]] | None = None) -> bytes:
    """Return a packet that holds these properties, named with their prefixes, and nothing else.

    A list is written as rdf:Seq, a structure as the one item of one; texts of `dc:`, usage terms, alt text and extended
    description as rdf:Alt, as their schemas ask.
    """
    structures = {key: parts for key, parts in (structures or {}).items() if parts}
    prefixes = {key.split(":")[0] for key in (*properties, *structures)}
    used = {"rdf": NAMESPACES["rdf"]} | {prefix: NAMESPACES[prefix] for prefix in sorted(prefixes)}
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
    for prefixed, parts in structures.items():
        holder = etree.SubElement(etree.SubElement(description, name(prefixed)), name("rdf:Seq"))
        item = etree.SubElement(holder, _LI, {name("rdf:parseType"): "Resource"})
        for part, value in parts.items():
            etree.SubElement(item, name(part)).text = value
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode()
    return head + etree.tostring(meta, encoding="utf-8") + b'<?xpacket end="r"?>'


_BY_LANGUAGE = {
    "dc:rights",
    "dc:description",
    "xmpRights:UsageTerms",
    "Iptc4xmpCore:AltTextAccessibility",
    "Iptc4xmpCore:ExtDescrAccessibility",
}
