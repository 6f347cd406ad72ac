"""Play the stories' scenarios: each step is one call of one verb, at its own moment, in the order of time."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction

from articles import workflow
from articles.content import Content, ContentByline, ContentPhoto
from articles.models import Article, Byline, Edition
from articles.open_fixes import questions
from articles.working_copy import content_of
from newsroom.record.canonical import stamp

from . import paper
from .furnishing import House
from .markup import to_html
from .moments import dated, moment
from .paper import Step, Story

# What each verb is given beside `by` and `now`.
GIVEN: dict[str, tuple[str, ...]] = {
    "begin": ("content",),
    "save": ("content",),
    "add_note": ("text", "quote", "must_be_answered"),
    "reply_to_note": ("text",),
    "sign_off_with_changes": ("content", "base"),
    "send_back": ("reason",),
    "publish": ("kind", "note", "live_from", "reader", "read_after"),
    "publish_alone": ("reason", "kind", "note", "reader", "read_after"),
    "retract": ("note",),
    "reinstate": ("note",),
    "withdraw": ("note", "reason", "nothing_here"),
    "hold": ("kind", "reason"),
    "lift": ("reason",),
    "embargo": ("until",),
    "spike": ("reason",),
    "restrict": ("people",),
    "redact": ("words", "reason"),
    "block_names": ("names", "reason", "until"),
    "unblock_names": ("names", "reason"),
    "go_back": ("to", "reason"),
    "bar": ("reason",),
    "unbar": ("reason",),
    "withhold": ("versions", "reason"),
    "show_again": ("versions", "reason"),
    "make_review_link": ("name", "asked", "expires_at", "may_sign_off", "pass_phrase"),
    "unlock_by_link": ("pass_phrase",),
    "comment_by_link": ("text", "revision", "passage"),
    "sign_off_by_link": ("revision",),
    "fix_live": ("content", "edition", "kind", "note", "reason", "reader", "read_after"),
    "settle_fix": ("edition", "choices"),
}
PUBLISHING = {"publish", "publish_alone"}


@dataclass(frozen=True)
class Cue:
    """One step of one story with its moment."""

    at: datetime
    slug: str
    step: Step


def programme(now: datetime) -> list[Cue]:
    """Return every step in the order of time; two acts on one story in one minute are four seconds apart."""
    cues = []
    for story in paper.stories():
        last = None
        for step in story.steps:
            at = moment(step.at, now)
            if last and at <= last:
                at = last + timedelta(seconds=4)
            cues.append(Cue(at, story.slug, step))
            last = at
    return sorted(cues, key=lambda cue: cue.at)


def day_of(story: Story, now: datetime) -> datetime:
    """Return the moment from which the story's text counts its days: its first publication, or its beginning."""
    step = next((step for step in story.steps if step.verb in PUBLISHING), story.steps[0])
    return moment(step.live_from or step.at, now)


@dataclass
class Play:
    """The demo under way: who plays, what stands where, and how each story reads by now."""

    now: datetime
    people: dict
    house: House
    photos: dict
    documents: dict
    texts: dict[str, Story] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)

    def __post_init__(self):
        for story in paper.stories():
            self.texts[story.slug] = replace(story, source=dated(story.source, day_of(story, self.now)))

    @transaction.atomic
    def run(self) -> int:
        """Play everything or nothing; return how many acts there were."""
        cues = programme(self.now)
        for cue in cues:
            self.act(cue)
        return len(cues)

    def act(self, cue: Cue) -> None:
        """Call the step's verb, then leave its note."""
        step, by = cue.step, self.people[cue.step.by]
        if step.change or step.headline:
            self.texts[cue.slug] = self.texts[cue.slug].changed(step, cue.at)
        given = {name: VALUES[name](self, cue) for name in GIVEN.get(step.verb, ())}
        verb: Callable = workflow.VERBS[step.verb]
        if step.verb == "begin":
            self.articles[cue.slug] = verb(by=by, now=cue.at, **given)
        elif step.verb.endswith("_by_link"):
            verb(self.subject(cue), now=cue.at, **given)
        else:
            verb(self.subject(cue), by=by, now=cue.at, **given)
        if step.note:
            workflow.add_note(self.articles[cue.slug], by=by, text=step.note, now=cue.at)

    def subject(self, cue: Cue):
        """Return what the verb is about: the story, or its open hold, its version that waits to be read, a link."""
        article = self.articles[cue.slug]
        if cue.step.verb.endswith("_link") and cue.step.verb != "make_review_link":
            return article.review_links.get(name=cue.step.guest)
        if cue.step.verb in {"reply_to_note", "resolve_note", "reopen_note"}:
            return article.notes.filter(answers=None).latest("at")
        if cue.step.verb in {"lift", "check_stock"}:
            return article.holds.get(lifted_at=None)
        if cue.step.verb == "read_after":
            return article.editions.get(reading_owed__read_at=None, reading_owed__isnull=False)
        return article

    def content(self, cue: Cue) -> Content:
        """Return the story as it reads now, in the one shape of a story; for a fix, as readers have it and mended."""
        if cue.step.verb == "fix_live":
            return self.mended(cue)
        story = self.texts[cue.slug]
        contributors = [(self.house.contributors[name], role) for name, role in story.bylines]
        return Content(
            **{name: getattr(story, name) for name in ("headline", "dek", "slug", "slugline", "kind", "language")},
            dateline=story.dateline,
            **{name: self.also(name, said) for name, said in story.also.items()},
            section=str(self.house.sections[story.section].uid),
            bylines=tuple(ContentByline(str(c.uid), c.name, role or Byline.Role.BY.value) for c, role in contributors),
            tags=tuple(str(self.house.tags[slug].uid) for slug in story.tags),
            body=to_html(
                story.source,
                self.address_of,
                lambda name: str(self.photos[name].uid),
                lambda name: str(self.documents[name].uid),
            ),
            photos=tuple(
                ContentPhoto(str(self.photos[use.picture].uid), use.place, use.caption, use.alt, shown=use.shown)
                for use in story.photos
            ),
        )

    def also(self, name: str, said: str) -> str:
        """Return a field that only some stories have; its moment, where it is one."""
        return stamp(moment(said, self.now)) if name in {"paid_from", "paid_until"} else said

    def mended(self, cue: Cue) -> Content:
        """Return what readers have, with the step's changes."""
        shown = self.live(cue).content
        for old, new in cue.step.change:
            shown = replace(shown, body=shown.body.replace(old, new))
        return shown

    def live(self, cue: Cue) -> Edition:
        """Return the version readers have."""
        return Edition.objects.standing_at(cue.at).get(article=self.articles[cue.slug])

    def choices(self, cue: Cue) -> dict[str, str]:
        """Return the step's answer for all that its story's fix is asked about."""
        article = self.articles[cue.slug]
        article.refresh_from_db()
        asked = questions(article, content_of(article))
        return {key: cue.step.answer for question in asked for key in question.keys}

    def address_of(self, slug: str) -> str | None:
        """Return where a link to a story leads, or None before somebody has begun it."""
        article = self.articles.get(slug)
        return f"story:{article.uid}" if article else None

    def when(self, text: str) -> datetime | None:
        """Return the moment a step names, or None where it names none."""
        return moment(text, self.now) if text else None


# How to find each of these values for a step.
VALUES: dict[str, Callable[[Play, Cue], object]] = {
    "content": Play.content,
    "reason": lambda play, cue: cue.step.reason,
    "kind": lambda play, cue: cue.step.kind,
    "note": lambda play, cue: dated(cue.step.public_note, cue.at),
    "live_from": lambda play, cue: play.when(cue.step.live_from),
    "until": lambda play, cue: cue.step.verdict or play.when(cue.step.until),
    "reader": lambda play, cue: play.people.get(cue.step.colleague),
    "read_after": lambda play, cue: play.when(cue.step.read_by),
    "nothing_here": lambda play, cue: cue.step.nothing_here,
    "people": lambda play, cue: [play.people[key] for key in cue.step.people],
    "words": lambda play, cue: cue.step.words,
    "names": lambda play, cue: cue.step.names,
    "name": lambda play, cue: cue.step.guest,
    "asked": lambda play, cue: cue.step.reason,
    "text": lambda play, cue: cue.step.reason,
    "expires_at": lambda play, cue: play.when(cue.step.until),
    "may_sign_off": lambda play, cue: True,
    "pass_phrase": lambda play, cue: cue.step.pass_phrase,
    "quote": lambda play, cue: cue.step.on,
    "must_be_answered": lambda play, cue: bool(cue.step.on),
    "base": lambda play, cue: play.articles[cue.slug].revisions.first().number,
    "passage": lambda play, cue: cue.step.passage,
    "revision": lambda play, cue: play.articles[cue.slug].revisions.first().number,
    "edition": lambda play, cue: play.live(cue).number,
    "choices": Play.choices,
    "versions": lambda play, cue: [cue.step.revision],
    "to": lambda play, cue: play.articles[cue.slug].revisions.get(number=cue.step.revision),
}
