"""What was changed in the fields and lists of a story."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.content import OF_ONE_KIND, PAID, Content, ContentByline, ContentPhoto
from articles.models import Article, ArticlePhoto, Byline
from newsroom import clock

from . import showing
from .aligning import rising
from .names import Names
from .words import compared, count, cut

# In the order of the story form. These are compared by words …
WORDS = ("headline", "dek", "slugline", "slug", "dateline", "search_headline", "share_headline",
         "sponsor", "sponsor_url", *OF_ONE_KIND)  # fmt: skip
# … and these as a whole.
CHOICES = ("section", "kind", "language", "dated", "paid_as", "paid_from", "paid_until", "related")
FIELDS = ("headline", "dek", "bylines", "dateline", "dated", "photos", "section", "tags", "kind", "slugline", "slug",
          "language", "search_headline", "share_headline", *OF_ONE_KIND, "related", *PAID)  # fmt: skip


@dataclass(frozen=True)
class FieldChange:
    """One field that was changed: its name in content, its label, and both texts in one."""

    name: str
    label: str
    html: SafeString
    words_in: int = 0
    words_out: int = 0
    items: tuple["ItemChange", ...] = ()


@dataclass(frozen=True)
class ItemChange:
    """One entry of a list that was changed. `kind`: same, changed, removed, added; `moved` when the order was."""

    kind: str
    html: SafeString
    changes: tuple[FieldChange, ...] = ()
    was: int = 0
    now: int = 0
    moved: bool = False

    @property
    def label(self) -> str:
        """Return what happened to it, in words."""
        said = {"removed": _("Taken out"), "added": _("Put in"), "changed": _("Changed")}.get(self.kind, "")
        moved = _("was number %(was)s, is number %(now)s") % {"was": self.was, "now": self.now} if self.moved else ""
        return ", ".join(part for part in (said, moved) if part)


def changed_fields(before: Content, after: Content, names: Names) -> tuple[FieldChange, ...]:
    """Return the fields that are not the same, in the order of the form."""
    return tuple(
        _change(name, before, after, names)
        for name in FIELDS
        if getattr(before, name) != getattr(after, name)
    )  # fmt: skip


def label_of(name: str) -> str:
    """Return what a field of content is called on screens."""
    if name == "bylines":
        return _("Bylines")
    if name == "photos":
        return _("Photos")
    return capfirst(str(getattr(Article._meta.get_field(name), "verbose_name", name)))


def _change(name: str, before: Content, after: Content, names: Names) -> FieldChange:
    was, now = getattr(before, name), getattr(after, name)
    if name in _LISTS:
        items = _items(was, now, *_LISTS[name](names))
        return FieldChange(
            name,
            label_of(name),
            SafeString(""),
            sum(change.words_in for item in items for change in item.changes),
            sum(change.words_out for item in items for change in item.changes),
            items,
        )
    if name in WORDS:
        return by_words(name, label_of(name), was, now)
    return _as_a_whole(name, label_of(name), *(printed(name, value, names) for value in (was, now)))


def by_words(name: str, label: str, was: str, now: str) -> FieldChange:
    """Return a text's change word by word."""
    changes = compared(cut(was), cut(now))
    return FieldChange(
        name,
        label,
        showing.runs(changes),
        sum(count(run.after) for run in changes if not run.stayed),
        sum(count(run.before) for run in changes if not run.stayed),
    )


def _as_a_whole(name: str, label: str, was: str, now: str) -> FieldChange:
    old, new = (format_html("{}", text) if text else SafeString("") for text in (was, now))
    between = SafeString(" ") if was and now else SafeString("")
    return FieldChange(name, label, showing.together((showing.struck(old), between, showing.put_in(new))))


def printed(name: str, value: str, names: Names) -> str:
    """Return a choice as screens say it."""
    if name == "section":
        return names.section(value)
    if name == "kind":
        return str(dict(Article.Kind.choices).get(value, value))
    if name == "language":
        return str(dict(settings.LANGUAGES).get(value, value))
    if name == "paid_as":
        return str(dict(Article.PaidAs.choices).get(value, value))
    if name == "related":
        return ", ".join(names.story(uid) for uid in value.split())
    return _moment(value) if name in {"paid_from", "paid_until"} else _day(value)


def _moment(value: str) -> str:
    try:
        return date_format(clock.local(datetime.fromisoformat(value)), "j F Y, H:i") if value else ""
    except ValueError:
        return value


def _day(value: str) -> str:
    try:
        return date_format(date.fromisoformat(value), "j F Y") if value else ""
    except ValueError:
        return value


def _bylines(names: Names):
    def shown(byline: ContentByline) -> str:
        role = str(dict(Byline.Role.choices).get(byline.role, byline.role))
        return f"{role} {byline.name}" + (f", {byline.place}" if byline.place else "")

    def changes(was: ContentByline, now: ContentByline):
        for name, label in (("name", _("Name as printed")), ("place", _("Place"))):
            if getattr(was, name) != getattr(now, name):
                yield by_words(name, label, getattr(was, name), getattr(now, name))

    return lambda byline: (byline.contributor, byline.role), shown, changes


def _tags(names: Names):
    return lambda uid: uid, names.tag, lambda was, now: ()


def _photos(names: Names):
    uses, ways = dict(ArticlePhoto.Use.choices), dict(ArticlePhoto.Shown.choices)

    def changes(was: ContentPhoto, now: ContentPhoto):
        for name, label in (("caption", _("Caption")), ("alt", _("Alt text"))):
            if getattr(was, name) != getattr(now, name):
                yield by_words(name, label, getattr(was, name), getattr(now, name))
        if was.use != now.use:
            yield _as_a_whole("use", _("Use"), *(str(uses.get(photo.use, photo.use)) for photo in (was, now)))
        if was.decorative != now.decorative:
            said = {0: _("not decorative"), 1: _("decorative")}
            yield _as_a_whole("decorative", _("Decorative"), *(said[int(bool(p.decorative))] for p in (was, now)))
        if was.crop != now.crop:
            yield _as_a_whole("crop", _("Crop"), *(photo.crop or _("whole picture") for photo in (was, now)))
        if was.shown != now.shown:
            yield _as_a_whole("shown", _("Shown"), *(str(ways.get(photo.shown, photo.shown)) for photo in (was, now)))

    return lambda photo: photo.photo, lambda photo: names.photo(photo.photo), changes


_LISTS: dict[str, Callable] = {"bylines": _bylines, "tags": _tags, "photos": _photos}


def _items(before, after, key: Callable, shown: Callable, changes: Callable) -> tuple[ItemChange, ...]:
    """Return all entries of a list, those taken out where they stood."""
    was, now = _numbered(before, key), _numbered(after, key)
    places = {name: n for n, name in enumerate(was)}
    # `rising` wants its pairs by rising first number: places after, with those before beside them.
    common = [(j, places[name]) for j, name in enumerate(now) if name in places]
    stay = {j for j, _i in rising(common)}
    found: list[tuple[float, ItemChange]] = []
    for j, name in enumerate(now):
        text = format_html("{}", shown(now[name]))
        if name not in was:
            found.append((j, ItemChange("added", showing.put_in(text), now=j + 1)))
            continue
        inside = tuple(changes(was[name], now[name]))
        moved = j not in stay
        kind = "changed" if inside else "same"
        found.append((j, ItemChange(kind, text, inside, places[name] + 1, j + 1, moved)))
    for i, name in enumerate(was):
        if name not in now:
            gone = ItemChange("removed", showing.struck(format_html("{}", shown(was[name]))), was=i + 1)
            found.append((i - 0.5, gone))
    return tuple(item for _place, item in sorted(found, key=lambda entry: entry[0]))


def _numbered(entries, key: Callable) -> dict:
    """Return entries by key; one that stands there twice is told apart by how often it stood before."""
    seen: Counter = Counter()
    named = {}
    for entry in entries:
        name = key(entry)
        named[name, seen[name]] = entry
        seen[name] += 1
    return named
