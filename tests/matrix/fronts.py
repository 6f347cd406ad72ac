"""A front of which everything can be asked at once, and where on the desk's pages each verb of fronts is done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

from articles import workflow
from articles.fronts.operations import AddContainer, RemoveContainer
from articles.models import Front, FrontEdition
from tests.makers import NOON

MINUTE = timedelta(minutes=1)
CHANGE = RemoveContainer("first")
# Its editions by number: the one readers had before they were given F-1 again, and the one they will have.
EARLIER, AHEAD = 2, 4


def build_front(cast: SimpleNamespace, ahead: datetime) -> Front:
    """Return a special that was issued twice and rolled back, with more arranged since, and one edition ahead.

    What was being arranged when it was rolled back is kept. The second reporter is its editor.
    """
    by = {"by": cast.editor}
    front = workflow.begin_front("special", title="The storm", now=NOON, **by)
    workflow.edit_front(front, editors=[cast.second_reporter], now=NOON, **by)

    def arrange(key: str, minutes: int) -> None:
        workflow.arrange(front, AddContainer(key, {"title": key}), now=NOON + minutes * MINUTE, **by)

    arrange("first", 1)
    first = workflow.issue_front(front, now=NOON + MINUTE, **by)
    arrange("second", 2)
    workflow.issue_front(front, now=NOON + 2 * MINUTE, **by)
    arrange("kept", 3)
    workflow.roll_back(front, to=first, now=NOON + 3 * MINUTE, **by)
    arrange("ahead", 4)
    workflow.issue_front(front, live_from=ahead, now=NOON + 4 * MINUTE, **by)
    arrange("since", 5)
    front.refresh_from_db()
    return front


def edition_of(cast: SimpleNamespace, number: int) -> FrontEdition:
    """Return the front's edition with this number."""
    return cast.front.editions.get(number=number)


def _at(path: str, button: str, posts_to: str | None = None, **posted) -> Callable[[SimpleNamespace], tuple]:
    """Return what says of the front: the page, its button there, where that posts to, and what."""

    def said(cast: SimpleNamespace) -> tuple[str, str, str, dict]:
        page, target = (
            f"/admin/fronts/{each}".replace("FRONT", str(cast.front.pk)) for each in (path, posts_to or path)
        )
        return page, button, target, {key: value(cast) if callable(value) else value for key, value in posted.items()}

    return said


AT_FRONTS: dict[str, Callable[[SimpleNamespace], tuple]] = {
    "begin_front": _at("", 'value="special"', kind="special", title="Election night"),
    "edit_front": _at("FRONT/", "/editors/", "FRONT/editors/", editors=lambda cast: [cast.reporter.pk]),
    "arrange": _at("FRONT/", 'value="remove-part"', "FRONT/do/", do="remove-part", part="first"),
    "issue_front": _at("FRONT/", "Issue front", "FRONT/issue/", seen=AHEAD, then="leave"),
    "recall_front": _at(f"FRONT/edition/{AHEAD}/", 'name="recall"', recall="1"),
    "roll_back": _at(f"FRONT/edition/{EARLIER}/", "Roll back to"),
    "bring_back": _at("FRONT/", "/bring-back/", "FRONT/bring-back/"),
}
