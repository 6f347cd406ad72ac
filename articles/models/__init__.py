"""Facts and constraints, a noun a file."""

from .address import Address, address_key, hashed_key
from .article import Article, ArticlePhoto
from .blocked import BlockedName
from .contributor import Byline, Contributor
from .edition import (
    Edition,
    EditionByline,
    EditionPhoto,
    EditionSection,
    EditionTag,
    EditionWords,
    Pull,
    Redaction,
)
from .journal import JournalState
from .review import Hold, Note, ReadAfter, SignOff
from .revision import Revision
from .section import Section
from .style import StyleIgnored, StyleRule, StyleTrial
from .tag import Tag, TagAlias, TaggedArticle, unicode_slug

__all__ = [
    "Address",
    "Article",
    "ArticlePhoto",
    "BlockedName",
    "Byline",
    "Contributor",
    "Edition",
    "EditionByline",
    "EditionPhoto",
    "EditionSection",
    "EditionTag",
    "EditionWords",
    "Hold",
    "JournalState",
    "Note",
    "Pull",
    "ReadAfter",
    "Redaction",
    "Revision",
    "Section",
    "SignOff",
    "StyleIgnored",
    "StyleRule",
    "StyleTrial",
    "Tag",
    "TagAlias",
    "TaggedArticle",
    "address_key",
    "hashed_key",
    "unicode_slug",
]
