"""What every readers' page needs of the settings, without a request."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_bidi

from newsroom.pagecache import links
from newsroom.public import as_of, languages

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the paper's name."""
    return settings.SITE_NAME


@register.simple_tag
def as_of_banner() -> SafeString | str:
    """Return what stands over the page when staff look at it as of another moment."""
    return as_of.banner()


@register.filter
def here(address: str) -> str:
    """Return an address of ours as a link of this page."""
    return links.here(address)


@register.simple_tag
def page_url(name: str, *args) -> str:
    """Return the address of one of the readers' pages, as a link of this page."""
    return links.here(reverse(f"public:{name}", args=args))


@register.simple_tag
def site_language() -> str:
    """Return the language of the pages themselves; a story may have another."""
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def site_locale() -> str:
    """Return the language of the pages themselves as share cards take it."""
    return languages.locale_of(site_language())


@register.simple_tag
def text_face(language: str) -> str:
    """Return the name of the font file that a text of the language is read in."""
    return languages.text_face(language)


@register.simple_tag
def site_direction() -> str:
    """Return the direction of the pages themselves."""
    return "rtl" if get_language_bidi() else "ltr"


@register.simple_tag
def search_url(asked, **changed: str) -> str:
    """Return the address of a search with other filters, as a link of this page."""
    return asked.url(**changed)
