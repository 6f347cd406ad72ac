"""House style in the editor's checklist: things to mind, that never stop a story."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.findings import WARN, Finding

from .rules import CAPTION
from .story import StoryStyle

# The card has them all; the checklist must not drown what stands in the way.
MOST_LISTED = 4


def findings(style: StoryStyle) -> list[Finding]:
    """Return the first remarks, each with where it is mended, and how many more there are."""
    remarks = style.remarks
    listed = [
        Finding(
            "style",
            WARN,
            _("House style: “%(text)s”.") % {"text": remark.text},
            remark.rule.message,
            "photos" if remark.field == CAPTION else remark.field,
            remark.place if remark.field == CAPTION else "",
            remark.text,
        )
        for remark in remarks[:MOST_LISTED]
    ]
    if more := len(remarks) - len(listed):
        said = ngettext("House style: one thing more.", "House style: %(count)s things more.", more) % {"count": more}
        listed.append(Finding("style", WARN, said, _("They are in the card “House style”."), "body"))
    return listed
