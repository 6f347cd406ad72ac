"""Verbs for fronts: begin to curate a page, arrange it, issue it, recall what is ahead, roll it back."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.content import is_uid
from articles.fronts import operations, starting
from articles.fronts.arrangement import LEAD_PICTURE, NO_PICTURE, USUAL, Arrangement, Rule, from_text
from articles.fronts.chain import content_digest, front_digest
from articles.fronts.receipts import open_front_receipt
from articles.models import (
    Article,
    Edition,
    EditionPhoto,
    Front,
    FrontEdition,
    FrontPlace,
    FrontWords,
    LiveEntry,
    Section,
    Tag,
    unicode_slug,
)
from articles.permissions import may_arrange_front, may_begin_front, may_issue_front, refusal
from media.models import Photo
from newsroom import clock
from newsroom.record.canonical import clean_text, new_salt
from newsroom.record.log import Change, enter

from .act import NotAllowed, Refused


@dataclass
class FrontAct:
    """One verb under way on a front: its locked row, the moment, and what its log row will say."""

    front: Front
    by: object
    now: datetime
    facts: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    moments: list[datetime] = field(default_factory=list)
    edition_digest: str = ""

    def arranged(self, arrangement: Arrangement) -> None:
        """Keep what is arranged now under the next version."""
        front = self.front
        front.arrangement, front.version = arrangement.text, front.version + 1
        front.changed_by, front.changed_at = self.by, self.now
        front.save(update_fields=["arrangement", "version", "changed_by", "changed_at"])
        self.facts["version"] = front.version


@contextmanager
def front_act(verb: str, front: Front, *, by, now: datetime | None, may: Callable, doing: str) -> Iterator[FrontAct]:
    """Open one act on a front: lock its row, ask `may(by, front)`, write one log row at the end.

    The page is different from each of the act's `moments` on. What the body raises leaves no trace.
    """
    try:
        with transaction.atomic():
            locked = Front.objects.select_for_update(of=("self",)).select_related("section").get(pk=front.pk)
            under_way = FrontAct(locked, by, now or clock.now())
            if not may(by, locked):
                raise NotAllowed(refusal(str(by), doing))
            yield under_way
            enter(
                verb,
                by=by,
                now=under_way.now,
                subject=locked.subject,
                facts=under_way.facts,
                words=under_way.words,
                edition_digest=under_way.edition_digest,
                changes=[Change(locked.tag, moment) for moment in under_way.moments],
            )
    except IntegrityError as error:
        raise Refused(_sentence_for(error)) from error


def _sentence_for(error: IntegrityError) -> str:
    named = [*Front._meta.constraints, *FrontEdition._meta.constraints]
    found = next((each for each in named if each.name in str(error)), None)
    if found is None:
        return _("Somebody else did something to this front at the same moment. Look at it again, then try once more.")
    return str(found.violation_error_message)


def begin_front(
    kind: str, *, by, section: Section | None = None, title: str = "", slug: str = "", now: datetime | None = None
) -> Front:
    """Begin to curate a page; readers have it as before until somebody issues the front."""
    if not may_begin_front(by):
        raise NotAllowed(refusal(str(by), _("begin a front")))
    title = " ".join(clean_text(title).split())
    if kind == Front.Kind.SPECIAL:
        slug = unicode_slug(slug or title)
        if not title or not slug:
            raise Refused(_("Give the special a title; its address is made of it."))
    now = now or clock.now()
    front = Front(kind=kind, section=section, title=title[:80], slug=slug, changed_by=by, changed_at=now)
    front.arrangement = _beginning(front).text
    try:
        with transaction.atomic():
            front.save(force_insert=True)
            enter("begin_front", by=by, now=now, subject=front.subject, facts={"kind": kind}, words={"title": title})
    except IntegrityError as error:
        raise Refused(_begun(front) or _sentence_for(error)) from error
    return front


def _begun(front: Front) -> str:
    same = Front.objects.filter(kind=front.kind, section=front.section, slug=front.slug).first()
    return _("“%(front)s” is being curated already. Open it.") % {"front": same} if same else ""


def _beginning(front: Front) -> Arrangement:
    if front.kind == Front.Kind.HOME:
        return starting.home((str(uid), name) for uid, name in Section.objects.values_list("uid", "name"))
    return starting.section(str(front.section.uid)) if front.kind == Front.Kind.SECTION else starting.special()


def edit_front(front: Front, *, by, editors: Iterable, now: datetime | None = None) -> Front:
    """Say who may arrange and issue a front beside those whose role lets them."""

    def may(user, _front):
        return may_begin_front(user)

    doing = _("say who edits this front")
    with front_act("edit_front", front, by=by, now=now, may=may, doing=doing) as under_way:
        under_way.front.editors.set(editors)
        under_way.facts["editors"] = sorted(under_way.front.editors.values_list("pk", flat=True))
    return under_way.front


def arrange(front: Front, operation: operations.Operation, *, by, now: datetime | None = None) -> Front:
    """Do one operation on what is being arranged, whatever others did to it meanwhile.

    Raise Refused, having changed nothing, where what it is about is gone.
    """
    doing = _("arrange this front")
    with front_act("arrange", front, by=by, now=now, may=may_arrange_front, doing=doing) as under_way:
        _check(operation, under_way)
        try:
            changed = operation.on(under_way.front.working)
        except operations.Unfit as unfit:
            raise Refused(str(unfit)) from unfit
        under_way.arranged(changed)
        under_way.facts |= operations.facts_of(operation)
        under_way.words |= operations.words_of(operation)
    return under_way.front


def _check(operation: operations.Operation, under_way: FrontAct) -> None:
    """Raise Refused for a story that is not there for this person or not for readers, and for another's photo."""
    values = getattr(operation, "values", {})
    links = [link.story for link in values.get("sublinks", ())]
    wanted = {*links, *([operation.story] if isinstance(operation, operations.Place) else [])}
    if wanted and len(may_stand(under_way.by, wanted, under_way.now)) < len(wanted):
        raise Refused(_("Only a story that readers have, or that is scheduled, stands on a front. Choose another."))
    if (of := values.get("of")) and not _is_there(values.get("rule", ""), of):
        raise Refused(_("There is no such section or tag. Choose one of the list."))
    photo = values.get("photo", "")
    if photo in {USUAL, NO_PICTURE, LEAD_PICTURE}:
        return
    card = under_way.front.working.card(operation.card)
    if card and photo not in photos_of(card.story):
        raise Refused(_("That photo is none of this story’s. Put it into the story first."))


def _is_there(rule: str, uid: str) -> bool:
    named = {Rule.SECTION: Section, Rule.TAG: Tag}.get(rule)
    return named is not None and is_uid(uid) and named.objects.filter(uid=uid).exists()


def may_stand(user, stories: Iterable[str], at: datetime) -> set[str]:
    """Return which of these stories, by uid, this person sees and readers have or will have."""
    of_these = Edition.objects.filter(article__uid__in=filter(is_uid, stories))
    # A pulled story too: its place is kept for it.
    there = of_these.standing_at(at).filter(shows="text").exclude(kind=Edition.Kind.RETRACTION)
    numbers = {*there.values_list("article", flat=True), *of_these.ahead(at).values_list("article", flat=True)}
    seen = Article.objects.visible_to(user).filter(pk__in=numbers)
    # An entry has its place in its live story.
    seen = seen.exclude(pk__in=LiveEntry.objects.filter(article__in=numbers).values("article"))
    return {str(uid) for uid in seen.values_list("uid", flat=True)}


def photos_of(story: str) -> set[str]:
    """Return the photos, by uid, of the versions of a story that were issued and not recalled."""
    rows = EditionPhoto.objects.filter(article__uid=story, edition__recalled_at=None)
    return {str(uid) for uid in rows.values_list("photo__uid", flat=True)}


def issue_front(
    front: Front,
    *,
    by,
    live_from: datetime | None = None,
    version: int | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> FrontEdition:
    """Give readers what is arranged, at once or from a moment ahead, of which there is one at most.

    `version` is the arrangement that was looked at: where a colleague changed it since, nothing is issued. What is
    ahead stays ahead when something is issued before it, and then takes its place: `seen` is the number of the one
    that was known to, and nothing is issued over another.
    """
    with front_act("issue_front", front, by=by, now=now, may=may_issue_front, doing=_("issue this front")) as under_way:
        locked = under_way.front
        if version is not None and version != locked.version:
            raise Refused(
                _("%(name)s changed this front since you looked. Look at it as it is now, then issue it.")
                % {"name": locked.changed_by}
            )
        coming = locked.editions.ahead(under_way.now).first()
        if live_from is not None:
            _plan(under_way, live_from, coming)
        if coming and coming.number != seen:
            raise Refused(
                _("%(edition)s is scheduled. Look at what takes whose place, then issue it.") % {"edition": coming}
            )
        moment = live_from or under_way.now
        before = locked.editions.standing_at(moment).select_related("words").first()
        if before is not None and before.words.text == locked.arrangement:
            raise Refused(
                _("Readers have exactly this already (F-%(number)s). Nothing was issued.") % {"number": before.number}
            )
        edition = _issue(under_way, locked.working, moment)
    return edition


def _plan(under_way: FrontAct, live_from: datetime, coming: FrontEdition | None) -> None:
    if live_from <= under_way.now:
        raise Refused(_("That moment is past. Choose one to come, or issue the front now."))
    if coming:
        raise Refused(
            _("F-%(number)s goes live at %(time)s already. Recall it first; there is one front ahead at most.")
            % {"number": coming.number, "time": f"{clock.local(coming.live_from):%d %B %Y, %H:%M %Z}"}
        )


def _issue(under_way: FrontAct, arrangement: Arrangement, live_from: datetime, like: int | None = None) -> FrontEdition:
    """Write the next edition of the chain with its words and places; say when the page is another."""
    front = under_way.front
    last = front.editions.order_by("-number").first()
    edition = FrontEdition(
        front=front,
        number=last.number + 1 if last else 1,
        like_number=like,
        live_from=live_from,
        issued_at=under_way.now,
        issued_by=under_way.by,
        previous=last.digest if last else "",
    )
    words = FrontWords(salt=new_salt(), text=arrangement.text)
    edition.content_digest = content_digest(words)
    edition.digest = front_digest(edition)
    edition.save(force_insert=True)
    words.edition = edition
    words.save(force_insert=True)
    _write_places(edition, arrangement)
    open_front_receipt(edition)
    under_way.moments += [live_from, *(moment for moment in arrangement.ends() if moment > live_from)]
    under_way.edition_digest = edition.digest
    under_way.facts |= {
        "edition": str(edition.uid),
        "number": edition.number,
        "digest": edition.digest,
        "live_from": live_from.isoformat(),
    }
    return edition


def _write_places(edition: FrontEdition, arrangement: Arrangement) -> None:
    articles = {str(each.uid): each for each in Article.objects.filter(uid__in=arrangement.stories).only("pk", "uid")}
    photos = {str(each.uid): each for each in Photo.objects.filter(uid__in={card.photo for card in arrangement.cards
              if card.photo not in {USUAL, NO_PICTURE, LEAD_PICTURE}}).only("pk", "uid")}  # fmt: skip
    chosen = {(card.story, photos.get(card.photo)) for card in arrangement.cards if card.photo in photos}
    plain = {(uid, None) for uid in articles} - {(uid, None) for uid, _photo in chosen}
    FrontPlace.objects.bulk_create(
        FrontPlace(edition=edition, article=articles[uid], photo=photo)
        for uid, photo in sorted(chosen | plain, key=lambda place: (place[0], place[1].pk if place[1] else 0))
        if uid in articles
    )


def recall_front(edition: FrontEdition, *, by, now: datetime | None = None) -> FrontEdition:
    """Stop an edition of a front that lies ahead; what is being arranged stays as it is."""
    doing = _("recall this front")
    with front_act("recall_front", edition.front, by=by, now=now, may=may_issue_front, doing=doing) as under_way:
        kept = under_way.front.editions.select_for_update().get(pk=edition.pk)
        if kept.recalled_at:
            raise Refused(_("F-%(number)s was recalled already.") % {"number": kept.number})
        if kept.live_from <= under_way.now:
            raise Refused(_("Readers have F-%(number)s by now. Roll the front back instead.") % {"number": kept.number})
        kept.recalled_at = under_way.now
        kept.save(update_fields=["recalled_at"])
        under_way.facts |= {"recalled": str(kept.uid), "number": kept.number}
        under_way.moments.append(kept.live_from)
    return kept


def roll_back(front: Front, *, by, to: FrontEdition, now: datetime | None = None) -> FrontEdition:
    """Give readers an earlier edition again, at once, as a new one; what is being arranged is kept, to bring back."""
    doing = _("roll this front back")
    with front_act("roll_back", front, by=by, now=now, may=may_issue_front, doing=doing) as under_way:
        locked = under_way.front
        earlier = locked.editions.select_related("words").filter(pk=to.pk).first()
        standing = locked.editions.standing_at(under_way.now).select_related("words").first()
        if earlier is None or earlier.live_from > under_way.now or earlier.recalled_at:
            raise Refused(_("Readers never had that edition of this front. Choose another."))
        if standing.words.text == earlier.words.text:
            raise Refused(_("Readers have exactly this now, as F-%(number)s.") % {"number": standing.number})
        if locked.arrangement != standing.words.text:
            locked.kept = locked.arrangement
            locked.save(update_fields=["kept"])
        under_way.arranged(earlier.arrangement)
        edition = _issue(under_way, earlier.arrangement, under_way.now, like=earlier.number)
    return edition


def bring_back(front: Front, *, by, now: datetime | None = None) -> Front:
    """Arrange again what was being arranged when the front was rolled back; what is arranged now takes its place."""
    doing = _("arrange this front")
    with front_act("bring_back", front, by=by, now=now, may=may_arrange_front, doing=doing) as under_way:
        locked = under_way.front
        if not locked.kept:
            raise Refused(_("Nothing was kept that could be brought back."))
        back, locked.kept = locked.kept, locked.arrangement
        locked.save(update_fields=["kept"])
        under_way.arranged(from_text(back))
    return under_way.front
