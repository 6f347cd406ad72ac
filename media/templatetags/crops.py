"""What the pages of crops ask of a shape."""

from django import template

register = template.Library()


@register.filter
def of_shape(rectangles: dict, shape) -> str:
    """Return what stands in a table of shapes for this one; nothing where nothing does."""
    return rectangles.get(shape.value, "")
