"""What the body's tools need to know besides words."""

from django import template

from articles.typography import for_editor

register = template.Library()


@register.simple_tag
def typography() -> str:
    """Return each language's quotes, dashes and spaces, as JSON."""
    return for_editor()
