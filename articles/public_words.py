"""Every text of a story that a reader could come upon, with the place where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import unquote

from django.db.models import Q
from django.utils.translation import gettext as _
from lxml import html

from media.documents.inside import texts_inside
from media.models import Document, Photo

from .body import elements, linked_stories, paragraphs
from .content import Content
from .models import Contributor, Edition, Section, Tag

# Attributes that are other words for a thing of ours, never shown.
_UNSEEN = {"data-photo", "data-story", "data-document", "class"}
_OF_A_PHOTO = (
    "headline", "caption", "alt_text", "keywords", "creator", "credit_line", "source", "copyright_notice",
    "usage_terms", "web_statement", "licensor_name", "licensor_url", "digital_source_type",
)  # fmt: skip
_OF_A_DOCUMENT = ("title", "description", "transcript", "creator", "credit_line", "source", "copyright_notice")
_RELATED_TAGS, _RELATED = 5, 4


@dataclass(frozen=True)
class Said:
    """A text, the form field that mends it, and where it stands. An `address` is a slug or a URL; a `part` of the body
    has the texts of several lines, which were said each alone before."""

    field: str
    place: str
    text: str
    address: bool = False
    photo: str = ""
    part: bool = False


def texts_of(content: Content, note: str = "") -> Iterator[Said]:
    """Yield what the content itself says."""
    for field, place in (
        ("headline", _("the headline")),
        ("dek", _("the dek")),
        ("dateline", _("the dateline")),
        ("slugline", _("the slugline")),
        ("search_headline", _("the headline for search")),
        ("share_headline", _("the headline for sharing")),
        ("sponsor", _("the name of who pays")),
        ("life", _("the years of life")),
        ("claim", _("the claim")),
        ("claimant", _("who claimed it")),
        ("verdict", _("the verdict")),
        ("reviewed", _("what is reviewed")),
        ("rating", _("the rating")),
    ):
        yield Said(field, place, getattr(content, field))
    yield Said("sponsor_url", _("the address of who pays"), unquote(unquote(content.sponsor_url)), address=True)
    yield Said("slug", _("the slug"), content.slug, address=True)
    yield Said("note", _("the note to readers"), note)
    for byline in content.bylines:
        yield Said("bylines", _("a byline"), byline.name)
        yield Said("bylines", _("the place of a byline"), byline.place)
    for number, photo in enumerate(content.photos, start=1):
        yield Said("photos", _("the caption of photo %(number)s") % {"number": number}, photo.caption)
        yield Said("photos", _("the alt text of photo %(number)s") % {"number": number}, photo.alt)
    yield from _of_the_body(content.body)


def _of_the_body(body: str) -> Iterator[Said]:
    for number, text in enumerate(paragraphs(body), start=1):
        yield Said("body", _("paragraph %(number)s") % {"number": number}, text)
    for number, element in enumerate(elements(body), start=1):
        root = html.fragment_fromstring(element, create_parent="div")
        # A name may be spread over the cells of a row or the lines of a box.
        yield Said("body", _("part %(number)s of the body") % {"number": number}, _spread(element), part=True)
        for address in _addresses(root):
            yield Said("body", _("an address in part %(number)s of the body") % {"number": number}, address, True)


def _spread(element: str) -> str:
    """Return the text of an element; what only styles words parts nothing, everything else parts words."""
    return unescape(re.sub(r"<[^<>]*>", " ", re.sub(r"</?(?:a|b|i|em|strong|span)\b[^<>]*>", "", element)))


def _addresses(root) -> Iterator[str]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name not in _UNSEEN and not value.startswith("story:"):
                yield unquote(unquote(value))
                yield from _in_own_script(value)


def _in_own_script(url: str) -> Iterator[str]:
    """Yield the host's name as it is read where it is written in ASCII for the network."""
    for label in re.findall(r"xn--[a-z0-9-]+", url.lower()):
        try:
            yield label.encode().decode("idna")
        except UnicodeError:
            continue


def texts_around(content: Content, at: datetime, article_id: int | None) -> Iterator[Said]:
    """Yield what is shown with the content but kept elsewhere: names as they are today, photos, other stories."""
    named = Q(uid__in=content.tags) | Q(merged__uid__in=content.tags)
    tags = list(Tag.objects.filter(named).distinct().prefetch_related("aliases"))
    for tag in tags:
        yield Said("tags", _("a tag"), tag.name)
        yield Said("tags", _("the address of a tag"), tag.slug, address=True)
        yield Said("tags", _("the description of a tag"), tag.description)
        for alias in tag.aliases.all():
            yield Said("tags", _("another name of a tag"), alias.name)
    for section in Section.objects.filter(uid__in=[content.section] if content.section else []):
        yield Said("section", _("the section"), section.name)
        yield Said("section", _("the address of the section"), section.slug, address=True)
        yield Said("section", _("the description of the section"), section.description)
    named = Contributor.objects.filter(uid__in=[byline.contributor for byline in content.bylines])
    for contributor in named.select_related("portrait"):
        yield Said("bylines", _("a contributor’s name"), contributor.name)
        yield Said("bylines", _("the address of a contributor"), contributor.slug, address=True)
        told = (contributor.title, contributor.bio, contributor.beats, contributor.profiles)
        told += (contributor.contact, contributor.awards, contributor.education)
        for text in filter(None, told):
            yield Said("bylines", _("what a contributor’s page says"), text)
        if contributor.portrait:
            yield Said("bylines", _("the credit of a contributor’s portrait"), contributor.portrait.credit_line)
    yield from _of_photos(content)
    yield from _of_documents(content)
    yield from _of_other_stories(content, tags, at, article_id)


def _of_photos(content: Content) -> Iterator[Said]:
    photos = {str(p.uid): p for p in Photo.objects.filter(uid__in=[use.photo for use in content.photos])}
    for number, use in enumerate(content.photos, start=1):
        if photo := photos.get(use.photo):
            place = _("what goes with photo %(number)s (its credit, or inside its file)") % {"number": number}
            for name in _OF_A_PHOTO:
                yield Said("photos", place, getattr(photo, name), name in {"web_statement", "licensor_url"}, use.photo)


def _of_documents(content: Content) -> Iterator[Said]:
    documents = {str(d.uid): d for d in Document.objects.filter(uid__in=content.documents)}
    for number, uid in enumerate(content.documents, start=1):
        if document := documents.get(uid):
            place = _("what goes with document %(number)s (its title, transcript or credit)") % {"number": number}
            for name in _OF_A_DOCUMENT:
                yield Said("body", place, getattr(document, name))
            for text in texts_inside(document):
                yield Said("body", _("the file of document %(number)s") % {"number": number}, text)


def _of_other_stories(content: Content, tags: list[Tag], at: datetime, article_id: int | None) -> Iterator[Said]:
    """Yield what stories that this one leads to say where they are offered."""
    if linked := linked_stories(content.body) | set(content.related.split()):
        found = Edition.objects.filter(article__uid__in=linked).standing_at(at)
        for edition in found.select_related("words", "address"):
            yield from _of_a_card("body", _("a story that is linked"), edition)
    for tag in tags[:_RELATED_TAGS]:
        same = Edition.objects.automatic(at).filter(tag_rows__tag=tag).exclude(article=article_id)
        for edition in same.select_related("words", "address").order_by("-listed_at", "-pk")[:_RELATED]:
            yield from _of_a_card("tags", _("a story with the same tag, offered beside this one"), edition)


def _of_a_card(field: str, place: str, edition: Edition) -> Iterator[Said]:
    card = edition.card
    photo = card["photo"]
    texts = [card["headline"], card["dek"], photo.get("caption", ""), photo.get("alt", "")]
    texts += [byline["name"] for byline in card["bylines"]]
    yield from (Said(field, place, text) for text in texts)
    yield Said(field, place, edition.address.key, address=True)


def earlier_notes(article) -> Iterator[Said]:
    """Yield the notes to readers of earlier versions: they stand under a story as long as it is there."""
    notes = Edition.objects.issued().filter(article=article).exclude(words__public_note="")
    for number, text in notes.order_by("number").values_list("number", "words__public_note"):
        yield Said("", _("the note to readers of version %(number)s") % {"number": number}, text)
