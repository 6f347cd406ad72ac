"""What the uids in a story's content are called today."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.content import Content, is_uid
from articles.models import Article, Section, Tag
from media.models import Document, Photo

_STORY = re.compile(r'(?:data-story="|href="story:)([0-9a-f-]{36})')
_DOCUMENT = re.compile(r'data-document="([0-9a-f-]{36})"')
_PHOTO = re.compile(r'data-photo="([0-9a-f-]{36})"')


@dataclass(frozen=True)
class Names:
    """Names by uid; what is not among them is no longer here."""

    sections: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    photos: Mapping[str, str] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)

    def section(self, uid: str) -> str:
        return self.sections.get(uid) or (_("a section that is no longer here") if uid else "")

    def tag(self, uid: str) -> str:
        return self.tags.get(uid) or _("a tag that is no longer here")

    def photo(self, uid: str) -> str:
        return self.photos.get(uid) or _("a photo that is no longer here")

    def document(self, uid: str) -> str:
        return self.documents.get(uid) or _("a document that is no longer here")

    def story(self, uid: str) -> str:
        return self.stories.get(uid) or _("another story")


def names_in(*contents: Content, user=None) -> Names:
    """Look up what these contents name: at most a query each for sections, tags, photos, documents and stories.

    Other stories are named only to a person who may see them.
    """
    bodies = "\n".join(content.body for content in contents)
    uses = [use.photo for content in contents for use in content.photos]
    beside = [uid for content in contents for uid in content.related.split()]
    stories = Article.objects.visible_to(user) if user else Article.objects.none()
    return Names(
        sections=_named(Section.objects, [content.section for content in contents]),
        tags=_named(Tag.objects, [uid for content in contents for uid in content.tags]),
        photos=_named(Photo.objects, [*uses, *_PHOTO.findall(bodies)]),
        documents=_named(Document.objects, _DOCUMENT.findall(bodies)),
        stories=_named(stories, [*_STORY.findall(bodies), *beside] if user else []),
    )


def _named(rows, uids) -> dict[str, str]:
    wanted = {uid for uid in uids if is_uid(uid)}
    return {str(row.uid): str(row) for row in rows.filter(uid__in=wanted)} if wanted else {}
