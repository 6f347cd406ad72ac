"""The verb of packages: which stories stand with a main story, in which order, as what."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Article, PackagePart
from articles.permissions import may_pack

from .act import Act, Refused, act

Role = PackagePart.Role
# A package of more is a series, or a section.
MOST = 12


def package_tag(article_id: int) -> str:
    """Return the tag of a story's own page as far as its package goes: it names no other story."""
    return f"package:{article_id}"


def pack(
    article: Article, *, by, parts: Iterable[tuple[Article, str]], now: datetime | None = None
) -> list[PackagePart]:
    """Say which stories stand with this one, in order, each a sidebar or an analysis; none takes the package apart.

    Readers are shown those they have, on each other's pages, from now on.
    """
    parts = [(story, str(role)) for story, role in parts]
    with act(
        "pack", article, by=by, now=now, may=may_pack, doing=_("put this package together"), touched=False
    ) as doing:
        main = doing.article
        _check_main(main)
        _check(main, by, parts)
        _lock(parts)
        open_rows = PackagePart.objects.filter(main=main, in_until=None)
        had = list(open_rows.exclude(article=main).order_by("position").values_list("article_id", "role"))
        wanted = [(story.pk, role) for story, role in parts]
        if had == wanted:
            raise Refused(_("The package is exactly that already."))
        _check_free(main, [pk for pk, _role in wanted])
        open_rows.update(in_until=doing.now)
        kept = _write(doing, wanted)
        fellows = sorted({main.pk} | {pk for pk, _role in had + wanted})
        doing.touch(*(package_tag(pk) for pk in fellows))
        doing.facts["parts"] = [[str(story.uid), role] for story, role in parts]
    return kept


def _check_main(main: Article) -> None:
    if main.stage == Article.Stage.SPIKED:
        raise Refused(_("This story is spiked. Revive it first."))
    if main.part_of_id:
        raise Refused(
            _("This story is part of the package of “%(main)s”. Change the package there.") % {"main": main.part_of}
        )


def _check(main: Article, by, parts: list[tuple[Article, str]]) -> None:
    if len(parts) > MOST:
        raise Refused(
            _("That is %(count)s stories; a package has %(most)s at most beside its main one. A tag of the kind series "
              "holds more.") % {"count": len(parts), "most": MOST}
        )  # fmt: skip
    numbers = [story.pk for story, _role in parts]
    if main.pk in numbers:
        raise Refused(_("The main story is in its package already. Name another story."))
    if len(set(numbers)) < len(numbers):
        raise Refused(_("A story is named twice. Name each once."))
    if any(role not in Role or role == Role.MAIN for _story, role in parts):
        raise Refused(_("Say of each story whether it is a sidebar or an analysis; a package has one main story."))
    seen = set(Article.objects.visible_to(by).filter(pk__in=numbers).values_list("pk", flat=True))
    if len(seen) < len(numbers):
        raise Refused(_("One of these stories is not there for you. Reload, and choose again."))


def _lock(parts: list[tuple[Article, str]]) -> None:
    """Lock the parts, so that no two packages take one story at once."""
    numbers = sorted(story.pk for story, _role in parts)
    list(Article.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))


def _check_free(main: Article, numbers: list[int]) -> None:
    taken = PackagePart.objects.filter(article__in=numbers, in_until=None).exclude(main=main).select_related("article")
    if row := taken.first():
        raise Refused(_("“%(story)s” is in another package. Take it out there first.") % {"story": row.article})


def _write(under_way: Act, wanted: list[tuple[int, str]]) -> list[PackagePart]:
    main = under_way.article
    main.parts.exclude(pk__in=[pk for pk, _role in wanted]).update(part_of=None)
    if not wanted:
        return []
    Article.objects.filter(pk__in=[pk for pk, _role in wanted]).update(part_of=main)
    places = [(main.pk, Role.MAIN), *wanted]
    return PackagePart.objects.bulk_create(
        PackagePart(main=main, article_id=pk, role=role, position=number, in_from=under_way.now)
        for number, (pk, role) in enumerate(places)
    )
