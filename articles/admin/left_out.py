"""Telling somebody what of the body they typed could not be kept."""

from django.contrib import messages

from articles.body import what_goes

_SAID_AT_ONCE = 12


def say_what_goes(request) -> None:
    """Add a warning for each thing that sanitising took out of the body that came with this request."""
    for sentence in what_goes(request.POST.get("body", ""))[:_SAID_AT_ONCE]:
        messages.warning(request, sentence)
