"""A story in each state it can be in: every stage, and everything readers can have of it; built by the verbs."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

from articles import workflow
from articles.models import Article, Republisher
from articles.tasks import tell_republisher
from articles.working_copy import content_of
from newsroom.staff import roles
from tests.makers import NOON, make_article, make_contributor, make_people

from .fronts import build_front

# By their names in the table; the first reporter began every story, the editor published it, somebody outside reads it.
PEOPLE = {
    "reporter": roles.REPORTER,
    "second_reporter": roles.REPORTER,
    "photographer": roles.PHOTOGRAPHER,
    "copy_editor": roles.COPY_EDITOR,
    "editor": roles.EDITOR,
    "duty_editor": roles.DUTY_EDITOR,
    "photo_editor": roles.PHOTO_EDITOR,
    "lawyer": roles.LAWYER,
    "administrator": roles.ADMINISTRATOR,
    "stranger": None,
}
ASKED_AT = NOON + timedelta(hours=2)
PLANNED = NOON + timedelta(hours=6)
HOUR = timedelta(hours=1)


@dataclass
class Scene:
    """A story in one state, and what of it a verb may be about."""

    name: str
    article: Article
    link: object = None
    hold: object = None
    edition: object = None
    complaint: object = None
    banner: object = None
    notice: object = None
    note: object = None
    entry: object = None
    cast: SimpleNamespace = field(default_factory=SimpleNamespace)


def people() -> SimpleNamespace:
    """Return one person a role, a second reporter, and a stranger who has no role at all."""
    return SimpleNamespace(**make_people(PEOPLE))


def build(cast: SimpleNamespace) -> dict[str, Scene]:
    """Return every scene by its name; beside them stand one more draft, and a front."""
    cast.beside = make_article(by=cast.reporter, now=NOON, slugline="beside")
    cast.translated = make_article(by=cast.reporter, now=NOON, slugline="traduit", language="fr")
    cast.front = build_front(cast, ahead=PLANNED)
    return {make.__name__.removeprefix("_"): _dressed(make, cast) for make in _SCENES}


def _dressed(make, cast: SimpleNamespace) -> Scene:
    """Build one scene, with a link for somebody outside that was opened once."""
    article = make_article(by=cast.reporter, now=NOON)
    asker = cast.duty_editor if make is _restricted else cast.editor
    until = NOON + timedelta(days=3)
    made = workflow.make_review_link(
        article, by=asker, name="Lena Lawyer", expires_at=until, may_sign_off=True, now=NOON
    )
    workflow.view_by_link(made.link, now=NOON)
    scene = Scene(make.__name__.removeprefix("_"), article, made.link, cast=cast)
    make(scene, cast)
    scene.article = Article.objects.get(pk=article.pk)
    scene.edition = scene.article.editions.order_by("-number").first()
    return scene


def _draft(scene, cast):
    """Begun, with a note."""
    scene.note = workflow.add_note(scene.article, by=cast.reporter, text="Who says so?", now=NOON)


def _in_review(scene, cast):
    workflow.file(scene.article, by=cast.reporter, now=NOON)


def _ready(scene, cast):
    _in_review(scene, cast)
    workflow.sign_off(scene.article, by=cast.copy_editor, now=NOON)


def _spiked(scene, cast):
    workflow.spike(scene.article, by=cast.reporter, now=NOON)


def _held(scene, cast):
    """Prepared, and with a name that must not appear."""
    _in_review(scene, cast)
    scene.hold = workflow.hold(scene.article, by=cast.editor, kind="stock", reason="Prepared.", now=NOON)
    workflow.block_names(scene.article, by=cast.editor, names=["Orla Tennick"], reason="An order.", now=NOON)


def _scheduled(scene, cast):
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, live_from=PLANNED, now=NOON)


def _live(scene, cast):
    _in_review(scene, cast)
    edition = workflow.publish(scene.article, by=cast.editor, now=NOON)
    _draft(scene, cast)
    scene.complaint = workflow.complain(edition, text="It was Tuesday.", now=NOON + HOUR)
    scene.banner = workflow.show_banner(scene.article, by=cast.editor, now=NOON + HOUR)
    workflow.note_taken(scene.article, taker("Sealand Post"), by=cast.editor, now=NOON + HOUR)


def _changed(scene, cast):
    """Live, and written on by its reporter."""
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, now=NOON)
    article = Article.objects.get(pk=scene.article.pk)
    content = replace(content_of(article), dek="Work begins in autumn.")
    workflow.save(article, by=cast.reporter, content=content, now=NOON + HOUR)


def _unread(scene, cast):
    workflow.publish_alone(
        scene.article,
        by=cast.duty_editor,
        reason="alone",
        reader=cast.editor,
        read_after=NOON + timedelta(hours=9),
        now=NOON,
    )
    _told_live(scene, cast)


def _told_live(scene, cast):
    """A live story to which two may post: one entry is still to be read, one waits in the queue, one was sent back."""
    workflow.open_live(scene.article, by=cast.editor, now=NOON + HOUR)
    for user in (cast.reporter, cast.duty_editor):
        workflow.let_post(scene.article, by=cast.editor, user=user, reader=cast.copy_editor, now=NOON + HOUR)
    said = workflow.Said("The wall stands", byline=make_contributor())
    scene.entry = workflow.post(scene.article, by=cast.reporter, said=said, token=uuid4(), now=NOON + HOUR).article
    queue = {"by": cast.second_reporter, "said": said, "now": NOON + HOUR}
    scene.queued = workflow.queue_entry(scene.article, token=uuid4(), **queue).article
    scene.sent_back = workflow.queue_entry(scene.article, token=uuid4(), **queue).article
    workflow.send_back(scene.sent_back, by=cast.editor, reason="Who says so?", now=NOON + HOUR)


def _retracted(scene, cast):
    """Somebody took it, and could not be told."""
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, now=NOON)
    workflow.note_taken(scene.article, taker("Sealand Post"), by=cast.editor, now=NOON + HOUR)
    workflow.retract(scene.article, by=cast.editor, note="We no longer stand by this.", now=NOON + HOUR)
    scene.notice = scene.article.republisher_notices.get()
    tell_republisher.func(scene.notice.pk)


def _pulled(scene, cast):
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, now=NOON)
    workflow.pull(scene.article, by=cast.editor, now=NOON + HOUR)


def _withdrawn(scene, cast):
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, now=NOON)
    workflow.withdraw(scene.article, by=cast.duty_editor, note="It was wrong.", now=NOON + HOUR)


def _nothing(scene, cast):
    _in_review(scene, cast)
    workflow.publish(scene.article, by=cast.editor, now=NOON)
    workflow.withdraw(scene.article, by=cast.duty_editor, reason="Order 12", nothing_here=True, now=NOON + HOUR)


def _restricted(scene, cast):
    """Filed with a note, and seen by the duty editor alone."""
    _draft(scene, cast)
    _in_review(scene, cast)
    workflow.restrict(scene.article, by=cast.duty_editor, people=[cast.duty_editor], now=NOON)


def taker(name: str) -> Republisher:
    """Return somebody who takes our stories."""
    return Republisher.objects.get_or_create(name=name)[0]


_SCENES = [
    _draft, _in_review, _ready, _spiked, _held, _scheduled, _live, _changed, _unread, _retracted, _pulled, _withdrawn,
    _nothing, _restricted,
]  # fmt: skip
SCENES = [make.__name__.removeprefix("_") for make in _SCENES]
