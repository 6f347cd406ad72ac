"""From what somebody typed to a Content, and back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError

from articles.content import OF_ONE_KIND, PAID, Content, ContentByline, ContentPhoto
from articles.intake.names import find_or_make, in_place_of_a_name
from articles.models import Article, Byline, Tag
from articles.names import kind_of
from articles.workflow import Refused
from media.models import Photo
from media.opening import UploadRefused
from media.uploads import accept
from newsroom import clock
from newsroom.record.canonical import stamp

from .beside_it import as_typed
from .fields import as_before, join_names, tags_named
from .forms import BylineRows, PhotoRows, StoryForm

_PLAIN = ("headline", "dek", "slug", "slugline", "kind", "language", "dateline", "search_headline", "share_headline",
          "related", *OF_ONE_KIND)  # fmt: skip
_PAID_MOMENTS = ("paid_from", "paid_until")
ABOUT = ("copy_from", "copy_source", "sensitive", "commissioned", "pitch")


@dataclass
class Typed:
    """The story form and its rows, bound or not."""

    form: StoryForm
    bylines: BylineRows
    photos: PhotoRows
    upload: object = None

    @classmethod
    def bound(cls, request) -> "Typed":
        """Return what came with this request."""
        data = request.POST
        return cls(
            StoryForm(data, user=request.user),
            BylineRows(data, prefix="byline", form_kwargs={"user": request.user}),
            PhotoRows(data, prefix="photo", form_kwargs={"language": data.get("language", "")}),
            request.FILES.get("photo_upload"),
        )

    @classmethod
    def of(cls, article: Article, content: Content, user, known: list[Tag] | None = None) -> "Typed":
        """Return the form as the story is now; `known` are the content's tags, for who has them."""
        if known is None:
            known = Tag.objects.filter(uid__in=content.tags).select_related("merged_into")
        tags = {str(tag.uid): (tag.merged_into or tag).name for tag in known}
        initial = {name: getattr(content, name) for name in _PLAIN}
        initial |= {name: getattr(article, name) for name in ABOUT}
        initial |= {
            "base": article.revision_number,
            "opened": json.dumps({name: getattr(article, name) for name in ABOUT}),
            "body": content.body,
            "dated": article.dated,
            "related": as_typed(content.related),
            **_paid_typed(content),
            "section": article.section_id,
            "tags": join_names(dict.fromkeys(tags[uid] for uid in content.tags if uid in tags)),
        }
        return cls(
            StoryForm(initial=initial, user=user),
            BylineRows(
                initial=[vars(byline) | {"ORDER": n} for n, byline in enumerate(content.bylines, 1)],
                prefix="byline",
                form_kwargs={"user": user},
            ),
            photo_rows_of(content),
        )

    def is_valid(self) -> bool:
        """Check all three, so that every mistake is shown at once."""
        return all([self.form.is_valid(), self.bylines.is_valid(), self.photos.is_valid()])

    @property
    def base(self) -> int | None:
        """The revision this form was opened with."""
        return self.form.cleaned_data["base"]

    @property
    def opened(self) -> dict:
        """What was kept beside the content when this form was opened, as far as the form says."""
        try:
            said = json.loads(self.form.cleaned_data["opened"])
        except ValueError:
            return {}
        plain = isinstance(said, dict)
        return {name: said[name] for name in ABOUT if plain and isinstance(said.get(name, []), str | int | None)}

    @property
    def about(self) -> dict:
        """What is kept of a story beside its content."""
        said = self.form.cleaned_data
        return {name: said[name] for name in ABOUT} | ({"left_out": ""} if said["let_go"] else {})

    def content(self, before: Content, *, by) -> Content:
        """Return the content as typed, adding the tags and contributors that are new. Call inside a transaction.

        Raise Refused, with the mistake beside its field, when a name fits none or many.
        """
        said = self.form.cleaned_data
        return replace(
            before,
            **{name: said[name] for name in _PLAIN},
            **paid_said(said),
            body=said["body"],
            dated=said["dated"].isoformat() if said["dated"] else "",
            section=str(said["section"].uid) if said["section"] else "",
            tags=tuple(as_before(self._tags(), before.tags)),
            bylines=tuple(self._bylines(by)),
            photos=(*uses_in(self.photos), *self._uploaded(by)),
        )

    def _tags(self) -> list[Tag]:
        try:
            return tags_named(self.form.cleaned_data["tags"], make=bool(self.form.cleaned_data.get("new_tags")))
        except ValidationError as error:
            self.form.add_error("tags", error)
            raise Refused(" ".join(error.messages)) from error

    def _bylines(self, by):
        made = {}
        for row in self.bylines.kept:
            if row.cleaned_data.get("role") == Byline.Role.UNNAMED:
                unnamed = in_place_of_a_name(by=by, now=clock.now())
                yield ContentByline(str(unnamed.uid), unnamed.name, Byline.Role.UNNAMED.value)
                continue
            named = row.cleaned_data.get("named")
            if named is None:
                continue
            contributor = named.contributor or made.get(named.new_name.casefold())
            if contributor is None:
                kind = kind_of(named.new_name)
                contributor = find_or_make(named.new_name, kind, by=by, now=clock.now())
                made[named.new_name.casefold()] = contributor
            said = row.cleaned_data
            yield ContentByline(str(contributor.uid), contributor.name, said["role"], said["place"])

    def _uploaded(self, by):
        """Take in a picture chosen in the form itself, which is how it is done without a script."""
        if not self.upload:
            return
        try:
            photo = accept(self.upload, by=by)
        except UploadRefused as refusal:
            raise Refused(str(refusal)) from refusal
        yield use_of(photo, "inline" if self.photos.kept else "lead")


def _paid_typed(content: Content) -> dict:
    """Return who pays as the form takes it."""
    said = {name: getattr(content, name) for name in PAID}
    moments = {name: datetime.fromisoformat(said[name]) if said[name] else None for name in _PAID_MOMENTS}
    return said | moments


def paid_said(said: dict) -> dict:
    """Return who pays as content has it, of what a form says; nothing of a form without these fields."""
    found = {name: said[name] for name in PAID if name in said}
    return found | {name: stamp(found[name]) if found[name] else "" for name in _PAID_MOMENTS if name in found}


def photo_rows_of(content: Content) -> PhotoRows:
    """Return the rows of a content's photos."""
    # A checkbox takes the content's 0 for a tick.
    initial = [vars(use) | {"decorative": bool(use.decorative), "ORDER": n} for n, use in enumerate(content.photos, 1)]
    return PhotoRows(initial=initial, prefix="photo", form_kwargs={"language": content.language})


def uses_in(rows: PhotoRows) -> Iterator[ContentPhoto]:
    """Yield the uses that rows describe, each photo once a place."""
    seen = set()
    for row in rows.kept:
        said = row.cleaned_data
        uid = str(said["photo"])
        if (uid, said["use"]) in seen:
            continue
        seen.add((uid, said["use"]))
        decorative = int(said["decorative"])
        yield ContentPhoto(
            uid, said["use"], said["caption"], said["alt"], decorative, said["crop"], said.get("shown", "")
        )


def use_of(photo: Photo, use: str) -> ContentPhoto:
    """Return a new use of a photo, with the photo's own words to begin with."""
    return ContentPhoto(str(photo.uid), use, photo.caption, photo.alt_text)
