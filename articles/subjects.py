"""Stories as notices name them."""

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from newsroom.notices.subjects import Subject, register, register_desks

from .models import Article, Complaint, Edition, Front, Section


def _with_restriction(articles):
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("pk"))
    return articles.select_related("section").annotate(is_restricted=Exists(named))


def _rows(user):
    return _with_restriction(Article.objects.visible_to(user))


def _every():
    return _with_restriction(Article.objects.all())


def headline(article: Article, now: datetime, unpublished_too: bool) -> str:
    """Return the headline readers have; with `unpublished_too` the working copy's where they have none."""
    shown = Edition.objects.filter(article=article).live(now).select_related("words").first()
    if shown:
        return shown.content.headline
    return article.headline if unpublished_too else ""


def _desk(article: Article):
    return article.section.uid if article.section else None


def secret(article: Article, now: datetime) -> str:
    """Return what a story is called outside the desk where its name may not be said there; empty where it may."""
    if article.is_restricted if hasattr(article, "is_restricted") else article.restricted_to.exists():
        return _("A story restricted to you")
    if article.embargoed_until and article.embargoed_until > now and not _was_live(article, now):
        return _("A story under embargo")
    return ""


def _was_live(article: Article, now: datetime) -> bool:
    return Edition.objects.issued().filter(article=article, live_from__lte=now).exists()


def _complaints_with_restriction(complaints):
    named = Article.restricted_to.through.objects.filter(article_id=OuterRef("article"))
    return complaints.select_related("article__section").annotate(is_restricted=Exists(named))


def _secret_complaint(complaint: Complaint, now: datetime) -> str:
    complaint.article.is_restricted = complaint.is_restricted
    return secret(complaint.article, now)


def register_stories() -> None:
    """Let notices be about stories and complaints, and webhooks belong to sections."""
    register_desks(lambda: Section.objects.values_list("uid", "name"))
    register(
        Subject(
            "complaint",
            rows=lambda user: _complaints_with_restriction(Complaint.objects.visible_to(user)),
            every=lambda: _complaints_with_restriction(Complaint.objects.all()),
            headline=lambda complaint, now, unpublished_too: headline(complaint.article, now, unpublished_too),
            desk=lambda complaint: _desk(complaint.article),
            url=lambda complaint: reverse("admin:articles_complaint_change", args=[complaint.pk]),
            outside=lambda complaint: complaint.article.slugline or str(_("A story")),
            secret=_secret_complaint,
        )
    )
    register(
        Subject(
            "front",
            rows=lambda user: Front.objects.visible_to(user).select_related("section"),
            every=lambda: Front.objects.select_related("section"),
            desk=_desk,
            url=lambda front: reverse("admin:articles_front_change", args=[front.pk]),
        )
    )
    register(
        Subject(
            "assignment",
            rows=lambda user: _with_restriction(Article.objects.photographed_by(user)),
            every=_every,
            desk=_desk,
            title=lambda article: article.slugline or str(_("A story")),
            url=lambda article: reverse("admin:articles_article_assignment", args=[article.pk]),
            outside=lambda article: article.slugline or str(_("A story")),
            secret=secret,
        )
    )
    register(
        Subject(
            "article",
            rows=_rows,
            every=_every,
            headline=headline,
            desk=_desk,
            url=lambda article: reverse("admin:articles_article_change", args=[article.pk]),
            outside=lambda article: article.slugline or str(_("A story")),
            secret=secret,
        )
    )
