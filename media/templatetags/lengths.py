"""How long a recording is, as a player shows it."""

from django import template

register = template.Library()


@register.filter
def clock_length(seconds: int) -> str:
    """Return 4:05 for 245 seconds, and 1:04:05 for an hour more."""
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
