"""The sentences intake says when it is not sure."""

from django.utils.translation import gettext as _

from articles.intake.result import Doubt
from articles.intake.shapes import shorten

DATE_PROBLEMS = {
    "unreadable": lambda text: _("“%(text)s” is not a date in the calendar: type the printed date.") % {"text": text},
    "ambiguous": lambda text: (
        _("“%(text)s” may be day first or month first; day first was assumed unless the page is American: check it.")
        % {"text": text}
    ),
    "weekday": lambda text: (
        _("In “%(text)s” the weekday does not fit the date: check which of the two is right.") % {"text": text}
    ),
    "relative": lambda text: (
        _("“%(text)s” was counted back from now: check the date against the page.") % {"text": text}
    ),
    "zone": lambda text: _("“%(text)s” names no time zone that is sure: check the hour.") % {"text": text},
    "month": lambda text: _("“%(text)s” names a month and no day; the first was assumed: check it.") % {"text": text},
    "updated": lambda text: (
        _("Only a date of updating is printed, “%(text)s”: check when it was first published.") % {"text": text}
    ),
    "mail": lambda text: _("The date “%(text)s” is that of the message, not of the copy: check it.") % {"text": text},
}
EMBARGO_PROBLEMS = {
    "zone": lambda text: _("The embargo “%(text)s” names no sure time zone; the newsroom's was assumed: check it."),
    "open": lambda text: _("The embargo “%(text)s” has no end; a hold was set: ask the sender until when it runs."),
    "undated": lambda text: _(
        "The embargo “%(text)s” gives no time; a hold was set: ask the sender until when it runs."
    ),
    "unreadable": lambda text: _("The time in the embargo “%(text)s” cannot be read; a hold was set: type the time."),
    "midnight": lambda text: _(
        "The embargo “%(text)s” gives a day and no time; the first minute of that day was assumed: check it."
    ),
    "ambiguous": lambda text: _("The date in the embargo “%(text)s” may be day first or month first: check it."),
    "weekday": lambda text: _("In the embargo “%(text)s” the weekday does not fit the date: check it."),
    "several": lambda text: _("There is more than one embargo; the latest was kept, and this one not: “%(text)s”."),
    "past": lambda text: _("The embargo “%(text)s” lies in the past: check whether it still matters."),
    "month": lambda text: _("The embargo “%(text)s” names no day: check it."),
    "relative": lambda text: _("The embargo “%(text)s” was counted from now: check it."),
    "lifted": lambda text: _("“%(text)s” says that an embargo is lifted; none was set: check it."),
}


def about_date(problem, text, lines):
    return Doubt("published", DATE_PROBLEMS[problem](shorten(text)), tuple(lines))


def about_embargo(problem, text, lines):
    return Doubt("embargo", EMBARGO_PROBLEMS[problem](text) % {"text": shorten(text, 160)}, tuple(lines))


def missing(field):
    return Doubt(
        field,
        {
            "headline": _("No headline was found: write one, or say which line it is."),
            "bylines": _("No byline was found: add who wrote it, or the desk."),
            "published": _("No printed date was found: type it if the page had one."),
            "body": _("No body was found: say which lines are copy."),
            "copy_from": _("Whose copy this is could not be told: choose ours, agency, handout or another publisher."),
        }[field],
    )


def about_line(field, sentence, text, lines):
    return Doubt(field, sentence % {"text": shorten(text, 400)}, tuple(lines))
