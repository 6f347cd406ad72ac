"""The verb of translations: that a story is another one in another language."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article
from articles.permissions import may_translate

from .act import Refused, act


def set_translation(article: Article, *, of: Article | None, by, now: datetime | None = None) -> Article:
    """Say that this story is a translation of another, or, without one, that it is none any more.

    All translations hang on one original: of a translation's translation that is the first story. Readers find those
    they have in other languages on each one's page, from now on.
    """
    doing = _("say what this story is a translation of")
    with act("set_translation", article, by=by, now=now, may=may_translate, doing=doing, touched=False) as under_way:
        story = under_way.article
        had = story.translation_of
        original = _original(story, of, by) if of is not None else None
        if (original and original.pk) == story.translation_of_id:
            raise Refused(
                _("It is that already.") if original else _("This story is not said to be a translation of another.")
            )
        story.translation_of = original
        story.save(update_fields=["translation_of"])
        roots = [each.pk for each in (had, original) if each]
        under_way.touch(*(f"article:{pk}" for pk in sorted({story.pk, *_all_of(roots)})))
        under_way.facts["of"] = str(original.uid) if original else ""
    return story


def _all_of(roots: list[int]) -> list[int]:
    """Return the stories of these originals, themselves among them."""
    return list(Article.objects.filter(Q(pk__in=roots) | Q(translation_of__in=roots)).values_list("pk", flat=True))


def _original(story: Article, of: Article, by) -> Article:
    """Return the story that the translations of `of` hang on. Raise Refused where this one cannot be among them."""
    seen = Article.objects.visible_to(by).filter(pk=of.pk).select_related("translation_of").first()
    if seen is None:
        raise Refused(_("That story is not there for you. Reload, and choose again."))
    original = seen.translation_of or seen
    if original.pk == story.pk:
        raise Refused(_("That story is a translation of this one, or is this one. Choose another."))
    if story.translations.exists():
        raise Refused(
            _("This story has translations itself. Say of each of those that it is a translation of “%(other)s”.")
            % {"other": original}
        )
    if story.part_of_id and original.pk == story.part_of_id:
        raise Refused(_("That story is the main one of its package. A translation is not part of what it translates."))
    _check_language(story, original)
    return original


def _check_language(story: Article, original: Article) -> None:
    others = Article.objects.filter(Q(pk=original.pk) | Q(translation_of=original.pk)).exclude(pk=story.pk)
    if same := others.filter(language=story.language).exclude(stage=Article.Stage.SPIKED).first():
        raise Refused(
            _("“%(other)s” is in %(language)s too, and there is one in each language. Set the language first.")
            % {"other": same, "language": story.language_name}
        )
