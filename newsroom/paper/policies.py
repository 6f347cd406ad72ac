"""The pages on which a paper says how it works: which there are, what machines call them, why each matters."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PolicyKind:
    """One such page. `property` is its name at schema.org; `asked_by` are the initiatives that look for it."""

    code: str
    title: str | Promise
    property: str
    why: str | Promise
    asked_by: str = ""

    @property
    def slug(self) -> str:
        return self.code.replace("_", "-")


_TRUST, _JTI, _SEARCH = "The Trust Project", "JTI", "schema.org"
KINDS: dict[str, PolicyKind] = {
    kind.code: kind
    for kind in (
        PolicyKind(
            "about",
            _("About us"),
            "publishingPrinciples",
            _("Who makes this paper, for whom, and by which principles: the first thing a doubtful reader looks for."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "mission",
            _("What we cover"),
            "missionCoveragePrioritiesPolicy",
            _("What the paper chooses to cover and why, so that readers can judge what is missing."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "ethics",
            _("Ethics"),
            "ethicsPolicy",
            _("Gifts, conflicts of interest, how sources and victims are treated: what the staff may be held to."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "corrections",
            _("How we correct errors"),
            "correctionsPolicy",
            _("How an error is reported, who decides, and where the correction stands."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "fact_checking",
            _("How we check facts"),
            "verificationFactCheckingPolicy",
            _("What is verified before publication, by whom, and what is said where it could not be."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "unnamed_sources",
            _("Unnamed sources"),
            "unnamedSourcesPolicy",
            _("When somebody may speak without a name, who in the newsroom knows it, and what readers are told."),
            f"{_TRUST}, {_SEARCH}",
        ),
        PolicyKind(
            "bylines",
            _("Bylines"),
            "noBylinesPolicy",
            _("Why some stories carry the desk’s name or none."),
            f"{_TRUST}, {_SEARCH}",
        ),
        PolicyKind(
            "ownership",
            _("Ownership and funding"),
            "ownershipFundingInfo",
            _("Who owns the paper and where its money comes from: without it no other promise can be weighed."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "masthead",
            _("Masthead"),
            "masthead",
            _("Who is answerable, by name. It can list the writers by itself."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind(
            "diversity",
            _("Diverse voices"),
            "diversityPolicy",
            _("How the paper sees to it that all of its town is heard, among its staff and in its pages."),
            f"{_TRUST}, {_SEARCH}",
        ),
        PolicyKind(
            "staffing",
            _("Who works here"),
            "diversityStaffingReport",
            _("How the staff compares with the people it writes for, in figures."),
            f"{_TRUST}, {_SEARCH}",
        ),
        PolicyKind(
            "feedback",
            _("How to talk back"),
            "actionableFeedbackPolicy",
            _("How readers’ criticism is taken in, and what became of it."),
            f"{_TRUST}, {_JTI}, {_SEARCH}",
        ),
        PolicyKind("contact", _("Contact"), "", _("How to reach the newsroom, in confidence too."), _JTI),
        PolicyKind(
            "ai",
            _("How we use AI"),
            "",
            _("What models do here and what they never do; readers ask it of every paper now."),
            _JTI,
        ),
        PolicyKind(
            "privacy",
            _("Privacy"),
            "",
            _("What is kept about readers and for how long. The law of most countries asks for it."),
            _JTI,
        ),
    )
}
BY_SLUG = {kind.slug: kind for kind in KINDS.values()}


def in_order(codes) -> list[PolicyKind]:
    """Return the kinds of these codes in the order of the list; an unknown one is passed over."""
    codes = set(codes)
    return [kind for code, kind in KINDS.items() if code in codes]
