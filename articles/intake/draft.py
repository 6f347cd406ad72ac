"""From what intake understood to a draft on the desk."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import workflow
from articles.bylines import Byline
from articles.content import Content, ContentByline, ContentPhoto
from articles.intake import names
from articles.intake.accounts import left_beside
from articles.intake.beside import Beside, Waiting
from articles.intake.result import Doubt, Intake
from articles.models import Article, Hold, Revision, Section
from articles.models import Byline as BylineRow
from articles.permissions import may_create, refusal
from articles.workflow import NotAllowed, Refused
from media import rights
from media.models import Photo
from media.permissions import may_edit, may_see
from newsroom import clock

FITS = {
    "headline": Article._meta.get_field("headline").max_length,
    "dek": Article._meta.get_field("dek").max_length,
    "dateline": Article._meta.get_field("dateline").max_length,
    "copy_source": Article._meta.get_field("copy_source").max_length,
}
_PLACE_MOST = BylineRow._meta.get_field("place").max_length
# The field a doubt is about, and what in `Chosen` answers it.
_ANSWERS = {
    "headline": "headline",
    "bylines": "bylines",
    "published": "dated",
    "embargo": "embargo",
    "copy_from": "copy_from",
}


@dataclass(frozen=True)
class ChosenPhoto:
    """A caption and credit of the copy, and the picture they belong to; None until one is attached."""

    caption: str
    credit: str
    photo: Photo | None = None
    alt: str = ""


@dataclass(frozen=True)
class Chosen:
    """What the draft shall say beside its body: as read, or as an editor mended it."""

    headline: str = ""
    dek: str = ""
    bylines: tuple[Byline, ...] = ()
    dated: date | None = None
    dateline: str = ""
    copy_from: str = Article.CopyFrom.UNKNOWN
    copy_source: str = ""
    embargo: datetime | None = None
    photos: tuple[ChosenPhoto, ...] = ()
    section: Section | None = None

    @classmethod
    def of(cls, intake: Intake, section: Section | None = None) -> "Chosen":
        """Return the reading itself."""
        names = ("headline", "dek", "bylines", "dated", "dateline", "copy_from", "copy_source", "embargo")
        photos = tuple(ChosenPhoto(photo.caption, photo.credit) for photo in intake.photos)
        return cls(**{name: getattr(intake, name) for name in names}, photos=photos, section=section)


def draft(
    intake: Intake,
    *,
    by,
    now: datetime | None = None,
    section: Section | None = None,
    chosen: Chosen | None = None,
) -> Article:
    """Begin a story from copy that was brought in, with its embargo, its hold and what was left out beside it.

    `chosen` is the reading as an editor mended it; without it the reading stands. Names on the byline become
    contributors. All or nothing. Raise Refused or NotAllowed.
    """
    if not may_create(by):
        raise NotAllowed(refusal(str(by), _("begin a story")))
    now = now or clock.now()
    chosen = chosen or Chosen.of(intake, section)
    with transaction.atomic():
        chosen, cut = _fitting(chosen)
        photos, doubts = _attach(chosen.photos, by, now)
        doubts = [*(doubt for doubt in intake.doubts if not is_answered(doubt, intake, chosen)), *doubts]
        beside = Beside(
            left_out=(*cut, *(line.text for line in left_beside(intake))),
            doubts=tuple(doubts),
            photos=tuple(Waiting(one.caption, one.credit) for one in chosen.photos if one.photo is None),
            source=intake.source,
        )
        article = workflow.begin(
            by=by,
            content=_content(intake, chosen, photos, by, now),
            now=now,
            why=Revision.Why.INTAKE,
            copy_from=chosen.copy_from,
            copy_source=chosen.copy_source,
            left_out=beside.text,
        )
        _stop(article, intake, chosen, by, now)
    article.refresh_from_db()
    return article


def is_answered(doubt: Doubt, intake: Intake, chosen: Chosen) -> bool:
    """Say whether an editor has settled what intake was not sure of, by choosing something else than it read."""
    if doubt.field == "photos":
        return bool(chosen.photos) and all(photo.credit for photo in chosen.photos)
    name = _ANSWERS.get(doubt.field)
    return name is not None and getattr(chosen, name) != getattr(intake, name)


def _content(intake: Intake, chosen: Chosen, photos: tuple[ContentPhoto, ...], by, now: datetime) -> Content:
    return Content(
        headline=chosen.headline,
        dek=chosen.dek,
        language=chosen.section.language if chosen.section else Content.language,
        dateline=chosen.dateline,
        dated=chosen.dated.isoformat() if chosen.dated else "",
        section=str(chosen.section.uid) if chosen.section else "",
        bylines=tuple(_byline(byline, by, now) for byline in chosen.bylines),
        body=intake.body_html(),
        photos=photos,
    )


def _byline(byline: Byline, by, now: datetime) -> ContentByline:
    contributor = names.find(byline.name, byline.kind)
    if contributor is None and not by.has_perm("articles.add_contributor"):
        raise Refused(
            _("“%(name)s” is not among the contributors, and you may not add one. Take the name off, or ask an editor.")
            % {"name": byline.name}
        )
    contributor = contributor or names.find_or_make(byline.name, byline.kind, by=by, now=now)
    return ContentByline(str(contributor.uid), contributor.name, byline.role, byline.place)


def _attach(chosen: tuple[ChosenPhoto, ...], by, now: datetime) -> tuple[tuple[ContentPhoto, ...], list[Doubt]]:
    """Return the uses of the pictures that are there, and a doubt for each whose credit is disputed."""
    uses, doubts = [], []
    for one in chosen:
        if one.photo is None:
            continue
        if not may_see(by, one.photo):
            raise Refused(_("You may not use the picture “%(photo)s”. Choose another.") % {"photo": one.photo})
        if one.credit and not one.photo.credit_line and may_edit(by, one.photo):
            rights.edit_photo(one.photo, by=by, now=now, credit_line=one.credit)
        elif one.credit and one.credit != one.photo.credit_line:
            doubts.append(_disputed(one))
        alt = one.alt or one.photo.alt_text
        use = "inline" if uses else "lead"
        uses.append(ContentPhoto(str(one.photo.uid), use, one.caption or one.photo.caption, alt))
    return tuple(uses), doubts


def _disputed(one: ChosenPhoto) -> Doubt:
    sentence = _("The copy credits the attached picture to “%(copy)s”; the photo says “%(photo)s”: check whose it is.")
    return Doubt("photos", sentence % {"copy": one.credit, "photo": one.photo.credit_line or "–"})


def _fitting(chosen: Chosen) -> tuple[Chosen, list[str]]:
    """Return what the columns can hold, and whole the words that had to be cut."""
    cut, shorter = [], {}
    for name, most in FITS.items():
        text = getattr(chosen, name)
        if len(text) > most:
            cut.append(text)
            shorter[name] = Truncator(text).chars(most)
    bylines = []
    for byline in chosen.bylines:
        if len(byline.name) > names.MOST or len(byline.place) > _PLACE_MOST:
            cut.append(f"{byline.name} {byline.place}".strip())
        bylines.append(replace(byline, name=byline.name[: names.MOST], place=byline.place[:_PLACE_MOST]))
    named = tuple(byline for byline in bylines if byline.name.strip())
    return replace(chosen, **shorter, bylines=named), cut


def _stop(article: Article, intake: Intake, chosen: Chosen, by, now: datetime) -> None:
    """Put on the story what the copy says about when, and whether, it may be published."""
    if chosen.embargo and chosen.embargo > now:
        workflow.embargo(article, by=by, until=chosen.embargo, now=now)
    if intake.hold:
        said = " / ".join(line.text for line in intake.lines if line.role == "flag")
        reason = _("The copy that was brought in says: “%(words)s”.") % {"words": said or intake.hold}
        workflow.hold(article, by=by, kind=hold_kind(intake), reason=reason, now=now, came_with_copy=True)


def hold_kind(intake: Intake) -> str:
    """Return which hold the words in the copy ask for."""
    if intake.hold == "kill":
        return Hold.Kind.ADVISORY
    said = {doubt.field for doubt in intake.doubts}
    without_end = "embargo" in said and "hold" not in said and intake.embargo is None
    return Hold.Kind.EMBARGO if without_end else Hold.Kind.CONFIRMATION
