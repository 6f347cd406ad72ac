"""Pages of names that have another address now: a changed slug, a merged tag."""

from datetime import datetime

from django.db.models import F
from django.http import HttpResponsePermanentRedirect

from articles.models import Contributor, FormerSlug, Section, Tag
from newsroom.pagecache.collecting import note, path_tag

from .lists import Listing
from .names import FOLDERS, Name

_MODELS = {"section": Section, "tag": Tag, "contributor": Contributor}


def named(what: str, slug: str):
    """Return the section, tag or contributor of a slug, a contributor with the uid of their picture as `face`.

    None where that has no page: merged, or a sentence in place of a name."""
    # No slug holds such a character, and PostgreSQL fails at a NUL.
    if not slug.isprintable():
        return None
    found = _MODELS[what].objects.filter(slug=slug)
    if what == "tag":
        found = found.filter(merged_into=None)
    elif what == "contributor":
        found = found.exclude(kind="unnamed").annotate(face=F("portrait__uid"))
    return found.first()


def moved(what: str, slug: str, at: datetime, tail: str = "") -> HttpResponsePermanentRedirect | None:
    """Return the redirect to where a name's page is now, or one of its feeds, whose address ends in `tail`; or None.

    It says nothing of a tag or contributor that no listed story has: its word may be a draft's alone.
    """
    thing = _leads_to(what, slug)
    if thing is None:
        return None
    name = Name(what, thing.pk, str(thing.uid), thing.name, thing.slug)
    if what != "section" and not Listing(name).at(at).exists():
        return None
    note(f"name:{what}:{thing.pk}", name.list_tag, path_tag(f"/{FOLDERS[what]}/{slug}/{tail}"))
    return HttpResponsePermanentRedirect(name.url + tail)


def _leads_to(what: str, slug: str):
    if what == "tag" and (gone := Tag.objects.filter(slug=slug).select_related("merged_into").first()):
        return gone.merged_into
    former = FormerSlug.objects.filter(what=what, slug=slug).first()
    thing = _MODELS[what].objects.filter(pk=former.leads_to).first() if former else None
    return (thing.merged_into or thing) if what == "tag" and thing else thing
