"""The checklist as the desk meets it: each finding with the place that mends it."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from articles.findings import Finding
from articles.models import Article
from media.answers import Question
from media.models import Photo

from .state import StoryState

# Where on the form a finding is mended, when the field has no id of that name.
_ANSWERED = {f"photo-{question}" for question in Question.values}
_PLACES = {"body": "#body-field", "bylines": "#bylines", "photos": "#photos"}


@dataclass(frozen=True)
class Check:
    """A finding, where it is mended, and how many of the same words stand before it in the same field."""

    finding: Finding
    url: str
    nth: int = 0

    @property
    def takes_alt(self) -> bool:
        """Whether an alt text is all it needs, which can be written right there."""
        return self.finding.id == "photo-alt"


def checks(state: StoryState) -> list[Check]:
    """Return what was found, each with where somebody goes to mend it."""
    pages, seen = _photo_pages(state.checks), Counter()
    found = []
    for finding in state.checks:
        found.append(Check(finding, _mended_at(finding, state.article, pages), seen[finding.field, finding.quote]))
        seen[finding.field, finding.quote] += 1
    return found


def _photo_pages(findings: list[Finding]) -> dict[str, str]:
    uids = [finding.photo for finding in findings if finding.id == "photo-rights"]
    if not uids:
        return {}
    photos = Photo.objects.filter(uid__in=uids)
    return {str(photo.uid): reverse("admin:media_photo_change", args=[photo.pk]) for photo in photos}


def _mended_at(finding: Finding, article: Article, photo_pages: dict[str, str]) -> str:
    change = reverse("admin:articles_article_change", args=[article.pk])
    if finding.id == "photo-rights" and finding.photo in photo_pages:
        return photo_pages[finding.photo]
    if finding.id in _ANSWERED:
        args = [article.pk, finding.photo, finding.id.removeprefix("photo-")]
        return reverse("admin:articles_article_photo_answer", args=args)
    if finding.photo:
        return f"{change}#photo-{finding.photo}"
    if finding.id in {"hold", "embargo"}:
        return reverse(f"admin:articles_article_{'lift' if finding.id == 'hold' else 'embargo'}", args=[article.pk])
    if finding.id == "note":
        return f"{change}#{finding.field}"
    if finding.id == "open-fix":
        return reverse("admin:articles_article_settle_fix", args=[article.pk])
    if not finding.field or finding.field == "note":
        return ""
    return change + _PLACES.get(finding.field, f"#id_{finding.field}")
