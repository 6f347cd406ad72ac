"""The verb that puts back in work what was planned and overtaken."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.handed_back import HandedBack, handed_back
from articles.merge import Merged, merge
from articles.models import Article, Revision
from articles.permissions import may_edit
from articles.working_copy import content_of, tidy

from .act import Conflict, Refused, act
from .issuing import back_in_work
from .writing import _put, _restage, keep


class PlanOvertyped(Conflict):
    """The plan and the copy say the same places differently: only a person can choose. `waiting` is the plan."""

    def __init__(self, message: str, merged: Merged, waiting: HandedBack):
        super().__init__(message, merged)
        self.waiting = waiting


def take_up(
    article: Article,
    *,
    by,
    revision: int | None = None,
    choices: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Revision:
    """Bring the text that a recall handed back into the working copy, to be signed off and scheduled again.

    It has what was issued in its place already; what was typed since is kept. `revision` is the one the person was
    shown. Where both changed one thing, `choices` says for each clash what stays: the plan ("mine"), the copy
    ("theirs") or both. Raise Refused where nothing waits, PlanOvertyped while something is left to choose.
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
        choices = choices or {}
        if left := merged.left(choices):
            raise PlanOvertyped(_left(len(left)), merged, waiting)
        content = _put(article, tidy(merged.resolved(choices)))
        # Where the copy stays as it is, that it was decided on is kept all the same: nothing waits any more.
        under_way.facts["as_it_was"] = int(content.text == copy.text)
        kept = keep(under_way, content, Revision.Why.TAKEN_UP)
        under_way.facts |= {"of": waiting.revision.number, "planned_version": waiting.planned.number}
        if merged.conflicts:
            under_way.facts["answers"] = [choices[clash.key] for clash in merged.conflicts]
        if article.stage == Article.Stage.AT_REST:
            back_in_work(under_way)
        else:
            _restage(under_way, content)
    return kept


def _left(count: int) -> str:
    return ngettext(
        "The story was changed since, in the same place: %(count)s thing is to choose. Nothing was changed.",
        "The story was changed since, in the same places: %(count)s things are to choose. Nothing was changed.",
        count,
    ) % {"count": count}
