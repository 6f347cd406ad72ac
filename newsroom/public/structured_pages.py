"""What the pages that are no story say to machines: the front, lists, people, policies."""

from django.urls import reverse

from articles.expertise import is_mail
from newsroom.paper.current import site
from newsroom.paper.policies import PolicyKind

from .names import Name
from .structured import absolute, image, paper, script, trail


def front() -> dict:
    """Return what the front's head says: whose paper this is, and what the site is called."""
    home = absolute("/")
    web = {"@type": "WebSite", "@id": f"{home}#site", "name": site().name, "url": home}
    said = {"@context": "https://schema.org", "@graph": [_at_length(), {**web, "publisher": {"@id": paper()["@id"]}}]}
    return {"canonical": home, "json_ld": [script(said)]}


def _at_length() -> dict:
    """Return the paper with all that is set of it."""
    own = site()
    mails = (("newsroom", own.contact_email), ("corrections", own.corrections_email))
    said = {
        **paper(),
        "slogan": own.tagline,
        "legalName": own.publisher,
        "address": " ".join(own.address.split()),
        "foundingDate": str(own.founded or ""),
        "email": own.contact_email,
        "contactPoint": [{"@type": "ContactPoint", "contactType": what, "email": mail} for what, mail in mails if mail],
        "sameAs": own.profiles,
        **{kind.property: absolute(policy_path(kind)) for kind in own.policies if kind.property},
    }
    return {name: value for name, value in said.items() if value}


def policy_path(kind: PolicyKind) -> str:
    """Return where a policy of the paper stands."""
    return reverse("public:about") if kind.code == "about" else reverse("public:policy", args=[kind.slug])


def policy_page(kind: PolicyKind, *, is_old: bool) -> dict:
    """Return what the head of a policy's page says; a version that holds no longer has no address to be found by."""
    if is_old:
        return {"canonical": "", "json_ld": []}
    address = absolute(policy_path(kind))
    page = {"@context": "https://schema.org", "@type": "WebPage", "name": str(kind.title), "url": address}
    if kind.code == "about":
        page["@type"] = "AboutPage"
    elif kind.code == "contact":
        page["@type"] = "ContactPage"
    return {"canonical": address, "json_ld": [script({**page, "publisher": _at_length()})]}


def list_page(of: Name, thing, about: str, *, is_first: bool, face=None) -> dict:
    """Return what the head of a list says; the pages after the first have no address of their own to be found by.

    `face` is the picture a contributor's page shows.
    """
    if not is_first:
        return {"canonical": "", "json_ld": []}
    address = absolute(of.url)
    said = [_profile(thing, address, about, face)] if of.what == "contributor" else [trail([(of.name, address)])]
    shared = {"image_url": absolute(face.src)} if face else {}
    return {"canonical": address, "json_ld": [script(each) for each in said], **shared}


def special(title: str, slug: str) -> dict:
    """Return what the head of a special says."""
    address = absolute(reverse("public:special", args=[slug]))
    return {"canonical": address, "json_ld": [script(trail([(title, address)]))]}


def _profile(contributor, address: str, about: str, face) -> dict:
    """Return a contributor's page as a profile: of a person, or of a desk or an agency."""
    kind = "Person" if contributor.kind == "person" else "Organization"
    who = {"@type": kind, "name": contributor.name, "identifier": str(contributor.uid), "url": address}
    said = {
        "description": about,
        "jobTitle": contributor.title if kind == "Person" else "",
        "knowsAbout": contributor.covers,
        "knowsLanguage": contributor.speaks,
        "award": contributor.awards.splitlines(),
        "hasCredential": [_credential(line) for line in contributor.education.splitlines()],
        "email": contributor.contact if is_mail(contributor.contact) else "",
        "sameAs": _pages_of(contributor),
        "image": image(face) if face else {},
    }
    who |= {name: value for name, value in said.items() if value}
    if contributor.kind in {"person", "desk"}:
        who["worksFor" if kind == "Person" else "parentOrganization"] = paper()
    return {"@context": "https://schema.org", "@type": "ProfilePage", "url": address, "mainEntity": who}


def _pages_of(contributor) -> list[str]:
    """Return the pages that are theirs; the one they are reached on among them."""
    contact = contributor.contact if contributor.contact and not is_mail(contributor.contact) else ""
    return list(dict.fromkeys([*contributor.profiles.split(), *filter(None, [contact])]))


def _credential(line: str) -> dict:
    return {"@type": "EducationalOccupationalCredential", "name": line}
