"""The sign-offs of a story as one person meets them: what is needed, given and void, and what they can give."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from articles import permissions
from articles.eyes import WORDS, counts_for
from articles.findings import Finding
from articles.lacking import lacks
from articles.models import Capacity, SignOff
from articles.needed import Needed, Voided, can_give, missing, needed, rules_for, sentence_for, why_void
from articles.preflight import lacking

_SHOWN_PLACES = 4


@dataclass(frozen=True)
class VoidYes:
    """A yes that does not hold any more, and what voided it, as far as it is known."""

    sign_off: SignOff
    why: Voided | None

    @property
    def places(self):
        """The first few places that were changed since."""
        return [place.shortened() for place in self.why.places[:_SHOWN_PLACES]] if self.why else []

    @property
    def more(self) -> int:
        """How many others there are."""
        return max(0, len(self.why.places) - _SHOWN_PLACES) if self.why else 0


class Signing:
    """Facts about a story's sign-offs, each asked of the database once."""

    def __init__(self, state, typed):
        self.state, self._typed = state, typed

    @cached_property
    def needs(self) -> list[Needed]:
        """What the section asks for, in its turns."""
        if lacks(self.state.article, "sign_off_rules"):
            return []
        return needed(rules_for(self.state.content), self.state.sign_offs, self.state.cover)

    @cached_property
    def gives(self) -> list[Needed]:
        """What is this person's to give, by publishing too."""
        return can_give(self.state.user, self.state.article, self.needs, typed=self._typed)

    @cached_property
    def left(self) -> list[Needed]:
        """What only others can give."""
        return [need for need in missing(self.needs) if need not in self.gives]

    @property
    def goes_without(self) -> bool:
        """Whether publishing it now would take a reason: somebody else's yes is missing, and it is not the lawyer's."""
        return bool(self.left) and not self.lacks_legal

    @property
    def lacks_legal(self) -> bool:
        """Whether nothing can go out, since the lawyer has not signed off."""
        return any(need.capacity == Capacity.LEGAL for need in self.left)

    @cached_property
    def yeses(self) -> list[str]:
        """As what this person can sign off now; empty text is one other pair of eyes."""
        state = self.state
        found = [str(need.capacity) for need in self.gives]
        if not state.signed and state.can_be_read and not any("words" in need.parts for need in self.gives):
            found.append("")
        if self._can_give_legal:
            found.append(str(Capacity.LEGAL))
        return found

    @property
    def may_change_words(self) -> bool:
        """Whether this person may mend a few words together with their yes."""
        return bool(self.gives or self.state.can_be_read)

    @property
    def _can_give_legal(self) -> bool:
        state = self.state
        if not permissions.may_sign_off_as(state.user, state.article, Capacity.LEGAL):
            return False
        if any(need.capacity == Capacity.LEGAL for need in self.needs):
            return any(
                need.capacity == Capacity.LEGAL
                for need in can_give(state.user, state.article, self.needs, legal=True, typed=self._typed)
            )
        given = (each for each in state.sign_offs if each.capacity == Capacity.LEGAL)
        if any(all(getattr(each, part) == getattr(state.cover, part) for part in each.parts) for each in given):
            return False
        parts = Capacity.LEGAL.usual_parts
        return self._typed(state.user, state.article, parts=parts, strictly=True) is None

    @cached_property
    def void(self) -> VoidYes | None:
        """The last yes to the words, where it does not hold any more and nobody has given another."""
        if self.state.signed or self.state.readers_have_this:
            return None
        last = next((each for each in self.state.sign_offs if counts_for(each, "words")), None)
        return VoidYes(last, self._why(last, WORDS)) if last else None

    @cached_property
    def findings(self) -> list[Finding]:
        """What the checklist says of it: nothing of a text that readers have already."""
        state = self.state
        if not self.left or state.readers_have_this:
            return []
        return lacking(state.article, state.content, self.left, but=state.user, why=self._why_of)

    @cached_property
    def lines(self) -> list[tuple[Needed, str]]:
        """What is needed, each with a sentence where it is missing: whose it is to give, or whom to ask."""
        return [(need, "" if need.given else self._sentence(need)) for need in self.needs]

    def _sentence(self, need: Needed) -> str:
        if need not in self.gives:
            said = next((each for each, of in zip(self.findings, self.left, strict=False) if of == need), None)
            return f"{said.message} {said.advice}" if said else sentence_for(need, None)
        if permissions.may_publish(self.state.user, self.state.article):
            return _("Yours to give; publishing it is your yes.")
        return _("Yours to give.")

    def _why_of(self, sign_off: SignOff, need: Needed) -> Voided | None:
        return self._why(sign_off, need.parts)

    def _why(self, sign_off: SignOff, parts) -> Voided | None:
        text = self._texts.get(sign_off.revision_number)
        if text is None:
            return None
        return why_void(sign_off, self.state.content, list(reversed(self.state.revisions)), parts, text)

    @cached_property
    def _texts(self) -> dict[int, str]:
        """What the story said when the void ones were given, by revision."""
        return {each.number: each.signed_text for each in self.state.revisions if getattr(each, "signed_text", "")}

    @cached_property
    def void_revisions(self) -> set[int]:
        """The revisions that yeses were given to which do not hold any more; their texts come with the others."""
        void = [need.void for need in self.needs if need.void]
        if not self.state.signed:
            void += [each for each in self.state.sign_offs if counts_for(each, "words")][:1]
        return {each.revision_number for each in void}


def sign_off_label(state) -> str:
    """Return what the button says: as what the yes would count."""
    yeses = state.signing.yeses
    capacity = yeses[0] if yeses else ""
    return _("Sign off as “%(who)s”") % {"who": Capacity(capacity).label} if capacity else _("Sign off")
