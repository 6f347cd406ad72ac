"""What the body's tools need to know besides words."""

from django import template

from articles.models import ArticlePhoto
from articles.typography import for_editor

register = template.Library()


@register.simple_tag
def typography() -> str:
    """Return each language's quotes, dashes and spaces, as JSON."""
    return for_editor()


@register.simple_tag
def ways_shown() -> list[tuple[str, str]]:
    """Return how a photo of the text can be shown, each with what the desk calls it."""
    return ArticlePhoto.Shown.choices
