"""Facts and constraints, a noun a file."""

from .address import Address, address_key, hashed_key
from .article import Article, ArticleDocument, ArticlePhoto, PaidAs
from .banner import Banner
from .blocked import BlockedName
from .calendar import Counted, DayCount, DayToCount
from .complaint import Complaint
from .contributor import Byline, Contributor
from .edition import (
    Edition,
    EditionByline,
    EditionDocument,
    EditionPhoto,
    EditionSection,
    EditionTag,
    EditionWords,
    Pull,
    Redaction,
)
from .fix import AskedFix, OpenFix
from .former import FormerSlug
from .front import Front, FrontEdition, FrontPlace, FrontReceipt, FrontWords, front_tag
from .handing_over import HandOver, HandOverReading
from .journal import JournalState
from .live import LiveEntry, LiveGrant, LivePin, LiveStory
from .most_read import MostRead, MostReadBar
from .note import Note
from .outside import OutsideSignOff, OutsideView, ReviewLink
from .package import PackagePart
from .print_use import PrintUse
from .receipt import Receipt, ReceiptRow
from .republisher import Republisher, RepublisherKey, RepublisherNotice, RepublisherUse, Taken
from .review import Capacity, Hold, Part, ReadAfter, SignOff, SignOffRule, SmallChange
from .revision import Revision
from .saved_filter import SavedFilter
from .section import Section
from .style import StyleIgnored, StyleRule, StyleTrial
from .tag import SeriesPart, Tag, TagAlias, TaggedArticle, TagMerge, unicode_slug
from .tray import TrayPhoto
from .withheld import Withheld

__all__ = [
    "Address",
    "Article",
    "ArticleDocument",
    "ArticlePhoto",
    "AskedFix",
    "Banner",
    "BlockedName",
    "Byline",
    "Capacity",
    "Complaint",
    "Contributor",
    "Edition",
    "Counted",
    "DayCount",
    "DayToCount",
    "EditionByline",
    "EditionDocument",
    "EditionPhoto",
    "EditionSection",
    "EditionTag",
    "EditionWords",
    "FormerSlug",
    "Front",
    "FrontEdition",
    "FrontPlace",
    "FrontReceipt",
    "FrontWords",
    "HandOver",
    "HandOverReading",
    "Hold",
    "JournalState",
    "LiveEntry",
    "LiveGrant",
    "LivePin",
    "LiveStory",
    "MostRead",
    "MostReadBar",
    "Note",
    "OpenFix",
    "OutsideSignOff",
    "OutsideView",
    "Part",
    "PrintUse",
    "Receipt",
    "PackagePart",
    "PaidAs",
    "Pull",
    "ReadAfter",
    "ReceiptRow",
    "Redaction",
    "Republisher",
    "RepublisherKey",
    "RepublisherNotice",
    "RepublisherUse",
    "ReviewLink",
    "Revision",
    "SavedFilter",
    "Section",
    "SeriesPart",
    "SignOff",
    "SignOffRule",
    "SmallChange",
    "StyleIgnored",
    "StyleRule",
    "StyleTrial",
    "Tag",
    "TagAlias",
    "TagMerge",
    "TaggedArticle",
    "TrayPhoto",
    "Taken",
    "address_key",
    "front_tag",
    "hashed_key",
    "Withheld",
    "unicode_slug",
]
