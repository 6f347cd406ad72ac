"""One story as one person meets it now: every fact that decides what the page says and which verbs it offers."""

from datetime import datetime
from functools import cached_property

from django.db.models import Case, F, Prefetch, TextField, Value, When, prefetch_related_objects

from articles import permissions
from articles.asked_fixes import waiting
from articles.content import Content
from articles.eyes import WORDS, Cover, cover_of, signed_in, typed_in
from articles.findings import Finding
from articles.fronts.standing import fronts_with
from articles.handed_back import HandedBack, handed_back, planned_for
from articles.lacking import lacks
from articles.models import (
    Article,
    ArticlePhoto,
    AskedFix,
    Banner,
    BlockedName,
    Edition,
    Hold,
    MostReadBar,
    Note,
    PrintUse,
    Pull,
    ReadAfter,
    ReviewLink,
    Revision,
    SignOff,
    Tag,
    Withheld,
)
from articles.open_fixes import Question, questions
from articles.preflight import preflight
from articles.querysets import ReadersHave, readers_have
from articles.style.findings import findings
from articles.style.story import Rules, StoryStyle
from articles.workflow.banner import showing
from articles.working_copy import content_of, tags_of
from media.models import Photo
from newsroom import clock
from newsroom.prepared import NUMBER, prepared
from newsroom.record.canonical import digest

from .signing import Signing

_OF_A_NOTE = ("by", "outside", "resolved_by")


def versions_of(article: Article) -> list[Edition]:
    """Return every version of a story, the latest first, without what it says.

    Those that words were taken out of come with the redaction that did it.
    """
    versions = _of(article, _versions(number=article.pk))
    if any(version.words.redacted_at for version in versions):
        done = {redaction.at: redaction for redaction in article.redactions.select_related("by")}
        for version in versions:
            version.redaction = done.get(version.words.redacted_at)
    return versions


@prepared(number=NUMBER)
def _versions(number):
    people = ("issued_by", "read_by", "words", "address", "reading_owed", "reading_owed__reader", "receipt")
    versions = Edition.objects.filter(article=number).select_related(*people)
    return versions.defer("words__text", "words__card").order_by("-number")


@prepared(number=NUMBER)
def _tags(number):
    return tags_of(number).select_related("merged_into")


@prepared(number=NUMBER)
def _uses(number):
    return ArticlePhoto.objects.filter(article=number).select_related("photo").order_by("position", "pk")


def _of[Row](article: Article, rows: list[Row]) -> list[Row]:
    """Return the rows, which need not ask for the story they are of."""
    for row in rows:
        row.article = article
    return rows


def with_withheld(article: Article, versions: list[Edition]) -> list[Edition]:
    """Return the versions, those that readers are shown nothing of with the row that says by whom and why."""
    rows = article.withheld.filter(ended_at=None).select_related("withheld_by")
    by_edition = {row.edition_id: row for row in rows}
    for version in versions:
        version.withheld_row = by_edition.get(version.pk)
    return versions


def revisions_of(article: Article):
    """Return every state somebody kept, the latest first, without what it says."""
    return Revision.objects.filter(article=article).select_related("by").defer("text").order_by("-number")


class StoryState:
    """Facts about a story, each asked of the database once, at one moment."""

    def __init__(self, article: Article, user, now: datetime):
        self.article, self.user, self.now = article, user, now

    @cached_property
    def content(self) -> Content:
        """What the working copy says."""
        return content_of(self.article, tags=self.tags, uses=self._uses)

    @cached_property
    def tags(self) -> list[Tag]:
        """The working copy's tags, in their order."""
        return _tags(number=self.article.pk)

    @cached_property
    def _uses(self) -> list[ArticlePhoto]:
        uses = _of(self.article, _uses(number=self.article.pk))
        photos = [use.photo for use in uses]
        if lacks(self.article, "leases"):
            for photo in photos:
                photo._prefetched_objects_cache = {"leases": photo.leases.none()}
        else:
            prefetch_related_objects(photos, "leases")
        return uses

    @cached_property
    def versions(self) -> list[Edition]:
        """Every version, the latest first."""
        return [] if lacks(self.article, "editions") else versions_of(self.article)

    @cached_property
    def revisions(self) -> list[Revision]:
        """Every state somebody kept, the latest first."""
        rows = revisions_of(self.article)
        if numbers := self.signing.void_revisions:
            signed = When(number__in=numbers, then=F("text"))
            rows = rows.annotate(signed_text=Case(signed, default=Value(""), output_field=TextField()))
        return list(rows)

    @cached_property
    def sign_offs(self) -> list[SignOff]:
        """Every sign-off, the latest first."""
        return (
            []
            if lacks(self.article, "sign_offs")
            else list(self.article.sign_offs.select_related("by", "small_change"))
        )

    @cached_property
    def photos(self) -> dict[str, Photo]:
        """The photos of the working copy by uid."""
        return {str(use.photo.uid): use.photo for use in self._uses}

    @cached_property
    def handed_back(self) -> HandedBack | None:
        """A plan that was recalled because something was issued sooner, and waits to be taken up again."""
        return handed_back(self.revisions, self.versions) if self.versions else None

    @cached_property
    def asked_fixes(self) -> list[AskedFix]:
        """Fixes of what readers have that wait to be read."""
        return [] if lacks(self.article, "asked_fixes") else list(waiting(self.article))

    @property
    def planned_again(self) -> datetime | None:
        """When a plan that was taken up again was to go live."""
        return planned_for(self.revisions, self.versions, self.now) if self.versions else None

    @cached_property
    def standing(self) -> Edition | None:
        """The version that answers the story's address now."""
        past = [each for each in self.versions if each.recalled_at is None and each.live_from <= self.now]
        return max(past, key=lambda each: each.live_from, default=None)

    @cached_property
    def ahead(self) -> Edition | None:
        """The version that goes live later, if any."""
        coming = (each for each in self.versions if each.recalled_at is None and each.live_from > self.now)
        return next(coming, None)

    @property
    def open_pull(self) -> Pull | None:
        """The pull that is in force."""
        return self.last_pull if self.last_pull and self.last_pull.off_until is None else None

    @cached_property
    def last_pull(self) -> Pull | None:
        """The latest pull, in force or over."""
        if lacks(self.article, "pulls"):
            return None
        pulls = self.article.pulls.select_related("pulled_by", "receipt", "receipt_of_restore__given_back")
        return pulls.order_by("-off_from", "-pk").first()

    @cached_property
    def banner(self) -> Banner | None:
        """The breaking banner that leads to it, or is still to come."""
        return None if lacks(self.article, "banners") else showing(self.article, self.now)

    @cached_property
    def most_read_bar(self) -> MostReadBar | None:
        """What keeps it out of Most read."""
        if lacks(self.article, "most_read_bars"):
            return None
        return self.article.most_read_bars.filter(ended_at=None).select_related("barred_by").first()

    @cached_property
    def withheld(self) -> list[Withheld]:
        """The versions readers are shown nothing of, in their order."""
        if lacks(self.article, "withheld"):
            return []
        rows = self.article.withheld.filter(ended_at=None).select_related("edition", "withheld_by")
        return list(rows.order_by("edition__number"))

    @cached_property
    def holds(self) -> list[Hold]:
        """The holds nobody has lifted."""
        if lacks(self.article, "holds"):
            return []
        return list(self.article.holds.filter(lifted_at=None).select_related("placed_by", "checked_by"))

    @cached_property
    def review_links(self) -> list[ReviewLink]:
        """Leave for people outside to read it, the latest first, with what they saw and signed."""
        if lacks(self.article, "review_links"):
            return []
        links = self.article.review_links.select_related("made_by", "revoked_by")
        return list(links.prefetch_related("views", "sign_offs"))

    @cached_property
    def fronts(self) -> list[tuple]:
        """The fronts that have it, now or ahead, with its card there and the edition; only to who sees fronts."""
        if lacks(self.article, "front_places") or not permissions.may_see_fronts(self.user):
            return []
        return fronts_with(self.article, self.now)

    @cached_property
    def print_uses(self) -> list[PrintUse]:
        """Where it stands in print editions that are not out, the next first."""
        if lacks(self.article, "print_uses"):
            return []
        today = clock.local_date(self.now)
        return list(self.article.print_uses.filter(print_date__gte=today).order_by("print_date"))

    @cached_property
    def blocked_names(self) -> list[BlockedName]:
        """The names that must not appear; read once, for the top line and the checks alike."""
        if lacks(self.article, "blocked_names"):
            return []
        rows = BlockedName.objects.select_related("placed_by")
        prefetch_related_objects([self.article], Prefetch("blocked_names", rows))
        return list(self.article.blocked_names.all())

    @cached_property
    def notes(self) -> list[Note]:
        """Every note, the latest first; read once, for the card and the checks alike."""
        if lacks(self.article, "notes"):
            return []
        prefetch_related_objects([self.article], Prefetch("notes", Note.objects.select_related(*_OF_A_NOTE)))
        return list(self.article.notes.all())

    @cached_property
    def readers_have(self) -> ReadersHave:
        """What readers have now."""
        if known := getattr(self.article, "readers_have", ""):
            return ReadersHave(known)
        return readers_have(self.article, self.now)

    @cached_property
    def cover(self) -> Cover:
        """What a sign-off of the working copy would cover."""
        return cover_of(self.article, self.content)

    @cached_property
    def signed(self) -> SignOff | None:
        """The sign-off of exactly these words."""
        return signed_in(self.sign_offs, self.cover)

    @cached_property
    def typed(self):
        """When this person last had a hand in the words since another's sign-off, or None."""
        return self._typed(self.user, self.article)

    def _typed(self, user, article, *, parts=WORDS, strictly=False):
        revisions = list(reversed(self.revisions))
        return typed_in(user, article, revisions, self.sign_offs, parts=parts, strictly=strictly)

    @cached_property
    def signing(self) -> Signing:
        """Which sign-offs the story needs and has, and which of them are this person's to give."""
        return Signing(self, self._typed)

    @cached_property
    def readings_owed(self) -> list[ReadAfter]:
        """Versions that went out unread and still wait for their reader."""
        issued = [each for each in self.versions if each.recalled_at is None]
        owed = [each.reading_owed for each in issued if hasattr(each, "reading_owed")]
        return sorted((each for each in owed if each.read_at is None), key=lambda each: each.due_at)

    @cached_property
    def open_fixes(self) -> list[Question]:
        """What fixes readers have and the working copy says otherwise."""
        return questions(self.article, self.content)

    @cached_property
    def may_edit(self) -> bool:
        """Whether this person may change the copy."""
        return permissions.may_edit(self.user, self.article)

    @cached_property
    def restricted_to(self) -> list:
        """The only people who see it; empty when everybody does."""
        return [] if lacks(self.article, "restricted_to") else list(self.article.restricted_to.all())

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
        if not self.has_text:
            return False
        words = self.standing.words
        if words.redacted_at:
            return self.standing.content.text == self.content.text
        return digest(words.salt, self.content.text, words.public_note) == self.standing.content_digest

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
        _read_once = self.blocked_names, self.notes
        found = preflight(self.article, self.content, at=self.now + clock.UNDO_SECONDS, photos=self.photos)
        return self.signing.findings + found + findings(self.style)

    @cached_property
    def style(self) -> StoryStyle:
        """What house style says of the working copy; one query."""
        return StoryStyle(self.content, Rules.for_story(self.article))

    @property
    def can_be_read(self) -> bool:
        """Whether this person's publishing would count as the second pair of eyes."""
        return permissions.may_sign_off(self.user, self.article) and self.typed is None
