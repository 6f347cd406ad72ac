"""What every readers' page needs of the settings, without a request."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, get_language_bidi

register = template.Library()


@register.simple_tag
def site_name() -> str:
    """Return the paper's name."""
    return settings.SITE_NAME


@register.simple_tag
def site_language() -> str:
    """Return the language of the pages themselves; a story may have another."""
    return get_language() or settings.LANGUAGE_CODE


@register.simple_tag
def site_direction() -> str:
    """Return the direction of the pages themselves."""
    return "rtl" if get_language_bidi() else "ltr"
