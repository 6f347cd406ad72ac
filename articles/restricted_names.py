"""Names of today on stories that have a reporting restriction: a renamed tag must not print what was blocked."""

from .blocked_names import Blocklist, KeyMissing
from .models import Article, BlockedName, Contributor, Section, Tag

_ROWS = {
    Section: "editions__section_row__section",
    Tag: "editions__tag_rows__tag",
    Contributor: "editions__byline_rows__contributor",
}
_TEXTS = ("name", "description", "bio")


def restricted_by(named) -> Article | None:
    """Return a story that prints this section, tag or contributor and may not print what it says, or None.

    `named` may be changed and not yet saved. Raise nothing where a key is missing: that story cannot go out anyway.
    """
    texts = [text for name in _TEXTS if (text := getattr(named, name, ""))]
    stories = Article.objects.filter(**{_ROWS[type(named)]: named.pk}, pk__in=BlockedName.objects.values("article"))
    for article in stories.distinct().prefetch_related("blocked_names"):
        try:
            blocked = Blocklist.of(article.uid, article.blocked_names.all())
        except KeyMissing:
            continue
        if any(map(blocked.found_in, texts)) or blocked.found_in(named.slug, address=True):
            return article
    return None
