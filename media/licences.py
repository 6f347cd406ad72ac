"""The licences a newsroom has pictures under: each with its rights basis, its cost and what it asks."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RightsBasis(TextChoices):
    """Why a picture may be used, in the fewest words; always that of its licence."""

    OWN = "own", _("Ours: taken by our staff")
    AGENCY = "agency", _("Agency subscription")
    LICENCE = "licence", _("Licence")
    PERMISSION = "permission", _("Permission from the owner")
    HANDOUT = "handout", _("Handout")
    QUOTATION = "quotation", _("Quotation, for review or comment")
    NOT_ESTABLISHED = "not_established", _("Not established")


class Cost(TextChoices):
    """What another use of it costs."""

    FREE = "free", _("Costs nothing")
    CONDITIONAL = "conditional", _("Free under conditions")
    PAY = "pay", _("Each use is paid for")


class Asks(TextChoices):
    """What a licence asks of whoever uses the picture."""

    CREDIT = "credit", _("Credit in the owner’s own wording")
    LINK = "link", _("The licence’s name and a link to it, beside the credit")
    NO_CROP = "no_crop", _("Shown whole: no crop, nothing altered")
    ONLINE_ONLY = "online_only", _("Online only, not in print")
    PRINT_ONLY = "print_only", _("In print only, not online")
    NOT_COMMERCIAL = "not_commercial", _("No commercial use")
    EDITORIAL_ONLY = "editorial_only", _("Editorial use only")
    NO_ARCHIVE = "no_archive", _("No archiving: not used again later")
    NO_SALES = "no_sales", _("No sales: not passed on to others")
    SUBJECT_ONLY = "subject_only", _("Only with a story about what it shows")
    TERRITORY = "territory", _("Only where the permission says")
    SECTIONS = "sections", _("Only in the sections the permission names")


@dataclass(frozen=True)
class Licence:
    """One licence. `link` is its deed on the web, `short` its name for readers; `lasts` and `uses` its usual lease."""

    code: str
    label: str
    basis: RightsBasis
    cost: Cost
    asks: tuple[Asks, ...] = ()
    link: str = ""
    short: str = ""
    lasts: timedelta | None = None
    uses: int | None = None

    @property
    def whole(self) -> bool:
        """Say whether the picture may only be shown whole."""
        return Asks.NO_CROP in self.asks

    @property
    def online_only(self) -> bool:
        return Asks.ONLINE_ONLY in self.asks


NOT_ESTABLISHED = RightsBasis.NOT_ESTABLISHED.value
_OWN, _LICENCE, _PERMISSION = RightsBasis.OWN, RightsBasis.LICENCE, RightsBasis.PERMISSION

# A basis's plain licence has its very code: photos from before there were licences keep what they say.
_PLAIN = (
    Licence("own", _("Own staff"), _OWN, Cost.FREE),
    Licence("commissioned", _("Commissioned"), _LICENCE, Cost.FREE, (Asks.CREDIT,)),
    Licence("agency", _("Agency subscription"), RightsBasis.AGENCY, Cost.FREE, (Asks.CREDIT,)),
    Licence("single_use", _("Single use"), _LICENCE, Cost.PAY, (Asks.CREDIT,), uses=1),
    Licence("licence", _("Another licence, in writing"), _LICENCE, Cost.CONDITIONAL, (Asks.CREDIT,)),
    Licence("handout", _("Handout"), RightsBasis.HANDOUT, Cost.FREE, (Asks.CREDIT, Asks.SUBJECT_ONLY)),
    Licence("press_release", _("Press release"), RightsBasis.HANDOUT, Cost.FREE, (Asks.CREDIT, Asks.SUBJECT_ONLY)),
    Licence("permission", _("Permission from the owner"), _PERMISSION, Cost.CONDITIONAL, (Asks.CREDIT,)),
    Licence(
        "social",
        _("Social media, with permission"),
        _PERMISSION,
        Cost.CONDITIONAL,
        (Asks.CREDIT, Asks.ONLINE_ONLY, Asks.SUBJECT_ONLY),
    ),
    Licence(
        "screengrab",
        _("Screengrab"),
        RightsBasis.QUOTATION,
        Cost.CONDITIONAL,
        (Asks.CREDIT, Asks.SUBJECT_ONLY),
        lasts=timedelta(days=14),
    ),
    Licence(
        "quotation",
        _("Quotation, for review or comment"),
        RightsBasis.QUOTATION,
        Cost.CONDITIONAL,
        (Asks.CREDIT, Asks.SUBJECT_ONLY),
    ),
    Licence(
        "public_domain",
        _("Public domain"),
        _LICENCE,
        Cost.FREE,
        link="https://creativecommons.org/publicdomain/mark/1.0/",
        short="Public domain",
    ),
    Licence(NOT_ESTABLISHED, _("Not established"), RightsBasis.NOT_ESTABLISHED, Cost.CONDITIONAL),
)

_CC_KINDS = ("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd")
_CC_VERSIONS = ("4.0", "3.0", "2.5", "2.0", "1.0")


def _creative_commons(kind: str, version: str) -> Licence:
    asks = [Asks.CREDIT, Asks.LINK]
    asks += [Asks.NO_CROP] if "nd" in kind else []
    asks += [Asks.NOT_COMMERCIAL] if "nc" in kind else []
    short = f"CC {kind.upper()} {version}"
    # The first version named its parts in another order.
    path = "by-nd-nc" if (kind, version) == ("by-nc-nd", "1.0") else kind
    return Licence(
        f"cc-{kind}-{version}",
        short,
        _LICENCE,
        Cost.CONDITIONAL if "nc" in kind else Cost.FREE,
        tuple(asks),
        link=f"https://creativecommons.org/licenses/{path}/{version}/",
        short=short,
    )


_CC_ZERO = Licence(
    "cc0-1.0",
    "CC0 1.0",
    _LICENCE,
    Cost.FREE,
    link="https://creativecommons.org/publicdomain/zero/1.0/",
    short="CC0 1.0",
)
_CREATIVE_COMMONS = (
    *(_creative_commons(kind, version) for version in _CC_VERSIONS for kind in _CC_KINDS),
    _CC_ZERO,
)

LICENCES: dict[str, Licence] = {licence.code: licence for licence in (*_PLAIN, *_CREATIVE_COMMONS)}
CHOICES = [
    *((licence.code, licence.label) for licence in _PLAIN),
    (_("Creative Commons"), [(licence.code, licence.label) for licence in _CREATIVE_COMMONS]),
]


def codes_of(basis: str) -> list[str]:
    """Return the licences that belong to a rights basis."""
    return [licence.code for licence in LICENCES.values() if licence.basis == basis]
