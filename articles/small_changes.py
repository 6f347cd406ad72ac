"""What may be typed together with a sign-off: a few words, and nothing but words."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.record.canonical import canonical

from .body.reading import parsed
from .content import Content, is_uid
from .models import Section
from .redline.short import Snippet, snippets

_ONLY_WORDS = ("headline", "dek", "dateline", "search_headline", "share_headline", "body", "photos")


def limit_of(content: Content) -> int:
    """Return how many words may be changed with a sign-off in the content's section."""
    section = Section.objects.filter(uid=content.section).first() if is_uid(content.section) else None
    return section.small_change_words if section else Section._meta.get_field("small_change_words").default


def words_of(places: Iterable[Snippet]) -> int:
    """Return how many words were struck and put in; whatever else was changed counts as a word."""
    return sum(place.words for place in places)


def as_text(places: Iterable[Snippet]) -> str:
    """Return the redline as canonical text, for the record."""
    return canonical([{"place": each.place, "before": each.before, "after": each.after} for each in places])


def more_than_words(before: Content, after: Content) -> str:
    """Return the sentence for a change of something other than words; empty where only words were changed."""
    was, now = before.as_dict(), after.as_dict()
    if any(was[name] != now[name] for name in was if name not in _ONLY_WORDS):
        return _("Only words can be changed with a sign-off: not the byline, the date, the tags or where it stands.")
    if _without_texts(before) != _without_texts(after):
        return _("Only words can be changed with a sign-off: not which photos there are, nor how they are cut.")
    if _things_in(before.body) != _things_in(after.body):
        return _("Only words can be changed with a sign-off: not a link, a photo’s place, an embed or a related story.")
    return ""


def _without_texts(content: Content) -> list[tuple]:
    return [(use.photo, use.use, use.crop, use.decorative, use.shown) for use in content.photos]


def _things_in(body: str) -> Counter:
    """Return what in the body leads or shows somewhere, whatever its words are."""
    if not body.strip():
        return Counter()
    return Counter((element.tag, *sorted(element.attrib.items())) for element in parsed(body).iter() if element.attrib)


def over_the_limit(words: int, before: int, limit: int) -> str:
    """Return the sentence for too many words: how many these are, how many went before, how many there may be."""
    if not limit:
        return _("This section allows no changes with a sign-off. Save them, and ask a colleague to read the text.")
    head = ngettext(
        "You changed %(count)s word, and",
        "You changed %(count)s words, and",
        words,
    ) % {"count": words}
    if before:
        head = _("You changed %(count)s words now and %(before)s since a colleague last read it, and") % {
            "count": words,
            "before": before,
        }
    tail = _("%(limit)s is the most that goes with a sign-off here. Save them, and ask a colleague to read the text.")
    return f"{head} {tail % {'limit': limit}}"


def places_of(before: Content, after: Content) -> list[Snippet]:
    """Return every place that was changed."""
    return snippets(before, after)
