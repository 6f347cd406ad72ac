"""Words that every page of the desk needs and no view hands over."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    """Return what this newsroom is called."""
    return settings.SITE_NAME


@register.simple_tag
def sends_mail() -> bool:
    """Say whether this newsroom has a mail server to send links with."""
    return bool(settings.EMAIL_URL)
