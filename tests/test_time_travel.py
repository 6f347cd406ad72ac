"""Fifty moments of an invented past and future, looked at through the site and told by a model that is no part of it.

The model knows the table of the design: words, headlines, bylines, captions and notes are as they were printed; what
stands, what is pulled or withdrawn, which leases run and where links lead is as of the moment; names of sections and
tags, contributors' pages and credits are today's.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from lxml import html

from articles import workflow
from articles.content import Content, ContentByline
from articles.models import Contributor, Section, Tag
from media import rights
from newsroom.pagecache.links import address_as_of
from tests.makers import NOON, make_contributor, make_photo, make_section, make_tag, use_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SEVEN = timedelta(seconds=7)


@dataclass
class Issue:
    """What the model knows of one version."""

    live_from: datetime
    headline: str
    byline: str
    caption: str
    address: str
    kind: str = "first"
    shows: str = "text"
    note: str = ""
    tag: Tag | None = None
    photo: object = None
    link: "Story | None" = None


@dataclass
class Story:
    """What the model knows of one story: its issues, and when it was pulled."""

    article: object
    issues: list[Issue] = field(default_factory=list)
    pulls: list[list] = field(default_factory=list)

    def standing(self, at: datetime) -> Issue | None:
        past = [issue for issue in self.issues if issue.live_from <= at]
        return max(past, key=lambda issue: issue.live_from, default=None)

    def pulled(self, at: datetime) -> bool:
        return any(since <= at and (until is None or at < until) for since, until in self.pulls)

    def live(self, at: datetime) -> Issue | None:
        standing = self.standing(at)
        return standing if standing and standing.shows == "text" and not self.pulled(at) else None

    @property
    def listed_at(self) -> datetime:
        return min(issue.live_from for issue in self.issues)


class Newsroom:
    """Plays a random newsroom through the verbs, and tells the model what was done."""

    def __init__(self, cast, seed: int):
        self.cast, self.chance, self.now = cast, random.Random(seed), NOON
        self.stories: list[Story] = []
        self.section = make_section("City")
        self.tags = [make_tag(f"Tag {n}") for n in range(3)]
        self.writers = [make_contributor(f"Writer {n}") for n in range(3)]
        self.leases: dict = {}
        self.photos = [make_photo(by=cast.photo_editor, credit_line=f"Credit {n}") for n in range(4)]
        for photo in self.photos[:3]:
            until = NOON + self.chance.randrange(1, 12) * DAY
            lease = rights.grant_lease(
                photo, by=cast.photo_editor, usable_from=NOON - DAY, usable_until=until, now=NOON
            )
            self.leases[photo.pk] = lease.usable_from, lease.usable_until
        self.count = 0

    def usable(self, photo, at: datetime) -> bool:
        since, until = self.leases.get(photo.pk, (datetime.min.replace(tzinfo=NOON.tzinfo), None))
        return since <= at and (until is None or at < until)

    def _said(self, kind: str, live_from: datetime, note: str = "") -> tuple[Content, Issue]:
        self.count += 1
        writer = Contributor.objects.get(pk=self.chance.choice(self.writers).pk)
        tag, photo = self.chance.choice(self.tags), self.photos[3]
        usable = [each for each in self.photos if self.usable(each, live_from)]
        photo = self.chance.choice(usable)
        link = self.chance.choice([None, *self.stories])
        leads = f' <a href="story:{link.article.uid}">Read more</a>' if link else ""
        issue = Issue(
            live_from, f"Headline {self.count}", writer.name, f"Caption {self.count}.", "", kind, note=note,
            tag=tag, photo=photo, link=link,
        )  # fmt: skip
        content = Content(
            headline=issue.headline,
            slug=f"slug-{self.count}" if self.chance.random() < 0.5 else "",
            section=str(self.section.uid),
            bylines=(ContentByline(str(writer.uid), writer.name),),
            tags=(str(tag.uid),),
            photos=(use_of(photo, caption=issue.caption),),
            body=f"<p>It is said here.{leads}</p>",
        )
        return content, issue

    def begin(self) -> None:
        live_from = self.now + self.chance.choice([SEVEN, 2 * HOUR, DAY])
        content, issue = self._said("first", live_from)
        article = workflow.begin(by=self.cast.reporter, content=content, now=self.now)
        workflow.file(article, by=self.cast.reporter, now=self.now)
        story = Story(article)
        if not self._issue(story, issue):
            return
        self.stories.append(story)

    def change(self, story: Story) -> None:
        kind = self.chance.choice(["update", "correction", "minor_fix"])
        live_from = self.now + self.chance.choice([SEVEN, 5 * HOUR, 2 * DAY])
        content, issue = self._said(kind, live_from, "Mended." if kind == "correction" else "")
        workflow.save(story.article, by=self.cast.reporter, content=content, now=self.now)
        self._issue(story, issue)

    def _issue(self, story: Story, issue: Issue) -> bool:
        when = None if issue.live_from == self.now + SEVEN else issue.live_from
        kind = {} if issue.kind == "first" else {"kind": issue.kind, "note": issue.note}
        try:
            edition = workflow.publish(story.article, by=self.cast.editor, now=self.now, live_from=when, **kind)
        except workflow.Refused:
            return False
        # Whatever lay ahead was recalled by it.
        story.issues = [each for each in story.issues if each.live_from <= self.now]
        issue.live_from, issue.address = edition.live_from, edition.address.key
        story.issues.append(issue)
        return True

    def stop(self, story: Story) -> None:
        if not story.live(self.now):
            return
        verb = self.chance.choice(["pull", "withdraw", "retract"])
        story.issues = [each for each in story.issues if each.live_from <= self.now]
        if verb == "pull":
            workflow.pull(story.article, by=self.cast.editor, now=self.now)
            story.pulls.append([self.now, None])
            return
        standing, note = story.standing(self.now), f"Taken back {self.count}."
        if verb == "withdraw":
            edition = workflow.withdraw(story.article, by=self.cast.duty_editor, note=note, now=self.now)
            story.issues.append(Issue(edition.live_from, "", "", "", "", "withdrawal", "notice", note))
        elif standing.kind != "retraction":
            edition = workflow.retract(story.article, by=self.cast.duty_editor, note=note, now=self.now)
            story.issues.append(
                Issue(**{**vars(standing), "live_from": edition.live_from, "kind": "retraction", "note": note})
            )

    def restore(self, story: Story) -> None:
        if story.pulls and story.pulls[-1][1] is None:
            workflow.restore(story.article, by=self.cast.editor, now=self.now)
            story.pulls[-1][1] = self.now

    def rename(self) -> None:
        """Call something otherwise, or mend a credit."""
        n, what = self.chance.randrange(1000), self.chance.randrange(4)
        if what == 0:
            writer = self.chance.choice(self.writers)
            Contributor.objects.filter(pk=writer.pk).update(name=f"Renamed {n}", bio=f"Bio {n}")
        elif what == 1:
            Tag.objects.filter(pk=self.chance.choice(self.tags).pk).update(name=f"Tag renamed {n}")
        elif what == 2:
            Section.objects.filter(pk=self.section.pk).update(name=f"Section renamed {n}")
        else:
            photo = self.chance.choice(self.photos)
            rights.edit_photo(photo, by=self.cast.photo_editor, now=self.now, credit_line=f"Credit anew {n}")

    def play(self, days: int) -> None:
        while self.now < NOON + days * DAY:
            self.now += self.chance.randrange(1, 6 * 3600) * timedelta(seconds=1)
            acts = [(self.rename,)] + [(self.begin,)] * (2 if len(self.stories) < 6 else 0)
            if self.stories:
                story = self.chance.choice(self.stories)
                acts += [(self.change, story)] * 3 + [(self.stop, story), (self.restore, story)]
            act, *about = self.chance.choice(acts)
            act(*about)


def text(node) -> str:
    return " ".join(node.text_content().split())


def check_story(newsroom: Newsroom, story: Story, answer, at: datetime) -> None:
    standing = story.standing(at)
    if standing is None:
        assert answer.status_code == 404
        return
    if standing.shows == "notice":
        assert answer.status_code == 410 and standing.note in answer.content.decode()
        return
    if story.pulled(at):
        assert answer.status_code == 503
        return
    if answer.status_code == 301:
        assert answer["Location"] == address_as_of(at, standing.address)
        return
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    (copy,) = page.xpath("//article[contains(@class, 'story')]")
    assert text(copy.xpath(".//h1")[0]) == standing.headline
    # Frozen: the byline as it was printed, whatever the person is called now.
    assert standing.byline in text(copy.xpath(".//p[@class='byline']")[0])
    tags = [text(each) for each in copy.xpath(".//ul[@class='tags']//a")]
    today = Tag.objects.get(pk=standing.tag.pk).name
    assert tags == ([] if standing.kind == "retraction" else [today])
    assert Section.objects.get(pk=newsroom.section.pk).name in text(copy.xpath(".//p[@class='label']")[0])
    pictures = [text(each) for each in copy.xpath(".//div[contains(@class, 'story-lead')]//figcaption")]
    if newsroom.usable(standing.photo, at):
        standing.photo.refresh_from_db()
        assert len(pictures) == 1 and standing.caption in pictures[0] and standing.photo.credit_line in pictures[0]
    else:
        assert pictures == []
    notes = [text(each) for each in copy.xpath(".//p[@class='fix']")]
    wanted = [issue.note for issue in story.issues if issue.note and issue.live_from <= at]
    assert len(notes) == len(wanted) and all(any(note in each for each in notes) for note in wanted)
    links = copy.xpath(".//div[@class='body']//a/@href")
    leads = standing.link.live(at) if standing.link else None
    assert links == ([address_as_of(at, leads.address)] if leads else [])


def check_list(newsroom: Newsroom, answer, at: datetime) -> None:
    page = html.fromstring(answer.content.decode())
    found = [text(each) for each in page.xpath("//li[contains(@class, 'entry')]//h2")]
    listed = [story for story in newsroom.stories if (live := story.live(at)) and live.kind != "retraction"]
    listed.sort(key=lambda story: story.listed_at, reverse=True)
    assert found == [story.live(at).headline for story in listed]
    assert text(page.xpath("//h1")[0]) == Section.objects.get(pk=newsroom.section.pk).name


@pytest.mark.parametrize("seed", [1, 2])
def test_every_page_is_as_the_table_says_at_random_moments(cast, settings, seed):
    settings.SECOND_FACTOR = False
    newsroom = Newsroom(cast, seed)
    newsroom.play(days=10)
    assert len(newsroom.stories) > 3 and sum(len(story.issues) for story in newsroom.stories) > 10
    client, chance, read = Client(), random.Random(seed), 0
    with time_machine.travel(newsroom.now, tick=False):
        client.force_login(cast.editor)
        turns = [issue.live_from for story in newsroom.stories for issue in story.issues]
        for n in range(25):
            # Some of them are the very moment of a turn.
            at = chance.choice(turns) if n % 5 == 0 else NOON + chance.random() * 13 * DAY
            for story in chance.sample(newsroom.stories, 2):
                address = chance.choice([issue.address for issue in story.issues if issue.address])
                opened = [issue for issue in story.issues if issue.address == address and issue.live_from <= at]
                answer = client.get(address_as_of(at, address))
                if opened:
                    check_story(newsroom, story, answer, at)
                    read += answer.status_code == 200
                else:
                    assert answer.status_code == 404
            check_list(newsroom, client.get(address_as_of(at, "/section/city/")), at)
            check_writer(newsroom, client, at, chance.choice(newsroom.writers))
    assert read > 4, "some of what was looked at is there to be read"


def check_writer(newsroom: Newsroom, client, at: datetime, writer: Contributor) -> None:
    writer.refresh_from_db()
    answer = client.get(address_as_of(at, f"/by/{writer.slug}/"))
    if answer.status_code == 200:
        page = answer.content.decode()
        assert f">{writer.name}</h1>" in page and writer.bio in page
