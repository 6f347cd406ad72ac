"""From a state of the journal back to the form it came from, and to a content that can be compared."""

from dataclasses import replace
from types import SimpleNamespace

from django.core.exceptions import ValidationError
from django.http import QueryDict

from articles.body import sanitise
from articles.content import OF_ONE_KIND, PAID, Content, ContentByline, ContentPhoto, is_uid
from articles.models import Article, JournalState, Section
from articles.working_copy import tidy

from .beside_it import uids_of
from .fields import tags_named
from .moments import WallTimeField
from .typed import ABOUT, Typed, paid_said

_LINES = ("headline", "dek", "slug", "slugline", "kind", "language", "dateline", "dated")
_HEADLINES = ("search_headline", "share_headline")
# The lines of a fix; it has no others.
FIXED_TEXTS = ("headline", "dek", *_HEADLINES)
# What goes with a form and is not what somebody typed.
HOUSEKEEPING = {
    "csrfmiddlewaretoken", "typed_by", "journal", "journal_seq", "journal_from", "_save", "_verb", "_note",
}  # fmt: skip


def said_in(payload: str) -> QueryDict:
    """Return what a payload says, as a view finds it in a request."""
    return QueryDict(payload)


def payload_of(data: QueryDict) -> str:
    """Return what somebody typed of what was posted, urlencoded."""
    typed = data.copy()
    for name in HOUSEKEEPING & set(data):
        del typed[name]
    return typed.urlencode()


def bound(state: JournalState, user) -> Typed:
    """Return the story form with everything in it that this state has."""
    return Typed.bound(SimpleNamespace(POST=said_in(state.payload), FILES={}, user=user))


def content_in(state: JournalState, before: Content) -> Content:
    """Return what the state says, near enough to compare: half-typed names that are nobody's are left out of it.

    It writes nothing, unlike saving, which adds the names that are new.
    """
    said = said_in(state.payload)
    if state.is_fix:
        return _fixed_in(said, before)
    kept = {name: said[name] for name in (*_LINES, *_HEADLINES, *OF_ONE_KIND) if name in said}
    section = said.get("section", "")
    found = Section.objects.filter(pk=section).first() if section.isdecimal() and len(section) < 10 else None
    return tidy(
        replace(
            before,
            **kept,
            **_beside_it(said, before),
            **_paid(said),
            body=sanitise(said.get("body", "")),
            section=str(found.uid) if found else "",
            tags=_tags(said),
            bylines=tuple(_bylines(said)),
            photos=tuple(_photos(said)),
        )
    )


def _beside_it(said: QueryDict, before: Content) -> dict:
    try:
        return {"related": uids_of(said["related"])} if "related" in said else {}
    except ValidationError:
        return {"related": before.related}


def _paid(said: QueryDict) -> dict:
    """Return who pays, as far as a moment that was typed is one."""
    found = {name: said[name] for name in PAID if name in said}
    for name in ("paid_from", "paid_until"):
        if name in found:
            try:
                found[name] = WallTimeField(required=False).clean((found[name], said.get(f"{name}_which", "")))
            except ValidationError:
                del found[name]
    return paid_said(found)


def _fixed_in(said: QueryDict, before: Content) -> Content:
    """Return what readers have with what was typed into it."""
    texts = {name: said[name] for name in FIXED_TEXTS if name in said}
    return tidy(replace(before, **texts, body=sanitise(said.get("body", "")), photos=tuple(_photos(said))))


def says_what_is_saved(state: JournalState, article: Article, before: Content, typed: Content) -> bool:
    """Say whether saving this state would change nothing."""
    said = said_in(state.payload)
    if state.is_fix:
        return typed.text == before.text and not said.get("note", "").strip()
    if said.get("note_text", "").strip():
        return False
    about = {name: said.get(name, "") for name in ABOUT if name in said}
    same = all(str(_plain(getattr(article, name))) == value for name, value in about.items())
    return same and ("sensitive" in said) == article.sensitive and typed.text == before.text


def _plain(value):
    return "on" if value is True else "" if value in (None, False) else value


def _tags(said: QueryDict) -> tuple[str, ...]:
    found = {}
    for name in said.get("tags", "").split(","):
        try:
            found |= {str(tag.uid): tag for tag in tags_named(name)}
        except ValidationError:
            continue
    return tuple(found)


def _rows(said: QueryDict, prefix: str) -> list[dict]:
    """Return the rows of one kind in their order, less those that were taken out."""
    total = said.get(f"{prefix}-TOTAL_FORMS", "")
    rows = []
    for number in range(min(int(total), 200) if total.isdecimal() and len(total) < 6 else 0):
        head = f"{prefix}-{number}-"
        row = {name.removeprefix(head): said[name] for name in said if name.startswith(head)}
        if not row.get("DELETE"):
            rows.append(row)
    return sorted(rows, key=lambda row: int(row["ORDER"]) if row.get("ORDER", "").isdecimal() else 10_000)


def _bylines(said: QueryDict):
    for row in _rows(said, "byline"):
        if name := row.get("name", "").strip():
            uid = row.get("contributor", "")
            yield ContentByline(uid if is_uid(uid) else "", name, row.get("role") or "by", row.get("place", ""))


def _photos(said: QueryDict):
    for row in _rows(said, "photo"):
        if is_uid(row.get("photo", "")):
            use = "lead" if row.get("use") == "lead" else "inline"
            decorative = int(bool(row.get("decorative")))
            yield ContentPhoto(
                row["photo"],
                use,
                row.get("caption", ""),
                row.get("alt", ""),
                decorative,
                row.get("crop", ""),
                row.get("shown", ""),
            )
