"""What every readers' page needs of the settings, without a request."""

from urllib.parse import urlsplit

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from newsroom.pagecache import links
from newsroom.paper.current import site
from newsroom.paper.site import Mark
from newsroom.public import accent, as_of, languages, on_paper
from newsroom.public.structured_pages import policy_path

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the paper's name."""
    return site().name


@register.simple_tag
def site_logo() -> Mark | None:
    """Return the picture that stands for the paper's name, if there is one."""
    return site().logo


@register.simple_tag
def site_tagline() -> str:
    """Return what stands under the paper's name on its front."""
    return site().tagline


@register.simple_tag
def style_sheet() -> str:
    """Return the address of the one style sheet, in the paper's own colour."""
    return accent.sheet_url()


@register.simple_tag
def imprint() -> dict:
    """Return who publishes, where, how they are written to, and where else they are."""
    paper = site()
    profiles = [(urlsplit(url).hostname.removeprefix("www."), url) for url in paper.profiles]
    said = {"publisher": paper.publisher, "address": " · ".join(paper.address.split("\n")), "mail": paper.contact_email}
    return {**said, "profiles": profiles, "any": any(said.values()) or bool(profiles)}


@register.simple_tag
def policies() -> list[tuple[str, str]]:
    """Return what the paper says of itself: each policy that stands, with its address as a link of this page."""
    return [(str(kind.title), links.here(policy_path(kind))) for kind in site().policies]


@register.simple_tag
def has_letters() -> bool:
    """Return whether readers can take a newsletter."""
    return site().has_letters


@register.simple_tag
def corrections_mail() -> str:
    """Return the address errors can be written to, where there is one."""
    return site().corrections_email


@register.simple_tag
def most_read_label() -> str:
    """Return what the list of what is read most is called here."""
    return site().most_read_label


@register.simple_tag
def as_of_banner() -> SafeString | str:
    """Return what stands over the page when staff look at it as of another moment."""
    return as_of.banner()


@register.filter
def here(address: str) -> str:
    """Return an address of ours as a link of this page."""
    return links.here(address)


@register.filter
def figures(text: object) -> str:
    """Return a text or a number in the figures of the site's language."""
    return languages.figures(str(text))


@register.filter
def readable(address: str) -> str:
    """Return an address in the letters it is made of, for paper."""
    return on_paper.readable(address)


@register.simple_tag
def page_url(name: str, *args) -> str:
    """Return the address of one of the readers' pages, as a link of this page."""
    return links.here(reverse(f"public:{name}", args=args))


@register.simple_tag
def site_language() -> str:
    """Return the language of the pages themselves; a story may have another."""
    return get_language() or site().language


@register.simple_tag
def site_locale() -> str:
    """Return the language of the pages themselves as share cards take it."""
    return languages.locale_of(site_language())


@register.simple_tag
def faces(language: str, body: str = "") -> list[str]:
    """Return the font files that a page asks for at once, whose text is in this language."""
    return languages.faces(site_language(), language, body)


@register.simple_tag
def site_direction() -> str:
    """Return the direction of the pages themselves."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def search_url(asked, **changed: str) -> str:
    """Return the address of a search with other filters, as a link of this page."""
    return asked.url(**changed)
