"""Words that every page of the desk needs and no view hands over."""

from datetime import datetime
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from articles.admin.settles import complaints_in
from newsroom import clock, said_times
from newsroom.desk import acts
from newsroom.paper.current import site

register = template.Library()


@register.simple_tag
def newsroom_name() -> str:
    """Return what this newsroom is called."""
    return site().name


@register.simple_tag
def sends_mail() -> bool:
    """Say whether this newsroom has a mail server to send links with."""
    return bool(settings.EMAIL_URL)


@register.simple_tag
def acts_on(thing, most: int = 200) -> list:
    """Return what was done to a thing, the latest first."""
    return list(acts.acts_on(thing)[:most])


@register.simple_tag(takes_context=True)
def mended_by_next(context, article) -> list:
    """Return the complaints that the story's next correction or clarification settles, each with whether it is ticked
    in the form of this page."""
    ticked = complaints_in(getattr(context.get("form"), "data", {}))
    found = list(article.complaints.waiting().filter(mending=True).order_by("pk"))
    for complaint in found:
        complaint.ticked = ticked is None or complaint.pk in ticked
    return found


@register.filter
def act_label(verb: str) -> str:
    """Return what an act is called on screens."""
    return acts.label_of(verb)


@register.filter
def wall(moment: datetime, now: datetime) -> str:
    """Return the moment as the clock on the wall shows it; with the day when that is not today."""
    return said_times.at_hand(moment, now)


@register.filter
def dated(moment: datetime | None, form: str) -> str:
    """Return the moment as `date` does, with its year where that is not this one."""
    return said_times.said(moment, form, clock.now()) if moment else ""


@register.filter
def act_by(entry) -> str:
    """Return who did an act."""
    return acts.who_did(entry)


@register.simple_tag(takes_context=True)
def drawn_row(context, template: str, row, **about) -> str:
    """Return a row of a list as it is drawn; of one that says what it said before, as it was."""
    # The admin's pages register with the site this module is read for.
    from articles.admin.stories.drawn import drawn

    return drawn(template, row, context["wall_clock"], **about)


@register.simple_tag
def kept_piece(template: str, **about) -> str:
    """Return a piece of a page that says nothing but what it is given: plain values, whose piece is kept."""
    return _piece(template, get_language(), tuple(sorted(about.items())))


@lru_cache(maxsize=1_024)
def _piece(template: str, language: str, about: tuple) -> str:
    return render_to_string(template, dict(about))


@register.simple_tag
def chip(label: str, shape: str = "ring", tone: str = "plain") -> str:
    """Return a state as a word and a shape."""
    from articles.admin.chips import chip

    return chip(str(label), shape, tone)
