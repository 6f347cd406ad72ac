"""What a body points at, checked before readers get it: stories, other sites' pages, places of photos."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from lxml import html

from .body import elements, linked_stories, placed_photos
from .content import Content, ContentPhoto
from .models import Article
from .querysets import ReadersHave


@dataclass(frozen=True)
class Doubt:
    """Something a person should know before it goes out."""

    id: str
    message: str
    advice: str


def doubts(content: Content, at: datetime) -> Iterator[Doubt]:
    """Yield what is doubtful about what the body points at. One query, none where it names no story."""
    yield from _stories(content, at)
    for element in elements(content.body):
        if element.startswith('<figure class="embed"') and "<figcaption>" not in element:
            host = urlsplit(html.fragment_fromstring(element).get("data-url")).hostname
            yield Doubt(
                "embed-title",
                _("Nothing says what the embed from %(host)s is.") % {"host": host},
                _("Write it under the embed: it is what readers see before they open it."),
            )


def _stories(content: Content, at: datetime) -> Iterator[Doubt]:
    wanted = linked_stories(content.body)
    if not wanted:
        return
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
    found = {
        str(story.uid): story
        for story in Article.objects.filter(uid__in=wanted).with_readers_have(at).annotate(restricted=Exists(named))
    }
    gone = len(wanted) - len(found)
    if gone:
        yield Doubt(
            "linked-story",
            _("The body links to a story that is not here any more."),
            _("Take the link out, or choose another story."),
        )
    for story in sorted(found.values(), key=lambda story: story.pk):
        # Whoever reads this may not be allowed to know of a restricted story.
        name = _("a story") if story.restricted else f"“{story.slugline or story.headline or _('Untitled story')}”"
        if story.readers_have == ReadersHave.RETRACTED:
            yield Doubt(
                "linked-story",
                _("The body links to %(story)s, which was retracted.") % {"story": name},
                _("See that the text does not rest on it."),
            )
        elif story.readers_have != ReadersHave.LIVE:
            yield Doubt(
                "linked-story",
                _("The body links to %(story)s, which readers do not have then.") % {"story": name},
                _("Readers see the words without a link until they have it."),
            )


def numbered(content: Content) -> Iterator[tuple[str, ContentPhoto]]:
    """Yield each use of a photo with its number, and where in the body it stands if it has a place there."""
    placed = placed_photos(content.body)
    after = {}
    if placed:
        blocks = elements(content.body)
        after = {
            uid: next(n for n, block in enumerate(blocks) if f'data-photo="{uid}"' in block[:80]) for uid in placed
        }
    for number, use in enumerate(content.photos, start=1):
        if use.use == "inline" and use.photo in after:
            count = after[use.photo]
            yield _("%(number)s (after part %(count)s of the body)") % {"number": number, "count": count}, use
        else:
            yield str(number), use
