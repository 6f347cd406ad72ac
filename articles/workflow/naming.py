"""Verbs for tags: let one become another, undo that, put a series in order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Edition, EditionTag, SeriesPart, Tag, TagAlias, TaggedArticle, TagMerge
from articles.permissions import may_merge_tags, refusal
from newsroom import clock
from newsroom.pagecache.collecting import path_tag
from newsroom.record.canonical import canonical
from newsroom.record.log import Change, enter

from .act import NotAllowed, Refused

_BATCH = 500


@dataclass(frozen=True)
class Moves:
    """What a merge would move: stories readers have had and working copies with the tag, those that have both tags,
    and other names."""

    published: int
    working: int
    both: int
    aliases: tuple[str, ...]


def moves(gone: Tag, kept: Tag) -> Moves:
    """Return what merging the first tag into the second would move."""
    published = EditionTag.objects.filter(tag=gone).values("article").distinct()
    both = EditionTag.objects.filter(tag=kept, article__in=published).values("article").distinct()
    return Moves(
        published=published.count(),
        working=TaggedArticle.objects.filter(tag=gone).count(),
        both=both.count(),
        aliases=(gone.name, *gone.aliases.values_list("name", flat=True)),
    )


def merge_tags(gone: Tag, *, into: Tag, by, now: datetime | None = None) -> TagMerge:
    """Let a tag become another: its stories stand in the other's lists, its names and address lead there.

    What was printed keeps naming the old tag by its uid, which reads as the other from now on.
    """
    with transaction.atomic():
        if not may_merge_tags(by):
            raise NotAllowed(refusal(str(by), _("merge tags")))
        locked = Tag.objects.select_for_update().filter(pk__in=[gone.pk, into.pk]).order_by("pk").in_bulk()
        gone, kept, moment = locked[gone.pk], locked[into.pk], now or clock.now()
        _refuse_merge(gone, kept)
        rows = EditionTag.objects.filter(tag=gone)
        both = list(rows.filter(edition__in=EditionTag.objects.filter(tag=kept).values("edition")))
        changes = _changes([gone, kept], _months(gone), moment)
        EditionTag.objects.filter(pk__in=[row.pk for row in both]).delete()
        moved = list(rows.values_list("edition_id", flat=True))
        rows.update(tag=kept)
        record = {"moved": moved, "both": [row.edition_id for row in both], **_move_names(gone, kept)}
        record["led"] = list(gone.merged.values_list("pk", flat=True))
        gone.merged.update(merged_into=kept)
        gone.merged_into = kept
        gone.save(update_fields=["merged_into"])
        kept_merge = TagMerge.objects.create(gone=gone, kept=kept, at=moment, by=by, record=canonical(record))
        facts = {"into": str(kept.uid), "moved": len(moved), "both": len(both), "merge": kept_merge.pk}
        enter("merge_tags", by=by, now=moment, subject=f"tag:{gone.uid}", facts=facts, changes=changes)
    return kept_merge


def _refuse_merge(gone: Tag, kept: Tag) -> None:
    if gone.pk == kept.pk:
        raise Refused(_("A tag cannot be merged into itself. Choose another."))
    for tag in (gone, kept):
        if tag.merged_into:
            raise Refused(
                _("“%(name)s” was merged into “%(into)s” already. Choose that one.")
                % {"name": tag.name, "into": tag.merged_into.name}
            )
    if (gone.kind == Tag.Kind.SERIES) != (kept.kind == Tag.Kind.SERIES):
        raise Refused(_("A series can only be merged with a series: its parts have an order. Change the kind first."))


def _move_names(gone: Tag, kept: Tag) -> dict:
    """Let the names of one tag find the other; return what has to go back when it is undone."""
    aliases = list(gone.aliases.values_list("pk", flat=True))
    gone.aliases.update(tag=kept)
    if TagAlias.objects.filter(name=gone.name).exists():
        return {"aliases": aliases, "made": []}
    return {"aliases": aliases, "made": [TagAlias.objects.create(tag=kept, name=gone.name).pk]}


def _months(tag: Tag) -> list[str]:
    rows = EditionTag.objects.filter(tag=tag).datetimes("listed_at", "month", tzinfo=UTC)
    return [f"{month:%Y-%m}" for month in rows]


def _changes(tags: list[Tag], months: Iterable[str], at: datetime) -> list[Change]:
    """Return every page that shows the tags by name, lists their stories, or answers their addresses."""
    found = []
    for tag in tags:
        page = f"/tag/{tag.slug}/"
        found += [f"name:tag:{tag.pk}", f"list:tag:{tag.pk}", path_tag(page), path_tag(f"{page}feed/")]
        found += [f"list:tag:{tag.pk}:{month}" for month in months]
    return [Change(each, at) for each in found]


def undo_merge(merge: TagMerge, *, by, now: datetime | None = None) -> Tag:
    """Make two tags of one again: each story has exactly the tags it had, other names and the address go back."""
    with transaction.atomic():
        if not may_merge_tags(by):
            raise NotAllowed(refusal(str(by), _("undo a merge of tags")))
        merge = TagMerge.objects.select_for_update().get(pk=merge.pk)
        locked = Tag.objects.select_for_update().filter(pk__in=[merge.gone_id, merge.kept_id]).in_bulk()
        gone, kept, moment = locked[merge.gone_id], locked[merge.kept_id], now or clock.now()
        if merge.undone_at:
            raise Refused(_("This merge was undone already."))
        if gone.merged_into_id != kept.pk:
            raise Refused(_("“%(name)s” was itself merged since. Undo that merge first.") % {"name": kept.name})
        record = json.loads(merge.record)
        TagAlias.objects.filter(pk__in=record["made"], tag=kept).delete()
        TagAlias.objects.filter(pk__in=record["aliases"], tag=kept).update(tag=gone)
        Tag.objects.filter(pk__in=record["led"], merged_into=kept).update(merged_into=gone)
        gone.merged_into = None
        gone.save(update_fields=["merged_into"])
        restored = _rewrite_rows(merge, gone, kept, [*record["moved"], *record["both"]])
        merge.undone_at = moment
        merge.save(update_fields=["undone_at"])
        facts = {"from": str(kept.uid), "restored": restored, "merge": merge.pk}
        changes = _changes([gone, kept], _months(gone), moment)
        enter("undo_merge", by=by, now=moment, subject=f"tag:{gone.uid}", facts=facts, changes=changes)
    return gone


def _rewrite_rows(merge: TagMerge, gone: Tag, kept: Tag, editions: list[int]) -> int:
    """Write the list rows of both tags anew for the editions the merge touched and those issued since, from their own
    words: whatever was merged, undone or redacted in between, they say which tags a story has. Return how many got
    the old tag back."""
    among = Tag.objects.filter(Q(pk__in=[gone.pk, kept.pk]) | Q(merged_into__in=[gone.pk, kept.pk]))
    leads_to = {str(tag.uid): tag.merged_into_id or tag.pk for tag in among}
    since = Edition.objects.filter(issued_at__gte=merge.at, tag_rows__tag=kept).values_list("pk", flat=True)
    wanted = sorted({*editions, *since})
    restored = 0
    for start in range(0, len(wanted), _BATCH):
        batch = Edition.objects.filter(pk__in=wanted[start : start + _BATCH]).select_related("words")
        rows = EditionTag.objects.filter(edition__in=batch, tag__in=[gone, kept])
        before = {(row.edition_id, row.tag_id): row.pk for row in rows}
        after = {
            (edition.pk, leads_to[uid]): edition for edition in batch for uid in edition.content.tags if uid in leads_to
        }
        EditionTag.objects.filter(pk__in=[pk for key, pk in before.items() if key not in after]).delete()
        EditionTag.objects.bulk_create(
            EditionTag(edition=edition, article_id=edition.article_id, tag_id=tag, listed_at=edition.listed_at)
            for (_pk, tag), edition in after.items()
            if (_pk, tag) not in before
        )
        restored += sum(tag == gone.pk for _pk, tag in after)
    return restored


def order_series(tag: Tag, *, by, articles: Iterable[int], now: datetime | None = None) -> None:
    """Put the parts of a series in this order; stories that are not named follow as they come out."""
    with transaction.atomic():
        if not may_merge_tags(by):
            raise NotAllowed(refusal(str(by), _("put a series in order")))
        tag, moment = Tag.objects.select_for_update().get(pk=tag.pk), now or clock.now()
        if tag.kind != Tag.Kind.SERIES:
            raise Refused(_("“%(name)s” is not a series, so its stories have no order.") % {"name": tag.name})
        order = list(dict.fromkeys(articles))
        tag.series_parts.all().delete()
        SeriesPart.objects.bulk_create(
            SeriesPart(tag=tag, article_id=article, position=number) for number, article in enumerate(order, start=1)
        )
        changes = [Change(each, moment) for each in (f"name:tag:{tag.pk}", f"list:tag:{tag.pk}")]
        enter("order_series", by=by, now=moment, subject=f"tag:{tag.uid}", facts={"parts": order}, changes=changes)
