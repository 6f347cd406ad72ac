"""A newsroom of many stories, written in bulk and without the verbs: N at rest, some thousands in work."""

import random
import uuid
from datetime import timedelta
from functools import cached_property

IN_WORK = 5_000
_BATCH = 20_000
_RANDOM = random.Random(20261129)
_WORDS = "council harbour vote budget storm school court fire trial mayor quay ferry strike wall rail flood".split()
_STAGES = ["draft"] * 7 + ["in_review"] * 2 + ["ready"]
_KINDS = ["news"] * 16 + ["opinion", "analysis", "obituary", "review"]


class Filling:
    """Fills an empty newsroom; a larger number later adds to what is there."""

    def __init__(self, now):
        # Models are not ready when this module is read.
        from tests.makers import make_contributor, make_person, make_section

        self.now, self.count = now, 0
        self.sections = [make_section(name) for name in ("City", "Sport", "Culture", "Business", "World", "Opinion")]
        self.writers = [make_contributor(f"Writer {number}") for number in range(300)]
        self.people = [make_person(f"person {number}", "reporter") for number in range(60)]
        self.editor = make_person("bench editor", "duty editor")

    def _article(self, stage: str, touched_at):
        from articles.models import Article

        person = _RANDOM.choice(self.people)
        words = _RANDOM.sample(_WORDS, 5)
        return Article(
            headline=" ".join(words).capitalize(),
            slugline="-".join(words[:2]),
            kind=_RANDOM.choice(_KINDS),
            section=_RANDOM.choice(self.sections),
            stage=stage,
            words=_RANDOM.randint(100, 900),
            body="<p>Some words of the story.</p>",
            revision_number=1,
            created_by=person,
            created_at=touched_at,
            touched_by=person,
            touched_at=touched_at,
            filed_by=person if stage in {"in_review", "ready"} else None,
        )

    def rest(self, upto: int) -> None:
        """Write stories readers have, back in time, until there are that many."""
        while self.count < upto:
            count = min(_BATCH, upto - self.count)
            self.at_rest.write(self.count, count)
            self.count += count

    @cached_property
    def at_rest(self):
        # Models are not ready when this module is read. Numbers are given on from what is there by now.
        from .at_rest import AtRest

        return AtRest(self.now, self.sections, self.writers, self.people, self.editor)

    def work(self) -> None:
        """Write the stories in work: some due, some long, some held; every tenth is live and was gone on with."""
        from django.db import transaction

        from articles.models import Article, Hold

        with transaction.atomic():
            articles = []
            for number in range(IN_WORK):
                article = self._article(_RANDOM.choice(_STAGES), self.now - timedelta(seconds=30 * (number + 1)))
                article.commissioned = _RANDOM.choice([None, 300, 600])
                article.assignee = _RANDOM.choice([None, *self.people[:9]])
                article.due_at = _RANDOM.choice([None, self.now + timedelta(hours=_RANDOM.randint(-20, 90))])
                if number % 200 == 0:
                    article.embargoed_until = self.now + timedelta(hours=_RANDOM.randint(1, 40))
                articles.append(article)
            self._live(articles[::10])
            rest = [article for number, article in enumerate(articles) if number % 10]
            self._bylines(Article.objects.bulk_create(rest, batch_size=500))
            held = [
                Hold(article=article, kind=kind, reason="-", placed_at=self.now, placed_by=self.editor)
                for article, kind in zip(rest, ["legal", "stock", "confirmation"] * 20, strict=False)
            ]
            Hold.objects.bulk_create(held)

    def _bylines(self, articles: list) -> None:
        from articles.models import Byline

        made = [Byline(article=each, contributor=_RANDOM.choice(self.writers)) for each in articles]
        Byline.objects.bulk_create(made, batch_size=1_000)

    def _live(self, articles: list) -> None:
        """Write the stories with one version that readers have, as the verbs leave it."""
        from articles.models import Address, Article, Edition, EditionSection, EditionWords

        Article.objects.bulk_create(articles, batch_size=500)
        self._bylines(articles)
        addresses = Address.objects.bulk_create(
            [Address(article=each, key=f"/{each.pk}/{each.slugline}/", since=each.touched_at) for each in articles],
            batch_size=1_000,
        )
        editions = Edition.objects.bulk_create(
            [self._edition(article, address) for article, address in zip(articles, addresses, strict=True)],
            batch_size=500,
        )
        EditionWords.objects.bulk_create([_said(each) for each in editions], batch_size=1_000)
        EditionSection.objects.bulk_create([_in_section(each) for each in editions], batch_size=1_000)

    def _edition(self, article, address):
        from articles.models import Edition

        at = article.touched_at - timedelta(minutes=1)
        return Edition(
            article=article,
            number=1,
            revision_number=1,
            kind="first",
            live_from=at,
            issued_at=at,
            issued_by=self.editor,
            listed_at=at,
            dated=at.date(),
            address=address,
            eyes="read",
            content_digest=uuid.uuid4().hex * 2,
            digest=uuid.uuid4().hex * 2,
        )


def _said(edition):
    from articles.content import Content
    from articles.models import EditionWords
    from articles.workflow.chain import card_of

    article = edition.article
    content = Content(headline=article.headline, slugline=article.slugline, section=str(article.section.uid))
    return EditionWords(edition=edition, salt="-", text=content.text, card=card_of(content))


def _in_section(edition):
    from articles.models import EditionSection

    article = edition.article
    return EditionSection(edition=edition, article=article, section=article.section, listed_at=edition.listed_at)
