"""Stories at rest, a million in minutes: each with its byline, address, and one version that readers have."""

import random
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from articles.content import Content
from articles.models import Address, Article, Byline, Edition, EditionSection, EditionWords, Section
from articles.workflow.chain import card_of

from .bulk import Table, next_number, number_on

_EVERY = timedelta(minutes=7)
_RANDOM = random.Random(20261130)
_WORDS = "council harbour vote budget storm school court fire trial mayor quay ferry strike wall rail flood".split()
_KINDS = ["news"] * 16 + ["opinion", "analysis", "obituary", "review"]
_BODY = "<p>Some words of the story.</p>"


@dataclass(frozen=True)
class Story:
    """One story, as all its rows have it."""

    number: int
    headline: str
    slugline: str
    kind: str
    section: Section
    person: int
    writer: int
    touched_at: datetime

    @property
    def live_from(self) -> datetime:
        return self.touched_at - timedelta(minutes=1)


class AtRest:
    """Writes stories of one newsroom, back in time from a moment."""

    def __init__(self, now: datetime, sections: list, writers: list, people: list, editor):
        self.now, self.sections, self.editor = now, sections, editor
        self.writers = [writer.pk for writer in writers]
        self.people = [person.pk for person in people]
        self.article, self.address, self.edition = (next_number(model) for model in (Article, Address, Edition))
        self.texts = {section.pk: _texts(section) for section in sections}
        self.tables = self._tables()

    def write(self, begin: int, count: int) -> None:
        """Write so many; the first of them is story number `begin`."""
        stories = [self._story(number) for number in range(begin, begin + count)]
        with transaction.atomic():
            for table, row in self.tables:
                table.write(row(story) for story in stories)
            number_on(Article, Address, Edition)

    def _story(self, number: int) -> Story:
        words = _RANDOM.sample(_WORDS, 5)
        return Story(
            number,
            " ".join(words).capitalize(),
            "-".join(words[:2]),
            _RANDOM.choice(_KINDS),
            _RANDOM.choice(self.sections),
            _RANDOM.choice(self.people),
            _RANDOM.choice(self.writers),
            self.now - _EVERY * (number + 1),
        )

    def _tables(self) -> list:
        """Return each table with what makes a story into its row."""
        about = ["headline", "slugline", "kind", "section_id", "stage", "words", "body", "revision_number"]
        begun = ["created_by_id", "created_at", "touched_by_id", "touched_at"]
        keys = ["id", "uid", "article_id", "address_id", "number", "revision_number"]
        issued = ["kind", "live_from", "issued_at", "listed_at", "dated", "issued_by_id", "eyes"]
        return [
            (Table(Article, "id", "uid", *about, *begun), self._article_row),
            (Table(Byline, "article_id", "contributor_id"), self._byline_row),
            (Table(Address, "id", "key", "article_id", "since"), self._address_row),
            (Table(Edition, *keys, *issued, "content_digest", "digest"), self._edition_row),
            (Table(EditionWords, "edition_id", "salt", "text", "card"), self._words_row),
            (Table(EditionSection, "edition_id", "article_id", "section_id", "listed_at"), self._section_row),
        ]

    def _article_row(self, story: Story) -> tuple:
        said = (story.headline, story.slugline, story.kind, story.section.pk, "at_rest", 5, _BODY, 1)
        begun = (story.person, story.touched_at)
        return (self.article + story.number, uuid.uuid4(), *said, *begun, *begun)

    def _byline_row(self, story: Story) -> tuple:
        return (self.article + story.number, story.writer)

    def _address_row(self, story: Story) -> tuple:
        number = self.address + story.number
        return (number, f"/rest/{number}/{story.slugline}/", self.article + story.number, story.touched_at)

    def _edition_row(self, story: Story) -> tuple:
        at, number, digest = story.live_from, story.number, f"{story.number:064x}"
        keys = (self.edition + number, uuid.uuid4(), self.article + number, self.address + number, 1, 1)
        return (*keys, "first", at, at, at, at.date(), self.editor.pk, "read", digest, digest)

    def _words_row(self, story: Story) -> tuple:
        text, card = (each.replace("HEADLINE", story.headline) for each in self.texts[story.section.pk])
        return (self.edition + story.number, "-", text.replace("SLUGLINE", story.slugline), card)

    def _section_row(self, story: Story) -> tuple:
        number = story.number
        return (self.edition + number, self.article + number, story.section.pk, story.live_from)


def _texts(section: Section) -> tuple[str, str]:
    """Return what a version in this section says, and its card, to be given a headline and a slugline."""
    content = Content(headline="HEADLINE", slugline="SLUGLINE", section=str(section.uid))
    return content.text, card_of(content)
