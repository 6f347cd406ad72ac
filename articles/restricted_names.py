"""Names of today on stories that have a reporting restriction: a renamed tag must not print what was blocked."""

from django.db.models import Q

from .blocked_names import KeyMissing
from .blocked_places import names_of
from .models import Article, BlockedName, Contributor, Section, Tag

_ROWS = {
    Section: "editions__section_row__section",
    Tag: "editions__tag_rows__tag",
    Contributor: "editions__byline_rows__contributor",
}
_TEXTS = ("name", "description", "title", "bio", "beats", "profiles", "contact", "awards", "education")


def restricted_by(named) -> Article | None:
    """Return a story that prints this section, tag or contributor and may not print what it says, or None.

    `named` may be changed and not yet saved. Raise nothing where a key is missing: that story cannot go out anyway.
    """
    texts = [text for name in _TEXTS if (text := getattr(named, name, ""))]
    if portrait := getattr(named, "portrait", None):
        texts.append(portrait.credit_line)
    restricted = BlockedName.objects.values("article")
    bound = Q(pk__in=restricted) | Q(live_entry__live__in=restricted)
    stories = Article.objects.filter(bound, **{_ROWS[type(named)]: named.pk})
    for article in stories.distinct().prefetch_related("blocked_names"):
        try:
            blocked = names_of(article)
        except KeyMissing:
            continue
        if any(map(blocked.found_in, texts)) or blocked.found_in(named.slug, address=True):
            return article
    return None
