"""The newsroom itself as a desk for `tests.sessions`: the verb that saves, and the journal."""

import uuid
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlencode

from articles import journal, workflow
from articles.content import Content, from_text
from articles.models import Article, Contributor, JournalState, Tag
from articles.workflow import Conflict
from articles.working_copy import content_of
from media.models import Photo
from tests.makers import NOON, make_photo
from tests.session_edits import UID
from tests.sessions import Clashed, Form

# What sessions name by number has rows of its own in the newsroom.
_PHOTOS, _NAMES, _TAGS = range(1, 5), range(11, 14), range(21, 26)


class NewsroomDesk:
    """Saves through `workflow.save` and keeps through the journal, as the story form does."""

    def __init__(self, content: Content, people: dict):
        self.people, self.now = people, NOON
        self.keys = {name: uuid.uuid4() for name in people}
        self.seq = dict.fromkeys(people, 0)
        self.gone: dict[tuple, set[str]] = {}
        self._make_rows(next(iter(people.values())))
        self.article = workflow.begin(by=next(iter(people.values())), content=content, now=self.now)

    def _make_rows(self, by) -> None:
        for number in _PHOTOS:
            if not Photo.objects.filter(uid=UID.format(number)).exists():
                Photo.objects.filter(pk=make_photo(by=by).pk).update(uid=UID.format(number))
        for number in _NAMES:
            name = f"Writer {number}"
            Contributor.objects.get_or_create(uid=UID.format(number), defaults={"name": name, "slug": f"w-{number}"})
        for number in _TAGS:
            Tag.objects.get_or_create(uid=UID.format(number), defaults={"name": f"Tag {number}"})

    def open(self) -> tuple[Content, int]:
        article = Article.objects.get(pk=self.article.pk)
        return self._unnamed(content_of(article)), article.revision_number

    @staticmethod
    def _unnamed(content: Content) -> Content:
        """Return the content with names as sessions have them."""
        return replace(content, bylines=tuple(replace(byline, name="") for byline in content.bylines))

    def _moment(self):
        self.now += timedelta(seconds=7)
        return self.now

    def save(self, who: str, content: Content, base: int, choices: dict) -> tuple[Content, int]:
        by, now = self.people[who], self._moment()
        try:
            workflow.save(self.article, by=by, content=content, base=base, choices=choices, now=now)
        except Conflict as conflict:
            raise Clashed(conflict.merged) from conflict
        self.seq[who] += 1
        journal.saved(
            by=by, key=self.keys[who], seq=self.seq[who], payload=_payload(content, base), article=self.article, now=now
        )
        return self.open()

    def keep(self, who: str, form: Form) -> None:
        self.seq[who] += 1
        self.gone[who, self.seq[who]] = set(form.gone)
        journal.keep(
            by=self.people[who],
            key=self.keys[who],
            seq=self.seq[who],
            payload=_payload(form.content, form.base),
            story=self.article.pk,
            now=self._moment(),
        )

    def restore(self, who: str) -> Form | None:
        """Return what the journal offers: the latest state that was not saved."""
        state = JournalState.objects.filter(by=self.people[who], key=self.keys[who]).order_by("-seq").first()
        if state is None or state.done:
            return None
        said = parse_qs(state.payload)
        return Form(from_text(said["content"][0]), int(said["base"][0]), set(self.gone[who, state.seq]))


def _payload(content: Content, base: int) -> str:
    return urlencode({"base": base, "content": content.text})
