"""Which tags a person may have meant, and which a text asks for: by the newsroom's tags, other names and past use."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from newsroom.search.slips import distance

from .body import paragraphs
from .content import Content
from .models import Edition, EditionTag, Tag, TagAlias

MOST = 9
_WORDS = re.compile(r"[^\W_]+(?:[-’'.&][^\W_]+)*")
_LONGEST = 4
_BATCH = 8000
# Names of these kinds are written with a capital: "may" is no month, "reading" no town.
_PROPER = {Tag.Kind.PERSON, Tag.Kind.PLACE, Tag.Kind.ORGANISATION, Tag.Kind.EVENT}
_WEIGHTS = {"headline": 4.0, "dek": 2.0, "body": 1.0}
# Of as many stories with a chosen tag, how many others must have the tag beside it.
_LATEST, _TOGETHER, _SHARE = 200, 3, 0.3


def allowed(text: str) -> int:
    """Return how many slips a word of this length may have and still be meant."""
    return 0 if len(text) < 4 else 1 if len(text) < 6 else 2


def near(text: str, most: int = MOST) -> list[tuple[Tag, str]]:
    """Return tags whose name, or other name, begins nearly like the text, with the name that was meant.

    Only names that begin with the first or second letter typed and are not much longer are read, by an index.
    """
    text = text.casefold()
    slips = allowed(text)
    if not slips:
        return []
    about = {
        "first__in": [text[0], text[1], text[0].upper()],
        "size__range": (len(text) - slips, len(text) + 10),
    }
    found: dict[int, tuple[int, str]] = {}
    rows = [
        *Tag.objects.filter(merged_into=None, **about).values_list("pk", "name"),
        *TagAlias.objects.filter(tag__merged_into=None, **about).values_list("tag_id", "name"),
    ]
    pairs = _pairs(text)
    for pk, name in rows:
        folded = name.casefold()
        if len(pairs & _pairs(folded)) < len(pairs) - 2 * slips:
            continue
        off = distance(text, folded[: len(text) + slips], slips, beginning=True)
        if off <= slips and (off, name) < found.get(pk, (slips + 1, "")):
            found[pk] = (off, name)
    best = sorted(found, key=lambda pk: (*found[pk], pk))[:most]
    tags = Tag.objects.in_bulk(best)
    return [(tags[pk], found[pk][1]) for pk in best if pk in tags]


def _pairs(text: str) -> set[str]:
    return {text[n : n + 2] for n in range(len(text) - 1)}


@dataclass
class _Seen:
    """A phrase of the text: how much it weighs, and whether it was ever written with a capital."""

    weight: float = 0.0
    times: int = 0
    capital: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A tag, why it is offered, and how much speaks for it."""

    tag: Tag
    why: str
    score: float = field(compare=False, default=0.0)


def suggestions(content: Content, *, at: datetime, most: int = MOST) -> list[Suggestion]:
    """Return the tags this text asks for that it has not, best first; the same text and archive give the same ones."""
    chosen = list(Tag.objects.filter(uid__in=content.tags).values_list("pk", "merged_into_id"))
    have = {pk for row in chosen for pk in row if pk}
    found = _in_the_text(_phrases(content), have)
    beside = _beside({into or pk for pk, into in chosen}, have, at)
    for pk, why in beside.items():
        found[pk] = (found[pk][0] * 1.5, found[pk][1]) if pk in found else (0.5, why)
    used = Counter(dict(_used(found)))
    tags = Tag.objects.in_bulk(list(found))
    ranked = [Suggestion(tags[pk], why, round(weight * _telling(used[pk]), 6)) for pk, (weight, why) in found.items()]
    return sorted(ranked, key=lambda each: (-each.score, each.tag.name))[:most]


def _telling(stories: int) -> float:
    """Return how much a tag tells: one on everything little, one never used less than one that was."""
    return (1.0 if stories else 0.6) * (1 + 2 / (1 + math.log1p(stories)))


def _used(tags: Iterable[int]):
    rows = EditionTag.objects.filter(tag__in=list(tags)).order_by().values("tag")
    return rows.annotate(stories=Count("article", distinct=True)).values_list("tag", "stories")


def _phrases(content: Content) -> dict[str, _Seen]:
    """Return every phrase of up to four words, lower-case, with what it weighs."""
    found: dict[str, _Seen] = {}
    texts = [("headline", content.headline), ("dek", content.dek), ("dek", content.dateline)]
    texts += [("body", paragraph) for paragraph in paragraphs(content.body)]
    for place, text in texts:
        words = [word.removesuffix("’s").removesuffix("'s") for word in _WORDS.findall(text)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                _note(found, " ".join(words[start:end]), _WEIGHTS[place])
    return found


def _note(found: dict[str, _Seen], phrase: str, weight: float) -> None:
    if len(phrase) < 2:
        return
    folded = phrase.casefold()
    # "Internships" speaks for "internship" as well, a little less.
    forms = {folded: weight, folded[:-1]: weight * 0.9} if folded.endswith("s") else {folded: weight}
    for form, worth in forms.items():
        seen = found.setdefault(form, _Seen())
        seen.times += 1
        # The tenth time says little that the first did not.
        seen.weight += worth / seen.times
        seen.capital = seen.capital or phrase[:1].isupper()


def _in_the_text(phrases: dict[str, _Seen], have: set[int]) -> dict[int, tuple[float, str]]:
    """Return the tags the phrases name, with their weight and the words that did."""
    # A database may fold the case of ASCII letters alone.
    forms = sorted({form for phrase in phrases for form in (phrase, phrase.capitalize(), phrase.title())})
    found: dict[int, tuple[float, str]] = {}
    for start in range(0, len(forms), _BATCH):
        batch = forms[start : start + _BATCH]
        names = Tag.objects.annotate(low=Lower("name")).filter(low__in=batch, merged_into=None)
        aliases = TagAlias.objects.annotate(low=Lower("name")).filter(low__in=batch, tag__merged_into=None)
        rows = [*names.values_list("pk", "name", "kind"), *aliases.values_list("tag_id", "name", "tag__kind")]
        for pk, name, kind in rows:
            seen = phrases.get(name.casefold())
            if pk in have or seen is None or (kind in _PROPER and not seen.capital):
                continue
            # What is longer says more exactly what is meant.
            weight = seen.weight * (1 + 0.5 * name.count(" "))
            if weight > found.get(pk, (0.0, ""))[0]:
                found[pk] = (weight, _("in the text: “%(words)s”") % {"words": name})
    return found


def _beside(chosen: set[int], have: set[int], at: datetime) -> dict[int, str]:
    """Return the tags that stories readers have carry beside the chosen ones."""
    if not chosen:
        return {}
    latest = Edition.objects.listed(at).filter(tag_rows__tag__in=chosen).order_by("-listed_at", "-pk")
    editions = list(dict.fromkeys(latest.values_list("pk", flat=True)[:_LATEST]))
    rows = EditionTag.objects.filter(edition__in=editions).exclude(tag__in=have).values_list("tag", flat=True)
    needed = max(_TOGETHER, _SHARE * len(editions))
    return {pk: _("often beside these tags") for pk, stories in Counter(rows).items() if stories >= needed}
