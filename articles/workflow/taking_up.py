"""The verb that puts back in work what was planned and overtaken."""

from datetime import datetime

from django.utils.translation import gettext as _

from articles.handed_back import handed_back
from articles.merge import merge
from articles.models import Article, Revision
from articles.permissions import may_edit
from articles.working_copy import content_of, tidy

from .act import Refused, act
from .issuing import back_in_work
from .writing import _put, _restage, keep


def take_up(article: Article, *, by, revision: int | None = None, now: datetime | None = None) -> Revision:
    """Bring the text that a recall handed back into the working copy, to be signed off and scheduled again.

    It has what was issued in its place already; what was typed since is kept. `revision` is the one the person was
    shown. Raise Refused where nothing waits, or both changed one thing.
    """
    doing = _("take this plan up again")
    with act("take_up", article, by=by, now=now, may=may_edit, doing=doing) as under_way:
        article = under_way.article
        revisions = article.revisions.order_by("-number")
        waiting = handed_back(revisions, article.editions.select_related("words").order_by("-number"))
        if waiting is None or (revision is not None and waiting.revision.number != revision):
            raise Refused(_("That text was taken up already, or overtaken by a later version. Look at the history."))
        copy = content_of(article)
        merged = merge(waiting.issued.content, waiting.revision.content, copy)
        if merged.conflicts:
            raise Refused(
                _(
                    "The story was changed since, in the same places. Compare revision %(number)s with it under "
                    "History, and bring over what is still wanted."
                )
                % {"number": waiting.revision.number}
            )
        content = _put(article, tidy(merged.content))
        if content.text == copy.text:
            raise Refused(_("The story says all of that already."))
        kept = keep(under_way, content, Revision.Why.TAKEN_UP)
        under_way.facts |= {"of": waiting.revision.number, "planned_version": waiting.planned.number}
        if article.stage == Article.Stage.AT_REST:
            back_in_work(under_way)
        else:
            _restage(under_way, content)
    return kept
