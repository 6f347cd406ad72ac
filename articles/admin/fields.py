"""Names typed into the story form: tags with their aliases, contributors made on the spot."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from articles.models import Contributor, Tag
from newsroom.record.canonical import clean_text

LONGEST_NAME = Contributor._meta.get_field("name").max_length
LONGEST_TAG = Tag._meta.get_field("name").max_length


def split_names(text: str) -> list[str]:
    """Return the names of a line separated by commas; one that has a comma itself stands in double quotes."""
    rows = list(csv.reader([" ".join(clean_text(text).split())], skipinitialspace=True))
    names = [name.strip() for row in rows for name in row]
    return list(dict.fromkeys(name for name in names if name))


def join_names(names) -> str:
    """Return names as `split_names` reads them."""
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def _found(names: list[str]) -> dict[str, Tag]:
    """Return the tags that have these names or aliases, by folded name."""
    wanted = {name.casefold() for name in names} | set(names)
    lowered = Tag.objects.annotate(low=Lower("name"), low_alias=Lower("aliases__name"))
    called = Q(name__in=wanted) | Q(low__in=wanted) | Q(aliases__name__in=wanted) | Q(low_alias__in=wanted)
    tags = list(lowered.filter(called, merged_into=None).prefetch_related("aliases").order_by("pk"))
    found = {alias.name.casefold(): tag for tag in tags for alias in tag.aliases.all()}
    return found | {tag.name.casefold(): tag for tag in tags}


def tags_known(text: str) -> list[Tag]:
    """Return the tags of these names or aliases, in order, less those there are none of."""
    names = split_names(text)
    found = _found(names)
    return list(dict.fromkeys(found[name.casefold()] for name in names if name.casefold() in found))


def tags_named(text: str, *, make: bool = False) -> list[Tag]:
    """Return the tags of these names or aliases, in order; with `make`, tags that are missing are added.

    Raise ValidationError naming those there are none of.
    """
    names = split_names(text)
    found = _found(names)
    missing = [name for name in names if name.casefold() not in found]
    if missing and not make:
        raise ValidationError(
            _("There is no tag “%(names)s” yet. Choose one from the list, or have an editor add it.")
            % {"names": "”, “".join(missing)}
        )
    for name in missing:
        if len(name) > LONGEST_TAG:
            raise ValidationError(_("“%(name)s” is too long for a tag.") % {"name": name})
        found[name.casefold()] = Tag.objects.create(name=name)
    return list(dict.fromkeys(found[name.casefold()] for name in names))


def as_before(tags: list[Tag], before: tuple[str, ...]) -> Iterator[str]:
    """Yield the uids of the tags; one that the story has by the uid of a tag that was merged since keeps that uid.

    So a merge changes no story, and undoing it gives each the tag it had.
    """
    merged = Tag.objects.filter(uid__in=before, merged_into__in=tags).values_list("uid", "merged_into")
    leads_to = {str(uid): into for uid, into in merged}
    for tag in tags:
        had = [uid for uid in before if uid == str(tag.uid) or leads_to.get(uid) == tag.pk]
        yield from had or [str(tag.uid)]


@dataclass(frozen=True)
class Named:
    """A contributor as typed: found by uid or name, or to be made. Exactly one of the two is set."""

    contributor: Contributor | None
    new_name: str = ""


def contributor_named(name: str, uid: str = "") -> Named:
    """Return who is meant by a typed name. `uid` is whom the list had offered, believed while the name is theirs.

    Raise ValidationError where several have the name; "Name [slug]" tells them apart.
    """
    name = " ".join(clean_text(name).split())
    if uid:
        chosen = Contributor.objects.filter(uid=uid).first()
        if chosen and chosen.name == name:
            return Named(chosen)
    if name.endswith("]") and "[" in name:
        slug = name[name.rindex("[") + 1 : -1].strip()
        if by_slug := Contributor.objects.filter(slug=slug).first():
            return Named(by_slug)
    same = list(Contributor.objects.filter(name__iexact=name).order_by("pk")[:5])
    if len(same) > 1:
        raise ValidationError(
            _("Several contributors are called “%(name)s”. Write one of: %(all)s.")
            % {"name": name, "all": ", ".join(f"{one.name} [{one.slug}]" for one in same)}
        )
    return Named(same[0]) if same else Named(None, name)
