"""Which sign-offs a story needs before readers get it, which of them it has, and who can give the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from newsroom import clock
from newsroom.staff.models import User

from .content import Content, from_text, is_uid
from .eyes import BESIDE, Cover, cover_of, sign_off_of, typed_by
from .lacking import lacks
from .models import Article, Capacity, Part, Revision, SignOff, SignOffRule
from .permissions import may_sign_off_as
from .redline.short import Snippet, snippets

_NAMED = 3


@dataclass(frozen=True)
class Needed:
    """One sign-off a story needs: as what, on which parts, in which turn; `given` is the one in force, `void` the last
    that was given and does not hold any more."""

    capacity: Capacity
    parts: tuple[str, ...]
    turn: int = 1
    given: SignOff | None = None
    void: SignOff | None = None

    @property
    def covers(self) -> str:
        """Return its parts in words."""
        return get_text_list([str(Part(part).label) for part in self.parts], _("and"))


def rules_for(content: Content) -> list[SignOffRule]:
    """Return the rules of the content's section for its kind."""
    if not is_uid(content.section):
        return []
    rules = SignOffRule.objects.filter(section__uid=content.section, kind__in=["", content.kind])
    return list(rules.order_by("turn", "pk"))


def needed(rules: Iterable[SignOffRule], sign_offs: Sequence[SignOff], cover: Cover) -> list[Needed]:
    """Return what is needed, in its turns. `sign_offs` the latest first; two rules for one capacity are one need."""
    found: dict[str, Needed] = {}
    for rule in sorted(rules, key=lambda each: (each.turn, each.pk)):
        before = found.get(rule.capacity)
        parts = {*rule.parts.split(), *(before.parts if before else ())}
        ordered = tuple(part for part in Part.values if part in parts)
        found[rule.capacity] = Needed(Capacity(rule.capacity), ordered, before.turn if before else rule.turn)
    return [_with_sign_off(each, sign_offs, cover) for each in found.values()]


def _with_sign_off(need: Needed, sign_offs: Sequence[SignOff], cover: Cover) -> Needed:
    theirs = [each for each in sign_offs if each.capacity == need.capacity]
    given = next((each for each in theirs if holds(each, cover, need.parts)), None)
    void = None if given else next((each for each in theirs if set(need.parts) <= set(each.parts)), None)
    return Needed(need.capacity, need.parts, need.turn, given, void)


def holds(sign_off: SignOff, cover: Cover, parts: Iterable[str]) -> bool:
    """Say whether the yes stands for these parts as they are now."""
    return all(getattr(sign_off, part) == getattr(cover, part) for part in parts)


def needed_by(article: Article, content: Content) -> list[Needed]:
    """Return what the story needs with this content."""
    rules = rules_for(content)
    if not rules:
        return []
    return needed(rules, list(article.sign_offs.select_related("by")), cover_of(article, content))


def missing(needs: Iterable[Needed]) -> list[Needed]:
    """Return those that are not given, or void."""
    return [each for each in needs if each.given is None]


def waits_for(need: Needed, needs: Iterable[Needed]) -> Needed | None:
    """Return the missing one of an earlier turn, which comes first; None where it is this one's turn."""
    return next((each for each in missing(needs) if each.turn < need.turn), None)


def gave_another(user, need: Needed, needs: Iterable[Needed]) -> Needed | None:
    """Return the sign-off in force that this person gave on one of the same parts: each is another pair of eyes.

    A lawyer's is about something else, and neither bars nor is barred.
    """
    if need.capacity == Capacity.LEGAL:
        return None
    for each in needs:
        apart = each.capacity in {need.capacity, Capacity.LEGAL} or not set(each.parts) & set(need.parts)
        if each.given and each.given.by_id == user.pk and not apart:
            return each
    return None


def can_give(user, article: Article, needs: Sequence[Needed], *, legal: bool = False, typed=typed_by) -> list[Needed]:
    """Return those this person can give now, in their turns, not two on the same part. A lawyer's has to be meant:
    it is among them only where `legal` says so."""
    found: list[Needed] = []
    for need in missing(needs):
        if need.capacity == Capacity.LEGAL and not legal or not may_sign_off_as(user, article, need.capacity):
            continue
        before = [each for each in missing(needs) if each.turn < need.turn and each not in found]
        taken = any(set(each.parts) & set(need.parts) for each in found if each.capacity != Capacity.LEGAL)
        taken = taken and need.capacity != Capacity.LEGAL
        strictly = need.capacity == Capacity.LEGAL
        if before or taken or gave_another(user, need, needs):
            continue
        if typed(user, article, parts=need.parts, strictly=strictly) is None:
            found.append(need)
    return found


def is_ready(article: Article, content: Content) -> bool:
    """Say whether somebody read these words and nothing the section asks for is missing."""
    return sign_off_of(article, content) is not None and not missing(needed_by(article, content))


@dataclass(frozen=True)
class Voided:
    """Why a yes does not hold any more: who changed what it covers first, when, and every place that is different."""

    by: str
    at: datetime
    places: tuple[Snippet, ...]

    @property
    def said(self) -> str:
        """Return the first few places."""
        said = "; ".join(place.sentence for place in self.places[:_NAMED])
        more = len(self.places) - _NAMED
        return said + (_(" (and %(count)s more)") % {"count": more} if more > 0 else "")

    @property
    def sentence(self) -> str:
        """Return who changed it, when, and the first few places."""
        when = f"{clock.local(self.at):%d %B, %H:%M}"
        said = {"name": self.by, "time": when, "places": self.said}
        return _("%(name)s changed it at %(time)s (%(places)s)") % said


def why_void(
    sign_off: SignOff, content: Content, revisions: Sequence[Revision], parts: Iterable[str], text: str
) -> Voided | None:
    """Return what voided it; None where nothing of these parts is different. `revisions` in their order; `text` is
    what the revision said that was signed."""
    parts = [part for part in parts if getattr(sign_off, part)]
    places = tuple(each for each in snippets(from_text(text), content) if each.part in parts)
    later = [
        each
        for each in revisions
        if each.number > sign_off.revision_number
        and each.why not in BESIDE
        and any(getattr(each, part) != getattr(sign_off, part) for part in parts)
    ]
    return Voided(str(later[0].by), later[0].at, places) if later and places else None


def voided(article: Article, sign_off: SignOff, content: Content, parts: Iterable[str]) -> Voided | None:
    """Return the same, asked of the database."""
    signed = article.revisions.filter(number=sign_off.revision_number).first()
    later = article.revisions.filter(number__gt=sign_off.revision_number).select_related("by").defer("text")
    if signed is None:
        return None
    return why_void(sign_off, content, list(later.order_by("number")), parts, signed.text)


def who_may_give(article: Article, capacity: str, *, but=None) -> list[User]:
    """Return the colleagues who may give it and see the story, by name."""
    codename = Capacity(capacity).permission.removeprefix("articles.")
    having = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    people = User.objects.filter(having, is_active=True, is_staff=True).distinct().order_by("name")
    named = [] if lacks(article, "restricted_to") else list(article.restricted_to.values_list("pk", flat=True))
    if named:
        people = people.filter(pk__in=named)
    return [person for person in people if but is None or person.pk != but.pk]


def sentence_for(need: Needed, void: Voided | None) -> str:
    """Return what is missing, and what voided it where it was given."""
    who = {"who": need.capacity.label, "parts": need.covers}
    if need.void is None:
        return _("%(who)s has to sign off (%(parts)s).") % who
    said = _("%(who)s has to sign off again (%(parts)s): %(name)s’s yes is void.") % {**who, "name": need.void.by}
    return f"{said} {void.sentence}." if void else said


def whom_to_ask(need: Needed, people: Sequence[User]) -> str:
    """Return the advice: whose yes it can be."""
    if not people:
        return _("Nobody who sees this story may give it: an administrator can give somebody the role.")
    names = [str(person) for person in people[:_NAMED]]
    if len(people) > _NAMED:
        names.append(_("others"))
    return _("Ask %(names)s.") % {"names": get_text_list(names, _("or"))}
