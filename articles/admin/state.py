"""One story as one person meets it now: every fact that decides what the page says and which verbs it offers."""

from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects

from articles import permissions
from articles.content import Content
from articles.eyes import sign_off_of, typed_by
from articles.models import Article, BlockedName, Edition, Hold, Pull, ReadAfter, SignOff
from articles.preflight import Finding, preflight
from articles.querysets import ReadersHave, readers_have
from articles.style.findings import findings
from articles.style.story import Rules, StoryStyle
from articles.workflow.issuing import ahead, standing
from articles.working_copy import content_of
from newsroom import clock


class StoryState:
    """Facts about a story, each asked of the database once, at one moment."""

    def __init__(self, article: Article, user, now: datetime):
        self.article, self.user, self.now = article, user, now

    @cached_property
    def content(self) -> Content:
        """What the working copy says."""
        return content_of(self.article)

    @cached_property
    def standing(self) -> Edition | None:
        """The version that answers the story's address now."""
        return standing(self.article, self.now)

    @cached_property
    def ahead(self) -> Edition | None:
        """The version that goes live later, if any."""
        return ahead(self.article, self.now)

    @cached_property
    def open_pull(self) -> Pull | None:
        """The pull that is in force."""
        return self.article.pulls.filter(off_until=None).select_related("pulled_by").first()

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds nobody has lifted."""
        return list(self.article.holds.filter(lifted_at=None).select_related("placed_by"))

    @cached_property
    def blocked_names(self) -> list[BlockedName]:
        """The names that must not appear; read once, for the top line and the checks alike."""
        rows = BlockedName.objects.select_related("placed_by")
        prefetch_related_objects([self.article], Prefetch("blocked_names", rows))
        return list(self.article.blocked_names.all())

    @cached_property
    def readers_have(self) -> ReadersHave:
        """What readers have now."""
        return readers_have(self.article, self.now)

    @cached_property
    def signed(self) -> SignOff | None:
        """The sign-off of exactly these words."""
        return sign_off_of(self.article, self.content)

    @cached_property
    def typed(self):
        """When this person last had a hand in the words since another's sign-off, or None."""
        return typed_by(self.user, self.article)

    @cached_property
    def readings_owed(self) -> list[ReadAfter]:
        """Versions that went out unread and still wait for their reader."""
        owed = ReadAfter.objects.filter(edition__article=self.article, edition__recalled_at=None, read_at=None)
        return list(owed.select_related("edition", "reader", "edition__issued_by").order_by("due_at"))

    @cached_property
    def may_edit(self) -> bool:
        """Whether this person may change the copy."""
        return permissions.may_edit(self.user, self.article)

    @cached_property
    def restricted_to(self) -> list:
        """The only people who see it; empty when everybody does."""
        return list(self.article.restricted_to.all())

    @property
    def embargoed(self) -> bool:
        """Whether an embargo is in force."""
        return bool(self.article.embargoed_until and self.article.embargoed_until > self.now)

    @property
    def has_text(self) -> bool:
        """Whether readers have a text, pulled or not."""
        return self.standing is not None and self.standing.shows == Edition.Shows.TEXT

    @property
    def has_notice(self) -> bool:
        """Whether readers are told that it was withdrawn: under an order, even that can go."""
        return self.standing is not None and self.standing.shows == Edition.Shows.NOTICE

    @property
    def retracted(self) -> bool:
        return self.has_text and self.standing.kind == Edition.Kind.RETRACTION

    @property
    def withdrawn(self) -> bool:
        return self.standing is not None and not self.has_text

    @cached_property
    def readers_have_this(self) -> bool:
        """Whether readers already have exactly the working copy."""
        return self.has_text and self.standing.content.text == self.content.text

    @property
    def undo_until(self) -> datetime | None:
        """Until when Publish can be undone: only for what was published for now, not planned."""
        coming = self.ahead
        if coming and coming.live_from - coming.issued_at <= clock.UNDO_SECONDS:
            return coming.live_from
        return None

    @cached_property
    def checks(self) -> list[Finding]:
        """What would stand in the way of publishing now, then what house style says of it."""
        _read_once = self.blocked_names
        found = preflight(self.article, self.content, at=self.now + clock.UNDO_SECONDS)
        return found + findings(self.style)

    @cached_property
    def style(self) -> StoryStyle:
        """What house style says of the working copy; one query."""
        return StoryStyle(self.content, Rules.for_story(self.article))

    @property
    def can_be_read(self) -> bool:
        """Whether this person's publishing would count as the second pair of eyes."""
        return permissions.may_sign_off(self.user, self.article) and self.typed is None
