"""Stories as notices name them."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.notices.subjects import Subject, register

from .models import Article, Complaint, Edition


def _rows(user):
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
    return Article.objects.visible_to(user).annotate(is_restricted=Exists(named))


def secret(article: Article, now: datetime) -> str:
    """Return what a story is called outside the desk where its name may not be said there; empty where it may."""
    if article.is_restricted if hasattr(article, "is_restricted") else article.restricted_to.exists():
        return _("A story restricted to you")
    if article.embargoed_until and article.embargoed_until > now and not _was_live(article, now):
        return _("A story under embargo")
    return ""


def _was_live(article: Article, now: datetime) -> bool:
    return Edition.objects.issued().filter(article=article, live_from__lte=now).exists()


def _complaints(user):
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("article"))
    return Complaint.objects.visible_to(user).select_related("article").annotate(is_restricted=Exists(named))


def _secret_complaint(complaint: Complaint, now: datetime) -> str:
    complaint.article.is_restricted = complaint.is_restricted
    return secret(complaint.article, now)


def register_stories() -> None:
    """Let notices be about stories."""
    register(
        Subject(
            "complaint",
            rows=_complaints,
            url=lambda complaint: reverse("admin:articles_complaint_change", args=[complaint.pk]),
            outside=lambda complaint: complaint.article.slugline or str(_("A story")),
            secret=_secret_complaint,
        )
    )
    register(
        Subject(
            "article",
            rows=_rows,
            url=lambda article: reverse("admin:articles_article_change", args=[article.pk]),
            outside=lambda article: article.slugline or str(_("A story")),
            secret=secret,
        )
    )
