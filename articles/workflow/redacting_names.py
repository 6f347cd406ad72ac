"""Taking words out of what a story is found by: its addresses, its tags and their other names."""

from django.db import transaction
from django.db.models import ProtectedError, Q

from articles.blackout import Blackout
from articles.models import (
    Address,
    Article,
    EditionTag,
    FormerSlug,
    Tag,
    TagAlias,
    TaggedArticle,
    address_key,
    hashed_key,
)
from newsroom.pagecache.collecting import path_tag

from .act import Act
from .redacting_found import Found


def tags_of(article: Article):
    """Return the tags the story has, those its editions have, and what was merged into them."""
    issued = EditionTag.objects.filter(article=article).values("tag")
    among = Q(pk__in=issued) | Q(tagged__content_object=article)
    own = set(Tag.objects.filter(among).values_list("pk", flat=True))
    # Those that were merged into one of them are its other names.
    return Tag.objects.filter(Q(pk__in=own) | Q(merged_into__in=own))


def redact_addresses(under_way: Act, out: Blackout, found: Found) -> None:
    """Give the story a path without the words; of the old one only a keyed hash is kept, which still leads here."""
    article = under_way.article
    for address in article.addresses.exclude(key__startswith="hash:"):
        if not out.found_in_slug(address.key):
            continue
        found["address"] += 1
        old = address.key
        head = "/".join(old.split("/")[:4])
        address.key = address_key(f"{head}/{out.slug(old.split('/')[4]) or 'story'}-{article.uid.hex[:8]}/")
        if Address.objects.filter(key=address.key).exists():
            address.key = f"{address.key.rstrip('/')}-{address.pk}/"
        address.save(update_fields=["key"])
        Address.objects.create(key=hashed_key(old), article=article, since=address.since)
        under_way.touch(path_tag(address.key), path_tag(old))


def drop_tags(under_way: Act, tags: list[Tag], found: Found) -> list[str]:
    """Take the tags off this story; one that nothing else uses is destroyed, the others are named."""
    kept = []
    for tag in tags:
        found.at("tag", tag.name)
        if tag.merged_into_id:
            _without_words(tag)
            continue
        TaggedArticle.objects.filter(content_object=under_way.article, tag=tag).delete()
        EditionTag.objects.filter(article=under_way.article, tag=tag).delete()
        under_way.touch(f"name:tag:{tag.pk}", f"list:tag:{tag.pk}", path_tag(f"/tag/{tag.slug}/"))
        if tag.tagged.exists() or tag.edition_rows.exists():
            kept.append(tag.name)
            continue
        try:
            with transaction.atomic():
                FormerSlug.objects.filter(what="tag", leads_to=tag.pk).delete()
                tag.delete()
        except ProtectedError:  # a newsletter is of it
            kept.append(tag.name)
    return kept


def _without_words(tag: Tag) -> None:
    """Take the words off a tag that was merged: stories still name it by its uid, which reads as the other."""
    tag.name = tag.slug = f"merged-{tag.uid.hex[:8]}"
    tag.description = ""
    tag.save(update_fields=["name", "slug", "description"])


def redact_other_names(under_way: Act, out: Blackout, found: Found) -> None:
    """Take away the other names that find a tag of this story."""
    for former in FormerSlug.objects.filter(what="tag", leads_to__in=tags_of(under_way.article).values("pk")):
        if out.found_in_slug(former.slug):
            found["address"] += 1
            former.delete()
    for alias in TagAlias.objects.filter(tag__in=tags_of(under_way.article)):
        if out.found_in(alias.name):
            found["tag"] += 1
            alias.delete()
