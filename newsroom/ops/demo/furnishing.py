"""Put the demo paper's sections, contributors and tags in place."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from articles.models import Article, Capacity, Contributor, Section, SignOffRule, Tag, TagAlias
from newsroom.staff.models import User

from . import paper


@dataclass(frozen=True)
class House:
    """Sections, contributors and tags by the names that the stories' files use."""

    sections: dict[str, Section]
    contributors: dict[str, Contributor]
    tags: dict[str, Tag]


@transaction.atomic
def furnish(staff: list[User]) -> House:
    """Make what is not there yet, and use what is: in a newsroom with a section Sport there stays one."""
    accounts = {user.name: user for user in staff}
    plan = paper.house()
    sections = {
        fields["slug"]: _section(position, **fields) for position, fields in enumerate(plan["sections"], start=1)
    }
    # No story of the demo is one of those: the rule is there to be looked at, and stops nothing that is played.
    of_sport = {"section": sections["sport"], "kind": Article.Kind.FACT_CHECK, "capacity": Capacity.LEGAL}
    SignOffRule.objects.get_or_create(**of_sport)
    return House(
        sections,
        {fields["key"]: _contributor(accounts, **fields) for fields in plan["contributors"]},
        {fields["slug"]: _tag(**fields) for fields in plan["tags"]},
    )


def _section(position: int, slug: str, name: str, description: str) -> Section:
    found = Section.objects.filter(Q(slug=slug) | Q(name=name)).first()
    return found or Section.objects.create(slug=slug, name=name, description=description, position=position)


def _contributor(accounts: dict, key: str, about: str, portrait: str = "", **fields) -> Contributor:
    fields["bio"], name = about, fields["name"]
    found, made = Contributor.objects.get_or_create(slug=key, defaults=fields)
    if made and name in accounts:
        found.account = accounts[name]
        found.save(update_fields=["account"])
    return found


def _tag(slug: str, name: str, kind: str, aliases: tuple | list = ()) -> Tag:
    found = Tag.objects.filter(Q(slug=slug) | Q(name=name)).first()
    if found is None:
        found = Tag.objects.create(slug=slug, name=name, kind=kind)
        taken = set(TagAlias.objects.filter(name__in=aliases).values_list("name", flat=True))
        TagAlias.objects.bulk_create(TagAlias(tag=found, name=alias) for alias in aliases if alias not in taken)
    return found
