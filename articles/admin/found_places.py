"""Where words were found, as a person says it: “versions 1, 2 and 4”, “11 revisions”."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from articles.printed_byline import join_names
from articles.workflow.redacting_found import Found

_KINDS = {
    "version": ngettext_lazy("%(n)s version", "%(n)s versions", "n"),
    "revision": ngettext_lazy("%(n)s revision", "%(n)s revisions", "n"),
    "working copy": ngettext_lazy("the working copy", "the working copy, in %(n)s places", "n"),
    "note": ngettext_lazy("%(n)s note", "%(n)s notes", "n"),
    "address": ngettext_lazy("%(n)s address", "%(n)s addresses", "n"),
    "tag": ngettext_lazy("%(n)s tag", "%(n)s tags", "n"),
    "photo": ngettext_lazy("%(n)s photo", "%(n)s photos", "n"),
    "document": ngettext_lazy("%(n)s document", "%(n)s documents", "n"),
    "file of a document": ngettext_lazy(
        "the file of %(n)s document, which nobody can take them out of: it is closed with the redaction",
        "the files of %(n)s documents, which nobody can take them out of: they are closed with the redaction",
        "n",
    ),
    "hold": ngettext_lazy("the reason of %(n)s hold", "the reasons of %(n)s holds", "n"),
    "withheld version": ngettext_lazy("why %(n)s version is withheld", "why %(n)s versions are withheld", "n"),
    "redaction": ngettext_lazy("%(n)s earlier redaction", "%(n)s earlier redactions", "n"),
    "log": ngettext_lazy("what was said in %(n)s act on the record", "what was said in %(n)s acts on the record", "n"),
    "journal": ngettext_lazy("%(n)s state of the journal", "%(n)s states of the journal", "n"),
    "house style": ngettext_lazy("%(n)s text left alone", "%(n)s texts left alone", "n"),
    "blocked name": ngettext_lazy("the reason of %(n)s block", "the reasons of %(n)s blocks", "n"),
    "notice": ngettext_lazy("%(n)s notice", "%(n)s notices", "n"),
    "small change": ngettext_lazy("%(n)s small change", "%(n)s small changes", "n"),
    "open fix": ngettext_lazy("%(n)s fix to be decided", "%(n)s fixes to be decided", "n"),
    "hand-over": ngettext_lazy("%(n)s hand-over", "%(n)s hand-overs", "n"),
    "outside reader": ngettext_lazy("%(n)s link for an outside reader", "%(n)s links for outside readers", "n"),
    "complaint": ngettext_lazy("%(n)s reader’s report", "%(n)s readers’ reports", "n"),
    "notice to a republisher": ngettext_lazy("%(n)s notice to a republisher", "%(n)s notices to republishers", "n"),
    "front": ngettext_lazy("%(n)s front", "%(n)s fronts", "n"),
    "key points": ngettext_lazy("the key points", "the key points, in %(n)s places", "n"),
    "print": ngettext_lazy("%(n)s use in print", "%(n)s uses in print", "n"),
    "fix asked for": ngettext_lazy("%(n)s fix that waits to be read", "%(n)s fixes that wait to be read", "n"),
    "banner": ngettext_lazy("%(n)s breaking banner", "%(n)s breaking banners", "n"),
}
_WHICH = {
    "version": _("v%(which)s"),
    "photo": _("no. %(which)s"),
    "document": _("no. %(which)s"),
    "file of a document": _("no. %(which)s"),
}


def said_of(found: Found) -> list[str]:
    """Return a line for each kind of place, those readers could see first."""
    order = [*_KINDS, *sorted(set(found) - set(_KINDS))]
    return [_line(kind, found) for kind in order if found[kind]]


def _line(kind: str, found: Found) -> str:
    text = str(_KINDS[kind] % {"n": found[kind]}) if kind in _KINDS else f"{kind}: {found[kind]}"
    which = found.which.get(kind, [])
    if not which:
        return text
    named = [_WHICH.get(kind, "%(which)s") % {"which": each} for each in which]
    return f"{text}: {join_names(named)}"
